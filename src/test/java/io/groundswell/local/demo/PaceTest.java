package io.groundswell.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  @ParameterizedTest
  @ValueSource(doubles = {1, 480, 3_600, 10_000})
  void theWatermarkTrailsByTheLeadAndTheDisorderOfFactsAndAtMostAnHour(double speed) {
    Pace pace = new Pace(speed);

    assertThat(pace.disorder()).isEqualTo(pace.lead() + 5_000).isLessThanOrEqualTo(3_600_000);
    assertThat(pace.lead()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, -1, 10_001, Double.NaN, Double.POSITIVE_INFINITY})
  void aSpeedOutOfBoundsIsRefusedWithTheRuleAndTheValue(double speed) {
    assertThatThrownBy(() -> new Pace(speed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--speed must be from 1 to 10000, is " + speed);
  }
}
