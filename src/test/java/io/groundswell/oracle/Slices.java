package io.groundswell.oracle;

import java.util.Comparator;

/** Times in epoch milliseconds, slices of ten seconds, and the order of names. */
final class Slices {
  static final long SLICE = 10_000L;
  static final long MINUTE = 60_000L;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** W, the window of momentum. */
  static final long WINDOW = HOUR;

  /** How far back facts are remembered, and how long an ad may be silent. */
  static final long REMEMBER = DAY;

  /** Names in the order of their Unicode code points (not of their UTF-16 units). */
  static final Comparator<String> BY_NAME = Slices::compareNames;

  private Slices() {}

  /** The end of the slice in which a fact of this time lies. */
  static long end(long time) {
    return (Math.floorDiv(time, SLICE) + 1) * SLICE;
  }

  /** Whether a fact with this end lies in the window (e - length, e]. */
  static boolean within(long factEnd, long e, long length) {
    return factEnd > e - length && factEnd <= e;
  }

  /** The UTC day of a time, in days since the epoch. */
  static long day(long time) {
    return Math.floorDiv(time, DAY);
  }

  /** The UTC day of a slice end: that of its slice. */
  static long dayOfEnd(long e) {
    return day(e - 1);
  }

  /** Whether the day of a time lies in (day(e) - 28, day(e)]. */
  static boolean inMonth(long time, long e) {
    return day(time) > dayOfEnd(e) - 28 && day(time) <= dayOfEnd(e);
  }

  /** The first whole minute that is not before a slice end. */
  static long minuteFrom(long e) {
    return -Math.floorDiv(-e, MINUTE) * MINUTE;
  }

  private static int compareNames(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return java.util.Arrays.compare(left, right);
  }
}
