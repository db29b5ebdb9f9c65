package io.groundswell.momentum;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Alert;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Kind;
import io.groundswell.time.Timing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One post: what its window holds now, how that changes at slice ends to come, its ads and its
 * strongest supporters. Values in, values out. It only adds up the changes that the supporter step
 * sends, so that their order does not matter.
 */
public final class Momentum {
  /** A result below this is 0; comparisons with whole limits allow as much (momentum.md 4). */
  public static final double NOTHING = 1e-9;

  private static final double THOUSAND = 1000;

  private final Tally now;

  /** The slice ends to come at which the window changes, but for what {@link #leaving} is about. */
  private final SortedEnds changing;

  /** The slice ends at which something began that leaves a window later. */
  private final SortedEnds leaving;

  /** The slice ends of the window at which contributions began. */
  private final SortedEnds started;

  private final Advertising ads;
  private SliceStore slices;

  /** A post that nothing is known of, its slices kept in memory. */
  public Momentum() {
    this(new Tally(), new SortedEnds(), new SortedEnds(), new SortedEnds(), new Advertising());
  }

  private Momentum(
      Tally now, SortedEnds changing, SortedEnds leaving, SortedEnds started, Advertising ads) {
    this.now = now;
    this.changing = changing;
    this.leaving = leaving;
    this.started = started;
    this.ads = ads;
    this.slices = SliceStore.inMemory();
  }

  /** Keeps the slices elsewhere, where those of this post are already. */
  public Momentum keepIn(SliceStore store) {
    slices = store;
    return this;
  }

  /**
   * Takes what changes through one supporter. What begins and lasts a window, as nearly all does,
   * is kept of the slice end at which it begins, where the names of the strongest are too: one
   * slice less to write, and to read where it ends early.
   */
  public void take(Contribution contribution, Timing timing) {
    for (Span span : contribution.spans()) {
      long at = contribution.at();
      long until = span.until();
      change(at, span, span.begins() ? 1 : -1);
      if (span.begins()) {
        if (until == at + timing.window()) {
          last(at, span, 1);
        } else {
          change(until, span, -1);
        }
        if (span.what() == What.STRONGEST) {
          offer(contribution, span);
        }
      } else if (span.what() == What.STRONGEST) {
        long began = contribution.began();
        end(began, contribution);
        if (until == began + timing.window()) {
          last(began, span, -1);
        } else {
          change(until, span, 1);
        }
      } else {
        // When it began is not said.
        change(until, span, 1);
      }
    }
  }

  /** A span counts more (or less) for what leaves a window after {@code began}. */
  private void last(long began, Span span, int sign) {
    PostSlice slice = slice(began);
    slice.lasting.add(span, sign);
    if (slice.lasting.isZero()) {
      leaving.remove(began);
    } else {
      leaving.add(began);
    }
    keep(began, slice);
  }

  private void offer(Contribution contribution, Span span) {
    PostSlice slice = slice(contribution.at());
    slice.offer(
        new PostSlice.Candidate(
            contribution.supporter(),
            span.kind(),
            span.thousandths(),
            span.until(),
            contribution.tier(),
            contribution.score()));
    slices.put(contribution.at(), slice);
    started.add(contribution.at());
  }

  private void end(long began, Contribution contribution) {
    PostSlice slice = slice(began);
    if (slice.end(contribution.supporter(), contribution.at())) {
      keep(began, slice);
    }
  }

  private void change(long at, Span span, int sign) {
    PostSlice slice = slice(at);
    slice.change.add(span, sign);
    if (slice.change.isZero()) {
      changing.remove(at);
    } else {
      changing.add(at);
    }
    keep(at, slice);
  }

  private PostSlice slice(long end) {
    // Not to look for what is not there saves a read of the store for most contributions.
    boolean known = changing.contains(end) || leaving.contains(end) || started.contains(end);
    PostSlice slice = known ? slices.get(end) : null;
    return slice == null ? new PostSlice() : slice;
  }

  private void keep(long end, PostSlice slice) {
    if (slice.isEmpty()) {
      slices.remove(end);
    } else {
      slices.put(end, slice);
    }
  }

  /** A supporter must not be named any more for what began before. */
  public void take(Forgotten forgotten) {
    for (int i = 0; i < started.size() && started.get(i) < forgotten.at(); i++) {
      PostSlice slice = slice(started.get(i));
      if (slice.forget(forgotten.supporter(), forgotten.at())) {
        slices.put(started.get(i), slice);
      }
    }
  }

  /** Takes an ad's report. */
  public void take(AdSnapshot report) {
    ads.take(report);
  }

  /** Moves on to slice end {@code e}: what changes until then has changed. */
  public void advance(long e, Timing timing) {
    while (changing.first() <= e) {
      long end = changing.first();
      PostSlice slice = slice(end);
      now.add(slice.change, 1);
      slice.change.clear();
      keep(end, slice);
      changing.removeFirst();
    }
    while (leaving.first() <= e - timing.window()) {
      long began = leaving.first();
      PostSlice slice = slice(began);
      now.add(slice.lasting, -1);
      slice.lasting.clear();
      keep(began, slice);
      leaving.removeFirst();
    }
    // Where nothing is live, none of those who began is: an idle post must not keep their names.
    forgetWhoBegan(now.isZero() ? e : e - timing.window());
    ads.prune(e, timing);
  }

