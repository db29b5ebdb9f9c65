package io.groundswell.supporter;

import io.groundswell.event.Kind;
import io.groundswell.event.Profile;
import io.groundswell.event.ProfileDraft.Engaged;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;

/** M(e): a supporter's standing engagements of the last 28 days, counted (supporters.md 1, 2). */
final class Month {
  /** Of so many posts, the most recently engaged with, breadth is counted. */
  private static final int MOST_POSTS = 200;

  private final int[] organic = new int[Kind.values().length];
  private int sponsored;
  private int posts;

  /** One bit per day with an organic engagement. */
  private long days;

  private Month() {}

  static Month of(List<PostClicks> posts, long e) {
    Month month = new Month();
    long today = Timing.dayOfEnd(e);
    ClickCursor click = new ClickCursor();
    for (PostClicks post : posts) {
      boolean engaged = false;
      for (post.over(click); click.next(); ) {
        long day = Timing.day(click.time());
        if (!click.add() || !Timing.inMonth(day, e)) {
          continue;
        }
        if (click.organic()) {
          month.organic[click.kind().ordinal()]++;
          month.days |= 1L << (today - day);
          engaged = true;
        } else {
          month.sponsored++;
        }
      }
      month.posts += engaged ? 1 : 0;
    }
    return month;
  }

  /** Whether n + m reaches a number. */
  static boolean hasAtLeast(int least, List<PostClicks> posts, long e) {
    int all = 0;
    ClickCursor click = new ClickCursor();
    for (PostClicks post : posts) {
      for (post.over(click); click.next(); ) {
        if (click.add() && Timing.inMonth(Timing.day(click.time()), e) && ++all >= least) {
          return true;
        }
      }
    }
    return false;
  }

  /** n: the organic ones. */
  int organic() {
    int sum = 0;
    for (int count : organic) {
      sum += count;
    }
    return sum;
  }

  /** n + m: all of them. */
  int all() {
    return organic() + sponsored;
  }

  int activeDays() {
    return Long.bitCount(days);
  }

  /** P: distinct posts among the organic ones. */
  int posts() {
    return Math.min(MOST_POSTS, posts);
  }

  Profile.Counts counts() {
    return new Profile.Counts(
        organic[Kind.LIKE.ordinal()],
        organic[Kind.COMMENT.ordinal()],
        organic[Kind.SHARE.ordinal()],
        sponsored);
  }

  /** The posts of the organic ones. */
  static Engaged[] engaged(List<PostClicks> posts, long e) {
    List<Engaged> engaged = new ArrayList<>(posts.size());
    ClickCursor click = new ClickCursor();
    for (PostClicks post : posts) {
      int count = 0;
      long earliest = Long.MAX_VALUE;
      for (post.over(click); click.next(); ) {
        if (click.add() && click.organic() && Timing.inMonth(Timing.day(click.time()), e)) {
          count++;
          earliest = Math.min(earliest, click.time());
        }
      }
      if (count > 0) {
        engaged.add(new Engaged(post.post(), count, earliest));
      }
    }
    return engaged.toArray(new Engaged[0]);
  }
}
