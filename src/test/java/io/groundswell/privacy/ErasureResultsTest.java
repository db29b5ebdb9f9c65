package io.groundswell.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Topic;
import io.groundswell.job.Settings;
import io.groundswell.kafka.Outgoing;
import io.groundswell.time.Timing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of the erased, and of the others, before and after (supporters.md section 6). */
class ErasureResultsTest {
  private static final Settings SETTINGS = Settings.live(Timing.DEFAULT, 30_000, "");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingNamesTheErasedAfterTheErasuresEnd(boolean everywhere) throws Exception {
    Script script = Fans.script(everywhere);
    String savepoint;
    List<Outgoing> late;
    List<Outgoing> after;
    try (Run run = Run.start(folder, script, SETTINGS, null)) {
      told(run, Fans.BEGUN);
      List<Outgoing> before = told(run, Fans.KNOWN);
      assertKnown(before);
      assertErased(before, told(run, Fans.GONE));
      savepoint = run.savepoint();
      late = told(run, Fans.IGNORED);
      assertIgnored(late);
      after = told(run, Fans.BACK);
      assertANewLife(after);
    }
    // The same where the job was stopped in between.
    try (Run run = Run.start(folder, script, SETTINGS, savepoint)) {
      assertThat(told(run, Fans.GONE)).isEmpty();
      assertThat(lines(told(run, Fans.IGNORED))).isEqualTo(lines(late));
      assertThat(lines(told(run, Fans.BACK))).isEqualTo(lines(after));
    }
  }

  /** What is told on the way to a mark: a snapshot comes after all of it. */
  private static List<Outgoing> told(Run run, int mark) throws Exception {
    run.to(mark);
    run.checkpoint();
    return Told.take();
  }

  private static List<String> lines(List<Outgoing> records) {
    return records.stream().map(Told::text).sorted().toList();
  }

  private static List<JsonNode> of(
      List<Outgoing> records, Topic topic, String page, String field, String value) {
    return Told.of(records, topic).stream()
        .filter(json -> json.get("page").asText().equals(page))
        .filter(json -> json.get(field).asText().equals(value))
        .toList();
  }

  private static JsonNode last(List<JsonNode> records) {
    return records.get(records.size() - 1);
  }

  private static List<String> supporters(JsonNode list) {
    return list.findValuesAsText("supporter");
  }

  private static List<JsonNode> day(List<Outgoing> records, String page) {
    return of(records, Topic.PAGES, page, "day", "2026-11-23");
  }

  private static List<JsonNode> cohort(List<Outgoing> records, String page) {
    return of(records, Topic.COHORTS, page, "origin", "organic");
  }

  private static JsonNode profile(List<Outgoing> records, String page, String supporter) {
    return last(of(records, Topic.SUPPORTERS, page, "supporter", supporter));
  }

  /** Before: they are named everywhere. */
  private static void assertKnown(List<Outgoing> before) {
    assertThat(Told.tombstones(before, Topic.SUPPORTERS)).isEmpty();
    for (String page : Fans.PAGES) {
      assertThat(profile(before, page, Fans.ME).get("brought").asInt()).isEqualTo(2);
      assertThat(profile(before, page, Fans.KEPT).get("brought").asInt()).isEqualTo(2);
      assertThat(supporters(last(day(before, page)).get("top"))).contains(Fans.ME, Fans.KEPT);
      JsonNode alert = of(before, Topic.ALERTS, page, "post", "a").get(0);
      assertThat(supporters(alert.get("topSupporters"))).startsWith(Fans.ME, Fans.KEPT);
      assertThat(alert.get("text").get("en").asText()).contains(Fans.ME);
      assertThat(of(before, Topic.OUTCOMES_ATTRIBUTED, page, "creditedTo", Fans.ME)).hasSize(2);
    }
  }

  private static void assertErased(List<Outgoing> before, List<Outgoing> around) {
    assertThat(Told.tombstones(around, Topic.SUPPORTERS))
        .containsExactlyInAnyOrderElementsOf(
            Fans.PAGES.stream()
                .flatMap(page -> Fans.ERASED.stream().map(who -> page + "/" + who))
                .toList());
    for (Outgoing record : around) {
      if (record.value() != null && Told.json(record).has("at")) {
        assertThat(Told.text(record))
            .satisfiesAnyOf(
                text -> assertNamesNobodyErased(text),
                text ->
                    assertThat(Told.json(record).get("at").asText()).isLessThan(Fans.ERASED_AT));
      }
    }
    List<Outgoing> all = Stream.concat(before.stream(), around.stream()).toList();
    for (String page : Fans.PAGES) {
      assertWindowsAreWithoutThem(all, page);
      assertOnlyNamesLeaveThePage(all, page);
      // Four people, none of them taken back.
      assertThat(last(cohort(all, page)).get("size").asInt()).isEqualTo(4);
      assertThat(last(cohort(all, page)).get("at").asText()).isLessThan(Fans.ERASED_AT);
    }
  }

