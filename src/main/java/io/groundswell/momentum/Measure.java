package io.groundswell.momentum;

import io.groundswell.event.Basis;

/**
 * A post at a slice end.
 *
 * @param organic people reached through people within the window
 * @param lower its lower bound, people
 * @param supporters N(e), supporters who carry it, less what ads claim
 * @param nano how many of them are of nano tier
 * @param likes live organic likes in the window
 * @param comments comments likewise
 * @param shares shares likewise
 * @param sponsored people reached through money within the window
 * @param basis what {@code sponsored} counts, null where no report is known
 */
public record Measure(
    double organic,
    double lower,
    double supporters,
    double nano,
    long likes,
    long comments,
    long shares,
    double sponsored,
    Basis basis) {

  /** organic / sponsored, NaN where nothing is sponsored. */
  public double ratio() {
    return sponsored > 0 ? organic / sponsored : Double.NaN;
  }
}
