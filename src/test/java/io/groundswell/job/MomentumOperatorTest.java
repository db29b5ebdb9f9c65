package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Alert;
import io.groundswell.event.Alert.Status;
import io.groundswell.event.Contribution;
import io.groundswell.event.Control;
import io.groundswell.event.Forgotten;
import io.groundswell.event.PostInput;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Retraction;
import io.groundswell.event.Tier;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The momentum step in Flink's harness, on RocksDB. */
class MomentumOperatorTest {
  private static final long TEN = Given.at("10:00:00");
  private static final long HOUR = 3_600_000;
  private static final Settings LIVE = Settings.live(Timing.DEFAULT, 30_000, "");

  /** Two reports an hour apart: 100 people in that hour, and on for another. */
  private static void hundredPeopleAnHour(Step<PostInput, Control, Alert> step) throws Exception {
    step.take(Given.report("ad", TEN - HOUR, 0));
    step.take(Given.report("ad", TEN, 100));
  }

  @Test
  void whatComesLateAfterARestartBringsNoPastSliceEndBack() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      hundredPeopleAnHour(step);
      for (int s = 0; s < 20; s++) {
        step.take(Given.share(Given.POST, "s" + s, TEN + 20_000, 50));
      }
      step.watermark(TEN + 600_000);
      int given = step.side(MomentumOperator.MOMENTUM).size();
      assertThat(step.out()).extracting(Alert::status).containsExactly(Status.OPENED);

