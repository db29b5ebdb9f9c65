package io.groundswell.local.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Kafka and pacing, with a fake producer and a fake clock. */
class SinksTest {
  private static MockProducer<byte[], byte[]> producer(boolean completes) {
    return new MockProducer<>(
        completes, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Test
  void kafkaGetsEveryRecordInOrderOfArrivalWithItsKeyAndTime() throws Exception {
    LoadOptions options = Collected.small();
    options.rules = true;
    Collected expected = new Collected(options);
    MockProducer<byte[], byte[]> producer = producer(true);
    try (KafkaSink sink = new KafkaSink(producer, "test.")) {
      World world = new World(options);
      new Simulation(options, world, new Outbox(sink, options), Latent.NONE).run();
      sink.finish();
    }
    assertThat(producer.closed()).isTrue();
    List<ProducerRecord<byte[], byte[]>> sent = producer.history();
    assertThat(sent).hasSameSizeAs(expected.out);
    for (int i = 0; i < sent.size(); i++) {
      Collected.Out o = expected.out.get(i);
      ProducerRecord<byte[], byte[]> record = sent.get(i);
      assertThat(record.topic()).isEqualTo("test." + o.topic().wire());
      assertThat(new String(record.key(), UTF_8)).isEqualTo(o.key());
      assertThat(record.timestamp()).isEqualTo(o.time());
      assertThat(new String(record.value(), UTF_8)).isEqualTo(o.value());
    }
  }

  @Test
  void aRecordThatKafkaRefusesEndsTheRunWithItsReason() throws Exception {
    MockProducer<byte[], byte[]> producer = producer(false);
    try (KafkaSink sink = new KafkaSink(producer, "")) {
      sink.accept(Topic.POSTS, "k", 1, 1, new byte[0]);
      assertThat(producer.errorNext(new TopicAuthorizationException("not yours"))).isTrue();
      assertThatThrownBy(() -> sink.accept(Topic.POSTS, "k", 1, 1, new byte[0]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not yours");
      assertThatThrownBy(sink::finish).isInstanceOf(IOException.class);
    }
  }

  @Test
  void recordsWaitUntilTheyAreDue() throws Exception {
    long[] clock = {500};
    List<Long> sentAt = new ArrayList<>();
    Sink target =
        new Sink() {
          @Override
          public void accept(Topic topic, String key, long time, long arrival, byte[] value) {
            sentAt.add(clock[0]);
          }

          @Override
          public void finish() {}

          @Override
          public void close() {}
        };
    try (PacedSink sink =
        new PacedSink(target, 2, () -> clock[0], left -> clock[0] += left / 2 + 1)) {
      for (long arrival : new long[] {10_000, 10_000, 10_400, 12_000}) {
        sink.accept(Topic.POSTS, "k", 1, arrival, new byte[0]);
      }
      clock[0] += 10_000_000_000L;
      sink.accept(Topic.POSTS, "k", 1, 13_000, new byte[0]);
    }
    assertThat(sentAt.subList(0, 2)).containsExactly(500L, 500L);
    assertThat(sentAt.get(2)).isBetween(200_000_500L, 200_000_502L);
    assertThat(sentAt.get(3)).isBetween(1_000_000_500L, 1_000_000_502L);
    assertThat(sentAt.get(4)).as("a late one does not wait").isGreaterThan(11_000_000_000L);
  }
}
