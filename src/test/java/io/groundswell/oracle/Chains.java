package io.groundswell.oracle;

import io.groundswell.oracle.Facts.Engagement;
import io.groundswell.oracle.Facts.EngagementId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Section 1 of supporters.md: the facts of one engagement id, cut where it was silent for a day.
 */
final class Chains {
  private Chains() {}

  private static List<List<Engagement>> of(Collection<Engagement> known) {
    Map<EngagementId, List<Engagement>> byId = new HashMap<>();
    known.forEach(f -> byId.computeIfAbsent(f.id(), id -> new ArrayList<>()).add(f));
    List<List<Engagement>> chains = new ArrayList<>();
    for (List<Engagement> ofId : byId.values()) {
      ofId.sort(Engagement.STANDING);
      Engagement before = null;
      for (Engagement fact : ofId) {
        if (before == null || fact.time() - before.time() > Slices.REMEMBER) {
          chains.add(new ArrayList<>());
        }
        chains.get(chains.size() - 1).add(fact);
        before = fact;
      }
    }
    return chains;
  }

  /** The standing engagements: the newest fact of each chain, if it is an add. */
  static List<Engagement> standing(Collection<Engagement> known) {
    return of(known).stream()
        .map(chain -> chain.get(chain.size() - 1))
        .filter(Engagement::add)
        .toList();
  }

  /** The first add of each chain, withdrawn or not; of several at one time the one that stands. */
  static List<Engagement> firstAdds(Collection<Engagement> known) {
    return of(known).stream().map(Chains::firstAdd).filter(Objects::nonNull).toList();
  }

  private static Engagement firstAdd(List<Engagement> chain) {
    return chain.stream()
        .filter(Engagement::add)
        .min(
            Comparator.comparingLong(Engagement::time)
                .thenComparing(Engagement.STANDING.reversed()))
        .orElse(null);
  }
}
