package io.groundswell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.contract.Schemas;
import io.groundswell.event.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Facts that arrive up to five seconds late, some of them twice: at every parallelism the same
 * alerts and the same figures as a replay of the facts in order, each once.
 */
class DisorderTest {
  private static final int PARTITIONS = 2;
  private static final long DISORDER = 5 * Story.SECOND;

  @TempDir static Path folder;
  private static Rig rig;
  private static Story story;
  private static List<String> alerts;
  private static List<String> momentum;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.start(folder);
    story = Story.ofBursts(13, PARTITIONS);
    alerts = story.replayed(folder, Topic.ALERTS);
    momentum = figures(story.replayed(folder, Topic.POST_MOMENTUM));
    assertThat(alerts).hasSizeGreaterThan(20);
    assertThat(momentum).hasSizeGreaterThan(1_000);
  }

  @AfterAll
  static void close() throws Exception {
    rig.close();
  }

  /** Where the story's posts stand; tombstones are of another form on Kafka. */
  private static List<String> figures(List<String> values) {
    return values.stream()
        .filter(Objects::nonNull)
        .filter(value -> !value.contains("\"deleted\":true") && !value.contains("\"pulse\""))
        .toList();
  }

  private record Arrival(Story.Fact fact, long at) {}

  /** The facts in an order of arrival, a fifth of them twice; the last pulse stays the last. */
  private static List<Story.Fact> disturbed(long seed) {
    Random random = new Random(seed);
    List<Arrival> arrivals = new ArrayList<>();
    for (Story.Fact fact : story.facts()) {
      for (int times = random.nextInt(5) == 0 ? 2 : 1; times > 0; times--) {
        arrivals.add(new Arrival(fact, fact.time() + random.nextLong(DISORDER + 1)));
      }
    }
    Collections.shuffle(arrivals, random);
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    List<Story.Fact> disturbed = arrivals.stream().map(Arrival::fact).toList();
    assertThat(disturbed).isNotEqualTo(story.facts());
    return disturbed;
  }

  @ParameterizedTest
  @CsvSource({"1, exactly-once", "2, exactly-once", "3, at-least-once"})
  void theOrderOfArrivalWithinDisorderDoesNotMatter(int parallelism, String guarantee)
      throws Exception {
    String prefix = "disorder" + parallelism + ".";
    rig.topics(prefix, PARTITIONS);
    List<Story.Fact> facts = disturbed(parallelism);
    JobID job =
        rig.run(
            prefix,
            "--idle",
            "10 min",
            "--parallelism",
            Integer.toString(parallelism),
            "--delivery-guarantee",
            guarantee);
    rig.send(prefix, facts);
    Rig.await("alerts").until(() -> rig.read(prefix, Topic.ALERTS).size() >= alerts.size());
    Rig.await("figures")
        .until(() -> figures(rig.values(prefix, Topic.POST_MOMENTUM)).size() >= momentum.size());
    rig.stop(job);
    assertThat(rig.values(prefix, Topic.ALERTS)).containsExactlyElementsOf(alerts);
    assertThat(figures(rig.values(prefix, Topic.POST_MOMENTUM)))
        .containsExactlyElementsOf(momentum);
    assertThat(rig.read(prefix, Topic.DEAD_LETTERS)).isEmpty();
    rig.read(prefix, Topic.ALERTS)
        .forEach(alert -> Schemas.assertValidHeaders("alerts", Rig.headers(alert)));
    for (Topic topic : List.of(Topic.ALERTS, Topic.POST_MOMENTUM)) {
      for (ConsumerRecord<byte[], byte[]> record : rig.read(prefix, topic)) {
        if (record.value() != null) {
          Schemas.assertValid(topic.wire(), Rig.text(record.value()));
        }
      }
    }
  }
}
