package io.groundswell.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.codec.ResultWriter;
import io.groundswell.codec.Times;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Control;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Kind;
import io.groundswell.event.PostInput;
import io.groundswell.event.Retraction;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** The supporter step in Flink's harness, on RocksDB. */
class SupporterOperatorTest {
  private static final long TEN = Given.at("10:00:00");
  private static final Settings LIVE = Settings.live(Timing.DEFAULT, 30_000, "");

  /** The first slice end of the day that is 29 days after that of TEN. */
  private static final long FORGOTTEN =
      (Timing.day(TEN) + 29) * Timing.DAY + Timing.DEFAULT.slice();

  private static void threeEngagements(
      Step<SupporterInput, Control, PostInput> step, String supporter, long time) throws Exception {
    for (Kind kind : Kind.values()) {
      step.take(Given.add(kind, supporter, "1", time, 1000));
    }
  }

  /** The first whole minute from {@code e} on at which a profile of theirs may be given. */
  private static long profileAt(String page, String supporter, long e) {
    CRC32 crc = new CRC32();
    crc.update((page + "/" + supporter).getBytes(UTF_8));
    long minute = Timing.minuteOf(e);
    while (minute / Timing.MINUTE % 15 != crc.getValue() % 15) {
      minute += Timing.MINUTE;
    }
    return minute;
  }

  private static List<Contribution> contributions(Step<SupporterInput, Control, PostInput> step) {
    return step.out().stream().map(Contribution.class::cast).toList();
  }

  private static List<Span> strongest(Contribution contribution) {
    List<Span> spans = new ArrayList<>(List.of(contribution.spans()));
    spans.removeIf(span -> span.what() != What.STRONGEST);
    return spans;
  }

  /** What posts must know of a slice end leaves before the watermark that says they have it. */
  static void assertNothingAfterItsWatermark(Step<SupporterInput, Control, PostInput> step) {
    long passed = Long.MIN_VALUE;
    for (Object each : step.left()) {
      if (each instanceof Watermark mark) {
        passed = mark.getTimestamp();
      } else if (((StreamRecord<?>) each).getValue() instanceof Contribution contribution) {
        assertThat(contribution.at()).isGreaterThan(passed);
      } else if (((StreamRecord<?>) each).getValue() instanceof Retraction retraction) {
        assertThat(retraction.what().at()).isGreaterThan(passed);
      }
    }
  }

