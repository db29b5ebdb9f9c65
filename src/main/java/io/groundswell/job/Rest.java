package io.groundswell.job;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * What can be done of a slice end after those have been served who wait for it most urgently.
 *
 * @param <I> what comes for a key
 */
final class Rest<I> {
  final long end;
  final Waiting<I> due;

  /** Keys that are looked at when all others have been. */
  final Waiting<I> last;

  final Walk<I> keys;

  /** Keys that were looked at though nothing came for them: they need not be once more. */
  final Set<String> woken = new HashSet<>();

  /** The watermark that goes on when it is done, or null. */
  Watermark mark;

  Rest(long end, Waiting<I> due, Waiting<I> last) {
    this.end = end;
    this.due = due;
    this.last = last;
    this.keys = due.walk();
  }

  /**
   * For steps behind one that leaves a rest: a watermark equal to a slice end says only that all is
   * there that is urgent. The rest is there when the watermark is beyond.
   */
  static Watermark beyond(Watermark mark) {
    long at = mark.getTimestamp();
    return at == Long.MAX_VALUE || at == Long.MIN_VALUE ? mark : new Watermark(at - 1);
  }
}