  private void forgetWhoBegan(long ended) {
    while (started.first() <= ended) {
      long began = started.first();
      if (changing.contains(began) || leaving.contains(began)) {
        PostSlice slice = slice(began);
        slice.strongest().clear();
        keep(began, slice);
      } else {
        slices.remove(began);
      }
      started.removeFirst();
    }
  }

  /** Whether no organic or sponsored engagement is live in the window. */
  public boolean windowEmpty() {
    return now.windowEmpty();
  }

  /** The post at slice end {@code e}, after {@link #advance} to it. */
  public Measure measure(long e, Timing timing) {
    double organic = 0;
    double supporters = 0;
    double squares = 0;
    double nano = 0;
    for (Kind kind : Kind.values()) {
      double f = unclaimed(kind, e, timing);
      organic += f * now.reach(kind);
      supporters += f * now.supporters(kind);
      squares += f * f * now.squares(kind);
      nano += f * now.nano(kind);
    }
    organic = organic / THOUSAND < NOTHING ? 0 : organic;
    Advertising.Reach sponsored = ads.reach(e, timing);
    return new Measure(
        organic / THOUSAND,
        LowerBound.of(organic, squares) / THOUSAND,
        supporters,
        nano,
        now.organic(Kind.LIKE),
        now.organic(Kind.COMMENT),
        now.organic(Kind.SHARE),
        sponsored.reach(),
        sponsored.basis());
  }

  /** f_k: the part of the unlabelled engagements of a kind that no ad claims. */
  private double unclaimed(Kind kind, long e, Timing timing) {
    if (ads.isEmpty() || now.organic(kind) == 0) {
      return 1;
    }
    double claimed = Math.max(0, ads.claimed(kind, e, timing) - now.sponsored(kind));
    return Math.max(0, 1 - claimed / now.organic(kind));
  }

  /** People reached through money, as an alert tells it. */
  public Alert.Sponsored sponsored(Measure measure, long e, Timing timing) {
    return new Alert.Sponsored(
        measure.sponsored(),
        measure.basis(),
        ads.rising(measure.basis(), e, timing),
        ads.spend(e, timing),
        ads.asOf(e, timing));
  }

  /** Up to five supporters, by c then name. */
  public Alert.TopSupporter[] topSupporters(long e) {
    List<PostSlice.Candidate> live = new ArrayList<>();
    for (int i = 0; i < started.size() && started.get(i) <= e; i++) {
      for (PostSlice.Candidate candidate : slice(started.get(i)).strongest()) {
        if (candidate.until() > e) {
          live.add(candidate);
        }
      }
    }
    live.sort(PostSlice.ORDER);
    return live.stream()
        .limit(PostSlice.KEPT)
        .map(
            c ->
                new Alert.TopSupporter(
                    c.supporter(), c.thousandths() / THOUSAND, c.kind(), c.tier(), c.score()))
        .toArray(Alert.TopSupporter[]::new);
  }

  /** The next slice end at which the window's content may change, or MAX_VALUE. */
  public long nextChange(Timing timing) {
    long leaves = leaving.isEmpty() ? Long.MAX_VALUE : leaving.first() + timing.window();
    return Math.min(changing.first(), leaves);
  }

  /** The next slice end after {@code e} that must be looked at because of an ad, or MAX_VALUE. */
  public long nextRise(long e, Timing timing) {
    return ads.nextRise(e, timing);
  }

  /** When the first of the ads is forgotten, or MAX_VALUE. */
  public long nextForgotten(Timing timing) {
    return ads.nextForgotten(timing);
  }

  /** How many slice ends are remembered. */
  public int ends() {
    return changing.size() + leaving.size() + started.size();
  }

  /** Whether nothing is remembered of the post. */
  public boolean isEmpty() {
    return changing.isEmpty()
        && leaving.isEmpty()
        && started.isEmpty()
        && ads.isEmpty()
        && now.isZero();
  }

  /** Writes all of it but the slices, times as differences to {@code base}. */
  public void write(long base, DataOutput out) throws IOException {
    now.write(out);
    changing.write(base, out);
    leaving.write(base, out);
    started.write(base, out);
    ads.write(base, out);
  }

  /**
   * Reads what {@link #write} wrote, in this version (3) or an earlier one; say with {@link
   * #keepIn} where its slices are. Up to version 2 all that ends was kept where it does.
   */
  public static Momentum read(int version, long base, DataInput in) throws IOException {
    Tally now = Tally.read(version, in);
    SortedEnds changing = SortedEnds.read(base, in);
    SortedEnds leaving = version < 3 ? new SortedEnds() : SortedEnds.read(base, in);
    SortedEnds started = SortedEnds.read(base, in);
    return new Momentum(now, changing, leaving, started, Advertising.read(base, in));
  }
}
