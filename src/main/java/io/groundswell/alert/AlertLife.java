package io.groundswell.alert;

import io.groundswell.event.Alert.Status;
import io.groundswell.momentum.Measure;
import io.groundswell.momentum.Momentum;
import io.groundswell.rule.Terms;
import io.groundswell.time.Timing;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * When to speak of a post and when to be quiet: the life of its alert, one evaluation after the
 * other (momentum.md section 5).
 */
public final class AlertLife {
  private static final long NEVER = Long.MIN_VALUE;

  /** Organic reach that has grown so many times since the last word is worth another. */
  private static final double DOUBLED = 2;

  private long evaluated = NEVER;
  private int ahead;
  private long opened = NEVER;
  private int behind;
  private double reference;
  private double peak = Double.NaN;
  private long closed = NEVER;

  /** Whether the post has an open alert. */
  public boolean isOpen() {
    return opened != NEVER;
  }

  /**
   * The evaluation at slice end {@code e}.
   *
   * @return what there is to say, or null
   */
  public Verdict evaluate(long e, Measure m, Terms terms, Timing timing) {
    boolean consecutive = evaluated != NEVER && e == evaluated + timing.slice();
    evaluated = e;
    boolean isAhead = isAhead(m, terms);
    ahead = isAhead ? 1 + (consecutive ? ahead : 0) : 0;
    if (isOpen()) {
      return whileOpen(e, m, terms, isAhead, consecutive);
    }
    boolean cooled = closed == NEVER || e >= closed + terms.cooldownMinutes() * Timing.MINUTE;
    if (ahead < terms.confirm() || !cooled) {
      return null;
    }
    opened = e;
    behind = 0;
    reference = m.organic();
    peak = m.ratio();
    return new Verdict(Status.OPENED, opened, peak);
  }

  private Verdict whileOpen(long e, Measure m, Terms terms, boolean isAhead, boolean consecutive) {
    if (m.ratio() > peak || Double.isNaN(peak)) {
      peak = m.ratio();
    }
    behind = isBehind(m, terms) ? 1 + (consecutive ? behind : 0) : 0;
    if (behind >= terms.patience()) {
      Verdict verdict = new Verdict(Status.CLOSED, opened, peak);
      opened = NEVER;
      closed = e;
      peak = Double.NaN;
      return verdict;
    }
    if (isAhead && m.organic() >= DOUBLED * reference) {
      reference = m.organic();
      return new Verdict(Status.RAISED, opened, peak);
    }
    return null;
  }

  /** Whether organic momentum is ahead of sponsored reach, beyond doubt. */
  static boolean isAhead(Measure m, Terms terms) {
    return m.sponsored() > 0
        && m.sponsored() >= terms.minSponsored() - Momentum.NOTHING
        && m.supporters() >= terms.minSupporters() - Momentum.NOTHING
        && m.lower() > terms.threshold() * m.sponsored();
  }

  /** Whether it has fallen behind. */
  static boolean isBehind(Measure m, Terms terms) {
    return m.organic() < Math.min(terms.release(), terms.threshold()) * m.sponsored()
        || m.supporters() < terms.minSupporters() - Momentum.NOTHING;
  }

  /**
   * When nothing is left to remember of past alerts: {@link Long#MIN_VALUE} if that is so already,
   * {@link Long#MAX_VALUE} while an alert is open.
   */
  public long forgottenAt() {
    if (isOpen()) {
      return Long.MAX_VALUE;
    }
    return closed == NEVER ? NEVER : closed + Terms.LONGEST_COOLDOWN;
  }

  /** Forgets past alerts that no cooldown reaches back to. */
  public void prune(long e) {
    if (closed != NEVER && e >= closed + Terms.LONGEST_COOLDOWN) {
      closed = NEVER;
    }
  }

  /** Writes all of it. */
  public void write(DataOutput out) throws IOException {
    Bytes.writeTime(evaluated, out);
    Bytes.writeUnsigned(ahead, out);
    Bytes.writeTime(opened, out);
    Bytes.writeUnsigned(behind, out);
    out.writeDouble(reference);
    out.writeDouble(peak);
    Bytes.writeTime(closed, out);
  }

  /** Reads what {@link #write} wrote, version 1. */
  public static AlertLife read(DataInput in) throws IOException {
    AlertLife life = new AlertLife();
    life.evaluated = Bytes.readTime(in);
    life.ahead = (int) Bytes.readUnsigned(in);
    life.opened = Bytes.readTime(in);
    life.behind = (int) Bytes.readUnsigned(in);
    life.reference = in.readDouble();
    life.peak = in.readDouble();
    life.closed = Bytes.readTime(in);
    return life;
  }

  /**
   * A word on an alert.
   *
   * @param status what happened
   * @param opened the slice end the alert opened at
   * @param peakRatio the largest ratio since then
   */
  public record Verdict(Status status, long opened, double peakRatio) {}
}
