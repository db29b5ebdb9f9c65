package io.groundswell.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The numbers that the documentation shows follow from the facts beside them ({@code
 * docs/examples/worked}): worked out again here, naively, straight from the definitions of momentum
 * sections 3 and 4, for one post with one ad whose reports are an hour apart.
 */
class WorkedExampleTest {
  private static final Path EXAMPLES = Schemas.DOCS.resolve("examples");
  private static final long SLICE = 10_000;
  private static final long WINDOW = 3_600_000;

  /** Strongest first: share, comment, like. */
  private static final List<String> KINDS = List.of("share", "comment", "like");

  private static final Map<String, Integer> THOUSANDTHS =
      Map.of("like", 10, "comment", 30, "share", 100);

  private final List<JsonNode> engagements = lines("engagements");
  private final List<JsonNode> snapshots = lines("ad-delivery");

  private static List<JsonNode> lines(String topic) {
    try {
      return Files.readAllLines(EXAMPLES.resolve("worked/" + topic + ".jsonl")).stream()
          .map(Schemas::parse)
          .sorted(Comparator.comparingLong(fact -> time(fact, "time")))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long time(JsonNode fact, String field) {
    return Instant.parse(fact.path(field).asString()).toEpochMilli();
  }

  private static long end(JsonNode fact) {
    return Math.floorDiv(time(fact, "time"), SLICE) * SLICE + SLICE;
  }

  /** A figure of the ad at a moment, as known at slice end {@code e}. */
  private double figure(String name, long t, long e) {
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {(double) time(snapshots.get(0), "start"), 0});
    for (JsonNode snapshot : snapshots) {
      if (end(snapshot) <= e) {
        points.add(new double[] {(double) time(snapshot, "time"), snapshot.path(name).asDouble()});
      }
    }
    for (int i = 1; i < points.size(); i++) {
      double[] from = points.get(i - 1);
      double[] to = points.get(i);
      boolean last = i == points.size() - 1;
      if (t <= to[0] || last) {
        double at = Math.min((double) t, to[0] + WINDOW);
        return from[1] + (to[1] - from[1]) * (at - from[0]) / (to[0] - from[0]);
      }
    }
    return 0;
  }

  private double rise(String name, long e) {
    return Math.max(0, figure(name, e, e) - figure(name, e - WINDOW, e));
  }

  private List<JsonNode> live(long e) {
    Map<String, JsonNode> newest = new HashMap<>();
    for (JsonNode fact : engagements) {
      if (end(fact) <= e) {
        newest.put(fact.path("supporter").asString() + "/" + fact.path("id").asString(), fact);
      }
    }
    return newest.values().stream()
        .filter(fact -> fact.path("action").asString("add").equals("add") && end(fact) > e - WINDOW)
        .toList();
  }

  /** A supporter's strongest engagement: people, and the kind it is of. */
  private record Contribution(double people, String kind, boolean nano) {}

  /** The figures of a post. */
  private record Figures(
      double organic, double lower, double supporters, double nano, double sponsored) {}

  private Figures at(long e) {
    List<JsonNode> live = live(e);
    Map<String, Contribution> strongest = new HashMap<>();
    for (String kind : KINDS) {
      for (JsonNode fact : live) {
        if (fact.path("kind").asString().equals(kind) && !fact.has("ad")) {
          long audience = Math.min(fact.path("audience").asLong(150), 10_000);
          double people = THOUSANDTHS.get(kind) * audience / 1000.0;
          strongest.merge(
              fact.path("supporter").asString(),
              new Contribution(people, kind, isNano(fact)),
              (old, now) -> now.people() > old.people() ? now : old);
        }
      }
    }
    double organic = 0;
    double squares = 0;
    double supporters = 0;
    double nano = 0;
    for (String kind : KINDS) {
      double f = unclaimed(kind, live, e);
      for (Contribution c : strongest.values()) {
        if (c.kind().equals(kind)) {
          organic += f * c.people();
          squares += f * f * c.people() * c.people();
          supporters += f;
          nano += c.nano() ? f : 0;
        }
      }
    }
    double k = organic * organic / squares;
    double root = Math.max(0, 1 - 1 / (9 * k) - 1.645 / (3 * Math.sqrt(k)));
    return new Figures(organic, organic * Math.pow(root, 3), supporters, nano, rise("reach", e));
  }

  /** Everybody here states the same audience each time, or none. */
  private static boolean isNano(JsonNode fact) {
    return fact.has("audience") && fact.path("audience").asLong() < 10_000;
  }

  private double unclaimed(String kind, List<JsonNode> live, long e) {
    double claimed = snapshots.get(0).has(kind + "s") ? rise(kind + "s", e) : 0;
    long sponsored = count(kind, live, true);
    long organic = count(kind, live, false);
    return organic == 0 ? 1 : Math.max(0, 1 - Math.max(0, claimed - sponsored) / organic);
  }

  private static long count(String kind, List<JsonNode> live, boolean sponsored) {
    return live.stream()
        .filter(fact -> fact.path("kind").asString().equals(kind) && fact.has("ad") == sponsored)
        .count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"opened", "raised", "closed"})
  void anAlertsFiguresFollowFromItsFacts(String status) {
    JsonNode alert = Schemas.parse(Schemas.read(EXAMPLES.resolve("alerts." + status + ".json")));
    long e = time(alert, "at");
    Figures figures = at(e);
    assertThat(alert.path("status").asString()).isEqualTo(status);
    near(alert.at("/organic/reach"), figures.organic());
    near(alert.at("/organic/lower"), figures.lower());
    near(alert.at("/organic/supporters"), figures.supporters());
    near(alert.at("/organic/nano"), figures.nano());
    near(alert.at("/sponsored/reach"), figures.sponsored());
    near(alert.at("/sponsored/spend"), rise("spend", e));
    near(alert.path("ratio"), figures.organic() / figures.sponsored());
    for (String kind : KINDS) {
      assertThat(alert.path("organic").path(kind + "s").asLong())
          .isEqualTo(count(kind, live(e), false));
    }
  }

