package io.groundswell.local.demo;

import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the newest word on each page's days, as a dashboard would. */
final class DayReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private DayReader() {}

  /**
   * The days that are committed by now, by key.
   *
   * @param bootstrapServers of the broker; the topic has one partition
   */
  static Map<String, byte[]> newest(String bootstrapServers) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("client.id", "groundswell-demo-days");
    properties.put("isolation.level", "read_committed");
    Map<String, byte[]> days = new TreeMap<>();
    TopicPartition partition = new TopicPartition(Topic.PAGES.wire(), 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          days.put(record.key(), record.value());
        }
      }
    }
    return days;
  }
}