      step.restoreBeforeAnyWatermark();
      // Its own slice end is long past, and far behind as it makes the post it must not count
      // there.
      step.take(Given.report("ad", TEN - HOUR / 2, 1_000_000));
      step.watermark(TEN + 600_000);
      assertThat(step.side(MomentumOperator.MOMENTUM)).isEmpty();
      step.watermark(TEN + 660_000);
      assertThat(given).isPositive();
      assertThat(step.side(MomentumOperator.MOMENTUM))
          .extracting(PostMomentum::at)
          .containsExactly(TEN + 660_000);
      assertThat(step.out()).hasSize(1);
    }
  }

  @Test
  void alertOpensAndClosesThroughRestoresAndNothingIsLeft() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      hundredPeopleAnHour(step);
      for (int s = 0; s < 20; s++) {
        step.take(Given.share(Given.POST, "s" + s, TEN + 20_000, 50));
      }
      step.watermark(TEN + 20_000);
      assertThat(step.out()).isEmpty();
      step.restore();
      step.watermark(TEN + 30_000);
      Alert opened = step.out().get(0);
      assertThat(opened.status()).isEqualTo(Status.OPENED);
      assertThat(opened.at()).isEqualTo(TEN + 30_000);
      assertThat(opened.organic().reach()).isEqualTo(1000);
      assertThat(opened.topSupporters()).hasSize(5);

      step.take(Given.share(Given.POST, "t", TEN + 40_000, 900));
      step.watermark(TEN + 40_000);
      step.take(Given.share(Given.POST, "u", TEN + 50_000, 100));
      step.restore();
      step.watermark(TEN + 50_000);
      step.watermark(TEN + HOUR);
      step.restore();
      step.watermark(TEN + 2 * HOUR);
      List<Alert> alerts = step.out();
      assertThat(alerts)
          .extracting(Alert::status)
          .containsExactly(Status.OPENED, Status.RAISED, Status.CLOSED);
      assertThat(alerts).extracting(Alert::id).containsOnly(opened.id());
      assertThat(alerts.get(1).at()).isEqualTo(TEN + 50_000);
      // Behind from the end of the first 20 supporters' window on, thirty slice ends.
      assertThat(alerts.get(2).at()).isEqualTo(TEN + 20_000 + HOUR + 29 * 10_000);

      step.watermark(TEN + 3 * Timing.DAY);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void whatWasToldAheadAndTakenBackNeverHappenedThroughRestores() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      Contribution told = Given.share(Given.POST, "s", TEN + 10_000, 50);
      step.take(told);
      step.take(Given.share("other", "s", TEN + 10_000, 50));
      step.restore();
      step.take(new Retraction(told));
      step.restore();
      step.watermark(TEN + 60_000);
      assertThat(step.side(MomentumOperator.MOMENTUM))
          .extracting(PostMomentum::post)
          .containsExactly("other");
    }
  }

  @Test
  void postWhereNothingHappensCostsOneTimerAMinuteAndThenNone() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      step.take(Given.share(Given.POST, "s", TEN + 10_000, 50));
      for (long e = TEN; e <= TEN + 2 * HOUR; e += 10_000) {
        step.watermark(e);
      }
      // The change, sixty whole minutes, the end of the window; the minute after at most.
      assertThat(step.fired.get()).isBetween(61, 63);
      assertThat(step.side(MomentumOperator.MOMENTUM)).hasSize(61);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void adThatStandsStillCostsNoTimerPerSlice() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      step.take(Given.report("ad", TEN, 100));
      for (long e = TEN; e <= TEN + Timing.DAY - HOUR; e += 10_000) {
        step.watermark(e);
      }
      assertThat(step.fired).hasValue(1);
      assertThat(step.side(MomentumOperator.MOMENTUM)).isEmpty();
      step.watermark(TEN + 2 * Timing.DAY);
      assertThat(step.fired).hasValueLessThanOrEqualTo(2);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void momentumIsGivenAtWholeMinutesAndEndsWithATombstone() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      step.take(Given.share(Given.POST, "s", TEN + 10_000, 50));
      step.watermark(TEN + 2 * HOUR);
      List<PostMomentum> given = step.side(MomentumOperator.MOMENTUM);
      assertThat(given.get(0).at()).isEqualTo(TEN + 60_000);
      assertThat(given.subList(0, 60)).allMatch(PostMomentum::evaluated);
      assertThat(given.get(60)).isEqualTo(PostMomentum.ended("page", "post", TEN + 10_000 + HOUR));
    }
  }

  @Test
  void lateReportCountsFromTheFirstSliceNotYetEvaluated() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      step.watermark(TEN + 50_000);
      hundredPeopleAnHour(step);
      step.watermark(TEN + 59_999);
      assertThat(step.side(MomentumOperator.MOMENTUM)).isEmpty();
      step.watermark(TEN + 60_000);
      PostMomentum given = step.side(MomentumOperator.MOMENTUM).get(0);
      assertThat(given.at()).isEqualTo(TEN + 60_000);
      assertThat(given.sponsored()).isEqualTo(100);
    }
  }

  @Test
  void topicsAreForgottenThoughSomethingBeginsAtTheSameTimeOrThePostIsOldAlready()
      throws Exception {
    long forgotten = (Timing.day(TEN) + 28) * Timing.DAY + 10_000;
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      step.tell(Given.threshold("page", TEN - HOUR, 1, 1));
      step.take(Given.post("post", TEN, "eau", "climat"));
      step.take(Given.share(Given.POST, "s", forgotten, 50));
      step.restore();
      step.watermark(forgotten + 2 * HOUR);
      assertThat(step.states()).isZero();
      step.take(Given.post("post", TEN, "eau"));
      step.watermark(forgotten + Timing.DAY);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void alertNamesTheTopicsOfThePostAndWhoCarriesIt() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      hundredPeopleAnHour(step);
      step.take(Given.post("post", TEN - HOUR, "eau"));
      step.take(Given.post("post", TEN, "climat", "eau", "climat"));
      step.take(Given.post("post", TEN + HOUR, "later"));
      for (int s = 0; s < 20; s++) {
        step.take(Given.share(Given.POST, "s" + s, TEN + 20_000, 50));
      }
      step.restore();
      step.take(new Forgotten("page", "post", "s0", TEN + 30_000));
      step.watermark(TEN + 30_000);
      Alert opened = step.out().get(0);
      assertThat(opened.topics()).containsExactly("climat", "eau");
      assertThat(opened.organic().nano()).isEqualTo(20);
      assertThat(opened.topSupporters())
          .hasSize(4)
          .extracting(Alert.TopSupporter::supporter)
          .doesNotContain("s0");
      assertThat(opened.topSupporters())
          .allMatch(top -> top.tier() == Tier.NANO && top.score() == 0);
    }
  }

  @Test
  void evaluationUsesTheRuleInForceAtItsSliceEnd() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      step.tell(Given.threshold("page", TEN - HOUR, 1, 100));
      step.tell(Given.threshold("page", TEN + 100_000, 2, 1));
      hundredPeopleAnHour(step);
      for (int s = 0; s < 20; s++) {
        step.take(Given.share(Given.POST, "s" + s, TEN + 20_000, 50));
      }
      step.restore();
      step.watermark(TEN + 300_000);
      assertThat(step.out()).extracting(Alert::at).containsExactly(TEN + 120_000);
    }
  }
}
