package io.groundswell.local.dataset;

/**
 * How an ad's figures grow between start and end: the ad library gives only the totals, so the
 * curve is reconstructed. Delivery follows the hours at which people are awake (weights by local
 * hour, invented, mean 1), since an ad can only be shown to somebody who looks.
 *
 * <p>Times are epoch milliseconds.
 */
final class DeliveryCurve {
  private static final long HOUR = 3_600_000L;

  /** Weights in tenths by the hour of the local day, 0 to 23. */
  private static final int[] TENTHS = {
    5, 3, 2, 1, 1, 2, 5, 9, 11, 11, 11, 12, 14, 13, 11, 11, 11, 13, 14, 15, 17, 18, 14, 6
  };

  private final long start;
  private final long end;
  private final long offset;
  private final double total;

  /**
   * A curve.
   *
   * @param start when delivery begins
   * @param end when it ends, later than start
   * @param offset of the local clock from UTC in milliseconds
   */
  DeliveryCurve(long start, long end, long offset) {
    this.start = start;
    this.end = end;
    this.offset = offset;
    this.total = weight(end);
  }

  /** The part of the whole delivered until then: 0 up to the start, 1 from the end on. */
  double fraction(long at) {
    return at <= start ? 0 : at >= end ? 1 : weight(at) / total;
  }

  /** The moment by which this part (0 to 1) of the whole is delivered, to the millisecond. */
  long at(double fraction) {
    long low = start;
    long high = end;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (fraction(middle) < fraction) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double weight(long at) {
    double sum = 0;
    for (long t = start; t < at; ) {
      long local = t + offset;
      long next = Math.min(at, t + HOUR - Math.floorMod(local, HOUR));
      sum += (next - t) * (TENTHS[(int) (Math.floorMod(local, 24 * HOUR) / HOUR)] / 10.0);
      t = next;
    }
    return sum;
  }
}
