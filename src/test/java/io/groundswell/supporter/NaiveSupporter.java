package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.rule.Terms;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * momentum.md section 3 and supporters.md section 1 read word by word, over all facts each time.
 */
final class NaiveSupporter {
  private static final Comparator<String> ABSENT_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /** The greatest fact of an engagement stands. */
  static final Comparator<Engagement> STANDS =
      Comparator.comparingLong(Engagement::time)
          .thenComparing(fact -> !fact.add())
          .thenComparingLong(fact -> fact.add() ? fact.audience() : 0)
          .thenComparing(fact -> fact.add() ? fact.ad() : null, ABSENT_FIRST.reversed());

  /** A fact and the first slice end it counts at. */
  record Known(Engagement fact, long from) {}

  /** What one post counts: c(s, e) with its kind, and the live engagements of each kind. */
  record Counts(long c, Kind kind, List<Integer> organic, List<Integer> sponsored) {}

  private final List<Known> facts;
  private final Timing timing;

  NaiveSupporter(List<Known> facts, Timing timing) {
    this.facts = facts;
    this.timing = timing;
  }

  /** The engagements that stand at {@code e}: the newest fact of each chain, if it is an add. */
  List<Engagement> standing(long e) {
    return chains(e).stream()
        .map(chain -> chain.get(chain.size() - 1))
        .filter(Engagement::add)
        .toList();
  }

  /** The facts known at {@code e}, cut where one engagement was silent for {@code remember}. */
  List<List<Engagement>> chains(long e) {
    Map<List<Object>, List<Engagement>> byId = new HashMap<>();
    for (Known known : facts) {
      if (known.from() <= e) {
        Engagement f = known.fact();
        byId.computeIfAbsent(List.of(f.post(), f.kind(), f.id()), id -> new ArrayList<>()).add(f);
      }
    }
    List<List<Engagement>> chains = new ArrayList<>();
    for (List<Engagement> ofId : byId.values()) {
      ofId.sort(STANDS);
      Engagement before = null;
      for (Engagement fact : ofId) {
        if (before == null || fact.time() - before.time() > timing.remember()) {
          chains.add(new ArrayList<>());
        }
        chains.get(chains.size() - 1).add(fact);
        before = fact;
      }
    }
    return chains;
  }

  Counts counts(String post, long e) {
    long c = 0;
    Kind kind = null;
    List<Integer> organic = new ArrayList<>(List.of(0, 0, 0));
    List<Integer> sponsored = new ArrayList<>(List.of(0, 0, 0));
    for (Engagement fact : standing(e)) {
      long end = timing.end(fact.time());
      if (!fact.post().equals(post) || end <= e - timing.window() || end > e) {
        continue;
      }
      List<Integer> count = fact.organic() ? organic : sponsored;
      count.set(fact.kind().ordinal(), count.get(fact.kind().ordinal()) + 1);
      if (fact.organic()) {
        long exposure = exposure(fact);
        if (exposure > c || (exposure == c && c > 0 && fact.kind().compareTo(kind) > 0)) {
          c = exposure;
          kind = fact.kind();
        }
      }
    }
    return new Counts(c, kind, organic, sponsored);
  }

  private static long exposure(Engagement fact) {
    long people = fact.audience() < 0 ? 150 : Math.min(fact.audience(), 10_000);
    return people * new int[] {10, 30, 100}[fact.kind().ordinal()];
  }

  /** The exposure that the pure class is given the same terms for. */
  static Terms terms() {
    return Terms.DEFAULT;
  }
}
