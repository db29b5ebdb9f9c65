package io.groundswell.supporter;

import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Tier;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;

/**
 * One supporter's engagements with one post in the last 28 days, and what the post has been told of
 * them. The post knows the supporter's strongest exposure until its window ends; whatever changes
 * before that, or takes its place then, is told by {@link #settle}.
 */
final class PostClicks {
  /**
   * The bytes that a post was read of, as {@link PostCodec} writes them.
   *
   * @param bytes those of all of a supporter's posts, which must not change
   * @param from where the post's begin
   * @param clicksFrom where its engagements begin
   * @param count how many these are
   * @param end where all of it ends
   * @param anchor what times are differences to
   */
  record Row(byte[] bytes, int from, int clicksFrom, int count, int end, long anchor) {}

  private String post;

  /** Null while they are bytes only. */
  private List<Click> clicks;

  /** The bytes, until somebody asks for what may be changed; null then. */
  private Row row;

  /** The contribution that the post counts, or counted last: its kind, null if there is none. */
  Kind toldKind;

  long toldThousandths;
  long toldUntil;
  long toldBegan;
  boolean toldNano;

  /** Spans of engagements that began or ended since the last {@link #settle}. */
  private List<Span> turned = List.of();

  PostClicks(String post, List<Click> clicks) {
    this.post = post;
    this.clicks = clicks;
  }

  /** One that stands in a row, and is not read yet; what it was told is still to be set. */
  PostClicks(Row row) {
    this.row = row;
  }

  /** The post. */
  String post() {
    if (post == null) {
      post = PostCodec.readName(row);
    }
    return post;
  }

  /** Whether it is this post. */
  boolean isOf(String wanted) {
    return post == null ? PostCodec.hasName(row, wanted) : post.equals(wanted);
  }

  /** The engagements, which may be changed from now on. */
  List<Click> clicks() {
    if (row != null) {
      post();
      clicks = PostCodec.readClicks(row);
      row = null;
    }
    return clicks;
  }

  /** Has a cursor go through the engagements. */
  void over(ClickCursor cursor) {
    if (row == null) {
      cursor.over(clicks);
    } else {
      cursor.over(row.bytes(), row.clicksFrom(), row.count(), row.anchor());
    }
  }

  /** How many engagements there are. */
  int size() {
    return row == null ? clicks.size() : row.count();
  }

  /** The bytes that say all of it, if there are any with these differences, else null. */
  Row row(long anchor) {
    return row != null && row.anchor() == anchor ? row : null;
  }

  /** The newest word of the chain that a fact belongs to, or null if it starts one. */
  Click find(Engagement fact, Timing timing) {
    Click found = null;
    for (Click click : clicks()) {
      if (click.is(fact)
          && Math.abs(fact.time() - click.time()) <= timing.remember()
          && (found == null || click.time() > found.time())) {
        found = click;
      }
    }
    return found;
  }

  /** Says that a chain had an {@code add}. */
  void count(Click click) {
    clicks().set(clicks.indexOf(click), click.asCounted());
  }

  /** Takes a newer word (or the first) at slice end {@code e}. */
  void put(Click old, Click now, long e, Timing timing) {
    if (old != null) {
      clicks().remove(old);
      turn(old, false, e, timing);
    }
    clicks().add(now);
    turn(now, true, e, timing);
  }

  private void turn(Click click, boolean begins, long e, Timing timing) {
    long until = timing.until(click.time());
    if (!click.add() || until <= e) {
      return;
    }
    What what = click.organic() ? What.ORGANIC : What.SPONSORED;
    if (turned.isEmpty()
        || !turned.remove(new Span(what, click.kind(), !begins, until, 0, false))) {
      if (turned.isEmpty()) {
        turned = new ArrayList<>(2);
      }
      turned.add(new Span(what, click.kind(), begins, until, 0, false));
    }
  }

