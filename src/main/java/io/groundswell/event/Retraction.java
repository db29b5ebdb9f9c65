package io.groundswell.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The word to a post that a contribution does not hold: it was told before its slice end was
 * passed, and another fact of that slice has come since. It comes before the watermark passes
 * {@link Contribution#at}, so that the contribution never counts.
 *
 * @param what the contribution
 */
public record Retraction(Contribution what) implements PostInput {

  @Override
  public String page() {
    return what.page();
  }

  @Override
  public String post() {
    return what.post();
  }

  /** What is left of a post's inputs when each retraction has taken a contribution with it. */
  public static List<PostInput> settle(List<PostInput> inputs) {
    Map<String, List<Contribution>> retracted = new HashMap<>(0);
    for (PostInput input : inputs) {
      if (input instanceof Retraction retraction) {
        retracted
            .computeIfAbsent(retraction.what.supporter(), each -> new ArrayList<>(1))
            .add(retraction.what);
      }
    }
    if (retracted.isEmpty()) {
      return inputs;
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
    return left;
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
