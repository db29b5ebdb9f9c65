package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a compacted topic through, as it stands. */
final class Reader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;

  Reader(Properties client, String topic) {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put("isolation.level", "read_committed");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partition = new TopicPartition(topic, 0);
  }

  /** The rows whose keys begin so. */
  Map<String, String> under(String prefix) {
    Map<String, String> rows = new TreeMap<>();
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    while (consumer.position(partition) < end) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(
              record -> {
                String key = new String(record.key(), UTF_8);
                if (record.value() == null) {
                  rows.remove(key);
                } else if (key.startsWith(prefix)) {
                  rows.put(key, new String(record.value(), UTF_8));
                }
              });
    }
    return rows;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
