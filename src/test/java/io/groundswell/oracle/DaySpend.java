package io.groundswell.oracle;

import io.groundswell.oracle.Facts.PageKey;
import io.groundswell.oracle.Facts.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Section 5 of supporters.md: what the ads of one page cost on one day, by currency. */
final class DaySpend {
  private record Ad(PageKey post, String name) {}

  private DaySpend() {}

  /** The sums as of e; currencies in which nothing was spent are left out. */
  static SortedMap<String, Double> of(List<Snapshot> snapshots, String page, long day, long e) {
    long from = day * Slices.DAY;
    long to = Math.min(e, from + Slices.DAY);
    SortedMap<String, Double> sums = new TreeMap<>(Slices.BY_NAME);
    for (List<Snapshot> flight : flights(snapshots, page, e)) {
      String currency = currency(flight);
      NavigableMap<Long, Double> points = Sponsored.points(flight, Snapshot::spend);
      if (currency != null && !points.isEmpty()) {
        double rise = Math.max(0, figureAt(points, to) - figureAt(points, from));
        sums.merge(currency, rise, Double::sum);
      }
    }
    sums.values().removeIf(sum -> sum < Sponsored.EPSILON);
    return sums;
  }

  /** What is known of each ad, cut where it was forgotten: what follows is an ad of its own. */
  private static List<List<Snapshot>> flights(List<Snapshot> snapshots, String page, long e) {
    List<List<Snapshot>> flights = new ArrayList<>();
    Map<Ad, List<Snapshot>> current = new HashMap<>();
    snapshots.stream()
        .filter(s -> s.post().page().equals(page) && s.end() <= e)
        .sorted(Comparator.comparingLong(Snapshot::time))
        .forEach(
            s -> {
              Ad ad = new Ad(s.post(), s.ad());
              List<Snapshot> flight = current.get(ad);
              if (flight == null
                  || s.time() - flight.get(flight.size() - 1).time() > Slices.REMEMBER) {
                flight = new ArrayList<>();
                current.put(ad, flight);
                flights.add(flight);
              }
              flight.add(s);
            });
    return flights;
  }

  /** That of the newest snapshot that states one; at the same time the smaller name. */
  private static String currency(List<Snapshot> flight) {
    return flight.stream()
        .filter(s -> s.currency() != null)
        .max(
            Comparator.comparingLong(Snapshot::time)
                .thenComparing(Snapshot::currency, Slices.BY_NAME.reversed()))
        .map(Snapshot::currency)
        .orElse(null);
  }

  /** rho, without going on after the last point. */
  private static double figureAt(NavigableMap<Long, Double> points, long t) {
    return Sponsored.figureAt(points, Math.min(t, points.lastKey()));
  }
}
