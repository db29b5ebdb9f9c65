package io.groundswell.local.generate;

/**
 * How many follow a supporter: a property of the supporter, computed from seed and number, so that
 * nobody is remembered.
 *
 * <p>Log-normal with median 200 and sigma 1.55 (after the followers of 118 673 retweeters in 30
 * large SEISMIC cascades: median 196, 90 % below 1 433, 99 % below 6 775), and 0.3 % from a Pareto
 * tail from 10 000 people up with exponent 1.1, at most 50 million. 12 % do not state theirs.
 */
final class Audiences {
  /** What an unstated audience is on the wire and in {@link Latent}. */
  static final long UNSTATED = -1;

  /** People counted of one audience at most, default of momentum.md section 3. */
  static final long CAP = 10_000;

  private static final double MEDIAN = 200;
  private static final double SIGMA = 1.55;
  private static final double FAMOUS = 0.003;
  private static final double FAMOUS_FROM = 10_000;
  private static final double FAMOUS_EXPONENT = 1.1;
  private static final double LARGEST = 5e7;
  private static final double SILENT = 0.12;

  private final long seed;

  Audiences(long seed) {
    this.seed = Dice.mix(seed ^ 0x5DEECE66DL);
  }

  /** The supporter's real audience, people. */
  long real(int supporter) {
    Dice dice = dice(supporter);
    dice.next();
    if (dice.chance(FAMOUS)) {
      double people = FAMOUS_FROM * StrictMath.pow(1 - dice.unit(), -1 / FAMOUS_EXPONENT);
      return (long) Math.min(LARGEST, people);
    }
    return (long) Math.min(LARGEST, dice.logNormal(MEDIAN, SIGMA));
  }

  /** The audience the platform states, or {@link #UNSTATED}. */
  long stated(int supporter) {
    return dice(supporter).chance(SILENT) ? UNSTATED : real(supporter);
  }

  private Dice dice(int supporter) {
    return new Dice(seed + supporter * 0x9E3779B97F4A7C15L);
  }
}
