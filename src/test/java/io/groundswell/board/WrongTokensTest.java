package io.groundswell.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WrongTokensTest {
  private Clock now = at(0);

  /** Whatever {@link #now} says. */
  private final WrongTokens tokens =
      new WrongTokens(
          new Clock() {
            @Override
            public Instant instant() {
              return now.instant();
            }

            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return now.withZone(zone);
            }
          });

  private static Clock at(long seconds) {
    Instant start = Instant.parse("2026-11-23T10:00:00Z");
    return Clock.fixed(start.plus(Duration.ofSeconds(seconds)), ZoneOffset.UTC);
  }

  private void many(String address) {
    for (int i = 0; i < WrongTokens.MOST; i++) {
      assertThat(tokens.count(address)).isZero();
    }
  }

  @Test
  void beyondSoManyAnAddressWaitsUntilItsMinuteIsOver() {
    many("a");
    now = at(20);
    assertThat(tokens.count("a")).isEqualTo(40);
    assertThat(tokens.count("b")).isZero();
    now = at(59);
    assertThat(tokens.count("a")).isEqualTo(1);
    now = at(60);
    assertThat(tokens.count("a")).isZero();
  }

  @Test
  void aClockThatIsSetBackHoldsNobodyUpForLonger() {
    many("a");
    now = at(-3_600);
    assertThat(tokens.count("a")).isZero();
  }

  @Test
  void itRemembersSoManyAddressesTheLatest() {
    many("latest");
    for (int i = 0; i < 3 * WrongTokens.MOST_ADDRESSES; i++) {
      assertThat(tokens.count("address " + i)).isZero();
      assertThat(tokens.addresses()).isLessThanOrEqualTo(WrongTokens.MOST_ADDRESSES);
    }
    many("another");
    assertThat(tokens.count("another")).isEqualTo(60);
    assertThat(tokens.addresses()).isEqualTo(WrongTokens.MOST_ADDRESSES);
  }
}
