package io.groundswell.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads alerts as they can be read, and notes when. */
final class AlertReader implements Runnable {
  /**
   * An alert.
   *
   * @param at the slice end it is about
   * @param read when it came out of Kafka, epoch milliseconds
   */
  record Read(long at, long read) {}

  private final ObjectMapper json = new ObjectMapper();
  private final Properties properties = new Properties();
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final List<Read> alerts = new ArrayList<>();
  private volatile boolean stopped;

  AlertReader(String bootstrapServers, String topic, String isolation) {
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("isolation.level", isolation);
    for (int partition = 0; partition < LoadSpec.PARTITIONS; partition++) {
      partitions.add(new TopicPartition(topic, partition));
    }
  }

  void stop() {
    stopped = true;
  }

  /** What was read, once the thread has ended. */
  List<Read> alerts() {
    return alerts;
  }

  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stopped) {
        var records = consumer.poll(Duration.ofMillis(200));
        long now = System.currentTimeMillis();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          alerts.add(new Read(at(record.value()), now));
        }
      }
    }
  }

  private long at(byte[] value) {
    try {
      return Instant.parse(json.readTree(value).path("at").asText()).toEpochMilli();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
