package io.groundswell.oracle;

import io.groundswell.oracle.Facts.Basis;
import io.groundswell.oracle.Facts.Kind;
import io.groundswell.oracle.Facts.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Section 4: what the ads of one post reached, cost and claim within the window that ends at e.
 *
 * @param reach sponsored(e)
 * @param basis the basis of that sum; null where no ad is known
 * @param ads how many ads rose in that sum
 * @param spend the rise of what all ads cost; null where no ad ever said
 * @param asOf the time of the newest snapshot; null where no ad is known
 * @param claimed claimed_k(e), for every kind
 */
record Sponsored(
    double reach, Basis basis, int ads, Double spend, Long asOf, Map<Kind, Double> claimed) {

  /** A result below this is 0, and whole limits allow it. */
  static final double EPSILON = 1e-9;

  /** Looks at all snapshots of one post. */
  static Sponsored at(List<Snapshot> snapshots, long e) {
    List<List<Snapshot>> ads = knownAds(snapshots, e);
    Basis best = null;
    double bestSum = 0;
    int bestAds = 0;
    for (Basis basis : Basis.values()) {
      double sum = 0;
      int rising = 0;
      boolean known = false;
      for (List<Snapshot> ad : ads) {
        Double rise = rise(ad, s -> s.basis() == basis ? (Double) s.reach() : null, e);
        known |= rise != null;
        if (rise != null && rise > 0) {
          sum += rise;
          rising++;
        }
      }
      if (known && (best == null || sum > bestSum)) {
        best = basis;
        bestSum = sum;
        bestAds = rising;
      }
    }
    Map<Kind, Double> claimed = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      Double sum = sumOfRises(ads, s -> s.claims().get(kind), e);
      claimed.put(kind, sum == null ? 0 : sum);
    }
    Long asOf =
        ads.stream().flatMap(List::stream).map(Snapshot::time).max(Long::compare).orElse(null);
    return new Sponsored(
        bestSum, best, bestAds, sumOfRises(ads, Snapshot::spend, e), asOf, claimed);
  }

  /** The snapshots known at e of every ad that is not forgotten, since it was last forgotten. */
  private static List<List<Snapshot>> knownAds(List<Snapshot> snapshots, long e) {
    Map<String, List<Snapshot>> known = new TreeMap<>();
    snapshots.stream()
        .filter(s -> s.end() <= e)
        .sorted(Comparator.comparingLong(Snapshot::time))
        .forEach(
            s -> {
              List<Snapshot> ad = known.computeIfAbsent(s.ad(), name -> new ArrayList<>());
              if (!ad.isEmpty() && s.time() - ad.get(ad.size() - 1).time() > Slices.REMEMBER) {
                ad.clear();
              }
              ad.add(s);
            });
    List<List<Snapshot>> ads = new ArrayList<>(known.values());
    ads.removeIf(ad -> e - ad.get(ad.size() - 1).time() > Slices.REMEMBER);
    return ads;
  }

  /** The sum over the ads that state the figure, null where none does. */
  private static Double sumOfRises(
      List<List<Snapshot>> ads, Function<Snapshot, Double> figure, long e) {
    Double sum = null;
    for (List<Snapshot> ad : ads) {
      Double rise = rise(ad, figure, e);
      if (rise != null) {
        sum = sum == null ? rise : sum + rise;
      }
    }
    return sum;
  }

  /** The rise of one figure of one ad in (e - W, e]; null where no snapshot states the figure. */
  static Double rise(List<Snapshot> ad, Function<Snapshot, Double> figure, long e) {
    NavigableMap<Long, Double> points = points(ad, figure);
    if (points.isEmpty()) {
      return null;
    }
    double rise = figureAt(points, e) - figureAt(points, e - Slices.WINDOW);
    return rise < EPSILON ? 0 : rise;
  }

  /** What is known of one figure of one ad; empty where no snapshot states it. */
  static NavigableMap<Long, Double> points(List<Snapshot> ad, Function<Snapshot, Double> figure) {
    NavigableMap<Long, Double> points = new TreeMap<>();
    for (Snapshot snapshot : ad) {
      Double value = figure.apply(snapshot);
      if (value != null) {
        points.merge(snapshot.time(), value, Math::max);
      }
    }
    if (!points.isEmpty()) {
      ad.stream()
          .map(Snapshot::start)
          .filter(start -> start != null)
          .min(Long::compare)
          .filter(start -> start < points.firstKey())
          .ifPresent(start -> points.put(start, 0.0));
    }
    return points;
  }

  /** rho(t) through these points. */
  static double figureAt(NavigableMap<Long, Double> points, long t) {
    Map.Entry<Long, Double> before = points.floorEntry(t);
    if (before == null) {
      return points.firstEntry().getValue();
    }
    Map.Entry<Long, Double> after = points.higherEntry(t);
    if (after != null) {
      return before.getValue() + slope(before, after) * (t - before.getKey());
    }
    Map.Entry<Long, Double> beforeLast = points.lowerEntry(before.getKey());
    if (beforeLast == null) {
      return before.getValue();
    }
    long silent = Math.min(t - before.getKey(), Slices.WINDOW);
    return before.getValue() + slope(beforeLast, before) * silent;
  }

  private static double slope(Map.Entry<Long, Double> from, Map.Entry<Long, Double> to) {
    return (to.getValue() - from.getValue()) / (double) (to.getKey() - from.getKey());
  }
}