  @Test
  void fallbackAtTheMinuteOfAProfileReachesThePostBeforeTheWatermark() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      long minute = profileAt(Given.PAGE, "s", TEN + 90 * Timing.MINUTE);
      // The share counts until then; a like that lasts longer comes when a profile is due there.
      step.take(Given.add(Kind.SHARE, "s", "1", minute - 60 * Timing.MINUTE - 5_000, 1000));
      step.watermark(minute - 10 * Timing.MINUTE);
      step.take(
          Given.on("other", Given.add(Kind.LIKE, "s", "2", minute - 9 * Timing.MINUTE, 1000)));
      step.take(
          Given.on("third", Given.add(Kind.LIKE, "s", "4", minute - 9 * Timing.MINUTE, 1000)));
      step.watermark(minute - 8 * Timing.MINUTE);
      step.take(Given.add(Kind.LIKE, "s", "3", minute - 7 * Timing.MINUTE, 1000));
      step.watermark(minute - 6 * Timing.MINUTE);
      step.watermark(minute + 30_000);
      assertThat(contributions(step)).extracting(Contribution::at).contains(minute);
      assertNothingAfterItsWatermark(step);
    }
  }

  @Test
  void withdrawnShareFallsBackToTheLikeThroughARestoreAndNothingIsLeft() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
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
          .containsExactly(new Span(What.STRONGEST, Kind.SHARE, true, until, 100_000, true));
      assertThat(told.get(1).at()).isEqualTo(TEN + 70_000);
      assertThat(told.get(1).began()).isEqualTo(TEN + 10_000);
      assertThat(strongest(told.get(1)))
          .containsExactly(
              new Span(What.STRONGEST, Kind.SHARE, false, until, 100_000, true),
              new Span(What.STRONGEST, Kind.LIKE, true, until, 10_000, true));

      step.watermark(TEN + 30 * Timing.DAY);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void passerByIsLookedAtForTheirFactAndForgottenWithoutATimer() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
      for (long e = TEN; e < TEN + Timing.DAY / 2; e += 10_000) {
        step.watermark(e);
      }
      assertThat(step.fired).hasValue(1);
      assertThat(step.timers()).isZero();
      step.watermark(FORGOTTEN - 1);
      assertThat(step.states()).isEqualTo(1);
      step.watermark(FORGOTTEN);
      assertThat(step.fired).hasValue(1);
      assertThat(step.side(SupporterOperator.PROFILES)).isEmpty();
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void supporterOfThreeEngagementsCostsATimerMoreForTheProfileAndEndsWithATombstone()
      throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      threeEngagements(step, "s", TEN);
      for (long e = TEN; e < TEN + Timing.DAY / 2; e += 10_000) {
        step.watermark(e);
      }
      assertThat(step.fired).hasValue(2);
      assertThat(step.side(SupporterOperator.PROFILES))
          .extracting(draft -> draft.profile().at())
          .containsExactly(profileAt("page", "s", TEN + 10_000));
      step.watermark(FORGOTTEN - 1);
      assertThat(step.states()).isEqualTo(1);
      step.watermark(FORGOTTEN);
      // One more when the stronger engagement's window ends at most, one when it is forgotten.
      assertThat(step.fired).hasValueLessThanOrEqualTo(4);
      assertThat(step.side(SupporterOperator.PROFILES))
          .hasSize(2)
          .last()
          .extracting(draft -> new String(ResultWriter.profile(draft.profile()), UTF_8))
          .isEqualTo(
              "{\"page\":\"page\",\"supporter\":\"s\",\"at\":\""
                  + Times.format(FORGOTTEN)
                  + "\",\"deleted\":true}");
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void manyAreForgottenBitByBitAlsoOverARestartAndWithinTheHour() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      int many = 5 * Forgetting.KEYS_PER_WATERMARK;
      for (int i = 0; i < many; i++) {
        step.take(Given.add(Kind.LIKE, "s" + i, "1", TEN, 1000));
      }
      threeEngagements(step, "returns", TEN);
      step.watermark(TEN + Timing.DAY);
      step.watermark(FORGOTTEN);
      assertThat(step.states()).isBetween(many / 2L, (long) many);
      step.restore();
      step.watermark(FORGOTTEN + 1);
      assertThat(step.states()).isBetween(many / 4L, many / 2L);
      // Whoever comes back before their turn is forgotten first, as of the day's beginning.
      step.take(Given.add(Kind.LIKE, "returns", "2", FORGOTTEN + 5_000, 1000));
      step.watermark(FORGOTTEN + 20_000);
      step.watermark(FORGOTTEN + Timing.DAY / 2);
      assertThat(step.states()).isEqualTo(1);
      assertThat(step.side(SupporterOperator.PROFILES))
          .extracting(draft -> draft.profile().at())
          .containsExactly(FORGOTTEN);
    }
  }

  @Test
  void lateFactCountsFromTheFirstSliceNotYetEvaluated() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
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
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
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
    try (Step<SupporterInput, Control, PostInput> live = Step.supporter(LIVE);
        Step<SupporterInput, Control, PostInput> replay =
            Step.supporter(Settings.replay(Timing.DEFAULT, Long.MAX_VALUE))) {
      for (Step<SupporterInput, Control, PostInput> step : List.of(live, replay)) {
        step.watermark(watermark);
        step.take(Given.add(Kind.LIKE, "s", "1", TEN - 1, 1000));
        step.take(Given.add(Kind.LIKE, "s", "2", TEN, 1000));
      }
      assertThat(replay.side(SupporterOperator.TOO_LATE)).isEmpty();
      DeadLetter letter = live.side(SupporterOperator.TOO_LATE).get(0);
      assertThat(live.side(SupporterOperator.TOO_LATE)).hasSize(1);
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
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      step.tell(Given.likeVisibility("page", TEN + 10_000, 1, 500));
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
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      step.tell(Given.likeVisibility("old", TEN, 1, 500));
      step.tell(Rule.deletion("old", TEN + 10_000, 2));
      assertThat(step.rules().get("old")).hasSize(2);
      step.watermark(TEN + 2 * Timing.DAY);
      step.tell(Given.likeVisibility("new", TEN + 2 * Timing.DAY, 3, 500));
      assertThat(step.rules().get("old")).isNull();
      assertThat(step.rules().get("new")).hasSize(1);
    }
  }

  @Test
  void replaysHorizonEndsTheWaitForTheForgotten() throws Exception {
    Settings replay = Settings.replay(Timing.DEFAULT, TEN + 3_600_000);
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(replay)) {
      threeEngagements(step, "s", TEN);
      step.watermark(Long.MAX_VALUE);
      assertThat(step.side(SupporterOperator.PROFILES))
          .extracting(draft -> draft.profile().known())
          .containsExactly(true);
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void withPseudonymsADeadLetterCarriesNeitherKeyNorValue() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step =
        Step.supporter(LIVE.with(new io.groundswell.codec.Pseudonyms("key")))) {
      step.watermark(TEN + Timing.DAY);
      step.take(Given.add(Kind.LIKE, "s", "1", TEN - 1, 1000));
      DeadLetter letter = step.side(SupporterOperator.TOO_LATE).get(0);
      assertThat(letter.key()).isNull();
      assertThat(letter.value()).isNull();
      assertThat(letter.reason())
          .isEqualTo(
              "time must be at most 86400 s behind the watermark "
                  + Times.format(TEN + Timing.DAY));
    }
  }
}