  private static void assertNamesNobodyErased(String text) {
    for (String supporter : Fans.ERASED) {
      assertThat(Snapshot.isIn(text, supporter)).as("%s in %s", supporter, text).isFalse();
    }
  }

  private static void assertWindowsAreWithoutThem(List<Outgoing> all, String page) {
    List<JsonNode> momentum = of(all, Topic.POST_MOMENTUM, page, "post", "a");
    JsonNode with = at(momentum, "2026-11-23T10:25:00.000Z");
    JsonNode without = at(momentum, "2026-11-23T10:26:00.000Z");
    assertThat(figures(with)).containsExactly(4, 3, 2);
    assertThat(figures(without)).containsExactly(2, 1, 1);
    assertThat(without.get("organic").asDouble()).isLessThan(with.get("organic").asDouble());
  }

  private static List<Integer> figures(JsonNode momentum) {
    return List.of(
        momentum.get("supporters").asInt(),
        momentum.get("shares").asInt(),
        momentum.get("likes").asInt());
  }

  private static JsonNode at(List<JsonNode> records, String time) {
    return records.stream()
        .filter(record -> record.get("at").asText().equals(time))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing at " + time + " in " + records));
  }

  /** But for its top, a day says the same after the erasure as before. */
  private static void assertOnlyNamesLeaveThePage(List<Outgoing> all, String page) {
    List<JsonNode> days = new ArrayList<>(day(all, page));
    JsonNode after = last(days);
    assertThat(after.get("at").asText()).isEqualTo("2026-11-23T10:26:00.000Z");
    assertThat(supporters(after.get("top"))).containsExactly(Fans.KEPT, Fans.ALSO);
    days.removeIf(day -> day.get("at").asText().compareTo(Fans.ERASED_AT) >= 0);
    JsonNode before = last(days);
    assertThat(supporters(before.get("top"))).contains(Fans.ME);
    for (String figure :
        List.of("supporters", "nano", "nanoInfluencers", "organic", "sponsored", "outcomes")) {
      assertThat(after.get(figure)).as(figure).isEqualTo(before.get(figure));
    }
  }

  /** Of what came too late only somebody else's comment is told. */
  private static void assertIgnored(List<Outgoing> late) {
    late.forEach(record -> assertNamesNobodyErased(Told.text(record)));
    assertThat(Told.of(late, Topic.OUTCOMES_ATTRIBUTED)).isEmpty();
    assertThat(Told.of(late, Topic.COHORTS)).isEmpty();
    for (String page : Fans.PAGES) {
      assertThat(day(late, page)).isNotEmpty();
      assertThat(day(late, page)).allMatch(day -> day.get("supporters").asInt() == 4);
      assertThat(last(day(late, page)).get("organic").toString())
          .isEqualTo("{\"likes\":5,\"comments\":4,\"shares\":6}");
      assertThat(of(late, Topic.POST_MOMENTUM, page, "post", "c")).isNotEmpty();
    }
  }

  private static void assertANewLife(List<Outgoing> after) {
    for (String page : Fans.PAGES) {
      JsonNode me = profile(after, page, Fans.ME);
      assertThat(me.get("firstSeen").asText()).isEqualTo("2026-11-23T10:42:00.000Z");
      assertThat(me.at("/counts/month").toString())
          .isEqualTo("{\"likes\":1,\"comments\":2,\"shares\":0,\"sponsored\":0}");
      assertThat(me.get("brought").asInt()).isZero();
      assertThat(me.get("outcomes").toString()).isEqualTo("{\"signature\":1}");
      assertThat(profile(after, page, Fans.KEPT).get("brought").asInt()).isEqualTo(1);
      assertThat(last(cohort(after, page)).get("size").asInt()).isEqualTo(6);
      JsonNode outcome = of(after, Topic.OUTCOMES_ATTRIBUTED, page, "creditedTo", Fans.ME).get(0);
      assertThat(outcome.at("/touch/time").asText()).isEqualTo("2026-11-23T10:42:02.000Z");
      List<JsonNode> alerts = of(after, Topic.ALERTS, page, "post", "a");
      assertThat(alerts).isNotEmpty();
      assertThat(supporters(last(alerts).get("topSupporters")))
          .containsExactly(Fans.ALSO, Fans.THIRD, Fans.KEPT);
    }
    for (String gone : List.of(Fans.NAMED, Fans.EARLY)) {
      after.forEach(record -> assertThat(Snapshot.isIn(Told.text(record), gone)).isFalse());
    }
  }
}
