package io.groundswell.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** The lower bound of momentum.md section 3, worked out by hand. */
class LowerBoundTest {
  @Test
  void nothingHasNoLowerBound() {
    assertThat(LowerBound.of(0, 0)).isZero();
  }

  @Test
  void oneContribution() {
    // k = 1: 1 - 1/9 - 1.645/3 = 0.3405556; cubed 0.0394970.
    assertThat(LowerBound.of(100, 10_000)).isCloseTo(3.94970, within(1e-4));
  }

  @Test
  void tenEqualContributions() {
    // k = 10: 1 - 0.0111111 - 0.1733988 = 0.8154901; cubed 0.5423212.
    assertThat(LowerBound.of(100, 1_000)).isCloseTo(54.2320, within(1e-3));
  }

  @Test
  void hundredEqualContributions() {
    // k = 100: 1 - 0.0011111 - 0.0548333 = 0.9440556; cubed 0.8413810.
    assertThat(LowerBound.of(1000, 10_000)).isCloseTo(841.381, within(1e-3));
  }

  @Test
  void fewerThanOneEqualContributionCanBeWorthNothing() {
    // k = 0.25: 1 - 0.4444 - 1.0967 < 0.
    assertThat(LowerBound.of(1, 4)).isZero();
  }

  @Property(tries = 200, seed = "20261123")
  void neverAboveTheEstimateAndInItsUnit(
      @ForAll @DoubleRange(min = 0.01, max = 1e9) double organic,
      @ForAll @DoubleRange(min = 0.5, max = 1e6) double k) {
    double bound = LowerBound.of(organic, organic * organic / k);
    assertThat(bound).isBetween(0.0, organic);
    double inThousandths = LowerBound.of(organic * 1000, organic * organic * 1e6 / k);
    assertThat(inThousandths).isCloseTo(bound * 1000, within(bound * 1e-6 + 1e-9));
  }
}
