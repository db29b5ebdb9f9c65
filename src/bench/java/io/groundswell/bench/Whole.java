package io.groundswell.bench;

import io.groundswell.launch.KafkaJob;
import java.util.Map;

/** The job itself, by its own options; the rest is as it ships. */
final class Whole {
  private Whole() {}

  static KafkaJob job(Task task) {
    return KafkaJob.of(
        new String[] {
          "--bootstrap-servers",
          task.bootstrapServers(),
          "--topic-prefix",
          task.topicPrefix(),
          "--group-id",
          "bench-" + ProcessHandle.current().pid(),
          "--transactional-id-prefix",
          "bench-" + ProcessHandle.current().pid(),
          "--starting-offsets",
          "earliest",
          "--parallelism",
          Integer.toString(task.parallelism())
        },
        Map.of());
  }
}
