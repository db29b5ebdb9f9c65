package io.groundswell.local.generate;

/**
 * The day and the night: activity relative to the day's mean, one sine wave a day as in TiDeH
 * (Kobayashi and Lambiotte, ICWSM 2016), 1.6 at 18:00 UTC and 0.4 at 06:00 UTC.
 */
final class Rhythm {
  /** The largest value of {@link #at}. */
  static final double MAX = 1.6;

  private static final double AMPLITUDE = 0.6;
  private static final double DAY_MS = 86_400_000;
  private static final double PEAK_MS = 18 * 3_600_000;
  private static final double TURN = 2 * StrictMath.PI / DAY_MS;

  private Rhythm() {}

  /** Activity at an epoch millisecond, relative to the day's mean of 1. */
  static double at(long time) {
    return 1 + AMPLITUDE * StrictMath.cos(TURN * (time % DAY_MS - PEAK_MS));
  }

  /** The integral of {@link #at} from one epoch millisecond to another, ms of mean activity. */
  static double between(long from, long to) {
    return (to - from) + AMPLITUDE / TURN * (sine(to) - sine(from));
  }

  private static double sine(long time) {
    return StrictMath.sin(TURN * (time % DAY_MS - PEAK_MS));
  }
}
