package io.groundswell.local.generate;

/**
 * Seeded randomness whose numbers are the same on every machine and JDK: SplitMix64 (Steele, Lea,
 * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014) and {@link StrictMath}.
 */
final class Dice {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  /** Poisson means above this are drawn in parts, so that exp(-mean) stays far from zero. */
  private static final double POISSON_PART = 20;

  private long state;

  Dice(long seed) {
    state = mix(seed);
  }

  /** A stream of its own for one purpose: what it draws does not shift what this one draws. */
  static Dice of(long seed, String purpose) {
    long h = seed;
    for (int i = 0; i < purpose.length(); i++) {
      h = mix(h + GAMMA) ^ purpose.charAt(i);
    }
    return new Dice(h);
  }

  /** The finalizer of SplitMix64: a bijection that scatters neighbouring numbers. */
  static long mix(long seed) {
    long z = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Sixty-four random bits. */
  long next() {
    state += GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  /** Uniform in [low, high). */
  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Uniform whole number in [0, n). */
  int below(int n) {
    return (int) (unit() * n);
  }

  /** True with this probability; draws once, whatever the probability. */
  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Exponential with this mean, in the mean's unit. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - unit());
  }

  /** Standard normal (Box and Muller 1958). */
  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return radius * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  /** Log-normal with this median and this standard deviation of the logarithm. */
  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  /** Poisson with this mean (Knuth's product of uniforms, in parts). */
  int poisson(double mean) {
    int total = 0;
    double left = mean;
    while (left > 0) {
      double floor = StrictMath.exp(-Math.min(left, POISSON_PART));
      left -= POISSON_PART;
      for (double product = unit(); product > floor; product *= unit()) {
        total++;
      }
    }
    return total;
  }
}
