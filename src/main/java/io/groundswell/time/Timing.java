package io.groundswell.time;

import java.io.Serializable;

/**
 * How event time is cut (momentum.md section 2). All arithmetic is from long to long, in
 * milliseconds since the epoch. Slice i is [i * slice, (i + 1) * slice); a fact's <em>end</em> is
 * the end of the slice that its time falls in.
 *
 * @param slice length of a slice, ms; a whole number of slices makes a minute
 * @param window how long an engagement counts, ms; a whole number of slices
 * @param remember how far back facts are taken, ms; a whole number of slices, at least two windows
 */
public record Timing(long slice, long window, long remember) implements Serializable {

  /** A minute, ms. */
  public static final long MINUTE = 60_000;

  /** A day, ms. */
  public static final long DAY = 86_400_000;

  /** How many days a supporter's month has: the day at hand and those before it. */
  public static final int MONTH_DAYS = 28;

  /** Slices of 10 s, a window of 60 min, a memory of 24 h. */
  public static final Timing DEFAULT = new Timing(10_000, 60 * MINUTE, DAY);

  /** The end of the slice that {@code time} falls in: the first slice end after it. */
  public long end(long time) {
    return Math.floorDiv(time, slice) * slice + slice;
  }

  /** The first slice end that a watermark has not passed: the first after it. */
  public long nextEnd(long watermark) {
    return watermark < 0 && watermark < Long.MIN_VALUE + DAY ? Long.MIN_VALUE : end(watermark);
  }

  /** The first slice end at which an engagement of this time no longer counts. */
  public long until(long time) {
    return end(time) + window;
  }

  /** Whether a slice end is a whole minute. */
  public static boolean wholeMinute(long end) {
    return Math.floorMod(end, MINUTE) == 0;
  }

  /** The first whole minute after a slice end. */
  public static long nextMinute(long end) {
    return Math.floorDiv(end, MINUTE) * MINUTE + MINUTE;
  }

  /** The whole minute that a slice end counts at: itself, or the first after it. */
  public static long minuteOf(long end) {
    return -Math.floorDiv(-end, MINUTE) * MINUTE;
  }

  /** The UTC day, counted from the epoch, of a time. */
  public static long day(long time) {
    return Math.floorDiv(time, DAY);
  }

  /** Whether a day lies in the month that ends with the day of a slice end. */
  public static boolean inMonth(long day, long end) {
    long today = dayOfEnd(end);
    return day <= today && day > today - MONTH_DAYS;
  }

  /** The UTC day, counted from the epoch, of the slice that ends at {@code end}. */
  public static long dayOfEnd(long end) {
    return Math.floorDiv(end - 1, DAY);
  }

  /** The first slice end of a UTC day, counted from the epoch. */
  public long beginningOfDay(long day) {
    return day * DAY + slice;
  }

  /** Whether a slice end is the first of its day. */
  public boolean beginsDay(long end) {
    return end == beginningOfDay(dayOfEnd(end));
  }
}
