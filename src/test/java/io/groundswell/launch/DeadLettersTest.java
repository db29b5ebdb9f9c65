package io.groundswell.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.contract.Schemas;
import io.groundswell.event.Topic;
import io.groundswell.oracle.Garbage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no fact, or no fact at its time, on Kafka: one dead letter each, and the job goes on. */
class DeadLettersTest {
  private static final int PARTITIONS = 2;
  private static final String[] IDLE = {"--idle", "10 min"};

  @TempDir static Path folder;
  private static Rig rig;

  /** A record that is sent, and what became of it. */
  private record Poison(byte[] key, byte[] value, Future<RecordMetadata> sent) {}

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.start(folder);
  }

  @AfterAll
  static void close() throws Exception {
    rig.close();
  }

  @Test
  void everyPoisonInEveryTopicIsOneDeadLetterAndNoAlertIsAnother() throws Exception {
    String prefix = "poison.";
    rig.topics(prefix, PARTITIONS);
    Story story = Story.ofBursts(3, PARTITIONS);
    List<String> expected = story.replayed(folder, Topic.ALERTS);
    rig.send(prefix, story.part(0, 0.5));
    List<Poison> poison = new ArrayList<>();
    for (Topic topic : Topic.inputs()) {
      poison(prefix, topic, poison);
    }
    rig.send(prefix, story.part(0.5, 1));
    JobID job = rig.run(prefix, IDLE);
    Rig.await("dead letters")
        .until(() -> rig.read(prefix, Topic.DEAD_LETTERS).size() >= poison.size());
    Rig.await("alerts").until(() -> rig.read(prefix, Topic.ALERTS).size() >= expected.size());
    assertThat(rig.status(job)).isEqualTo(JobStatus.RUNNING);
    rig.stop(job);
    assertThat(rig.values(prefix, Topic.ALERTS)).containsExactlyElementsOf(expected);
    Map<String, ConsumerRecord<byte[], byte[]>> letters = letters(prefix);
    for (Poison each : poison) {
      RecordMetadata sent = each.sent().get();
      String place = sent.topic() + "/" + sent.partition() + "/" + sent.offset();
      ConsumerRecord<byte[], byte[]> letter = letters.remove(place);
      assertThat(letter).as(place).isNotNull();
      assertThat(Arrays.equals(letter.key(), each.key())).as("key of %s", place).isTrue();
      assertThat(Arrays.equals(letter.value(), each.value())).as("value of %s", place).isTrue();
      assertThat(Rig.headers(letter))
          .containsEntry("__connect.errors.stage", "VALUE_CONVERTER")
          .hasSize(6);
    }
    assertThat(letters).isEmpty();
  }

  /** Dead letters by the place of the record in them; each place only once. */
  private static Map<String, ConsumerRecord<byte[], byte[]>> letters(String prefix) {
    Map<String, ConsumerRecord<byte[], byte[]>> letters = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : rig.read(prefix, Topic.DEAD_LETTERS)) {
      Map<String, String> headers = Rig.headers(letter);
      Schemas.assertValidHeaders("dead-letters", headers);
      String place =
          headers.get("__connect.errors.topic")
              + "/"
              + headers.get("__connect.errors.partition")
              + "/"
              + headers.get("__connect.errors.offset");
      assertThat(letters.put(place, letter)).as("a second letter for %s", place).isNull();
    }
    return letters;
  }

  private static void poison(String prefix, Topic topic, List<Poison> poison) {
    byte[] key = "key".getBytes(UTF_8);
    byte[] binary = new byte[1_000];
    new Random(1).nextBytes(binary);
    List<byte[]> values = new ArrayList<>(Garbage.of(topic.wire(), "page 0", "post/0"));
    values.addAll(Garbage.blank());
    values.add(binary);
    values.add(largest());
    // One of five megabytes that a broker takes because it compresses well.
    values.add(("{\"page\":\"" + "x".repeat(5_000_000) + "\"}").getBytes(UTF_8));
    // A compacted topic takes no record without a key.
    boolean compacted = topic == Topic.POSTS || topic == Topic.RULES;
    for (byte[] value : values) {
      poison.add(sent(prefix, topic, compacted || poison.size() % 2 == 0 ? key : null, value));
    }
    poison.add(sent(prefix, topic, binary, "{}".getBytes(UTF_8)));
    poison.add(sent(prefix, topic, new byte[0], "{}".getBytes(UTF_8)));
    if (topic == Topic.RULES) {
      poison.add(sent(prefix, topic, binary, null));
      poison.add(sent(prefix, topic, new byte[0], null));
      poison.add(sent(prefix, topic, "p".repeat(257).getBytes(UTF_8), null));
    } else {
      poison.add(sent(prefix, topic, key, null));
    }
    if (!compacted) {
      poison.add(sent(prefix, topic, null, null));
    }
  }

  /** About as large as a broker takes a record, and not to be compressed. */
  private static byte[] largest() {
    byte[] value = new byte[1_048_400];
    new Random(2).nextBytes(value);
    return value;
  }

  private static Poison sent(String prefix, Topic topic, byte[] key, byte[] value) {
    // Their own timestamps say nothing; event time is the facts'.
    return new Poison(key, value, rig.send(prefix, topic, null, null, key, value));
  }

  @Test
  void aWrongClockDoesNotMoveEventTime() throws Exception {
    String prefix = "clock.";
    rig.topics(prefix, PARTITIONS);
    Story story = Story.ofBursts(5, PARTITIONS);
    List<String> expected = story.replayed(folder, Topic.ALERTS);
    rig.send(prefix, story.part(0, 0.5));
    JobID job = rig.run(prefix, IDLE);
    Rig.await("an alert").until(() -> !rig.read(prefix, Topic.ALERTS).isEmpty());
    long now = story.part(0.5, 1).get(0).time();
    List<Story.Fact> wrong =
        new Story()
            .share(now + 5 * Story.MINUTE + 1, "page 0", "post/0", "ahead", 10_000)
            .share(now + 87_600 * Story.HOUR, "page 0", "post/0", "far ahead", 10_000)
            .share(Story.START - 25 * Story.HOUR, "page 0", "post/0", "too late", 10_000)
            .facts();
    for (Story.Fact fact : wrong) {
      rig.send(
              prefix,
              fact.topic(),
              null,
              now,
              fact.key().getBytes(UTF_8),
              fact.json().getBytes(UTF_8))
          .get();
    }
    rig.send(prefix, story.part(0.5, 1));
    Rig.await("alerts").until(() -> rig.read(prefix, Topic.ALERTS).size() >= expected.size());
    rig.stop(job);
    assertThat(rig.values(prefix, Topic.ALERTS)).containsExactlyElementsOf(expected);
    assertThat(letters(prefix).values())
        .allSatisfy(
            letter ->
                assertThat(Rig.headers(letter))
                    .containsEntry("__connect.errors.stage", "TRANSFORMATION"))
        .extracting(letter -> Rig.text(letter.value()))
        .containsExactlyInAnyOrderElementsOf(wrong.stream().map(Story.Fact::json).toList());
  }
}
