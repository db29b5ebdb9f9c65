package io.groundswell.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a read_committed consumer has seen of a topic so far. */
final class Committed implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  Committed(String brokers, String prefix, Topic topic) {
    Properties properties = Feeder.client(brokers);
    properties.setProperty("isolation.level", "read_committed");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    for (int p = 0; p < Load.PARTITIONS; p++) {
      partitions.add(new TopicPartition(prefix + topic.wire(), p));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Takes what there is; returns how many records there are by now. */
  int poll() {
    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    return records.size();
  }

  /** Takes all up to the end of what is committed now. */
  List<ConsumerRecord<byte[], byte[]>> all() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      poll();
    }
    return records;
  }

  /** The values, sorted by key and then as they came. */
  List<String> values() {
    return all().stream()
        .sorted(Comparator.comparing(record -> new String(record.key(), UTF_8)))
        .map(record -> record.value() == null ? null : new String(record.value(), UTF_8))
        .toList();
  }

  /** Whether a group has committed all that stands in the input topics, and there is something. */
  static boolean isRead(String brokers, String prefix, String group) throws Exception {
    try (Admin admin = Admin.create(Feeder.client(brokers))) {
      Map<TopicPartition, OffsetAndMetadata> read =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      for (Topic topic : Topic.inputs()) {
        for (int p = 0; p < Load.PARTITIONS; p++) {
          asked.put(new TopicPartition(prefix + topic.wire(), p), OffsetSpec.latest());
        }
      }
      return admin.listOffsets(asked).all().get().entrySet().stream()
          .allMatch(
              end -> {
                OffsetAndMetadata at = read.get(end.getKey());
                return at != null && at.offset() == end.getValue().offset();
              });
    }
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
