package io.groundswell.momentum;

import io.groundswell.event.Contribution;
import io.groundswell.event.PostInput;
import io.groundswell.event.Retraction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What comes for a post at a slice end, without what was taken back before it. */
public final class Retractions {

  /**
   * What counts.
   *
   * @param inputs what has come, less each retraction and the contribution that it took with it
   * @param unmatched how many retractions there were of what never came: none, unless the step that
   *     sent them has been replaced by one that says otherwise
   */
  public record Settled(List<PostInput> inputs, int unmatched) {}

  private Retractions() {}

  /** Has each retraction take one contribution with it, in whatever order they have come. */
  public static Settled settle(List<PostInput> inputs) {
    Map<String, List<Contribution>> retracted = bySupporter(inputs);
    if (retracted.isEmpty()) {
      return new Settled(inputs, 0);
    }
    List<PostInput> left = new ArrayList<>(inputs.size());
    for (PostInput input : inputs) {
      boolean gone =
          input instanceof Retraction
              || (input instanceof Contribution contribution
                  && take(contribution, retracted.get(contribution.supporter())));
      if (!gone) {
        left.add(input);
      }
    }
    return new Settled(left, retracted.values().stream().mapToInt(List::size).sum());
  }

  private static Map<String, List<Contribution>> bySupporter(List<PostInput> inputs) {
    Map<String, List<Contribution>> retracted = new HashMap<>(0);
    for (PostInput input : inputs) {
      if (input instanceof Retraction retraction) {
        Contribution what = retraction.what();
        retracted.computeIfAbsent(what.supporter(), each -> new ArrayList<>(1)).add(what);
      }
    }
    return retracted;
  }

  private static boolean take(Contribution contribution, List<Contribution> retracted) {
    for (int i = 0; retracted != null && i < retracted.size(); i++) {
      if (same(contribution, retracted.get(i))) {
        retracted.remove(i);
        return true;
      }
    }
    return false;
  }

  private static boolean same(Contribution one, Contribution other) {
    return one.at() == other.at()
        && one.supporter().equals(other.supporter())
        && one.began() == other.began()
        && one.tier() == other.tier()
        && Double.compare(one.score(), other.score()) == 0
        && Arrays.equals(one.spans(), other.spans());
  }
}
