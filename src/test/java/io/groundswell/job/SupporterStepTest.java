package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.AttributedOutcome.Touch;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Control;
import io.groundswell.event.Credit;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Kind;
import io.groundswell.event.Mention;
import io.groundswell.event.Origin;
import io.groundswell.event.Outcome;
import io.groundswell.event.PostInput;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.SupporterInput;
import io.groundswell.fixture.Given;
import io.groundswell.page.CohortTally;
import io.groundswell.page.PageTally;
import io.groundswell.time.Timing;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What the supporter step gathers for pages and cohorts, and whom it erases, on RocksDB. */
class SupporterStepTest {
  private static final long TEN = Given.at("10:00:00");
  private static final long MINUTE = Timing.MINUTE;
  private static final long DAY = Timing.day(TEN);
  private static final Settings LIVE = Settings.live(Timing.DEFAULT, 30_000, "");

  private static Engagement on(String page, Engagement e) {
    return new Engagement(
        page,
        e.post(),
        e.supporter(),
        e.kind(),
        e.id(),
        e.time(),
        e.add(),
        e.audience(),
        e.ad(),
        e.via(),
        0,
        0);
  }

  private static void threeEngagements(
      Step<SupporterInput, Control, PostInput> step, String page, String supporter)
      throws Exception {
    for (Kind kind : Kind.values()) {
      step.take(on(page, Given.add(kind, supporter, "1", TEN, 1000)));
    }
  }

