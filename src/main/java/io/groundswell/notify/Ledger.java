package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a channel remembers, in a compacted topic: the last word told on each alert, whatever else
 * it puts there, and how far it has read. Each commit is one transaction, so that memory and place
 * never disagree; opening it fences whoever had it before (docs/adr/0009-notify-ledger.md).
 */
final class Ledger implements AutoCloseable {
  /** As long as a job that takes up an old savepoint may tell the same again. */
  private static final long REMEMBERED_MS = Duration.ofDays(30).toMillis();

  private static final String ALERT = "alert/";
  private static final String PLACE = "place/";
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicPartition home;
  private final String channel;
  private final String group;
  private final Clock clock;
  private final Producer<byte[], byte[]> producer;
  private final NavigableMap<String, JsonNode> entries;
  private final Map<String, JsonNode> staged = new LinkedHashMap<>();
  private final Map<TopicPartition, Long> places = new HashMap<>();
  private ConsumerGroupMetadata reader;

  /** One that knows what is in these entries, which become its own. */
  Ledger(
      TopicPartition home,
      String channel,
      String group,
      Clock clock,
      Producer<byte[], byte[]> producer,
      NavigableMap<String, JsonNode> entries) {
    this.home = home;
    this.channel = channel;
    this.group = group;
    this.clock = clock;
    this.producer = producer;
    this.entries = entries;
  }

  /**
   * Opens it and reads it through.
   *
   * @param kafka properties of the clients
   * @param topic the compacted topic, of one partition
   * @param channel whose
   * @param group the name that stands before the channel's in groups and transactions
   */
  static Ledger open(Properties kafka, String topic, String channel, String group, Clock clock) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    String own = group + "-" + channel;
    properties.put("transactional.id", own);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    TopicPartition home = new TopicPartition(topic, 0);
    Ledger ledger = new Ledger(home, channel + "/", own, clock, producer, new TreeMap<>());
    try {
      producer.initTransactions();
      ledger.load(kafka);
      return ledger;
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  private void load(Properties kafka) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, null)) {
      consumer.assign(List.of(home));
      consumer.seekToBeginning(List.of(home));
      long end = consumer.endOffsets(List.of(home)).get(home);
      while (consumer.position(home) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          String key = new String(record.key(), UTF_8);
          if (key.startsWith(channel)) {
            restore(key.substring(channel.length()), record.value());
          }
        }
      }
    }
  }

  private void restore(String key, byte[] value) {
    if (value == null) {
      entries.remove(key);
      return;
    }
    try {
      entries.put(key, Word.JSON.readTree(value));
    } catch (java.io.IOException e) {
      throw new IllegalStateException(home + " has a record that is not of notify: " + key, e);
    }
  }

  /** A consumer of the topic of alerts, whose progress is committed here. */
  KafkaConsumer<byte[], byte[]> follow(Properties kafka) {
    KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, group);
    reader = consumer.groupMetadata();
    return consumer;
  }

  /** A consumer that sees only what is committed. */
  private static KafkaConsumer<byte[], byte[]> consumer(Properties kafka, String group) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    if (group != null) {
      properties.put("group.id", group);
    }
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    properties.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Where to go on in a partition of the topic with this id; null: from its beginning. */
  Long place(TopicPartition partition, String topicId) {
    JsonNode place = entries.get(PLACE + partition);
    return place != null && place.path("topic").asText().equals(topicId)
        ? Long.valueOf(place.path("offset").longValue())
        : null;
  }

  /** All before this offset is dealt with, once it is committed. */
  void place(TopicPartition partition, String topicId, long offset) {
    places.put(partition, offset);
    put(
        PLACE + partition,
        Word.JSON.createObjectNode().put("topic", topicId).put("offset", offset));
  }

  /** Whether a word is newer than all that is remembered of its alert. */
  boolean isNews(Word word) {
    JsonNode last = alert(word.id());
    if (last == null) {
      return true;
    }
    long at = last.path("at").longValue();
    return word.at() > at
        || (word.at() == at
            && word.status().compareTo(Word.status(last.path("status").asText())) > 0);
  }

  /** What is remembered of an alert, null if nothing. */
  JsonNode alert(String id) {
    return entries.get(ALERT + id);
  }

  /** Remembers a word as the last one on its alert; the entry may be added to before a commit. */
  ObjectNode remember(Word word) {
    ObjectNode entry =
        Word.JSON
            .createObjectNode()
            .put("at", word.at())
            .put("status", word.status().wire())
            .put("told", clock.millis());
    put(ALERT + word.id(), entry);
    return entry;
  }

  /** The alerts that are remembered, by id. */
  Map<String, JsonNode> alerts() {
    return under(ALERT);
  }

  /** The entries whose keys begin so, by the rest of the key. */
  Map<String, JsonNode> under(String prefix) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    entries
        .subMap(prefix, true, prefix + Character.MAX_VALUE, false)
        .forEach((key, value) -> found.put(key.substring(prefix.length()), value));
    return found;
  }

  JsonNode get(String key) {
    return entries.get(key);
  }

  void put(String key, JsonNode value) {
    entries.put(key, value);
    staged.put(key, value);
  }

  void remove(String key) {
    entries.remove(key);
    staged.put(key, null);
  }

  /** Forgets alerts that closed long ago. */
  void forgetOld() {
    long before = clock.millis() - REMEMBERED_MS;
    List<String> old = new ArrayList<>();
    alerts()
        .forEach(
            (id, entry) -> {
              if (entry.path("status").asText().equals("closed")
                  && entry.path("told").longValue() < before) {
                old.add(id);
              }
            });
    old.forEach(id -> remove(ALERT + id));
  }

  /** Makes what was put, removed and read so far stand, all of it or nothing. */
  void commit() {
    if (staged.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    staged.forEach(this::send);
    if (!places.isEmpty()) {
      // For the tools that show how far a group is behind; the truth is in the entries.
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      places.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
      producer.sendOffsetsToTransaction(offsets, reader);
    }
    // Which fails if any of those that were sent did.
    producer.commitTransaction();
    staged.clear();
    places.clear();
  }

  private void send(String key, JsonNode value) {
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(
                home.topic(),
                home.partition(),
                (channel + key).getBytes(UTF_8),
                value == null ? null : value.toString().getBytes(UTF_8)));
  }

  /** Ends it; what was not committed is as if it had not been. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
