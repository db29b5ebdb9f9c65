package io.groundswell.board;

import io.groundswell.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is committed on the topics, from their beginning on, in a thread of its own, without a
 * consumer group: nothing is left behind on the broker. A broker that goes is waited for; topics
 * and partitions that come later are found.
 */
final class Feed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ASK = Duration.ofSeconds(3);
  private static final long LOOK_AROUND_MS = 2_000;
  private static final long LOOK_FOR_TOPICS_MS = 10_000;
  private static final long PAUSE_MS = 1_000;

  /** Read before the others: which points of the momentum are kept depends on the alerts. */
  private static final Set<Topic> FIRST = EnumSet.of(Topic.ALERTS, Topic.POSTS);

  /** What the board reads. */
  static final List<Topic> TOPICS =
      List.of(
          Topic.ALERTS,
          Topic.POST_MOMENTUM,
          Topic.SUPPORTERS,
          Topic.OUTCOMES_ATTRIBUTED,
          Topic.COHORTS,
          Topic.PAGES,
          Topic.DEAD_LETTERS,
          Topic.POSTS);

  private final Properties properties;
  private final String prefix;
  private final Store store;
  private final Freshness freshness;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Thread thread = new Thread(this::run, "board-feed");
  private volatile boolean closing;
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  /**
   * A feed that has not begun.
   *
   * @param properties of the consumer, {@code bootstrap.servers} among them
   * @param prefix what stands before the topics' names
   */
  Feed(Properties properties, String prefix, Store store, Freshness freshness) {
    this.properties = new Properties();
    this.properties.put("client.id", "groundswell-board");
    this.properties.putAll(properties);
    this.properties.put("isolation.level", "read_committed");
    this.properties.put("auto.offset.reset", "earliest");
    this.properties.put("enable.auto.commit", "false");
    this.properties.remove("group.id");
    this.prefix = prefix;
    this.store = store;
    this.freshness = freshness;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closing) {
      try (KafkaConsumer<byte[], byte[]> each =
          new KafkaConsumer<>(
              properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        consumer = each;
        read(each);
      } catch (WakeupException | InterruptException e) {
        if (!closing) {
          LOG.warn("reading was interrupted", e);
        }
      } catch (RuntimeException e) {
        freshness.lost(String.valueOf(e.getMessage()));
        LOG.warn("reading failed, and begins again: {}", e.getMessage());
        sleep();
      } finally {
        consumer = null;
      }
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> from) {
    long lookedAround = 0;
    long lookedForTopics = 0;
    while (!closing) {
      long now = System.currentTimeMillis();
      if (now - lookedForTopics >= LOOK_FOR_TOPICS_MS || from.assignment().isEmpty()) {
        lookedForTopics = now;
        assign(from);
      }
      if (from.assignment().isEmpty()) {
        sleep();
        continue;
      }
      for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
        take(record);
      }
      for (TopicPartition partition : from.assignment()) {
        positions.put(partition, from.position(partition, ASK));
      }
      if (now - lookedAround >= LOOK_AROUND_MS || !freshness.caughtUp()) {
        lookedAround = now;
        lookAround(from);
      }
    }
  }

  /** Takes up what there is of the topics, each partition where it was left. */
  private void assign(KafkaConsumer<byte[], byte[]> from) {
    Map<String, List<PartitionInfo>> there;
    try {
      there = from.listTopics(ASK);
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      freshness.lost("the brokers do not answer");
      return;
    }
    Set<TopicPartition> wanted = new HashSet<>();
    for (Topic topic : TOPICS) {
      List<PartitionInfo> partitions = there.getOrDefault(prefix + topic.wire(), List.of());
      freshness.exists(topic, !partitions.isEmpty());
      partitions.forEach(each -> wanted.add(new TopicPartition(each.topic(), each.partition())));
    }
    if (wanted.isEmpty()) {
      freshness.found(0);
      return;
    }
    if (!wanted.equals(from.assignment())) {
      from.assign(wanted);
      for (TopicPartition partition : wanted) {
        Long position = positions.get(partition);
        if (position == null) {
          from.seekToBeginning(List.of(partition));
        } else {
          from.seek(partition, position);
        }
      }
      if (!freshness.caughtUp()) {
        from.pause(wanted.stream().filter(each -> !FIRST.contains(topic(each.topic()))).toList());
      }
    }
  }

  /** Whether the brokers answer, and how far there is to go. */
  private void lookAround(KafkaConsumer<byte[], byte[]> from) {
    Map<TopicPartition, Long> ends;
    try {
      ends = from.endOffsets(from.assignment(), ASK);
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      freshness.lost("the brokers do not answer");
      return;
    }
    Map<Topic, Long> behind = new HashMap<>();
    boolean first = true;
    for (TopicPartition partition : from.assignment()) {
      Topic topic = topic(partition.topic());
      long lag = Math.max(0, ends.get(partition) - from.position(partition, ASK));
      behind.merge(topic, lag, Long::sum);
      first &= lag == 0 || !FIRST.contains(topic);
    }
    if (first && !from.paused().isEmpty()) {
      from.resume(new ArrayList<>(from.paused()));
    }
    freshness.found(behind);
  }

  private Topic topic(String name) {
    String wire = name.substring(prefix.length());
    return TOPICS.stream().filter(topic -> topic.wire().equals(wire)).findFirst().orElseThrow();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Topic topic = topic(record.topic());
    Map<String, String> headers = new HashMap<>();
    if (topic == Topic.DEAD_LETTERS) {
      for (Header header : record.headers()) {
        if (header.value() != null) {
          headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
      }
    }
    long eventTime =
        store.take(
            new Store.Incoming(
                topic,
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers));
    freshness.read(topic, arrival(record), eventTime);
  }

  /**
   * When a record came. Its timestamp may be the producer's and say when something happened, which
   * may be long ago; of what was there before the board was, there is nothing better.
   */
  private long arrival(ConsumerRecord<byte[], byte[]> record) {
    return freshness.caughtUp() && record.timestampType() != TimestampType.LOG_APPEND_TIME
        ? System.currentTimeMillis()
        : record.timestamp();
  }

  private void sleep() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      // Only close() interrupts, and it has set the flag that is looked at next.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing = true;
    KafkaConsumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    try {
      thread.join(ASK.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(ASK.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      LOG.debug("while closing", e);
    }
  }
}