  @Test
  void aMinutesFiguresFollowFromItsFacts() {
    JsonNode minute = Schemas.parse(Schemas.read(EXAMPLES.resolve("post-momentum.minute.json")));
    Figures figures = at(time(minute, "at"));
    near(minute.path("organic"), figures.organic());
    near(minute.path("lower"), figures.lower());
    near(minute.path("supporters"), figures.supporters());
    near(minute.path("sponsored"), figures.sponsored());
  }

  /** Ahead by the bare figures at 10:15:00, beyond doubt ten seconds later, for two evaluations. */
  @Test
  void theAlertOpensAtTheSecondEvaluationBeyondDoubt() {
    Figures before = at(Instant.parse("2026-11-23T10:15:00Z").toEpochMilli());
    assertThat(before.organic()).isGreaterThan(2 * before.sponsored());
    assertThat(before.lower()).isLessThan(before.sponsored());
    for (String e : List.of("2026-11-23T10:15:10Z", "2026-11-23T10:15:20Z")) {
      Figures ahead = at(Instant.parse(e).toEpochMilli());
      assertThat(ahead.lower()).isGreaterThan(ahead.sponsored());
      assertThat(ahead.supporters()).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void thePageForMarketersShowsTheseFigures() {
    String page = Schemas.read(Schemas.DOCS.resolve("marketers.md"));
    for (String figure : List.of("656", "91.5", "93.75", "841.25", "5.77", "358.4", "252.2")) {
      assertThat(page).contains(figure).contains(figure.replace('.', ','));
    }
  }

  private static void near(JsonNode published, double computed) {
    assertThat(published.asDouble()).isCloseTo(computed, within(1e-9 * Math.max(1, computed)));
  }
}
