package io.groundswell.supporter;

import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Tier;
import io.groundswell.time.Timing;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One supporter's engagements with one post in the last 28 days, and what the post has been told of
 * them. The post knows the supporter's strongest exposure until its window ends; whatever changes
 * before that, or takes its place then, is told by {@link #settle}.
 */
final class PostClicks {
  private String post;

  /** Null while they are bytes. */
  private List<Click> clicks;

  /** The bytes that all of it was read of, until it changes; null then. */
  private byte[] row;

  private int from;
  private int end;

  /** What times in the bytes are differences to. */
  private long base;

  /** Where in the bytes the engagements begin, and how many they are. */
  private int clicksFrom;

  private int clicksThere;

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

  /**
   * Those that stand in a row, and are not read yet.
   *
   * @param row the bytes, which must not change
   * @param from where the post's begin
   * @param base what times are differences to
   */
  PostClicks(byte[] row, int from, long base) {
    this.row = row;
    this.from = from;
    this.base = base;
  }

  /** Says where the engagements begin, how many they are and where all of it ends. */
  void inRow(int itsClicksFrom, int count, int itsEnd) {
    clicksFrom = itsClicksFrom;
    clicksThere = count;
    end = itsEnd;
  }

  /** The post. */
  String post() {
    if (post == null) {
      post = PostCodec.readName(row, from);
    }
    return post;
  }

  /** Whether it is this post. */
  boolean isOf(String wanted) {
    return post == null ? PostCodec.hasName(row, from, wanted) : post.equals(wanted);
  }

  /** The engagements, which may be changed from now on. */
  List<Click> clicks() {
    if (row != null) {
      post();
      clicks = PostCodec.readClicks(row, clicksFrom, clicksThere, base);
      row = null;
    }
    return clicks;
  }

  /** Has a cursor go through the engagements. */
  void over(ClickCursor cursor) {
    if (row == null) {
      cursor.over(clicks);
    } else {
      cursor.over(row, clicksFrom, clicksThere, base);
    }
  }

  /** How many engagements there are. */
  int size() {
    return row == null ? clicks.size() : clicksThere;
  }

  /** Whether the bytes hold good that it was read of, with times near {@code wanted}. */
  boolean isRow(long wanted) {
    return row != null && base == wanted;
  }

  /** How many {@link #writeRow} writes. */
  int rowLength() {
    return end - from;
  }

  /** Writes the bytes that it was read of. */
  void writeRow(DataOutput out) throws IOException {
    out.write(row, from, end - from);
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
   * @param month an {@code add} before it is dropped
   * @param old of one at or before it only what is counted is kept
   * @param withdrawn a withdrawal before it is dropped
   * @param aged of one before it no newer word is taken
   * @param cursor goes through them
   * @return whether there was any such
   */
  boolean prune(long month, long old, long withdrawn, long aged, ClickCursor cursor) {
    boolean changed = false;
    for (over(cursor); !changed && cursor.next(); ) {
      changed =
          cursor.time() < (cursor.add() ? month : withdrawn)
              || (!cursor.isOld()
                  && (cursor.time() <= old || (cursor.time() < aged && !cursor.isAged())));
    }
    if (changed) {
      clicks().removeIf(click -> click.time() < (click.add() ? month : withdrawn));
      clicks.replaceAll(
          click ->
              click.isOld() || click.time() >= Math.max(aged, old + 1)
                  ? click
                  : click.time() <= old ? click.old() : click.aged());
      if (toldKind != null && toldUntil <= aged) {
        tell(null, 0, 0, Standing.NONE);
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
    toldKind = best == null ? null : best.kind();
    toldThousandths = best == null ? 0 : best.exposure();
    toldUntil = best == null ? 0 : until;
    toldBegan = best == null ? 0 : e;
    toldNano = best != null && now.tier() == Tier.NANO;
  }

  /** Whether what the post was told has ended at {@code e} while something weaker goes on. */
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
