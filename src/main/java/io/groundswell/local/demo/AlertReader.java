package io.groundswell.local.demo;

import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the alerts that are committed, in a thread of its own, as a dashboard would. */
final class AlertReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<byte[]> alerts;
  private final Thread thread;
  private volatile boolean closing;
  private volatile CountDownLatch caughtUp;

  /**
   * Starts reading.
   *
   * @param bootstrapServers of the broker; the topic has one partition
   * @param alerts gets the value of each alert
   */
  AlertReader(String bootstrapServers, Consumer<byte[]> alerts) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("client.id", "groundswell-demo");
    properties.put("isolation.level", "read_committed");
    this.alerts = alerts;
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    thread = new Thread(this::read, "alerts");
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    TopicPartition partition = new TopicPartition(Topic.ALERTS.wire(), 0);
    List<TopicPartition> partitions = List.of(partition);
    try (consumer) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closing) {
        CountDownLatch latch = caughtUp;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          alerts.accept(record.value());
        }
        if (latch != null) {
          Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
          if (consumer.position(partition) >= end.get(partition)) {
            latch.countDown();
          }
        }
      }
    } catch (WakeupException e) {
      if (!closing) {
        throw e;
      }
    }
  }

  /** Whether all that has been committed by now was read, after waiting so long at most. */
  boolean catchUp(Duration patience) throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    caughtUp = latch;
    return latch.await(patience.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
