package io.groundswell.supporter;

import io.groundswell.event.Tier;
import java.util.function.DoubleSupplier;

/** How a supporter stands at a slice end, as a post tells it of those who carry it. */
final class Standing {
  /** Of somebody of whom nothing is told. */
  static final Standing NONE = new Standing(Tier.UNKNOWN, () -> 0);

  private final Tier tier;
  private final DoubleSupplier rated;
  private double score = Double.NaN;

  /**
   * How a supporter stands.
   *
   * @param tier the size of their audience
   * @param rated their score, worked out only where it is told
   */
  Standing(Tier tier, DoubleSupplier rated) {
    this.tier = tier;
    this.rated = rated;
  }

  Tier tier() {
    return tier;
  }

  double score() {
    if (Double.isNaN(score)) {
      score = rated.getAsDouble();
    }
    return score;
  }
}
