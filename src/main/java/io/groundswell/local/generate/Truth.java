package io.groundswell.local.generate;

import io.groundswell.event.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which posts truly crossed, and when: organic above sponsored reach, from what really happened
 * rather than from what was reported of it.
 *
 * <p>Of a post at a slice end e (whole 10 s since the epoch, before the end of the run), with W =
 * 60 min and the end of an engagement that of the 10 s slice it falls in:
 *
 * <ul>
 *   <li>true organic reach O(e): the sum over supporters of their strongest exposure among the
 *       engagements that no ad brought, labelled or not, that are not withdrawn by an end &lt;= e,
 *       and whose end lies in (e - W, e]. Exposure: like 0.01, comment 0.03, share 0.10, times
 *       min(stated audience, or 150, 10 000), the defaults of momentum.md section 3. Every
 *       engagement counts once and on time; nothing comes off for what ads claim;
 *   <li>N(e): the supporters whose strongest exposure is above 0;
 *   <li>true sponsored reach S(e): the sum over the post's ads of R(e) - R(e - W), people, R being
 *       the ad's real continuous curve ({@link AdFlight}) and not its reports;
 *   <li>the post has crossed at e if O(e) &gt; S(e), N(e) &gt;= 10 and S(e) &gt;= 100.
 * </ul>
 *
 * <p>An interval [from, to) begins at the first of consecutive slice ends where it has crossed and
 * ends at the first where it has not, or at the end of the run. The peak ratio is the largest O/S
 * among slice ends with N &gt;= 10 and S &gt;= 100, the first of equals. There is no confidence
 * bound, confirmation or patience here: that is the detector's caution, and what it costs in delay
 * can be measured against this.
 *
 * <p>Memory: the engagements of the last 60 minutes with posts that have ads.
 */
final class Truth implements Latent {
  /** {@link Verdict#peakAt} of a post that never had enough supporters and sponsored reach. */
  static final long NEVER = Long.MIN_VALUE;

  static final long SLICE_MS = 10_000;
  static final long WINDOW_MS = 3_600_000;
  static final int MIN_SUPPORTERS = 10;
  static final double MIN_SPONSORED = 100;

  private static final long DEFAULT_AUDIENCE = 150;

  /** From one slice end (inclusive) to another (exclusive), epoch ms. */
  record Interval(long from, long to) {}

  /** What was true of one post. */
  record Verdict(List<Interval> intervals, double peakRatio, long peakAt) {}

  private final PostPlan[] posts;
  private final long end;
  private final Window[] windows;
  private final List<Window> active = new ArrayList<>();
  private long nextEnd;

  Truth(World world) {
    posts = world.posts;
    end = world.end;
    nextEnd = endOf(world.start);
    windows = new Window[posts.length];
    for (PostPlan post : posts) {
      if (!post.ads.isEmpty()) {
        windows[post.number] = new Window(post);
        active.add(windows[post.number]);
      }
    }
  }

  /** What an engagement is worth, thousandths of a person. */
  static long exposure(Kind kind, long audience) {
    long people = audience == Audiences.UNSTATED ? DEFAULT_AUDIENCE : audience;
    int visibility =
        switch (kind) {
          case LIKE -> 10;
          case COMMENT -> 30;
          case SHARE -> 100;
        };
    return visibility * Math.min(people, Audiences.CAP);
  }

  /** The end of the slice that a time falls in; both epoch ms. */
  static long endOf(long time) {
    return (Math.floorDiv(time, SLICE_MS) + 1) * SLICE_MS;
  }

  @Override
  public void advance(long time) {
    while (nextEnd <= time && nextEnd < end) {
      long e = nextEnd;
      active.removeIf(window -> window.evaluate(e));
      nextEnd += SLICE_MS;
    }
  }

