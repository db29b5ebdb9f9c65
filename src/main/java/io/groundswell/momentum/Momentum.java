package io.groundswell.momentum;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Alert;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Kind;
import io.groundswell.time.Timing;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
  private final TreeMap<Long, Tally> changes;
  private final Advertising ads;
  private final Strongest strongest;

  /** A post that nothing is known of. */
  public Momentum() {
    this(new Tally(), new TreeMap<>(), new Advertising(), new Strongest());
  }

  private Momentum(
      Tally now, TreeMap<Long, Tally> changes, Advertising ads, Strongest strongest) {
    this.now = now;
    this.changes = changes;
    this.ads = ads;
    this.strongest = strongest;
  }

  /** Takes what changes through one supporter. */
  public void take(Contribution contribution) {
    for (Span span : contribution.spans()) {
      int sign = span.begins() ? 1 : -1;
      change(contribution.at(), span, sign);
      change(span.until(), span, -sign);
      if (span.what() == What.STRONGEST) {
        if (span.begins()) {
          strongest.offer(
              contribution.at(),
              new Strongest.Candidate(
                  contribution.supporter(), span.kind(), span.thousandths(), span.until()));
        } else {
          strongest.end(contribution.began(), contribution.supporter(), contribution.at());
        }
      }
    }
  }

  private void change(long at, Span span, int sign) {
    Tally tally = changes.computeIfAbsent(at, end -> new Tally());
    tally.add(span, sign);
    if (tally.isZero()) {
      changes.remove(at);
    }
  }

  /** Takes an ad's report. */
  public void take(AdSnapshot report) {
    ads.take(report);
  }

  /** Moves on to slice end {@code e}: what changes until then has changed. */
  public void advance(long e, Timing timing) {
    while (!changes.isEmpty() && changes.firstKey() <= e) {
      now.add(changes.pollFirstEntry().getValue());
    }
    strongest.dropThrough(e - timing.window());
    ads.prune(e, timing);
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
    for (Kind kind : Kind.values()) {
      double f = unclaimed(kind, e, timing);
      organic += f * now.reach(kind);
      supporters += f * now.supporters(kind);
      squares += f * f * now.squares(kind);
    }
    organic = organic / THOUSAND < NOTHING ? 0 : organic;
    Advertising.Reach sponsored = ads.reach(e, timing);
    return new Measure(
        organic / THOUSAND,
        LowerBound.of(organic, squares) / THOUSAND,
        supporters,
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
    List<Strongest.Candidate> top = strongest.top(e);
    Alert.TopSupporter[] named = new Alert.TopSupporter[top.size()];
    for (int i = 0; i < named.length; i++) {
      Strongest.Candidate each = top.get(i);
      named[i] =
          new Alert.TopSupporter(each.supporter(), each.thousandths() / THOUSAND, each.kind());
    }
    return named;
  }

  /** The next slice end at which the window's content changes, or MAX_VALUE. */
  public long nextChange() {
    return changes.isEmpty() ? Long.MAX_VALUE : changes.firstKey();
  }

  /** The next slice end after {@code e} that must be looked at because of an ad, or MAX_VALUE. */
  public long nextRise(long e, Timing timing) {
    return ads.nextRise(e, timing);
  }

  /** When the first of the ads is forgotten, or MAX_VALUE. */
  public long nextForgotten(Timing timing) {
    return ads.nextForgotten(timing);
  }

  /** Whether nothing is remembered of the post. */
  public boolean isEmpty() {
    return changes.isEmpty() && ads.isEmpty() && now.isZero();
  }

  /** Writes all of it, times as differences to {@code base}. */
  public void write(long base, DataOutput out) throws IOException {
    now.write(out);
    Bytes.writeUnsigned(changes.size(), out);
    for (Map.Entry<Long, Tally> change : changes.entrySet()) {
      Bytes.writeSigned(change.getKey() - base, out);
      change.getValue().write(out);
    }
    ads.write(base, out);
    strongest.write(base, out);
  }

  /** Reads what {@link #write} wrote, version 1. */
  public static Momentum read(long base, DataInput in) throws IOException {
    Tally now = Tally.read(in);
    TreeMap<Long, Tally> changes = new TreeMap<>();
    long size = Bytes.readUnsigned(in);
    for (long i = 0; i < size; i++) {
      long at = Bytes.readSigned(in) + base;
      changes.put(at, Tally.read(in));
    }
    Advertising ads = Advertising.read(base, in);
    return new Momentum(now, changes, ads, Strongest.read(base, in));
  }
}
