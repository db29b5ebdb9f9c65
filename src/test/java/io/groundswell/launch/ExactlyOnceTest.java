package io.groundswell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka and Flink for real: through failures and restarts a read_committed consumer sees exactly
 * what a replay of the same facts says, none lost and none twice.
 */
class ExactlyOnceTest {
  private static final int PARTITIONS = 2;

  /** Facts come in every partition: none is idle, however slow the machine. */
  private static final String[] IDLE = {"--idle", "10 min"};

  @TempDir static Path folder;
  private static Rig rig;
  private static Story story;
  private static List<String> expected;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.start(folder);
    story = Story.ofBursts(7, PARTITIONS);
    expected = story.replayed(folder, Topic.ALERTS);
    assertThat(expected).as("a story worth telling").hasSizeGreaterThan(20);
    assertThat(expected).anyMatch(alert -> alert.contains("\"status\":\"raised\""));
    assertThat(expected).anyMatch(alert -> alert.contains("\"status\":\"closed\""));
  }

  @AfterAll
  static void close() throws Exception {
    rig.close();
  }

  private static void awaitAlerts(String prefix, int least) {
    Rig.await(least + " alerts of " + prefix)
        .until(() -> rig.read(prefix, Topic.ALERTS).size() >= least);
  }

  @Test
  void throughTheDeathOfAMachineAndOfTheBroker() throws Exception {
    String prefix = "death.";
    rig.topics(prefix, PARTITIONS);
    rig.send(prefix, story.part(0, 0.4));
    JobID job = rig.run(prefix, IDLE);
    awaitAlerts(prefix, 1);
    rig.send(prefix, story.part(0.4, 0.6));
    rig.killTaskManager();
    rig.send(prefix, story.part(0.6, 0.8));
    int seen = rig.read(prefix, Topic.ALERTS).size();
    awaitAlerts(prefix, seen + 1);
    rig.broker().stop();
    rig.broker().start();
    rig.send(prefix, story.part(0.8, 1));
    awaitAlerts(prefix, expected.size());
    rig.stop(job);
    assertThat(rig.values(prefix, Topic.ALERTS)).containsExactlyElementsOf(expected);
  }
}
