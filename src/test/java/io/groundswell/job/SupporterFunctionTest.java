package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.codec.Times;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Kind;
import io.groundswell.event.PostInput;
import io.groundswell.event.Profile;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The supporter step in Flink's harness, on RocksDB. */
class SupporterFunctionTest {
  private static final long TEN = Given.at("10:00:00");
  private static final Settings LIVE = Settings.live(Timing.DEFAULT, 30_000, "");

  private static List<Contribution> contributions(Step<SupporterInput, PostInput> step) {
    return step.out().stream().map(Contribution.class::cast).toList();
  }

  private static List<Span> strongest(Contribution contribution) {
    List<Span> spans = new ArrayList<>(List.of(contribution.spans()));
    spans.removeIf(span -> span.what() != What.STRONGEST);
    return spans;
  }

  @Test
  void withdrawnShareFallsBackToTheLikeThroughARestoreAndNothingIsLeft() throws Exception {
    try (Step<SupporterInput, PostInput> step = Step.supporter(LIVE)) {
      step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
      step.take(Given.add(Kind.SHARE, "s", "2", TEN + 1, 1000));
      step.watermark(TEN + 10_000);
      step.restore();
      step.take(Given.remove(Kind.SHARE, "s", "2", TEN + 60_000));
      step.restore();
      step.watermark(TEN + 70_000);
      List<Contribution> told = contributions(step);
      assertThat(told).hasSize(2);
      long until = TEN + 10_000 + 3_600_000;
      assertThat(strongest(told.get(0)))
          .containsExactly(new Span(What.STRONGEST, Kind.SHARE, true, until, 100_000));
      assertThat(told.get(1).at()).isEqualTo(TEN + 70_000);
      assertThat(told.get(1).began()).isEqualTo(TEN + 10_000);
      assertThat(strongest(told.get(1)))
          .containsExactly(
              new Span(What.STRONGEST, Kind.SHARE, false, until, 100_000),
              new Span(What.STRONGEST, Kind.LIKE, true, until, 10_000));

      step.watermark(TEN + 30 * Timing.DAY);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void supporterWhoDoesNothingCostsNoTimerPerSlice() throws Exception {
    try (Step<SupporterInput, PostInput> step = Step.supporter(LIVE)) {
      step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
      for (long e = TEN; e < TEN + Timing.DAY / 2; e += 10_000) {
        step.watermark(e);
      }
      // One for the fact, one for the profile.
      assertThat(step.fired).hasValue(2);
      assertThat(step.side(SupporterFunction.PROFILES)).hasSize(1);
      step.watermark(TEN + 30 * Timing.DAY);
      // One more when the fact is forgotten, one when the supporter is.
      assertThat(step.fired).hasValueLessThanOrEqualTo(4);
      assertThat(step.side(SupporterFunction.PROFILES))
          .extracting(Profile::known)
          .containsExactly(true, false);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void lateFactCountsFromTheFirstSliceNotYetEvaluated() throws Exception {
    try (Step<SupporterInput, PostInput> step = Step.supporter(LIVE)) {
      step.watermark(TEN + 600_000);
      step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
      step.watermark(TEN + 609_999);
      assertThat(step.out()).isEmpty();
      step.watermark(TEN + 610_000);
      Contribution told = contributions(step).get(0);
      assertThat(told.at()).isEqualTo(TEN + 610_000);
      assertThat(strongest(told).get(0).until()).isEqualTo(TEN + 10_000 + 3_600_000);
    }
  }

  @Test
  void factLaterThanItsOwnWindowTellsThePostNothing() throws Exception {
    try (Step<SupporterInput, PostInput> step = Step.supporter(LIVE)) {
      step.watermark(TEN + 3_600_000);
      step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
      step.watermark(TEN + 3_700_000);
      assertThat(step.out()).isEmpty();
      assertThat(step.states()).isEqualTo(1);
    }
  }

  @Test
  void factFartherBehindTheWatermarkThanRememberIsADeadLetterInALiveRunOnly() throws Exception {
    long watermark = TEN + Timing.DAY;
    try (Step<SupporterInput, PostInput> live = Step.supporter(LIVE);
        Step<SupporterInput, PostInput> replay =
            Step.supporter(Settings.replay(Timing.DEFAULT, Long.MAX_VALUE))) {
      for (Step<SupporterInput, PostInput> step : List.of(live, replay)) {
        step.watermark(watermark);
        step.take(Given.add(Kind.LIKE, "s", "1", TEN - 1, 1000));
        step.take(Given.add(Kind.LIKE, "s", "2", TEN, 1000));
      }
      assertThat(replay.side(SupporterFunction.TOO_LATE)).isEmpty();
      DeadLetter letter = live.side(SupporterFunction.TOO_LATE).get(0);
      assertThat(live.side(SupporterFunction.TOO_LATE)).hasSize(1);
      assertThat(letter.topic()).isEqualTo("engagements");
      assertThat(letter.stage()).isEqualTo(DeadLetter.TRANSFORMATION);
      assertThat(letter.reason())
          .contains("86400 s")
          .contains(Times.format(watermark))
          .contains(Times.format(TEN - 1));
    }
  }

  @Test
  void exposureUsesTheRuleInForceAtTheEngagementsEnd() throws Exception {
    try (Step<SupporterInput, PostInput> step = Step.supporter(LIVE)) {
      step.rule(Given.likeVisibility("page", TEN + 10_000, 1, 500));
      step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
      step.take(Given.add(Kind.LIKE, "t", "1", TEN + 10_000, 1000));
      step.restore();
      step.watermark(TEN + 20_000);
      assertThat(contributions(step))
          .extracting(c -> strongest(c).get(0).thousandths())
          .containsExactly(10_000L, 500_000L);
    }
  }

  @Test
  void rulesOfEveryPageAreForgottenWhenAnyRuleComesADayLater() throws Exception {
    try (Step<SupporterInput, PostInput> step = Step.supporter(LIVE)) {
      step.rule(Given.likeVisibility("old", TEN, 1, 500));
      step.rule(Rule.deletion("old", TEN + 10_000, 2));
      assertThat(step.rules().get("old")).hasSize(2);
      step.watermark(TEN + 2 * Timing.DAY);
      step.rule(Given.likeVisibility("new", TEN + 2 * Timing.DAY, 3, 500));
      assertThat(step.rules().get("old")).isNull();
      assertThat(step.rules().get("new")).hasSize(1);
    }
  }

  @Test
  void replaysHorizonEndsTheWaitForTheForgotten() throws Exception {
    Settings replay = Settings.replay(Timing.DEFAULT, TEN + 3_600_000);
    try (Step<SupporterInput, PostInput> step = Step.supporter(replay)) {
      step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
      step.watermark(Long.MAX_VALUE);
      assertThat(step.side(SupporterFunction.PROFILES))
          .extracting(Profile::known)
          .containsExactly(true);
      assertThat(step.timers()).isZero();
    }
  }
}
