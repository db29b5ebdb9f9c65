package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.label.Labels;
import io.groundswell.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A broker with alerts, and followers of them. */
final class Bench implements AutoCloseable {
  /** Everything is told. */
  static final Discretion NAMES = new Discretion(new Labels(null, true));

  private final EmbeddedBroker broker;
  private final KafkaProducer<byte[], byte[]> producer;

  Bench(Path folder) throws Exception {
    broker = EmbeddedBroker.start(folder, 0);
    producer = producer(null);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    broker.close();
  }

  EmbeddedBroker broker() {
    return broker;
  }

  Properties client() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    return properties;
  }

  KafkaProducer<byte[], byte[]> producer(String transactionalId) {
    Properties properties = client();
    if (transactionalId != null) {
      properties.setProperty("transactional.id", transactionalId);
    }
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .pollInSameThread();
  }

  /** Makes the topic of alerts. */
  void topic(String prefix, int partitions) throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin
          .createTopics(List.of(new NewTopic(prefix + "alerts", partitions, (short) 1)))
          .all()
          .get();
    }
  }

  static ProducerRecord<byte[], byte[]> record(String prefix, JsonNode word, Long written) {
    String key = word.path("page").asText() + "/" + word.path("post").asText();
    return new ProducerRecord<>(
        prefix + "alerts", null, written, key.getBytes(UTF_8), word.toString().getBytes(UTF_8));
  }

  /** Writes words as the job does, and waits until the broker has them. */
  void send(String prefix, JsonNode... words) throws ExecutionException, InterruptedException {
    for (JsonNode word : words) {
      producer.send(record(prefix, word, null)).get();
    }
  }

  void sendOld(String prefix, long written, JsonNode word)
      throws ExecutionException, InterruptedException {
    producer.send(record(prefix, word, written)).get();
  }

  void sendBytes(String prefix, byte[] value) throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(prefix + "alerts", value)).get();
  }

  /** Follows with a channel, until {@link Running#stop}. */
  Running run(String prefix, Clock clock, Function<Delivery, Channel> channel) {
    return run(prefix, clock, new Stop(), channel);
  }

  Running run(String prefix, Clock clock, Stop stop, Function<Delivery, Channel> channel) {
    Delivery delivery = new Delivery(Delivery.client(), new Backoff(10, 200, new Random(7)), stop);
    Follower.Access access =
        new Follower.Access(
            client(), prefix + "alerts", prefix + "notify-ledger", prefix + "notify");
    Follower follower = new Follower(access, channel.apply(delivery), clock, stop);
    Thread thread = new Thread(follower, "notify " + prefix);
    thread.start();
    return new Running(follower, thread, stop);
  }

  /** A follower at work. */
  record Running(Follower follower, Thread thread, Stop end) {
    void stop() throws InterruptedException {
      end.now();
      thread.join();
    }
  }

  /** A clock that stands until it is moved, and so do those of other zones made of it. */
  static final class Hand extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    Hand(Instant now) {
      this(new AtomicReference<>(now), ZoneOffset.UTC);
    }

    private Hand(AtomicReference<Instant> now, ZoneId zone) {
      this.now = now;
      this.zone = zone;
    }

    void forward(Duration by) {
      now.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new Hand(now, other);
    }
  }
}
