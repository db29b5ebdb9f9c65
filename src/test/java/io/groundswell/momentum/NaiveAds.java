package io.groundswell.momentum;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Basis;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** momentum.md section 4 read word by word, over all reports each time. */
final class NaiveAds {
  private final List<AdSnapshot> reports;
  private final Timing timing;

  /** The reports that have come. */
  NaiveAds(List<AdSnapshot> reports, Timing timing) {
    this.reports = reports;
    this.timing = timing;
  }

  /** The reports of each ad that are known at e, since its last long silence. */
  private Map<String, List<AdSnapshot>> known(long e) {
    Map<String, List<AdSnapshot>> ads = new TreeMap<>();
    reports.stream()
        .filter(report -> timing.end(report.time()) <= e)
        .sorted(Comparator.comparingLong(AdSnapshot::time))
        .forEach(
            report -> {
              List<AdSnapshot> ad = ads.computeIfAbsent(report.ad(), name -> new ArrayList<>());
              if (!ad.isEmpty()
                  && report.time() - ad.get(ad.size() - 1).time() > timing.remember()) {
                ad.clear();
              }
              ad.add(report);
            });
    ads.values().removeIf(ad -> e - ad.get(ad.size() - 1).time() > timing.remember());
    return ads;
  }

  private double rise(List<AdSnapshot> ad, ToDoubleFunction<AdSnapshot> figure, long e) {
    TreeMap<Long, Double> points = new TreeMap<>();
    long start = Long.MAX_VALUE;
    for (AdSnapshot report : ad) {
      double value = figure.applyAsDouble(report);
      if (!Double.isNaN(value)) {
        points.merge(report.time(), value, Math::max);
      }
      start = report.start() == null ? start : Math.min(start, report.start());
    }
    if (points.isEmpty()) {
      return Double.NaN;
    }
    if (start < points.firstKey()) {
      points.put(start, 0.0);
    }
    double rise = figureAt(points, e) - figureAt(points, e - timing.window());
    return rise < 1e-9 ? 0 : rise;
  }

  private double figureAt(TreeMap<Long, Double> points, long time) {
    if (time <= points.firstKey()) {
      return points.firstEntry().getValue();
    }
    Map.Entry<Long, Double> from = points.floorEntry(time);
    Map.Entry<Long, Double> to = points.higherEntry(time);
    long beyond = time - from.getKey();
    if (to == null) {
      to = from;
      from = points.lowerEntry(to.getKey());
      if (from == null) {
        return to.getValue();
      }
      beyond = to.getKey() - from.getKey() + Math.min(time - to.getKey(), timing.window());
    }
    double slope = (to.getValue() - from.getValue()) / (to.getKey() - from.getKey());
    return from.getValue() + slope * beyond;
  }

  /** The sum over the ads, NaN where no report says. */
  double sum(ToDoubleFunction<AdSnapshot> figure, long e) {
    double sum = Double.NaN;
    for (List<AdSnapshot> ad : known(e).values()) {
      double rise = rise(ad, figure, e);
      sum = Double.isNaN(rise) ? sum : (Double.isNaN(sum) ? 0 : sum) + rise;
    }
    return sum;
  }

  private static ToDoubleFunction<AdSnapshot> of(Basis basis) {
    return report -> report.basis() == basis ? report.reach() : Double.NaN;
  }

  /** Sponsored reach and its basis, null where no report is known. */
  Advertising.Reach reach(long e) {
    Advertising.Reach largest = new Advertising.Reach(0, null);
    for (Basis basis : Basis.values()) {
      double sum = sum(of(basis), e);
      if (!Double.isNaN(sum) && (largest.basis() == null || sum > largest.reach())) {
        largest = new Advertising.Reach(sum, basis);
      }
    }
    return largest;
  }

  int rising(Basis basis, long e) {
    return (int)
        known(e).values().stream()
            .filter(ad -> basis != null && rise(ad, of(basis), e) > 0)
            .count();
  }

  Long asOf(long e) {
    return known(e).values().stream()
        .map(ad -> ad.get(ad.size() - 1).time())
        .max(Long::compare)
        .orElse(null);
  }
}
