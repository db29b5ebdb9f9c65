package io.groundswell.job;

import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * What can be done of a slice end after those have been served who wait for it most urgently.
 *
 * @param <I> what comes for a key
 */
final class Rest<I> {
  final long end;
  final Waiting<I> due;
  final Walk<I> keys;

  /** The watermark that goes on when it is done, or null. */
  Watermark mark;

  Rest(long end, Waiting<I> due) {
    this.end = end;
    this.due = due;
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
