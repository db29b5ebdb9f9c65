package io.groundswell.notify;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time up to a bound, less up to a half at
 * random, so that many who were refused together do not come back together.
 */
final class Backoff {
  private static final int MOST_DOUBLINGS = 30;

  private final long firstMs;
  private final long mostMs;
  private final RandomGenerator random;
  private int failures;

  Backoff(long firstMs, long mostMs, RandomGenerator random) {
    this.firstMs = firstMs;
    this.mostMs = mostMs;
    this.random = random;
  }

  /** After one more failure. */
  long nextMs() {
    long whole = Math.min(mostMs, firstMs << Math.min(failures++, MOST_DOUBLINGS));
    return whole - random.nextLong(whole / 2 + 1);
  }

  /** After a success. */
  void reset() {
    failures = 0;
  }
}
