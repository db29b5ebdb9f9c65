package io.groundswell.momentum;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Basis;
import io.groundswell.event.Kind;
import io.groundswell.time.Timing;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** All ads of a post: people reached through money (momentum.md section 4). */
final class Advertising {
  private final TreeMap<String, Ad> ads = new TreeMap<>();

  /**
   * Sponsored reach at a slice end.
   *
   * @param reach the largest sum of rises over the ads of one basis
   * @param basis that basis, null where no report is known
   */
  record Reach(double reach, Basis basis) {}

  void take(AdSnapshot report) {
    ads.computeIfAbsent(report.ad(), name -> new Ad()).take(report);
  }

  boolean isEmpty() {
    return ads.isEmpty();
  }

  /** Of several bases, never added up, the largest sum; a tie: reach, views, impressions. */
  Reach reach(long e, Timing timing) {
    Reach largest = null;
    for (Basis basis : Basis.values()) {
      double sum = 0;
      boolean known = false;
      for (Ad ad : ads.values()) {
        sum = Math.min(Double.MAX_VALUE, sum + ad.rise(basis.ordinal(), e, timing));
        known |= ad.asOf(e, timing) != null && ad.knows(basis.ordinal(), e, timing);
      }
      sum = sum < Momentum.NOTHING ? 0 : sum;
      if (known && (largest == null || sum > largest.reach())) {
        largest = new Reach(sum, basis);
      }
    }
    return largest == null ? new Reach(0, null) : largest;
  }

  /** How many engagements of a kind the ads claim within the window. */
  double claimed(Kind kind, long e, Timing timing) {
    return sum(Ad.BASES + kind.ordinal(), e, timing);
  }

  /** What was spent within the window, NaN where no known report says. */
  double spend(long e, Timing timing) {
    for (Ad ad : ads.values()) {
      if (ad.asOf(e, timing) != null && ad.knows(Ad.SPEND, e, timing)) {
        return sum(Ad.SPEND, e, timing);
      }
    }
    return Double.NaN;
  }

  private double sum(int figure, long e, Timing timing) {
    double sum = 0;
    for (Ad ad : ads.values()) {
      sum = Math.min(Double.MAX_VALUE, sum + ad.rise(figure, e, timing));
    }
    return sum;
  }

  /** How many ads rise within the window in a basis: those that sponsored reach is made of. */
  int rising(Basis basis, long e, Timing timing) {
    int rising = 0;
    for (Ad ad : ads.values()) {
      rising += basis != null && ad.rise(basis.ordinal(), e, timing) > 0 ? 1 : 0;
    }
    return rising;
  }

  /** The time of the newest report known at {@code e}, or null. */
  Long asOf(long e, Timing timing) {
    Long newest = null;
    for (Ad ad : ads.values()) {
      Long asOf = ad.asOf(e, timing);
      newest = newest == null || (asOf != null && asOf > newest) ? asOf : newest;
    }
    return newest;
  }

  /**
   * The next slice end after {@code e} at which sponsored reach may differ from 0 for what is
   * known, or a report becomes known; {@link Long#MAX_VALUE} while all ads stand still.
   */
  long nextRise(long e, Timing timing) {
    long next = Long.MAX_VALUE;
    for (Ad ad : ads.values()) {
      long at = ad.stillFrom(e, timing) ? ad.nextKnown(e, timing) : e + timing.slice();
      next = Math.min(next, at);
    }
    return next;
  }

  /** When the first of the ads is forgotten, if no report comes; MAX_VALUE if there is none. */
  long nextForgotten(Timing timing) {
    long next = Long.MAX_VALUE;
    for (Ad ad : ads.values()) {
      next = Math.min(next, ad.forgottenAt(timing));
    }
    return next;
  }

  void prune(long e, Timing timing) {
    ads.values().removeIf(ad -> ad.prune(e, timing));
  }

  void write(long base, DataOutput out) throws IOException {
    Bytes.writeUnsigned(ads.size(), out);
    for (Map.Entry<String, Ad> ad : ads.entrySet()) {
      Bytes.writeString(ad.getKey(), out);
      ad.getValue().write(base, out);
    }
  }

  static Advertising read(long base, DataInput in) throws IOException {
    Advertising advertising = new Advertising();
    long size = Bytes.readUnsigned(in);
    for (long i = 0; i < size; i++) {
      advertising.ads.put(Bytes.readString(in), Ad.read(base, in));
    }
    return advertising;
  }
}
