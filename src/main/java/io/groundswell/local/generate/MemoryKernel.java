package io.groundswell.local.generate;

/**
 * How long people take to react to a share: the memory kernel of SEISMIC, constant up to s0 = 5
 * minutes, then a power law.
 *
 * <pre>
 *   phi(s) = c                      0 &lt; s &lt;= s0
 *   phi(s) = c (s / s0)^-(1+theta)  s &gt; s0,        c = 1 / (s0 (1 + 1/theta))
 * </pre>
 *
 * <p>Sources: Zhao, Erdogdu, He, Rajaraman, Leskovec, "SEISMIC: a self-exciting point process model
 * for predicting tweet popularity", KDD 2015 (the form); Kobayashi and Lambiotte, "TiDeH:
 * time-dependent Hawkes process for predicting retweet dynamics", ICWSM 2016 (s0 = 5 min, theta =
 * 0.242).
 */
final class MemoryKernel {
  /** Reaction time up to which the kernel is flat, ms. */
  static final double S0_MS = 300_000;

  /** Exponent of the tail: the share of reactions after s falls as s^-theta. */
  static final double THETA = 0.242;

  /** The share of reactions within {@link #S0_MS}: c s0. */
  private static final double HEAD = 1 / (1 + 1 / THETA);

  private MemoryKernel() {}

  /** The share of reactions that come within {@code ms} milliseconds: the integral of phi. */
  static double within(double ms) {
    if (ms <= 0) {
      return 0;
    }
    if (ms <= S0_MS) {
      return HEAD * ms / S0_MS;
    }
    return HEAD + HEAD / THETA * (1 - StrictMath.pow(ms / S0_MS, -THETA));
  }

  /** A reaction time, ms; now and then longer than any run. */
  static double delay(Dice dice) {
    double u = dice.unit();
    if (u <= HEAD) {
      return u / HEAD * S0_MS;
    }
    double tail = 1 - (u - HEAD) * THETA / HEAD;
    return tail <= 0 ? Double.MAX_VALUE : S0_MS * StrictMath.pow(tail, -1 / THETA);
  }
}
