package io.groundswell.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    List<Contribution> retracted = new ArrayList<>(0);
    for (PostInput input : inputs) {
      if (input instanceof Retraction retraction) {
        retracted.add(retraction.what);
      }
    }
    if (retracted.isEmpty()) {
      return inputs;
    }
    List<PostInput> left = new ArrayList<>(inputs.size());
    for (PostInput input : inputs) {
      if (input instanceof Contribution contribution) {
        if (!take(contribution, retracted)) {
          left.add(contribution);
        }
      } else if (!(input instanceof Retraction)) {
        left.add(input);
      }
    }
    return left;
  }

  private static boolean take(Contribution contribution, List<Contribution> retracted) {
    for (int i = 0; i < retracted.size(); i++) {
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