  private static List<byte[]> bytes(List<PageTally> tallies) throws Exception {
    List<byte[]> all = new java.util.ArrayList<>();
    for (PageTally tally : tallies) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      tally.write(out);
      all.add(out.getCopyOfBuffer());
    }
    return all;
  }

  private static void assertTallies(List<PageTally> actual, PageTally... expected)
      throws Exception {
    assertThat(bytes(actual)).containsExactlyElementsOf(bytes(List.of(expected)));
  }

  private static List<String> told(List<ProfileDraft> drafts) {
    return drafts.stream()
        .map(ProfileDraft::profile)
        .map(p -> p.page() + "/" + p.supporter() + (p.known() ? "" : " gone"))
        .toList();
  }

  private static PageTally twoLikes() {
    PageTally tally = new PageTally("page", DAY, TEN + MINUTE);
    for (int i = 0; i < 2; i++) {
      tally.engaged("post", Kind.LIKE, true);
      tally.active(1, 1);
    }
    return tally;
  }

  private static void twoNewcomers(Step<SupporterInput, Control, PostInput> step) throws Exception {
    step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
    step.take(Given.add(Kind.LIKE, "t", "1", TEN + 5_000, 1000));
    step.watermark(TEN + 10_000);
  }

  @Test
  void whatIsGatheredInAMinuteLeavesAsOneWhenTheWatermarkPassesIt() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      twoNewcomers(step);
      step.watermark(TEN + MINUTE - 1);
      assertThat(step.side(SupporterOperator.PAGES)).isEmpty();
      assertThat(step.side(SupporterOperator.COHORTS)).isEmpty();
      step.watermark(TEN + MINUTE);
      step.barrier();
      assertTallies(step.side(SupporterOperator.PAGES), twoLikes());
      assertThat(step.side(SupporterOperator.COHORTS))
          .containsExactly(new CohortTally("page", DAY, Origin.ORGANIC, TEN + MINUTE, 2, 0, 0, 0));
    }
  }

  @Test
  void whatIsGatheredLeavesBeforeTheBarrierAndNotAgainAfterIt() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      twoNewcomers(step);
      step.barrier();
      assertTallies(step.side(SupporterOperator.PAGES), twoLikes());
      assertThat(step.side(SupporterOperator.COHORTS)).hasSize(1);
      step.restore();
      step.watermark(TEN + MINUTE);
      step.barrier();
      assertThat(step.side(SupporterOperator.PAGES)).isEmpty();
      assertThat(step.side(SupporterOperator.COHORTS)).isEmpty();
    }
  }

  @Test
  void anErasureOnOnePageTakesAllBackThroughARestoreAndWhatComesLaterIsIgnored() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      threeEngagements(step, "page", "s");
      threeEngagements(step, "other", "s");
      threeEngagements(step, "page", "t");
      step.watermark(TEN + 16 * MINUTE);
      assertThat(told(step.side(SupporterOperator.PROFILES)))
          .containsExactlyInAnyOrder("page/s", "page/t", "other/s");
      Erasure erasure = new Erasure("page", "s", TEN + 20 * MINUTE);
      step.tell(erasure);
      step.take(erasure);
      step.restore();
      step.watermark(TEN + 20 * MINUTE + 9_999);
      assertThat(step.side(SupporterOperator.PROFILES)).isEmpty();
      int before = step.out().size();
      long e = TEN + 20 * MINUTE + 10_000;
      step.watermark(e);
      step.barrier();
      assertThat(told(step.side(SupporterOperator.PROFILES))).containsExactly("page/s gone");
      assertThat(step.side(SupporterOperator.PROFILES).get(0).profile().at()).isEqualTo(e);
      List<PostInput> out = step.out().subList(before, step.out().size());
      assertThat(out).hasSize(2).last().isEqualTo(new Forgotten("page", "post", "s", e));
      Contribution withdrawn = (Contribution) out.get(0);
      assertThat(withdrawn.spans())
          .hasSize(4)
          .allMatch(span -> !span.begins() && span.until() == TEN + 10_000 + 3_600_000)
          .filteredOn(span -> span.what() == What.STRONGEST)
          .hasSize(1);
      PageTally expected = new PageTally("page", DAY, TEN + 21 * MINUTE);
      expected.erased("s");
      assertTallies(step.side(SupporterOperator.PAGES), expected);

      step.restore();
      threeEngagements(step, "page", "s");
      step.watermark(TEN + 40 * MINUTE);
      step.barrier();
      assertThat(step.out()).hasSize(before + 2);
      assertThat(step.side(SupporterOperator.PROFILES)).isEmpty();
      assertThat(step.side(SupporterOperator.PAGES)).isEmpty();
      assertThat(step.states()).isEqualTo(2);
      step.watermark(TEN + 31 * Timing.DAY);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void anErasureOnEveryPageFindsThePagesTheyAreOn() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      threeEngagements(step, "page", "s");
      threeEngagements(step, "other", "s");
      threeEngagements(step, "page", "t");
      step.watermark(TEN + 16 * MINUTE);
      step.tell(new Erasure("*", "s", TEN + 20 * MINUTE));
      step.restore();
      step.watermark(TEN + 20 * MINUTE + 10_000);
      assertThat(told(step.side(SupporterOperator.PROFILES)))
          .containsExactlyInAnyOrder("page/s gone", "other/s gone");
      assertThat(step.states()).isEqualTo(1);
      step.restore();
      threeEngagements(step, "third", "s");
      step.watermark(TEN + 40 * MINUTE);
      assertThat(step.side(SupporterOperator.PROFILES)).isEmpty();
      assertThat(step.states()).isEqualTo(1);
      // Who comes back after it is new.
      step.take(Given.add(Kind.LIKE, "s", "2", TEN + 41 * MINUTE, 1000));
      step.watermark(TEN + 42 * MINUTE);
      step.barrier();
      assertThat(step.side(SupporterOperator.COHORTS))
          .containsExactly(
              new CohortTally("page", DAY, Origin.ORGANIC, TEN + 42 * MINUTE, 1, 0, 0, 0));
      step.watermark(TEN + 31 * Timing.DAY);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void whoBroughtAnErasedSupporterLosesThemAtTheNextProfile() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      threeEngagements(step, "page", "s");
      step.take(new Mention("page", "s", "t", TEN));
      step.take(new Mention("page", "s", "u", TEN));
      step.take(new Mention("page", "s", "u", TEN + 1));
      step.watermark(TEN + 16 * MINUTE);
      step.tell(new Erasure("page", "t", TEN + 20 * MINUTE));
      step.restore();
      step.take(Given.add(Kind.LIKE, "s", "2", TEN + 21 * MINUTE, 1000));
      step.watermark(TEN + 40 * MINUTE);
      assertThat(step.side(SupporterOperator.PROFILES))
          .singleElement()
          .satisfies(draft -> assertThat(draft.profile().brought()).isEqualTo(1));
    }
  }

  @Test
  void mentionAloneIsForgottenWithoutAWord() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      step.take(new Mention("page", "s", "t", TEN));
      step.watermark(TEN + 40 * MINUTE);
      step.restore();
      assertThat(step.states()).isEqualTo(1);
      step.watermark((DAY + 29) * Timing.DAY + 10_000);
      step.barrier();
      assertThat(step.out()).isEmpty();
      assertThat(step.side(SupporterOperator.PROFILES)).isEmpty();
      assertThat(step.side(SupporterOperator.COHORTS)).isEmpty();
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void anOutcomeIsCreditedToTheTouchThatStandsAtItsEnd() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      step.take(Given.add(Kind.SHARE, "s", "1", TEN, 1000));
      step.take(Given.add(Kind.LIKE, "s", "1", TEN + 1, 1000));
      step.watermark(TEN + 10_000);
      step.take(Given.remove(Kind.LIKE, "s", "1", TEN + 60_000));
      Outcome signature =
          new Outcome("page", "signature", "1", TEN + 59_999, null, "s", null, 5, "EUR");
      step.take(Credit.of(signature));
      Outcome withdrawn =
          new Outcome("page", "signature", "2", TEN + 60_001, null, "s", null, 5, "EUR");
      step.take(Credit.of(withdrawn));
      Outcome referred =
          new Outcome("page", "signature", "3", TEN + 60_001, null, "t", "s", 5, "EUR");
      step.take(Credit.of(referred));
      Outcome nobody =
          new Outcome("page", "signature", "4", TEN + 60_001, null, "u", null, 5, "EUR");
      step.take(Credit.of(nobody));
      step.restore();
      step.watermark(TEN + 80_000);
      assertThat(step.side(SupporterOperator.OUTCOMES))
          .containsExactlyInAnyOrder(
              new AttributedOutcome(
                  signature, Origin.ORGANIC, "s", new Touch(Kind.LIKE, TEN + 1, "post", null)),
              new AttributedOutcome(
                  withdrawn, Origin.ORGANIC, "s", new Touch(Kind.SHARE, TEN, "post", null)),
              new AttributedOutcome(referred, Origin.ORGANIC, "s", null),
              AttributedOutcome.unknown(nobody));
      step.watermark(TEN + 31 * Timing.DAY);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }
}
