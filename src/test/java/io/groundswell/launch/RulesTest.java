package io.groundswell.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.Topic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that are sent while the job runs change what alerts, from their event time on. */
class RulesTest {
  private static final int PARTITIONS = 2;
  private static final String[] IDLE = {"--idle", "10 min"};
  private static final String PAGE = "ruled";
  private static final ObjectMapper JSON = new ObjectMapper();

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

  private static long minute(int minute) {
    return Story.START + minute * Story.MINUTE;
  }

  /** An ad that reaches 100 an hour; five people, half as many as are needed, who reach 5000. */
  private static List<Story.Fact> fivePeople() {
    Story story = new Story();
    for (int hour = -2; hour <= 2; hour++) {
      story.ad(minute(60 * hour), PAGE, "post", "ad", 100.0 * (hour + 2));
    }
    for (int i = 0; i < 5; i++) {
      story.share(Story.START + 5 * Story.SECOND, PAGE, "post", "s" + i, 10_000);
    }
    return story.facts();
  }

  /** Brings event time to a minute, and waits until the post was evaluated there. */
  private static void come(String prefix, int minute) throws Exception {
    // The watermark trails by five seconds.
    rig.send(prefix, new Story().pulse(minute(minute) + 5 * Story.SECOND, PARTITIONS).facts());
    String at = Instant.ofEpochMilli(minute(minute)).toString().replace("Z", ".000Z");
    Rig.await("where the post stands in minute " + minute)
        .until(
            () ->
                rig.read(prefix, Topic.POST_MOMENTUM).stream()
                    .filter(record -> Rig.text(record.key()).equals(PAGE + "/post"))
                    .anyMatch(record -> Rig.text(record.value()).contains(at)));
  }

  /** Every word on the post's alert: its status and the time after the start. */
  private static List<String> told(String prefix) throws Exception {
    List<String> told = new ArrayList<>();
    for (String value : rig.values(prefix, Topic.ALERTS)) {
      JsonNode alert = JSON.readTree(value);
      long after = Instant.parse(alert.get("at").asText()).toEpochMilli() - Story.START;
      told.add(
          alert.get("status").asText()
              + " "
              + after / Story.MINUTE
              + ":"
              + after % Story.MINUTE / Story.SECOND);
    }
    return told;
  }

  /** What was told, once the topic shows it: topics of one transaction show it one by one. */
  private static void assertTold(String prefix, String... expected) throws Exception {
    Rig.await("alerts").until(() -> told(prefix).size() >= expected.length);
    assertThat(told(prefix)).containsExactly(expected);
  }

  @Test
  void aRuleAndItsTombstoneChangeWhatAlertsFromTheirTimesOn() throws Exception {
    String prefix = "rules.";
    rig.topics(prefix, PARTITIONS);
    JobID job = rig.run(prefix, IDLE);
    rig.send(prefix, fivePeople());
    rig.send(prefix, new Story().rule(minute(1), PAGE, "\"minSupporters\":0").facts());
    come(prefix, 10);
    assertThat(told(prefix)).isEmpty();

    rig.send(prefix, new Story().rule(minute(12), PAGE, "\"minSupporters\":5").facts());
    come(prefix, 20);
    // In force from 12:10 on; confirmed at the next slice end.
    assertTold(prefix, "opened 12:20");

    rig.send(prefix, new Story().ruleTombstone(minute(22), PAGE).facts());
    come(prefix, 40);
    // Ten are needed again from 22:10 on; the thirtieth slice end is 27:00.
    assertTold(prefix, "opened 12:20", "closed 27:0");

    // Late by a quarter of an hour: it counts from the first slice that is not evaluated yet.
    rig.send(prefix, new Story().rule(minute(25), PAGE, "\"minSupporters\":5").facts());
    come(prefix, 50);
    rig.stop(job);
    assertTold(prefix, "opened 12:20", "closed 27:0", "opened 40:20");
    assertThat(rig.read(prefix, Topic.DEAD_LETTERS))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(Rig.headers(letter))
                    .containsEntry(
                        "__connect.errors.exception.message",
                        "minSupporters must be a whole number from 1 to 1000000, is 0"));
  }

  @Test
  void whatIsMadeForALaterTimeDoesNotBringIt() throws Exception {
    String prefix = "later.";
    rig.topics(prefix, PARTITIONS);
    Story story = Story.ofBursts(11, PARTITIONS);
    List<String> expected = story.replayed(folder, Topic.ALERTS);
    assertThat(expected).isNotEmpty();
    JobID job = rig.run(prefix, IDLE);
    rig.send(prefix, story.part(0, 0.4));
    long now = story.part(0.4, 1).get(0).time();
    long tenYears = now + 87_600 * Story.HOUR;
    List<Story.Fact> later =
        new Story()
            .rule(tenYears, "page 0", "\"threshold\":100,\"minSupporters\":1000")
            .rule(tenYears, "*", "\"minSponsored\":1000000")
            .ad(tenYears, "page 0", "post/0", "odd", 1e9)
            .fact(
                Topic.POSTS,
                "post/0",
                now,
                "{\"page\":\"page 0\",\"post\":\"post/0\",\"time\":" + tenYears + "}")
            .fact(
                Topic.OUTCOMES,
                "page 0",
                now,
                "{\"id\":\"1\",\"page\":\"page 0\",\"kind\":\"visit\",\"time\":" + tenYears + "}")
            .facts();
    for (Story.Fact fact : later) {
      rig.send(
              prefix,
              fact.topic(),
              null,
              now,
              fact.key().getBytes(UTF_8),
              fact.json().getBytes(UTF_8))
          .get();
    }
    rig.send(prefix, story.part(0.4, 1));
    Rig.await("alerts").until(() -> rig.read(prefix, Topic.ALERTS).size() >= expected.size());
    rig.stop(job);
    assertThat(rig.values(prefix, Topic.ALERTS)).containsExactlyElementsOf(expected);
    assertThat(rig.read(prefix, Topic.DEAD_LETTERS)).isEmpty();
  }
}
