package io.groundswell.local.generate;

/**
 * One ad and how it really delivers: a smooth curve, of which its reports show points.
 *
 * <p>True reach at t is R (1 - e^(-k x)) / (1 - e^-k): x, from 0 to 1, is the share of the flight's
 * budget spent by t, paced with the daily {@link Rhythm}; the exponential is saturation, as an
 * audience seen once cannot be reached again.
 */
final class AdFlight {
  final int number;
  final int post;
  final String name;

  /** Delivery from, epoch ms. */
  final long start;

  /** Delivery up to, epoch ms. */
  final long end;

  /** Whether its reports say when it began. */
  final boolean statesStart;

  /** Ms between reports, which come at whole multiples since the epoch. */
  final long reportEvery;

  /** What the reports count: one or two of {@code reach}, {@code views}, {@code impressions}. */
  final String[] bases;

  /** Figure per person reached, one for each basis. */
  final double[] perPerson;

  /** Cost of a person reached, in the account's currency. */
  final double cost;

  /** Sponsored engagements so far by kind, labelled or not: what the platform claims. */
  final long[] claimed = new long[3];

  /** Whether the last report was too high, so that the next must put it right. */
  boolean tooHigh;

  private final double saturation;
  private final double pace;
  private double people;

  AdFlight(int number, int post, String name, long start, long end, long reportEvery, Dice dice) {
    this.number = number;
    this.post = post;
    this.name = name;
    this.start = start;
    this.end = end;
    this.reportEvery = reportEvery;
    saturation = dice.between(0.5, 2.5);
    pace = Rhythm.between(start, end);
    statesStart = dice.chance(0.8);
    cost = dice.between(0.004, 0.012);
    double frequency = dice.between(1.2, 2.5);
    double kind = dice.unit();
    if (kind < 0.8) {
      bases = new String[] {"reach"};
      perPerson = new double[] {1};
    } else if (kind < 0.9) {
      bases = new String[] {"reach", "impressions"};
      perPerson = new double[] {1, frequency};
    } else {
      bases = new String[] {"views"};
      perPerson = new double[] {0.5 + frequency / 3};
    }
  }

  /** Sets R: people that the whole flight reaches. */
  void scaleTo(double people) {
    this.people = people;
  }

  /** People really reached by {@code time} (epoch ms). */
  double reach(long time) {
    return people * part(time);
  }

  /** The share of R reached by {@code time} (epoch ms), 0 to 1. */
  double part(long time) {
    if (time <= start) {
      return 0;
    }
    if (time >= end) {
      return 1;
    }
    double x = Rhythm.between(start, time) / pace;
    return StrictMath.expm1(-saturation * x) / StrictMath.expm1(-saturation);
  }

  /** People being reached at {@code time} (epoch ms), per ms. */
  double rate(long time) {
    if (time < start || time >= end) {
      return 0;
    }
    double x = Rhythm.between(start, time) / pace;
    return steepest() * StrictMath.exp(-saturation * x) * Rhythm.at(time) / Rhythm.MAX;
  }

  /** An upper bound of {@link #rate}, people per ms. */
  double steepest() {
    return people * saturation / -StrictMath.expm1(-saturation) * Rhythm.MAX / pace;
  }
}
