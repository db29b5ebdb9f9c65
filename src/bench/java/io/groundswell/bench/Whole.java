package io.groundswell.bench;

import io.groundswell.launch.KafkaJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The job itself, by its own options; the rest is as it ships. */
final class Whole {
  private Whole() {}

  static KafkaJob job(Task task) {
    String own = "bench-" + ProcessHandle.current().pid();
    List<String> options =
        new ArrayList<>(
            List.of(
                "--bootstrap-servers",
                task.bootstrapServers(),
                "--topic-prefix",
                task.topicPrefix(),
                "--group-id",
                own,
                "--transactional-id-prefix",
                own,
                "--starting-offsets",
                "earliest",
                "--parallelism",
                Integer.toString(task.parallelism())));
    options.addAll(task.job());
    return KafkaJob.of(options.toArray(new String[0]), Map.of());
  }
}
