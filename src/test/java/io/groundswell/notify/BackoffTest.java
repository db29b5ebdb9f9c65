package io.groundswell.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static Backoff seeded(long seed) {
    return new Backoff(1_000, 300_000, new Random(seed));
  }

  @Test
  void doublesUpToItsBoundLessUpToAHalf() {
    Backoff backoff = seeded(1);
    for (int i = 0; i < 50; i++) {
      long whole = i < 9 ? 1_000L << i : 300_000;
      assertThat(backoff.nextMs()).isBetween(whole / 2, whole);
    }
  }

  @Test
  void isTheSameForTheSameSeedAndNotForAnother() {
    assertThat(waits(seeded(1))).isEqualTo(waits(seeded(1))).isNotEqualTo(waits(seeded(2)));
  }

  @Test
  void beginsAgainAfterASuccess() {
    Backoff backoff = seeded(3);
    waits(backoff);
    backoff.reset();
    assertThat(backoff.nextMs()).isBetween(500L, 1_000L);
  }

  private static long[] waits(Backoff backoff) {
    return LongStream.range(0, 10).map(i -> backoff.nextMs()).toArray();
  }
}
