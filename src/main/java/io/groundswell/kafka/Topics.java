package io.groundswell.kafka;

import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics as they should be made: which are compacted, and which keep everything. */
public final class Topics {
  private Topics() {}

  /** Topics of which the newest record of a key stands for all before it. */
  private static final Set<Topic> COMPACTED =
      Set.of(Topic.POSTS, Topic.RULES, Topic.POST_MOMENTUM, Topic.SUPPORTERS);

  /** The topics, with their configuration. */
  public static List<NewTopic> all(String prefix, int partitions, short replication) {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      String policy = COMPACTED.contains(topic) ? "compact" : "delete";
      topics.add(
          new NewTopic(prefix + topic.wire(), partitions, replication)
              .configs(Map.of("cleanup.policy", policy)));
    }
    return topics;
  }

  /**
   * Makes those topics that are not there; returns their names.
   *
   * @param properties of the admin client, {@code bootstrap.servers} among them
   */
  public static List<String> create(
      Properties properties, String prefix, int partitions, short replication)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(properties)) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing =
          all(prefix, partitions, replication).stream()
              .filter(topic -> !there.contains(topic.name()))
              .toList();
      admin.createTopics(missing).all().get();
      return missing.stream().map(NewTopic::name).toList();
    }
  }
}
