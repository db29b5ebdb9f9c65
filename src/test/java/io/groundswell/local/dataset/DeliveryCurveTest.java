package io.groundswell.local.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class DeliveryCurveTest {
  private static final long HOUR = 3_600_000;

  @Property(tries = 200, seed = "13102026")
  void growsFromNothingToEverything(
      @ForAll @LongRange(min = 0, max = 48 * HOUR) long start,
      @ForAll @LongRange(min = 1, max = 100 * HOUR) long length,
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double other) {
    DeliveryCurve curve = new DeliveryCurve(start, start + length, 2 * HOUR);
    assertThat(curve.fraction(start)).isZero();
    assertThat(curve.fraction(start + length)).isEqualTo(1);
    long early = start + (long) (length * Math.min(one, other));
    long late = start + (long) (length * Math.max(one, other));
    assertThat(curve.fraction(early)).isBetween(0.0, curve.fraction(late));
  }

  @Property(tries = 200, seed = "13102026")
  void theMomentOfAPartIsWhereThatPartIsDelivered(
      @ForAll @DoubleRange(min = 0.01, max = 1) double part) {
    DeliveryCurve curve = new DeliveryCurve(5 * HOUR, 35 * HOUR, 2 * HOUR);
    assertThat(curve.fraction(curve.at(part))).isCloseTo(part, within(1e-6));
  }
}
