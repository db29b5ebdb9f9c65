package io.groundswell.supporter;

import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;

/**
 * One supporter's engagements with one post, and what the post has been told of them. The post
 * knows the supporter's strongest exposure until its window ends; whatever changes before that, or
 * takes its place then, is told by {@link #settle}.
 */
final class PostClicks {
  final String post;
  final List<Click> clicks;

  /** The contribution that the post counts now: its kind, null if it was told of none. */
  Kind toldKind;

  long toldThousandths;
  long toldUntil;
  long toldBegan;

  /** Spans of engagements that began or ended since the last {@link #settle}. */
  private final List<Span> turned = new ArrayList<>(2);

  PostClicks(String post, List<Click> clicks) {
    this.post = post;
    this.clicks = clicks;
  }

  /** The newest word on the engagement that a fact is about, or null. */
  Click find(Engagement fact) {
    for (Click click : clicks) {
      if (click.is(fact)) {
        return click;
      }
    }
    return null;
  }

  /** Takes a newer word (or the first) at slice end {@code e}. */
  void put(Click old, Click now, long e, Timing timing) {
    if (old != null) {
      clicks.remove(old);
      turn(old, false, e, timing);
    }
    clicks.add(now);
    turn(now, true, e, timing);
  }

  private void turn(Click click, boolean begins, long e, Timing timing) {
    long until = timing.until(click.time());
    if (!click.add() || until <= e) {
      return;
    }
    What what = click.organic() ? What.ORGANIC : What.SPONSORED;
    Span opposite = new Span(what, click.kind(), !begins, until, 0);
    if (!turned.remove(opposite)) {
      turned.add(new Span(what, click.kind(), begins, until, 0));
    }
  }

  /**
   * What the post must be told at slice end {@code e}, or null if nothing changes for it. Called
   * once per slice end, after all its facts.
   */
  Contribution settle(String page, String supporter, long e, Timing timing) {
    Click best = null;
    for (Click click : clicks) {
      if (counts(click, e, timing) && (best == null || click.strongerThan(best))) {
        best = click;
      }
    }
    boolean told = toldKind != null && toldUntil > e;
    long until = best == null ? 0 : timing.until(best.time());
    boolean same =
        told
            && best != null
            && best.kind() == toldKind
            && best.exposure() == toldThousandths
            && until == toldUntil;
    List<Span> spans = new ArrayList<>(turned);
    turned.clear();
    long began = toldBegan;
    if (!same) {
      if (told) {
        spans.add(new Span(What.STRONGEST, toldKind, false, toldUntil, toldThousandths));
      }
      if (best != null) {
        spans.add(new Span(What.STRONGEST, best.kind(), true, until, best.exposure()));
      }
      tell(best, until, e);
    }
    return spans.isEmpty()
        ? null
        : new Contribution(page, post, supporter, e, began, spans.toArray(new Span[0]));
  }

  private void tell(Click best, long until, long e) {
    toldKind = best == null ? null : best.kind();
    toldThousandths = best == null ? 0 : best.exposure();
    toldUntil = best == null ? 0 : until;
    toldBegan = best == null ? 0 : e;
  }

  /** Whether what the post was told ends at {@code e} while something weaker goes on. */
  boolean fallsBackAt(long e) {
    return toldKind != null && toldUntil <= e;
  }

  /** When a weaker engagement takes the place of the one that the post was told, or MAX_VALUE. */
  long nextFallback(Timing timing) {
    if (toldKind != null) {
      for (Click click : clicks) {
        if (counts(click, toldUntil, timing)) {
          return toldUntil;
        }
      }
    }
    return Long.MAX_VALUE;
  }

  private static boolean counts(Click click, long e, Timing timing) {
    return click.add() && click.organic() && click.exposure() > 0 && timing.until(click.time()) > e;
  }
}
