package io.groundswell.oracle;

import io.groundswell.oracle.Organic.Contribution;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The strongest supporters of a post, drawn from the five strongest contributions that began in
 * each slice. A contribution begins at the slice end at which an engagement becomes its supporter's
 * strongest, and ends when that engagement is no longer it; it therefore lives at most W.
 */
final class TopSupporters {
  private static final int FIVE = 5;

  private Map<String, Contribution> current = Map.of();
  private final Map<String, Long> beganAt = new HashMap<>();
  private final Map<Long, List<Contribution>> fiveOfSlice = new HashMap<>();

  /** Notes what began at e; must be told of every slice end at which something can change. */
  void slice(long e, Map<String, Contribution> contributions) {
    List<Contribution> begun =
        contributions.values().stream()
            .filter(c -> !c.equals(current.get(c.supporter())))
            .sorted(Contribution.TOP)
            .toList();
    begun.forEach(c -> beganAt.put(c.supporter(), e));
    fiveOfSlice.put(e, ofAll(begun));
    current = contributions;
  }

  /** The five to be named at e, the last slice end noted. */
  List<Contribution> remembered(long e) {
    return ofAll(
        current.values().stream()
            .filter(
                c -> {
                  long began = beganAt.get(c.supporter());
                  return Slices.within(began, e, Slices.WINDOW)
                      && fiveOfSlice.get(began).contains(c);
                })
            .toList());
  }

  /** The slice end at which a contribution of the last slice noted began. */
  long began(Contribution contribution) {
    return beganAt.get(contribution.supporter());
  }

  /** The five strongest of all, by c and then name. */
  static List<Contribution> ofAll(Collection<Contribution> contributions) {
    return contributions.stream().sorted(Contribution.TOP).limit(FIVE).toList();
  }
}
