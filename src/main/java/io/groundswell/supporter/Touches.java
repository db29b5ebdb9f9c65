package io.groundswell.supporter;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.AttributedOutcome.Touch;
import io.groundswell.event.Credit;
import io.groundswell.event.Names;
import io.groundswell.event.Origin;
import io.groundswell.event.Outcome;
import io.groundswell.time.Timing;
import java.util.Comparator;
import java.util.List;

/** Which engagement an outcome is credited for (supporters.md section 3). */
final class Touches {
  /** An outcome is credited for what was done in so many days before it. */
  static final long REACH_BACK = 7 * Timing.DAY;

  private record Candidate(String post, Click click) {}

  private Touches() {}

  /**
   * What brought an outcome: its referrer, else the supporter's own touch, else nobody can say.
   *
   * @param posts the supporter's standing engagements at the outcome's end
   */
  static AttributedOutcome attribute(Credit credit, List<PostClicks> posts) {
    Outcome outcome = credit.outcome();
    if (credit.referred()) {
      return new AttributedOutcome(outcome, Origin.ORGANIC, credit.supporter(), null);
    }
    Comparator<Candidate> order = order(outcome.post());
    Candidate best = null;
    for (PostClicks post : posts) {
      for (Click click : post.clicks()) {
        if (click.add()
            && !click.isOld()
            && click.time() <= outcome.time()
            && click.time() > outcome.time() - REACH_BACK) {
          Candidate candidate = new Candidate(post.post(), click);
          best = best == null || order.compare(candidate, best) < 0 ? candidate : best;
        }
      }
    }
    if (best == null) {
      return AttributedOutcome.unknown(outcome);
    }
    Click click = best.click();
    return new AttributedOutcome(
        outcome,
        click.organic() ? Origin.ORGANIC : Origin.SPONSORED,
        credit.supporter(),
        new Touch(click.kind(), click.time(), best.post(), click.ad()));
  }

  /**
   * Those with the outcome's own post first, then the newest; at the same time organic first, then
   * share, comment, like, then post and id by name.
   */
  private static Comparator<Candidate> order(String post) {
    return Comparator.comparing((Candidate each) -> !each.post().equals(post))
        .thenComparing(each -> -each.click().time())
        .thenComparing(each -> !each.click().organic())
        .thenComparing(each -> -each.click().kind().ordinal())
        .thenComparing(Candidate::post, Names::compare)
        .thenComparing(each -> each.click().id(), Names::compare);
  }
}
