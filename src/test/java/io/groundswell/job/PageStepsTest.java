package io.groundswell.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.codec.PageWriter;
import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Basis;
import io.groundswell.event.Cohort;
import io.groundswell.event.Credit;
import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.event.Outcome;
import io.groundswell.event.PageDay;
import io.groundswell.event.PostInput;
import io.groundswell.event.Profile;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.ProfileDraft.Engaged;
import io.groundswell.event.SupporterInput;
import io.groundswell.fixture.Given;
import io.groundswell.page.CohortTally;
import io.groundswell.page.PageTally;
import io.groundswell.time.Timing;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The steps of outcomes, profiles, cohorts and pages in Flink's harness, on RocksDB. */
class PageStepsTest {
  private static final long TEN = Given.at("10:00:00");
  private static final long MINUTE = Timing.MINUTE;
  private static final long DAY = Timing.day(TEN);
  private static final Settings LIVE = Settings.live(Timing.DEFAULT, 30_000, "");

  private static Outcome signature(String id, long time, String supporter) {
    return new Outcome("page", "signature", id, time, null, supporter, null, 5, "EUR");
  }

  private static byte[] bytes(PageTally tally) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    tally.write(out);
    return out.getCopyOfBuffer();
  }

  @Test
  void anOutcomeCountsOnceWithinADayThroughRestoresAndNothingIsLeft() throws Exception {
    try (Step<Outcome, Void, SupporterInput> step = Step.outcome(LIVE)) {
      Outcome first = signature("1", TEN, "s");
      step.take(first);
      step.restore();
      step.take(signature("1", TEN + 1, "t"));
      step.watermark(TEN + 9_999);
      assertThat(step.out()).isEmpty();
      step.watermark(TEN + 10_000);
      assertThat(step.out()).containsExactly(Credit.of(first));
      step.restore();
      step.take(first);
      step.take(signature("1", TEN + Timing.DAY, "u"));
      Outcome again = signature("1", TEN + Timing.DAY + 1, "u");
      step.take(again);
      step.restore();
      step.watermark(TEN + Timing.DAY + 10_000);
      assertThat(step.out()).containsExactly(Credit.of(first), Credit.of(again));
      step.watermark(TEN + 2 * Timing.DAY + 10_000);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void ofTwoOutcomesAtOneTimeTheSameCountsInAnyOrder() throws Exception {
    Outcome bare = signature("1", TEN, null);
    Outcome named = signature("1", TEN, "s");
    for (List<Outcome> order : List.of(List.of(bare, named), List.of(named, bare))) {
      try (Step<Outcome, Void, SupporterInput> step = Step.outcome(LIVE)) {
        for (Outcome outcome : order) {
          step.take(outcome);
        }
        step.watermark(TEN + 10_000);
        assertThat(step.out()).isEmpty();
        assertThat(step.side(SupporterOperator.OUTCOMES))
            .containsExactly(AttributedOutcome.unknown(bare));
      }
    }
  }

  @Test
  void anOutcomeThatNamesNobodyIsToldToItsDayAtOnce() throws Exception {
    try (Step<Outcome, Void, SupporterInput> step = Step.outcome(LIVE)) {
      Outcome nobodys = signature("1", TEN + 55_000, null);
      step.take(nobodys);
      step.take(signature("2", TEN, "s"));
      step.restore();
      step.watermark(TEN + MINUTE);
      assertThat(step.out()).hasSize(1);
      assertThat(step.side(SupporterOperator.OUTCOMES))
          .containsExactly(AttributedOutcome.unknown(nobodys));
      PageTally expected = new PageTally("page", DAY, TEN + MINUTE);
      expected.happened(nobodys, Origin.UNKNOWN);
      assertThat(step.side(SupporterOperator.PAGES))
          .singleElement()
          .satisfies(tally -> assertThat(bytes(tally)).isEqualTo(bytes(expected)));
    }
  }

  @Test
  void anOutcomeLaterThanTheWatermarkCountsFromTheNextSlice() throws Exception {
    try (Step<Outcome, Void, SupporterInput> step = Step.outcome(LIVE)) {
      step.watermark(TEN + 5 * MINUTE);
      step.take(signature("1", TEN, "s"));
      assertThat(step.out()).isEmpty();
      step.watermark(TEN + 5 * MINUTE + 10_000);
      assertThat(step.out()).hasSize(1);
      step.watermark(TEN + 3 * Timing.DAY);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  private static ProfileDraft draft(long at, Engaged... engaged) {
    Profile p = Samples.profile();
    return new ProfileDraft(
        new Profile(
            p.page(),
            p.supporter(),
            at,
            true,
            p.firstSeen(),
            p.lastSeen(),
            p.audience(),
            p.day(),
            p.month(),
            p.activeDays(),
            p.posts(),
            p.brought(),
            p.rating(),
            p.nanoInfluencer(),
            new Profile.TopicLift[0],
            Double.NaN,
            p.outcomes(),
            p.origin()),
        engaged);
  }

  private static Tuple2<Integer, PostInput> shard(PostInput post) {
    return Tuple2.of(Math.floorMod("s".hashCode(), ProfileOperator.SHARDS), post);
  }

  @Test
  void profileHasTheTopicsOfThePostsKnownAtItsTimeThroughRestores() throws Exception {
    try (Step<ProfileDraft, Tuple2<Integer, PostInput>, Profile> step = Step.profile(LIVE)) {
      long at = TEN + 10 * MINUTE;
      step.tell(shard(Given.post("p", TEN, "eau", "climat", "eau")));
      step.tell(shard(Given.post("q", TEN + MINUTE, "eau")));
      step.tell(shard(Given.post("r", TEN + MINUTE)));
      step.restore();
      // Not yet published at the profile's time; and one that the page has named anew since.
      step.tell(shard(Given.post("later", at, "climat")));
      step.tell(shard(Given.post("r", at, "eau")));
      step.take(
          draft(
              at,
              new Engaged("p", 2, TEN + 3 * MINUTE),
              new Engaged("q", 1, TEN),
              new Engaged("unheard-of", 9, TEN)));
      step.restore();
      // A watermark of just that end says only that posts have all they need of it.
      step.watermark(at);
      assertThat(step.out()).isEmpty();
      step.watermark(at + 1);
      Profile given = step.out().get(0);
      assertThat(step.out()).hasSize(1);
      assertThat(given.at()).isEqualTo(at);
      // Three posts: one carries climat, two eau; three engagements with them.
      assertThat(given.topics())
          .containsExactly(
              new Profile.TopicLift("climat", 2, (2 + 1) / (3 + 3.0) * 3),
              new Profile.TopicLift("eau", 3, (3 + 1) / (3 + 1.5) * 1.5));
      assertThat(given.promptness()).isEqualTo(1.5);
      assertThat(given.rating()).isEqualTo(Samples.profile().rating());
      step.watermark((DAY + 28) * Timing.DAY + 10_000);
      assertThat(step.states()).isEqualTo(1);
      step.watermark((DAY + 28) * Timing.DAY + 10_001);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  @Test
  void noPostIsLostWhereMoreComeThanAreHeldBackAndThroughARestore() throws Exception {
    try (Step<ProfileDraft, Tuple2<Integer, PostInput>, Profile> step = Step.profile(LIVE)) {
      int posts = ProfileOperator.MOST_ARRIVED + 20;
      step.tell(shard(Given.post("p0", TEN, "climat")));
      for (int i = 1; i < posts; i++) {
        if (i == posts - 10) {
          step.restore();
        }
        step.tell(shard(Given.post("p" + i, TEN)));
      }
      long at = TEN + 10 * MINUTE;
      step.take(draft(at, new Engaged("p0", 2, TEN), new Engaged("p" + (posts - 1), 1, TEN)));
      step.watermark(at + 1);
      // One post of all of them carries it: the lift says of how many.
      double share = 1.0 / posts;
      assertThat(step.out().get(0).topics())
          .containsExactly(new Profile.TopicLift("climat", 2, (2 + 1) / (3 + 1 / share) / share));
    }
  }

  @Test
  void postsAreForgottenThoughATombstoneComesAtTheSameTimeOrThePostIsOldAlready() throws Exception {
    try (Step<ProfileDraft, Tuple2<Integer, PostInput>, Profile> step = Step.profile(LIVE)) {
      long forgotten = (DAY + 28) * Timing.DAY + 10_000;
      step.tell(shard(Given.post("p", TEN, "eau")));
      step.take(new ProfileDraft(Profile.forgotten("page", "s", forgotten), new Engaged[0]));
      step.restore();
      step.watermark(forgotten + 1);
      assertThat(step.out()).extracting(Profile::known).containsExactly(false);
      assertThat(step.states()).isZero();
      step.tell(shard(Given.post("p", TEN, "eau")));
      step.watermark(forgotten + Timing.DAY);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  private static CohortTally cohort(long minute, int size, int back1, int back7, int back28) {
    return new CohortTally("page", DAY, Origin.ORGANIC, minute, size, back1, back7, back28);
  }

  @Test
  void cohortIsToldWhenANumberChangesAndWhenOneBecomesKnownAndNothingIsLeft() throws Exception {
    try (Step<CohortTally, Void, Cohort> step = Step.cohort(LIVE)) {
      long second = (DAY + 2) * Timing.DAY + MINUTE;
      long eighth = (DAY + 8) * Timing.DAY + MINUTE;
      long last = (DAY + 29) * Timing.DAY + MINUTE;
      step.take(cohort(TEN + MINUTE, 2, 0, 0, 0));
      step.take(cohort(TEN + MINUTE, 1, 0, 0, 0));
      step.take(cohort(TEN + 2 * MINUTE, 1, 0, 0, 0));
      step.take(cohort(TEN + 2 * MINUTE, -1, 0, 0, 0));
      step.restore();
      step.watermark(TEN + 10 * MINUTE);
      step.take(cohort(TEN + Timing.DAY, 0, 2, 2, 2));
      step.restore();
      step.watermark(TEN + Timing.DAY);
      step.take(cohort(TEN + 3 * Timing.DAY, 0, 0, 1, 1));
      step.restore();
      step.watermark(last + 1);
      assertThat(step.out())
          .containsExactly(
              new Cohort("page", DAY, Origin.ORGANIC, TEN + MINUTE, 3, null, null, null),
              new Cohort("page", DAY, Origin.ORGANIC, second, 3, 2L, null, null),
              new Cohort("page", DAY, Origin.ORGANIC, eighth, 3, 2L, 3L, null),
              new Cohort("page", DAY, Origin.ORGANIC, last, 3, 2L, 3L, 3L));
      step.watermark(last + Timing.DAY);
      assertThat(step.states()).isEqualTo(1);
      step.watermark(last + Timing.DAY + 1);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }

  private static PageTally tally(long minute) {
    return new PageTally("page", DAY, minute);
  }

  private static String json(PageDay day) {
    return new String(PageWriter.pageDay(day), UTF_8);
  }

  @Test
  void dayIsToldAtMinutesAtWhichItChangedAndCorrectedUntilItIsFinal() throws Exception {
    try (Step<PageTally, PostInput, PageDay> step = Step.page(LIVE)) {
      step.tell(Given.post("post", TEN, "eau"));
      step.tell(Given.in("EUR", Given.report("ad", TEN, Basis.REACH, 0, TEN, 0, 0, 0, 0)));
      PageTally one = tally(TEN + MINUTE);
      one.engaged("post", Kind.SHARE, true);
      one.active(1, 1);
      step.take(one);
      PageTally other = tally(TEN + MINUTE);
      other.engaged("post", Kind.LIKE, false);
      other.scored("s", 50, true);
      other.scored("t", 60, false);
      step.take(other);
      step.restore();
      step.watermark(TEN + MINUTE - 1);
      assertThat(step.out()).isEmpty();
      step.watermark(TEN + 10 * MINUTE);
      assertThat(step.out()).hasSize(1);
      assertThat(json(step.out().get(0)))
          .isEqualTo(
              ("{'page':'page','day':'2026-11-23','at':'2026-11-23T10:01:00.000Z',"
                      + "'supporters':1,'nano':1,'nanoInfluencers':1,"
                      + "'organic':{'likes':0,'comments':0,'shares':1},"
                      + "'sponsored':{'likes':1,'comments':0,'shares':0},"
                      + "'outcomes':[],'spend':{},'costPerOutcome':[],"
                      + "'top':[{'supporter':'t','score':60},{'supporter':'s','score':50}],"
                      + "'topics':[{'topic':'eau','engagements':1,'posts':1}]}")
                  .replace('\'', '"'));
      step.restore();
      // Nothing changes: nothing is told. Then somebody is erased, and the ad has spent.
      step.take(tally(TEN + 20 * MINUTE));
      PageTally erased = tally(TEN + 21 * MINUTE);
      erased.erased("t");
      step.take(erased);
      step.tell(
          Given.in("EUR", Given.report("ad", TEN + 30 * MINUTE, Basis.REACH, 9, TEN, 0, 0, 0, 12)));
      PageTally outcome = tally(TEN + 40 * MINUTE);
      outcome.happened(signature("1", TEN, "s"), Origin.SPONSORED);
      outcome.happened(signature("2", TEN, "s"), Origin.SPONSORED);
      step.take(outcome);
      step.restore();
      step.watermark((DAY + 2) * Timing.DAY);
      List<PageDay> told = step.out();
      assertThat(told)
          .extracting(PageDay::at)
          .containsExactly(TEN + MINUTE, TEN + 21 * MINUTE, TEN + 31 * MINUTE, TEN + 40 * MINUTE);
      assertThat(told.get(1).top()).containsExactly(new PageDay.Top("s", 50));
      assertThat(told.get(2).spend()).containsExactly(new PageDay.Money("EUR", 12));
      assertThat(told.get(3).outcomes()[0].count()).isEqualTo(2);
      assertThat(told.get(3).outcomes()[0].value()).containsExactly(new PageDay.Money("EUR", 10));
      assertThat(told.get(3).costs()).containsExactly(new PageDay.Cost("signature", "EUR", 6));
      step.restore();
      step.take(tally((DAY + 2) * Timing.DAY + MINUTE));
      // The newest day that is corrected sees posts of 28 days before it.
      for (long day = DAY + 3; day <= DAY + 32; day++) {
        step.watermark(day * Timing.DAY + MINUTE);
      }
      assertThat(step.out()).hasSize(4);
      assertThat(step.states()).isZero();
      assertThat(step.timers()).isZero();
    }
  }
}
