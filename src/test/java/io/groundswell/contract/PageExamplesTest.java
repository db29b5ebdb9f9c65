package io.groundswell.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The outcomes, cohorts and days that the documentation shows follow from the facts beside them:
 * worked out again here, naively, straight from the definitions of supporters sections 3 to 5.
 */
class PageExamplesTest {
  private static final List<JsonNode> FACTS = lines("engagements");

  private static List<JsonNode> lines(String topic) {
    try {
      return Files.readAllLines(Schemas.DOCS.resolve("examples/worked/" + topic + ".jsonl"))
          .stream()
          .map(Schemas::parse)
          .sorted(Comparator.comparing(fact -> time(fact, "time")))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Instant time(JsonNode fact, String field) {
    return Instant.parse(fact.path(field).asString());
  }

  @ParameterizedTest
  @CsvSource({
    "signature, referrer",
    "purchase, touch",
    "through-an-ad, sponsored",
    "attendance, unknown"
  })
  void anOutcomeIsAttributedAsItsFactsSay(String from, String to) {
    JsonNode outcome = Schemas.example("outcomes." + from);
    JsonNode attributed = Schemas.example("outcomes-attributed." + to);
    for (String field : List.of("id", "page", "kind", "supporter", "referrer", "currency")) {
      assertThat(attributed.path(field).asString(null))
          .as(field)
          .isEqualTo(outcome.path(field).asString(null));
    }
    assertThat(time(attributed, "time")).isEqualTo(time(outcome, "time"));
    assertThat(attributed.path("value").asDouble(0)).isEqualTo(outcome.path("value").asDouble(0));
    String referrer = outcome.path("referrer").asString(null);
    JsonNode touch = referrer == null ? touch(outcome) : null;
    String origin = referrer != null ? "organic" : touch == null ? "unknown" : origin(touch);
    String credited =
        referrer != null ? referrer : touch == null ? null : outcome.path("supporter").asString();
    assertThat(attributed.path("origin").asString()).isEqualTo(origin);
    assertThat(attributed.path("creditedTo").asString(null)).isEqualTo(credited);
    String post = touch == null ? null : touch.path("post").asString();
    assertThat(attributed.path("post").asString(null))
        .isEqualTo(outcome.path("post").asString(post));
    assertThat(attributed.path("ad").asString(null))
        .isEqualTo(touch == null ? null : touch.path("ad").asString(null));
    assertThat(attributed.path("touch").isNull()).isEqualTo(touch == null);
    if (touch != null) {
      JsonNode told = attributed.path("touch");
      assertThat(told.path("kind").asString()).isEqualTo(touch.path("kind").asString());
      assertThat(time(told, "time")).isEqualTo(time(touch, "time"));
      assertThat(told.path("post").asString()).isEqualTo(post);
    }
  }

  private static String origin(JsonNode touch) {
    return touch.has("ad") ? "sponsored" : "organic";
  }

  /** All facts are of one post and one day, and nobody in question withdrew anything. */
  private static JsonNode touch(JsonNode outcome) {
    return FACTS.stream()
        .filter(fact -> time(fact, "time").compareTo(time(outcome, "time")) <= 0)
        .filter(
            fact ->
                fact.path("supporter").asString().equals(outcome.path("supporter").asString(null)))
        .reduce((older, newer) -> newer)
        .orElse(null);
  }

  @Test
  void theDayFollowsFromItsFacts() {
    JsonNode day = Schemas.example("pages.worked");
    for (String origin : List.of("organic", "sponsored")) {
      for (String kind : List.of("like", "comment", "share")) {
        assertThat(day.path(origin).path(kind + "s").asLong())
            .as("%s %s", origin, kind)
            .isEqualTo(
                added(origin).filter(fact -> fact.path("kind").asString().equals(kind)).count());
      }
    }
    Map<String, JsonNode> first = new LinkedHashMap<>();
    added("organic").forEach(fact -> first.putIfAbsent(fact.path("supporter").asString(), fact));
    assertThat(day.path("supporters").asInt()).isEqualTo(first.size());
    assertThat(day.path("nano").asLong())
        .isEqualTo(
            first.values().stream().filter(f -> f.path("audience").asLong(0) < 10_000).count());
    assertThat(day.path("topics")).hasSize(2);
    long organic = added("organic").count();
    for (int i = 0; i < 2; i++) {
      JsonNode topic = day.path("topics").path(i);
      assertThat(topic.path("topic"))
          .isEqualTo(Schemas.example("posts.photo").path("topics").path(i));
      assertThat(topic.path("engagements").asLong()).isEqualTo(organic);
      assertThat(topic.path("posts").asInt()).isOne();
    }
  }

  /** No id comes twice, so that each add is the first of its chain. */
  private static Stream<JsonNode> added(String origin) {
    return FACTS.stream()
        .filter(fact -> fact.path("action").asString("add").equals("add"))
        .filter(fact -> origin(fact).equals(origin));
  }

  /** The straight line from the ad's start to its first report says what midnight stood at. */
  @Test
  void theDaysSpendFollowsFromTheAdsReports() {
    List<JsonNode> reports = lines("ad-delivery");
    JsonNode first = reports.get(0);
    JsonNode last = reports.get(reports.size() - 1);
    double sinceStart = millis(time(first, "start"), Instant.parse("2026-11-23T00:00:00Z"));
    double untilFirst = millis(time(first, "start"), time(first, "time"));
    double midnight = first.path("spend").asDouble() * sinceStart / untilFirst;
    assertThat(Schemas.example("pages.worked").at("/spend/EUR").asDouble())
        .isCloseTo(last.path("spend").asDouble() - midnight, within(1e-9));
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  @Test
  void theDaysOutcomesAreThoseOfTheExamples() {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Double> values = new TreeMap<>();
    for (String name : List.of("referrer", "touch", "sponsored", "unknown")) {
      JsonNode outcome = Schemas.example("outcomes-attributed." + name);
      String group = outcome.path("kind").asString() + "/" + outcome.path("origin").asString();
      counts.merge(group, 1, Integer::sum);
      if (!outcome.path("value").isNull()) {
        String currency = outcome.path("currency").asString();
        values.merge(group + "/" + currency, outcome.path("value").asDouble(), Double::sum);
      }
    }
    Map<String, Integer> told = new TreeMap<>();
    Map<String, Double> worth = new TreeMap<>();
    for (JsonNode outcome : Schemas.example("pages.worked").path("outcomes")) {
      String group = outcome.path("kind").asString() + "/" + outcome.path("origin").asString();
      told.put(group, outcome.path("count").asInt());
      for (Map.Entry<String, JsonNode> value : outcome.path("value").properties()) {
        worth.put(group + "/" + value.getKey(), value.getValue().asDouble());
      }
    }
    assertThat(told).isEqualTo(counts);
    assertThat(worth).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"worked", "corrected"})
  void aCostIsTheSpendPerSponsoredOutcome(String name) {
    JsonNode day = Schemas.example("pages." + name);
    Map<String, Double> expected = new TreeMap<>();
    for (JsonNode outcome : day.path("outcomes")) {
      if (outcome.path("origin").asString().equals("sponsored")) {
        for (Map.Entry<String, JsonNode> spend : day.path("spend").properties()) {
          expected.put(
              outcome.path("kind").asString() + "/" + spend.getKey(),
              spend.getValue().asDouble() / outcome.path("count").asInt());
        }
      }
    }
    Map<String, Double> told = new TreeMap<>();
    for (JsonNode cost : day.path("costPerOutcome")) {
      told.put(
          cost.path("kind").asString() + "/" + cost.path("currency").asString(),
          cost.path("cost").asDouble());
    }
    assertThat(told).isEqualTo(expected);
  }

  @Test
  void theBestComeFirstAndOneOfThemIsTheProfileOfTheExamples() {
    JsonNode day = Schemas.example("pages.corrected");
    Map<String, Double> top = new LinkedHashMap<>();
    day.path("top")
        .forEach(t -> top.put(t.path("supporter").asString(), t.path("score").asDouble()));
    assertThat(List.copyOf(top.values())).isSortedAccordingTo(Comparator.reverseOrder());
    JsonNode profile = Schemas.example("supporters.nano");
    assertThat(profile.path("at").asString()).startsWith(day.path("day").asString());
    assertThat(top)
        .containsEntry(profile.path("supporter").asString(), profile.path("score").asDouble());
    List<Double> perPost = new ArrayList<>();
    day.path("topics")
        .forEach(t -> perPost.add(t.path("engagements").asDouble() / t.path("posts").asDouble()));
    assertThat(perPost).isSortedAccordingTo(Comparator.reverseOrder());
  }

  /** A number of those who came back is told when the last of its days is over. */
  @ParameterizedTest
  @ValueSource(strings = {"organic", "sponsored", "new"})
  void whoCameBackIsToldWhenTheDaysAreOver(String name) {
    JsonNode cohort = Schemas.example("cohorts." + name);
    LocalDate day = LocalDate.parse(cohort.path("day").asString());
    LocalDate now = time(cohort, "at").minusMillis(1).atOffset(ZoneOffset.UTC).toLocalDate();
    long within = 0;
    for (int days : List.of(1, 7, 28)) {
      JsonNode back = cohort.path("back" + days);
      assertThat(back.isNull()).as("back%d", days).isEqualTo(!now.isAfter(day.plusDays(days)));
      assertThat(back.asLong(within)).isBetween(within, cohort.path("size").asLong());
      within = back.asLong(within);
    }
  }
}
