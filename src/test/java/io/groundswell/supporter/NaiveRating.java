package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Mention;
import io.groundswell.event.Origin;
import io.groundswell.event.Profile;
import io.groundswell.event.Tier;
import io.groundswell.supporter.NaiveMonth.Life;
import io.groundswell.time.Timing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** supporters.md section 2, the figures of a supporter at a slice end, word by word. */
final class NaiveRating {
  private NaiveRating() {}

  static List<Engagement> month(Life life, long e) {
    return NaiveMonth.engagements(life, e).standing(e).stream()
        .filter(f -> inMonth(f.time(), e))
        .toList();
  }

  static boolean inMonth(long time, long e) {
    long today = Math.floorDiv(e - 1, Timing.DAY);
    return Timing.day(time) > today - 28 && Timing.day(time) <= today;
  }

  static long audience(Life life, long e) {
    return life.adds(e).stream()
        .filter(f -> f.audience() >= 0)
        .max(Comparator.comparingLong(Engagement::time).thenComparingLong(Engagement::audience))
        .map(Engagement::audience)
        .orElse(-1L);
  }

  static Engagement first(List<Engagement> adds) {
    return adds.stream()
        .min(Comparator.comparingLong(Engagement::time).thenComparing(f -> !f.organic()))
        .orElse(null);
  }

  static Origin origin(Engagement fact) {
    return fact.organic() ? Origin.ORGANIC : Origin.SPONSORED;
  }

  static int count(List<Engagement> some, Kind kind) {
    return (int) some.stream().filter(f -> f.organic() && f.kind() == kind).count();
  }

  static Profile.Counts counts(List<Engagement> some) {
    return new Profile.Counts(
        count(some, Kind.LIKE),
        count(some, Kind.COMMENT),
        count(some, Kind.SHARE),
        (int) some.stream().filter(f -> !f.organic()).count());
  }

  static int brought(Life life, long e) {
    Map<String, Long> newest = new HashMap<>();
    for (Mention mention : life.of(Mention.class, e)) {
      newest.merge(mention.by(), mention.time(), Math::max);
    }
    return (int) newest.values().stream().filter(time -> inMonth(time, e)).count();
  }

  static Profile.Rating rating(Life life, long e) {
    List<Engagement> month = month(life, e);
    List<Engagement> organic = month.stream().filter(Engagement::organic).toList();
    double people = Math.min(Math.max(audience(life, e), 150), 10_000);
    double quantity = Math.log(1 + people) / Math.log(10_001);
    if (organic.isEmpty()) {
      return new Profile.Rating(0, 0, 0, 0, 0, 0, quantity, 0);
    }
    double n = organic.size();
    long today = Math.floorDiv(e - 1, Timing.DAY);
    double seenDays = Math.min(28, today - Timing.day(first(life.adds(e)).time()) + 1);
    double constancy = activeDays(organic) / Math.max(7, seenDays);
    double spontaneity = n / month.size();
    double commitment =
        (0.1 * count(organic, Kind.LIKE)
                + 0.3 * count(organic, Kind.COMMENT)
                + count(organic, Kind.SHARE))
            / n;
    double posts = posts(organic);
    double breadth = posts / (posts + 2);
    double pull = Math.min(1, Math.log(1.0 + brought(life, e)) / Math.log(21));
    double quality =
        100
            * (0.3 * constancy
                + 0.2 * spontaneity
                + 0.25 * commitment
                + 0.1 * breadth
                + 0.15 * pull);
    double score = Math.pow(quality, 0.75) * Math.pow(100 * quantity, 0.25);
    return new Profile.Rating(
        constancy, spontaneity, commitment, breadth, pull, quality, quantity, score);
  }

  static int activeDays(List<Engagement> organic) {
    return (int) organic.stream().map(f -> Timing.day(f.time())).distinct().count();
  }

  static int posts(List<Engagement> organic) {
    return (int) organic.stream().map(Engagement::post).distinct().count();
  }

  static Tier tier(long audience) {
    return Stream.of(Tier.values())
        .filter(
            tier ->
                switch (tier) {
                  case UNKNOWN -> audience < 0;
                  case NANO -> audience >= 0 && audience < 10_000;
                  case MICRO -> audience >= 10_000 && audience < 100_000;
                  case MACRO -> audience >= 100_000 && audience < 1_000_000;
                  case MEGA -> audience >= 1_000_000;
                })
        .findFirst()
        .orElseThrow();
  }
}
