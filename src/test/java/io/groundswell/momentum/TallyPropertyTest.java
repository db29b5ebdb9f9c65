package io.groundswell.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Sums of 128 bits beside BigInteger. */
class TallyPropertyTest {
  private static final long LARGEST = 10_000_000_000L;

  private static Span span(Kind kind, long thousandths) {
    return new Span(What.STRONGEST, kind, true, 0, thousandths, thousandths % 2 == 0);
  }

  private static Tally copy(Tally tally) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tally.write(new DataOutputStream(bytes));
    return Tally.read(2, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static void assertSquares(Tally tally, Kind kind, BigInteger squares) {
    double exact = squares.doubleValue();
    assertThat(tally.squares(kind)).isCloseTo(exact, within(3 * Math.ulp(exact)));
  }

  @Property(tries = 300, seed = "20261123")
  void sumsAreThoseOfWholeNumbersWithoutBound(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = LARGEST) Long> values,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    Tally tally = new Tally();
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    List<Long> left = new ArrayList<>();
    for (long value : values) {
      tally.add(span(Kind.SHARE, value), 1);
      sum = sum.add(BigInteger.valueOf(value));
      squares = squares.add(BigInteger.valueOf(value).pow(2));
      left.add(value);
      if (random.nextInt(3) == 0) {
        long gone = left.remove(random.nextInt(left.size()));
        tally.add(span(Kind.SHARE, gone), -1);
        sum = sum.subtract(BigInteger.valueOf(gone));
        squares = squares.subtract(BigInteger.valueOf(gone).pow(2));
      }
      tally = random.nextInt(4) == 0 ? copy(tally) : tally;
      assertThat(tally.reach(Kind.SHARE)).isEqualTo(sum.longValueExact());
      assertThat(tally.supporters(Kind.SHARE)).isEqualTo(left.size());
      assertThat(tally.nano(Kind.SHARE))
          .isEqualTo(left.stream().filter(each -> each % 2 == 0).count());
      assertSquares(tally, Kind.SHARE, squares);
    }
    Collections.shuffle(left, random);
    left.forEach(tallyMinus(tally));
    assertThat(tally.isZero()).isTrue();
  }

  private static java.util.function.Consumer<Long> tallyMinus(Tally tally) {
    return value -> tally.add(span(Kind.SHARE, value), -1);
  }

  @Property(tries = 200, seed = "20261123")
  void changesAddedUpAreTheirSumInAnyOrder(
      @ForAll @Size(max = 40) List<@LongRange(min = -LARGEST, max = LARGEST) Long> signed,
      @ForAll long seed) {
    Tally all = new Tally();
    List<Tally> parts = new ArrayList<>();
    for (long value : signed) {
      Tally part = new Tally();
      int sign = value < 0 ? -1 : 1;
      part.add(span(Kind.COMMENT, Math.abs(value)), sign);
      all.add(span(Kind.COMMENT, Math.abs(value)), sign);
      parts.add(part);
    }
    Collections.shuffle(parts, new Random(seed));
    Tally sum = new Tally();
    parts.forEach(part -> sum.add(part, 1));
    assertThat(sum).isEqualTo(all);
    Collections.shuffle(parts, new Random(seed + 1));
    parts.forEach(part -> sum.add(part, -1));
    assertThat(sum.isZero()).isTrue();
  }

  @Test
  void squaresPastSixtyFourBitsCarryBothWays() {
    Tally tally = new Tally();
    BigInteger squares = BigInteger.ZERO;
    for (int i = 0; i < 1000; i++) {
      tally.add(span(Kind.LIKE, LARGEST), 1);
      squares = squares.add(BigInteger.valueOf(LARGEST).pow(2));
    }
    assertSquares(tally, Kind.LIKE, squares);
    for (int i = 0; i < 999; i++) {
      tally.add(span(Kind.LIKE, LARGEST), -1);
    }
    assertSquares(tally, Kind.LIKE, BigInteger.valueOf(LARGEST).pow(2));
    assertThat(tally.squares(Kind.SHARE)).isZero();
  }

  @Test
  void countsOfEachKindAndOriginStandApart() {
    Tally tally = new Tally();
    tally.add(new Span(What.ORGANIC, Kind.LIKE, true, 0, 0, false), 1);
    tally.add(new Span(What.SPONSORED, Kind.SHARE, true, 0, 0, false), 1);
    assertThat(tally.windowEmpty()).isFalse();
    assertThat(tally.organic(Kind.LIKE)).isEqualTo(1);
    assertThat(tally.sponsored(Kind.SHARE)).isEqualTo(1);
    assertThat(tally.organic(Kind.SHARE)).isZero();
    tally.add(new Span(What.ORGANIC, Kind.LIKE, true, 0, 0, false), -1);
    tally.add(new Span(What.SPONSORED, Kind.SHARE, true, 0, 0, false), -1);
    assertThat(tally.windowEmpty()).isTrue();
    assertThat(tally).isEqualTo(new Tally()).hasSameHashCodeAs(new Tally());
  }
}