  @Override
  public void engaged(
      int post, int supporter, Kind kind, long id, long time, long audience, boolean sponsored) {
    Window window = windows[post];
    if (window != null && !sponsored && !window.over) {
      window.add(new Live(supporter, id, endOf(time), exposure(kind, audience)));
    }
  }

  @Override
  public void withdrawn(int post, int supporter, long id, long time) {
    Window window = windows[post];
    if (window != null) {
      window.withdraw(supporter, id);
    }
  }

  /** What was true of a post, once the run was told to its end. */
  Verdict verdict(int post) {
    Window window = windows[post];
    if (window == null) {
      return new Verdict(List.of(), 0, NEVER);
    }
    window.close(end);
    return new Verdict(window.intervals, window.peakRatio, window.peakAt);
  }

  /** Posts that crossed at least once. */
  int crossed() {
    int count = 0;
    for (PostPlan post : posts) {
      count += verdict(post.number).intervals().isEmpty() ? 0 : 1;
    }
    return count;
  }

  private record Live(int supporter, long id, long end, long exposure) {}

  private static final class Window {
    private final PostPlan post;
    private final long lastEnd;
    private final Deque<Live> byEnd = new ArrayDeque<>();
    private final Map<Integer, List<Live>> bySupporter = new HashMap<>();
    private final List<Interval> intervals = new ArrayList<>(1);
    private long organic;
    private int supporters;
    private long crossedSince = NEVER;
    private double peakRatio;
    private long peakAt = NEVER;
    private boolean over;

    Window(PostPlan post) {
      this.post = post;
      lastEnd = post.ads.stream().mapToLong(ad -> ad.end).max().orElseThrow();
    }

    void add(Live live) {
      byEnd.add(live);
      List<Live> theirs = bySupporter.computeIfAbsent(live.supporter(), s -> new ArrayList<>(1));
      long before = strongest(theirs);
      theirs.add(live);
      count(before, strongest(theirs));
    }

    void withdraw(int supporter, long id) {
      drop(supporter, id);
    }

    private void drop(int supporter, long id) {
      List<Live> theirs = bySupporter.get(supporter);
      if (theirs == null) {
        return;
      }
      long before = strongest(theirs);
      theirs.removeIf(live -> live.id() == id);
      count(before, strongest(theirs));
      if (theirs.isEmpty()) {
        bySupporter.remove(supporter);
      }
    }

    private void count(long before, long after) {
      organic += after - before;
      supporters += (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    }

    private static long strongest(List<Live> theirs) {
      long most = 0;
      for (Live live : theirs) {
        most = Math.max(most, live.exposure());
      }
      return most;
    }

    /** Evaluates at e; true when nothing can be true of this post any more. */
    boolean evaluate(long e) {
      while (!byEnd.isEmpty() && byEnd.peek().end() <= e - WINDOW_MS) {
        Live gone = byEnd.poll();
        drop(gone.supporter(), gone.id());
      }
      double sponsored = supporters < MIN_SUPPORTERS ? 0 : sponsored(e);
      boolean crossed = false;
      if (sponsored >= MIN_SPONSORED) {
        double ratio = organic / 1000.0 / sponsored;
        crossed = organic / 1000.0 > sponsored;
        if (peakAt == NEVER || ratio > peakRatio) {
          peakRatio = ratio;
          peakAt = e;
        }
      }
      if (crossed && crossedSince == NEVER) {
        crossedSince = e;
      } else if (!crossed) {
        close(e);
      }
      over = e >= lastEnd + WINDOW_MS;
      if (over) {
        byEnd.clear();
        bySupporter.clear();
      }
      return over;
    }

    void close(long e) {
      if (crossedSince != NEVER) {
        intervals.add(new Interval(crossedSince, e));
        crossedSince = NEVER;
      }
    }

    private double sponsored(long e) {
      double sum = 0;
      for (AdFlight ad : post.ads) {
        sum += ad.reach(e) - ad.reach(e - WINDOW_MS);
      }
      return sum;
    }
  }
}
