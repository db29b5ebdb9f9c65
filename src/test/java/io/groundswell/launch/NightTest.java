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
 * Silence: when no topic speaks, event time goes on with the wall clock. The facts are such that
 * seconds of it are enough.
 */
class NightTest {
  private static final String PAGE = "night owls";

  @TempDir static Path folder;
  private static Rig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.start(folder);
  }

  @AfterAll
  static void close() throws Exception {
    rig.close();
  }

  private static Story momentum(long end, String post) {
    Story story = new Story();
    story.ad(end - 30 * Story.MINUTE, PAGE, post, "ad of " + post, 0);
    story.ad(end - 2 * Story.SECOND, PAGE, post, "ad of " + post, 200);
    for (int i = 0; i < 15; i++) {
      story.share(end - Story.SECOND, PAGE, post, "s" + i, 3_000);
    }
    return story;
  }

  private static List<String> alerts(String prefix, String post, String status) {
    return rig.values(prefix, Topic.ALERTS).stream()
        .filter(alert -> alert.contains("\"post\":\"" + post + "\""))
        .filter(alert -> alert.contains("\"status\":\"" + status + "\""))
        .toList();
  }

  private static void await(String prefix, String post, String status) {
    Rig.await(post + " " + status).until(() -> !alerts(prefix, post, status).isEmpty());
  }

  private static String at(long time) {
    return "\"at\":\"" + java.time.Instant.ofEpochMilli(time).toString().replace("Z", ".000Z");
  }

  @Test
  void anAlertOpensAndClosesThoughNothingComesAnyMore() throws Exception {
    String prefix = "night.";
    // Of three partitions most never see a fact.
    rig.topics(prefix, 3);
    String[] options = {"--idle", "200 ms", "--disorder", "0 s"};
    long end = Story.START;
    long second = end + 10 * Story.SECOND;
    JobID job = rig.run(prefix, options);
    rig.send(
        prefix,
        new Story().rule(Story.START - Story.HOUR, PAGE, "\"confirm\":1,\"patience\":1").facts());
    rig.send(prefix, momentum(end, "first").facts());
    rig.send(prefix, momentum(second, "second").facts());
    // No fact is as late as the ends of their slices: only the wall clock comes so far.
    await(prefix, "first", "opened");
    await(prefix, "second", "opened");
    // Event time comes near the end of their windows, and all is silent again.
    rig.send(prefix, new Story().pulse(end + Story.HOUR - 2 * Story.SECOND, 1).facts());
    await(prefix, "first", "closed");
    assertThat(alerts(prefix, "first", "closed")).hasSize(1);
    assertThat(alerts(prefix, "first", "closed").get(0)).contains(at(end + Story.HOUR));
    // A job that is restarted at night goes on.
    String savepoint = rig.stop(job);
    job = rig.runFrom(savepoint, prefix, options);
    await(prefix, "second", "closed");
    assertThat(alerts(prefix, "second", "closed")).hasSize(1);
    assertThat(alerts(prefix, "second", "closed").get(0)).contains(at(second + Story.HOUR));
    // And in the morning it wakes up.
    long morning = end + 9 * Story.HOUR;
    rig.send(prefix, momentum(morning, "third").facts());
    await(prefix, "third", "opened");
    rig.stop(job);
    assertThat(rig.read(prefix, Topic.DEAD_LETTERS)).isEmpty();
    assertThat(rig.read(prefix, Topic.ALERTS)).hasSize(5);
  }
}
