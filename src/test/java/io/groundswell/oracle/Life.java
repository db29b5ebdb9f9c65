package io.groundswell.oracle;

import io.groundswell.oracle.Facts.Engagement;
import io.groundswell.oracle.Facts.PageKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A supporter from being new until being forgotten, by silence or by an erasure.
 *
 * @param era the era of the supporter's erasures in which it lies
 * @param heard the times at which the supporter was heard of, in order
 * @param erased the slice end of the erasure that follows; never, where none does
 */
record Life(PageKey who, int era, List<Long> heard, long erased) {
  private static final long FORGOTTEN_AFTER_DAYS = 29;

  /** Cuts what was heard of one supporter into lives. */
  static List<Life> of(PageKey who, List<Long> times, Erasures erasures) {
    List<Life> lives = new ArrayList<>();
    for (long time : times.stream().sorted().toList()) {
      int era = erasures.era(who.page(), who.name(), time);
      Life last = lives.isEmpty() ? null : lives.get(lives.size() - 1);
      if (last == null || last.era != era || Slices.end(time) >= last.forgotten()) {
        long erased = erasures.eraEnd(who.page(), who.name(), era);
        last = new Life(who, era, new ArrayList<>(), erased);
        lives.add(last);
      }
      last.heard.add(time);
    }
    return lives;
  }

  private long last() {
    return heard.get(heard.size() - 1);
  }

  long firstEnd() {
    return Slices.end(heard.get(0));
  }

  /** The slice end at which the supporter is forgotten for having been silent. */
  long forgotten() {
    return (Slices.day(last()) + FORGOTTEN_AFTER_DAYS) * Slices.DAY + Slices.SLICE;
  }

  /** The slice end from which on nothing of this life is known. */
  long over() {
    return Math.min(forgotten(), erased);
  }

  /** Whether something said of the supporter at this time was said in this life. */
  boolean covers(long time) {
    return time >= heard.get(0) && time <= last();
  }

  /** The engagement facts of this life with end <= e, in order of time. */
  List<Engagement> facts(World world, long e) {
    return world.engagements.stream()
        .filter(f -> f.supporter().equals(who) && covers(f.time()) && f.end() <= e)
        .sorted(Comparator.comparingLong(Engagement::time))
        .toList();
  }

  /** Those of them that are adds, withdrawn or not. */
  List<Engagement> adds(World world, long e) {
    return facts(world, e).stream().filter(Engagement::add).toList();
  }

  /** The first of these adds; at the same time an organic one. */
  static Engagement first(List<Engagement> adds) {
    return adds.stream()
        .min(Comparator.comparingLong(Engagement::time).thenComparing(f -> !f.organic()))
        .orElseThrow();
  }

  static String origin(Engagement fact) {
    return fact.organic() ? "organic" : "sponsored";
  }
}
