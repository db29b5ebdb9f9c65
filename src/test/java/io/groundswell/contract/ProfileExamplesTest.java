package io.groundswell.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The profiles that the documentation shows follow from their own counts, and the scores in its
 * alerts from the facts beside them: worked out again here, naively, straight from the definitions
 * of supporters section 2.
 */
class ProfileExamplesTest {
  private static final int FULL = 20;

  /** In the story that the examples tell, the page published 20 posts in the 28 days. */
  private static final Map<String, Integer> POSTS =
      Map.of("bénévoles", 3, "adoption", 8, "chiens", 6, "chats", 5);

  private static final List<JsonNode> WORKED = worked();

  private static List<JsonNode> worked() {
    try {
      return Files.readAllLines(Schemas.DOCS.resolve("examples/worked/engagements.jsonl")).stream()
          .map(Schemas::parse)
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What a score is made of. */
  private record Counts(long likes, long comments, long shares, long sponsored) {
    static Counts of(JsonNode counts) {
      return new Counts(
          counts.path("likes").asLong(),
          counts.path("comments").asLong(),
          counts.path("shares").asLong(),
          counts.path("sponsored").asLong());
    }

    long organic() {
      return likes + comments + shares;
    }
  }

  /** The components, the quality and the score. */
  private record Score(
      double constancy,
      double spontaneity,
      double commitment,
      double breadth,
      double pull,
      double quality,
      double quantity,
      double score) {

    static Score of(
        Counts month, long activeDays, long seenDays, long posts, long brought, long a) {
      double n = (double) month.organic();
      boolean none = n == 0;
      double constancy = none ? 0 : activeDays / (double) Math.max(7, seenDays);
      double spontaneity = none ? 0 : n / (n + month.sponsored());
      double weights = 0.1 * month.likes() + 0.3 * month.comments() + month.shares();
      double commitment = none ? 0 : weights / n;
      double breadth = none ? 0 : posts / (posts + 2.0);
      double pull = none ? 0 : Math.min(1, Math.log1p((double) brought) / Math.log(21));
      double quality =
          100
              * (0.30 * constancy
                  + 0.20 * spontaneity
                  + 0.25 * commitment
                  + 0.10 * breadth
                  + 0.15 * pull);
      double quantity = quantity(a);
      double score = coupled(quality, quantity);
      return new Score(constancy, spontaneity, commitment, breadth, pull, quality, quantity, score);
    }

    static double quantity(long audience) {
      double capped = (double) Math.min(Math.max(audience, 150), 10_000);
      return Math.log1p(capped) / Math.log(10_001);
    }

    static double coupled(double quality, double quantity) {
      return Math.pow(quality, 0.75) * Math.pow(100 * quantity, 0.25);
    }
  }

  private static Score score(JsonNode p) {
    return Score.of(
        Counts.of(p.at("/counts/month")),
        p.path("activeDays").asLong(),
        seenDays(p),
        p.path("posts").asLong(),
        p.path("brought").asLong(),
        p.path("audience").asLong(150));
  }

  private static long seenDays(JsonNode p) {
    Instant at = Instant.parse(p.path("at").asString()).minusMillis(1);
    Instant first = Instant.parse(p.path("firstSeen").asString());
    long days =
        ChronoUnit.DAYS.between(
            first.atOffset(ZoneOffset.UTC).toLocalDate(),
            at.atOffset(ZoneOffset.UTC).toLocalDate());
    return Math.min(28, days + 1);
  }

  private static void near(JsonNode published, double computed) {
    assertThat(published.asDouble()).isCloseTo(computed, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nano", "audience-not-stated", "sponsored-only"})
  void aProfilesComponentsFollowFromItsCounts(String name) {
    JsonNode profile = Schemas.example("supporters." + name);
    Score score = score(profile);
    near(profile.path("constancy"), score.constancy());
    near(profile.path("spontaneity"), score.spontaneity());
    near(profile.path("commitment"), score.commitment());
    near(profile.path("breadth"), score.breadth());
    near(profile.path("pull"), score.pull());
    near(profile.path("quality"), score.quality());
    near(profile.path("quantity"), score.quantity());
    near(profile.path("score"), score.score());
    Counts month = Counts.of(profile.at("/counts/month"));
    assertThat(month.organic() + month.sponsored()).isGreaterThanOrEqualTo(3);
    boolean small = List.of("nano", "unknown").contains(profile.path("tier").asString());
    assertThat(profile.path("nanoInfluencer").asBoolean())
        .isEqualTo(
            small
                && month.organic() >= 5
                && profile.path("activeDays").asLong() >= 3
                && score.score() >= 50);
  }

  /** At the supporter's own minute of the quarter hour, of which something was heard in it. */
  @ParameterizedTest
  @ValueSource(strings = {"nano", "audience-not-stated", "sponsored-only"})
  void aProfileIsGivenAtTheSupportersMinute(String name) {
    JsonNode profile = Schemas.example("supporters." + name);
    String key = encoded(profile.path("page")) + "/" + encoded(profile.path("supporter"));
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(UTF_8));
    Instant at = Instant.parse(profile.path("at").asString());
    assertThat(at.getEpochSecond() % 60).isZero();
    assertThat(at.getEpochSecond() / 60 % 15).isEqualTo(crc.getValue() % 15);
    assertThat(Instant.parse(profile.path("lastSeen").asString()))
        .isBetween(at.minus(15, ChronoUnit.MINUTES), at);
  }

  private static String encoded(JsonNode name) {
    return URLEncoder.encode(name.asString(), UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  @Test
  void liftsFollowFromTheSharesOfTheTopics() {
    JsonNode profile = Schemas.example("supporters.nano");
    double engaged = Counts.of(profile.at("/counts/month")).organic();
    double above = Double.POSITIVE_INFINITY;
    for (JsonNode topic : profile.path("topics")) {
      double share = POSTS.get(topic.path("topic").asString()) / (double) FULL;
      double engagements = topic.path("engagements").asDouble();
      near(topic.path("lift"), (engagements + 1) / (engaged + 1 / share) / share);
      assertThat(topic.path("lift").asDouble()).isLessThan(above);
      above = topic.path("lift").asDouble();
    }
  }

  /** As known at the end of the slice of the engagement that makes them one of the strongest. */
  @ParameterizedTest
  @ValueSource(strings = {"opened", "raised", "closed"})
  void anAlertsScoresFollowFromTheFactsOfItsSupporters(String status) {
    JsonNode alert = Schemas.example("alerts." + status);
    assertThat(alert.path("topSupporters")).isNotEmpty();
    for (JsonNode top : alert.path("topSupporters")) {
      JsonNode source = source(top.path("supporter").asString(), top.path("kind").asString());
      long e = end(source);
      Counts counts =
          new Counts(count(top, e, "like"), count(top, e, "comment"), count(top, e, "share"), 0);
      long brought =
          facts(fact -> fact.path("via").asString("").equals(top.path("supporter").asString()), e);
      long audience = source.path("audience").asLong();
      near(top.path("score"), Score.of(counts, 1, 1, 1, brought, audience).score());
      assertThat(top.path("tier").asString()).isEqualTo(audience < 10_000 ? "nano" : "macro");
    }
  }

  @Test
  void thePageForMarketersShowsTheseFigures() {
    String page = Schemas.read(Schemas.DOCS.resolve("marketers.md"));
    JsonNode profile = Schemas.example("supporters.nano");
    double quality = profile.path("quality").asDouble();
    List<Double> figures = new ArrayList<>();
    figures.add(quality);
    figures.add(100 * profile.path("quantity").asDouble());
    figures.add(Score.coupled(quality / 2, Score.quantity(2600)));
    for (long audience : List.of(150L, 1_000L, 2_600L, 10_000L)) {
      figures.add(Score.coupled(quality, Score.quantity(audience)));
    }
    assertThat(Score.quantity(640_000)).isEqualTo(Score.quantity(10_000));
    for (double figure : figures) {
      String shown = String.format(Locale.ROOT, "%.1f", figure);
      assertThat(page).contains(shown).contains(shown.replace('.', ','));
    }
    for (JsonNode topic : profile.path("topics")) {
      String lift = String.format(Locale.ROOT, "%.2f", topic.path("lift").asDouble());
      assertThat(page).contains(lift).contains(lift.replace('.', ','));
    }
  }

  private static JsonNode source(String supporter, String kind) {
    return WORKED.stream()
        .filter(fact -> fact.path("supporter").asString().equals(supporter))
        .filter(fact -> fact.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static long count(JsonNode top, long e, String kind) {
    return facts(
        fact ->
            fact.path("supporter").asString().equals(top.path("supporter").asString())
                && fact.path("kind").asString().equals(kind),
        e);
  }

  private static long facts(Predicate<JsonNode> which, long e) {
    return WORKED.stream().filter(fact -> end(fact) <= e).filter(which).count();
  }

  private static long end(JsonNode fact) {
    long slice = 10_000;
    long time = Instant.parse(fact.path("time").asString()).toEpochMilli();
    return Math.floorDiv(time, slice) * slice + slice;
  }
}
