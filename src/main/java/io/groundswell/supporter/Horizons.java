package io.groundswell.supporter;

import io.groundswell.time.Timing;

/**
 * How far back what is kept of engagements at a slice end.
 *
 * @param e the slice end, epoch milliseconds
 * @param month an {@code add} before it is dropped
 * @param withdrawn a withdrawal before it is dropped
 * @param aged of one before it no newer word is taken
 * @param old of one at or before it only what is counted is kept
 */
record Horizons(long e, long month, long withdrawn, long aged, long old) {
  /** After so many days more than an outcome reaches back, an engagement is only counted. */
  private static final long TOUCHED = Touches.REACH_BACK + Timing.DAY;

  static Horizons at(long e, Timing timing) {
    // A time whose end is at or before a slice end is before that slice end.
    long newerWord = e - timing.remember();
    return new Horizons(
        e,
        (Timing.dayOfEnd(e) - Timing.MONTH_DAYS + 1) * Timing.DAY,
        newerWord,
        newerWord - timing.slice(),
        e - TOUCHED);
  }

  /** Whether nothing is kept of an engagement. */
  boolean drops(long time, boolean add) {
    return time < (add ? month : withdrawn);
  }
}
