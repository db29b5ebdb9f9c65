package io.groundswell.local.demo;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records to their topics when they are due, see {@link Pace}. */
final class Player implements AutoCloseable {
  /** Told now and then how far the player is. */
  interface Progress {
    /**
     * Where it is.
     *
     * @param sent records sent
     * @param arrival of the newest one, epoch milliseconds
     */
    void at(long sent, long arrival) throws IOException;
  }

  private static final long ASK = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(10);

  private final Producer<byte[], byte[]> producer;
  private final JobPage page;
  private final Pace pace;
  private final BooleanSupplier goOn;
  private final Unread unread = new Unread();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long asked;
  private long sent;

  /**
   * A player.
   *
   * @param bootstrapServers of the broker; the topics have one partition each
   * @param page tells how far the job has read
   * @param goOn false stops the player soon
   */
  Player(String bootstrapServers, JobPage page, Pace pace, BooleanSupplier goOn) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("client.id", "groundswell-player");
    properties.put("acks", "all");
    properties.put("linger.ms", "5");
    properties.put("compression.type", "lz4");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.page = page;
    this.pace = pace;
    this.goOn = goOn;
    asked = System.nanoTime();
  }

  /**
   * Sends all records and returns when the job has read them.
   *
   * @return whether it came to the end, and was not stopped
   */
  boolean play(Arrivals arrivals, Arrivals.Span span, Progress progress) throws IOException {
    long begin = System.nanoTime();
    for (Arrivals.Arrival next = arrivals.next(); next != null; next = arrivals.next()) {
      long arrival = span.timeless() ? 0 : Math.max(next.arrival(), span.first());
      long due = span.timeless() ? begin : begin + pace.due(span.first(), arrival);
      while (System.nanoTime() - due < 0 || !unread.mayFollow(arrival, pace.lead())) {
        if (!rest(Math.max(0, due - System.nanoTime()))) {
          return false;
        }
        progress.at(sent, arrival);
      }
      ask();
      send(next.topic(), next.key(), next.value(), arrival);
      sent++;
      progress.at(sent, arrival);
    }
    return allRead();
  }

  /**
   * Lets event time go on after the last record: a rule is withdrawn for a page that has none,
   * which changes nothing but says that it is later now.
   *
   * @param page a page that there is not
   * @param time what time it is, epoch milliseconds
   * @return whether the job has read it, and the player was not stopped
   */
  boolean sayTime(String page, long time) throws IOException {
    String rule = "{\"page\":\"" + page + "\",\"time\":" + time + ",\"deleted\":true}";
    byte[] key = page.getBytes(StandardCharsets.UTF_8);
    send(Topic.RULES, key, rule.getBytes(StandardCharsets.UTF_8), time);
    return allRead();
  }

  /**
   * Sends a record that is none of those played, at the moment of the one that was sent last.
   *
   * @param arrival of that one, epoch milliseconds
   */
  void sendBeside(Topic topic, byte[] value, long arrival) throws IOException {
    send(topic, null, value, arrival);
  }

  /** How many records have been sent of those played. */
  long sent() {
    return sent;
  }

  private boolean allRead() throws IOException {
    producer.flush();
    while (!unread.isEmpty()) {
      if (!rest(NAP)) {
        return false;
      }
    }
    return true;
  }

  /** Waits a little, at most so long; says whether to go on. */
  private boolean rest(long nanos) throws IOException {
    ask();
    Exception error = failure.get();
    if (error != null) {
      throw new IOException("Kafka did not take a record: " + error.getMessage(), error);
    }
    LockSupport.parkNanos(Math.max(1, Math.min(NAP, nanos == 0 ? NAP : nanos)));
    return goOn.getAsBoolean();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  private void send(Topic topic, byte[] key, byte[] value, long arrival) throws IOException {
    Unread.Sent record = unread.send(topic, arrival);
    try {
      producer.send(
          new ProducerRecord<>(topic.wire(), null, Math.max(0, arrival), key, value),
          (metadata, error) -> {
            if (error == null) {
              unread.acknowledge(record, metadata.offset());
            } else {
              failure.compareAndSet(null, error);
            }
          });
    } catch (KafkaException e) {
      throw new IOException("Kafka did not take a record: " + e.getMessage(), e);
    }
  }

  /** Asks, not too often, how far the job has read. */
  private void ask() throws IOException {
    if (System.nanoTime() - asked < ASK) {
      return;
    }
    page.positions().forEach(unread::read);
    asked = System.nanoTime();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
