package io.groundswell.momentum;

/**
 * The lower bound of organic momentum, 95 % one-sided (momentum.md section 3): organic reach is
 * treated as k = organic^2 / Q equal contributions of a Poisson process; the bound of their number
 * is the gamma quantile, in the approximation of Wilson and Hilferty (E. B. Wilson, M. M. Hilferty,
 * "The distribution of chi-square", PNAS 17, 1931).
 */
public final class LowerBound {
  /** The 95 % quantile of the normal distribution. */
  private static final double Z = 1.645;

  private LowerBound() {}

  /**
   * The bound, in the unit of {@code organic}.
   *
   * @param organic the sum of the contributions
   * @param squares the sum of their squares
   */
  public static double of(double organic, double squares) {
    if (organic <= 0) {
      return 0;
    }
    double k = organic * organic / squares;
    double root = Math.max(0, 1 - 1 / (9 * k) - Z / (3 * Math.sqrt(k)));
    return organic * root * root * root;
  }
}
