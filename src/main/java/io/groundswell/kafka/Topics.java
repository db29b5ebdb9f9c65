package io.groundswell.kafka;

import io.groundswell.event.Topic;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** The topics as they should be made: which are compacted, and which keep everything. */
public final class Topics {
  /** A dead letter is a record that a broker took, 1 MiB at most unless changed, and headers. */
  private static final int DEAD_LETTER_BYTES = 2 << 20;

  /**
   * Who dates the records of those topics that move event time. A fact's own time is held against
   * that of its record: an engagement far ahead of it is refused (option {@code max-future}), and
   * no report of an ad and no rule moves event time beyond it.
   */
  public enum Clock {
    /** The broker: no producer's clock moves event time for everyone by more than that. */
    BROKER("LogAppendTime"),
    /** Each producer: for loads that are sent faster than they happened. */
    PRODUCER("CreateTime");

    private final String config;

    Clock(String config) {
      this.config = config;
    }
  }

  private Topics() {}

  /** Topics of which the newest record of a key stands for all before it. */
  private static final Set<Topic> COMPACTED =
      Set.of(
          Topic.POSTS,
          Topic.RULES,
          Topic.POST_MOMENTUM,
          Topic.SUPPORTERS,
          Topic.COHORTS,
          Topic.PAGES);

  /** The topics, with their configuration. */
  public static List<NewTopic> all(String prefix, int partitions, short replication, Clock clock) {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      String policy = COMPACTED.contains(topic) ? "compact" : "delete";
      Map<String, String> configs = new HashMap<>(Map.of("cleanup.policy", policy));
      if (FactSource.MOVES_TIME.contains(topic)) {
        configs.put("message.timestamp.type", clock.config);
      }
      if (topic == Topic.RULES) {
        // A rule may be made for tomorrow: until then the one before it must stay.
        configs.put("min.compaction.lag.ms", Long.toString(Timing.DAY));
      }
      if (topic == Topic.DEAD_LETTERS) {
        configs.put("max.message.bytes", Integer.toString(DEAD_LETTER_BYTES));
      }
      topics.add(new NewTopic(prefix + topic.wire(), partitions, replication).configs(configs));
    }
    return topics;
  }

  /**
   * Makes those topics that are not there, and waits until they can be written to; returns their
   * names.
   *
   * @param properties of the admin client, {@code bootstrap.servers} among them
   */
  public static List<String> create(
      Properties properties, String prefix, int partitions, short replication, Clock engagements)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(properties)) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing =
          all(prefix, partitions, replication, engagements).stream()
              .filter(topic -> !there.contains(topic.name()))
              .toList();
      admin.createTopics(missing).all().get();
      awaitLeaders(admin, ends(missing));
      return missing.stream().map(NewTopic::name).toList();
    }
  }

  /** Asks again while a broker has not heard of a topic yet, for half a minute at most. */
  private static void awaitLeaders(Admin admin, Map<TopicPartition, OffsetSpec> ends)
      throws ExecutionException, InterruptedException {
    for (int left = 150; ; left--) {
      try {
        admin.listOffsets(ends).all().get();
        return;
      } catch (ExecutionException e) {
        if (left == 0 || !(e.getCause() instanceof RetriableException)) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  /**
   * Their ends, which only a broker that leads them can tell. It does so a moment after they are
   * made, and a producer that begins before may never come right: of two batches on the way the
   * first is refused and the second taken, from when on the first is out of order.
   */
  private static Map<TopicPartition, OffsetSpec> ends(List<NewTopic> topics) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    return ends;
  }
}