  /**
   * Drops what no fact can concern and no count sees, and of the rest what cannot be asked any
   * more.
   *
   * @return whether there was any such
   */
  boolean prune(Horizons horizons, ClickCursor cursor) {
    boolean changed = false;
    for (over(cursor); !changed && cursor.next(); ) {
      changed =
          horizons.drops(cursor.time(), cursor.add())
              || (!cursor.isOld()
                  && (cursor.time() <= horizons.old()
                      || (cursor.time() < horizons.aged() && !cursor.isAged())));
    }
    if (changed) {
      clicks().removeIf(click -> horizons.drops(click.time(), click.add()));
      clicks.replaceAll(
          click ->
              click.isOld()
                  ? click
                  : click.time() <= horizons.old()
                      ? click.old()
                      : click.time() < horizons.aged() ? click.aged() : click);
      if (toldKind != null && toldUntil <= horizons.e()) {
        tellNothing();
      }
    }
    return changed;
  }

  /** All of it is withdrawn at slice end {@code e}: what the post must be told, or null. */
  Contribution withdraw(String page, String supporter, long e, Timing timing) {
    for (Click click : clicks()) {
      turn(click, false, e, timing);
    }
    clicks.clear();
    return settle(page, supporter, e, Standing.NONE, timing);
  }

  /** Whether the post may name the supporter at {@code e}, for something that has ended or not. */
  boolean mayNameAt(long e, Timing timing) {
    for (Click click : clicks()) {
      // A weaker engagement may take its turn until its window ends, and is remembered for one
      // more; a live post is looked at within the minute.
      if (timing.until(click.time()) + timing.window() + Timing.MINUTE > e) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the post must be told at slice end {@code e}, or null if nothing changes for it. Called
   * once per slice end, after all its facts.
   *
   * @param now how the supporter stands at {@code e}
   */
  Contribution settle(String page, String supporter, long e, Standing now, Timing timing) {
    Click best = null;
    for (Click click : clicks()) {
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
    List<Span> spans = turned.isEmpty() ? new ArrayList<>(2) : turned;
    turned = List.of();
    long began = told ? toldBegan : 0;
    Tier tier = null;
    double score = Double.NaN;
    if (!same) {
      if (told) {
        spans.add(new Span(What.STRONGEST, toldKind, false, toldUntil, toldThousandths, toldNano));
      }
      tell(best, until, e, now);
      if (best != null) {
        spans.add(new Span(What.STRONGEST, best.kind(), true, until, best.exposure(), toldNano));
        tier = now.tier();
        score = now.score();
      }
    }
    return spans.isEmpty()
        ? null
        : new Contribution(
            page, post(), supporter, e, began, spans.toArray(new Span[0]), tier, score);
  }

  private void tell(Click best, long until, long e, Standing now) {
    if (best == null) {
      tellNothing();
      return;
    }
    clicks();
    toldKind = best.kind();
    toldThousandths = best.exposure();
    toldUntil = until;
    toldBegan = e;
    toldNano = now.tier() == Tier.NANO;
  }

  private void tellNothing() {
    // Bytes would still say what it was.
    clicks();
    toldKind = null;
    toldThousandths = 0;
    toldUntil = 0;
    toldBegan = 0;
    toldNano = false;
  }

  /**
   * Whether what the post was told has ended at {@code e} while something weaker went on: what
   * {@link #nextFallback} asks to be woken for, and nothing else.
   */
  boolean fallsBackAt(long e, Timing timing, ClickCursor cursor) {
    return toldKind != null && toldUntil <= e && nextFallback(timing, cursor) != Long.MAX_VALUE;
  }

  /** When a weaker engagement takes the place of the one that the post was told, or MAX_VALUE. */
  long nextFallback(Timing timing, ClickCursor cursor) {
    if (toldKind != null) {
      for (over(cursor); cursor.next(); ) {
        if (cursor.add()
            && cursor.organic()
            && cursor.exposure() > 0
            && timing.until(cursor.time()) > toldUntil) {
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
