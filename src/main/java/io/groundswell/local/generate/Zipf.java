package io.groundswell.local.generate;

/**
 * Ranks 1 to n with probability proportional to rank^-s, in constant time and memory.
 *
 * <p>Rejection-inversion: Hörmann and Derflinger, "Rejection-inversion to generate variates from
 * monotone discrete distributions", ACM TOMACS 6(3), 1996.
 */
final class Zipf {
  private final int n;
  private final double s;
  private final double areaOfFirst;
  private final double areaOfAll;
  private final double squeeze;

  /**
   * @param n number of ranks, at least 1
   * @param s exponent, at least 0; 0 is uniform
   */
  Zipf(int n, double s) {
    this.n = n;
    this.s = s;
    areaOfFirst = area(1.5) - 1;
    areaOfAll = area(n + 0.5);
    squeeze = 2 - inverseArea(area(2.5) - height(2));
  }

  /** A rank, 1 being the most frequent. */
  int rank(Dice dice) {
    while (true) {
      double u = areaOfAll + dice.unit() * (areaOfFirst - areaOfAll);
      double x = inverseArea(u);
      int k = Math.max(1, Math.min(n, (int) (x + 0.5)));
      if (k - x <= squeeze || u >= area(k + 0.5) - height(k)) {
        return k;
      }
    }
  }

  /** The probability of every rank; index 0 is rank 1. */
  static double[] weights(int n, double s) {
    double[] weights = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = StrictMath.pow(i + 1.0, -s);
      sum += weights[i];
    }
    for (int i = 0; i < n; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private double height(double x) {
    return StrictMath.exp(-s * StrictMath.log(x));
  }

  /** The integral of x^-s up to a constant, continuous in s at 1. */
  private double area(double x) {
    double log = StrictMath.log(x);
    double t = (1 - s) * log;
    return Math.abs(t) < 1e-8 ? log * (1 + t / 2) : log * StrictMath.expm1(t) / t;
  }

  private double inverseArea(double area) {
    double t = Math.max(-1, area * (1 - s));
    double log = Math.abs(t) < 1e-8 ? area * (1 - t / 2) : area * StrictMath.log1p(t) / t;
    return StrictMath.exp(log);
  }
}
