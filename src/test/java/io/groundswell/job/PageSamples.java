package io.groundswell.job;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.AttributedOutcome.Touch;
import io.groundswell.event.Basis;
import io.groundswell.event.Cohort;
import io.groundswell.event.Credit;
import io.groundswell.event.Erased;
import io.groundswell.event.Erasure;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Kind;
import io.groundswell.event.Mention;
import io.groundswell.event.Origin;
import io.groundswell.event.Outcome;
import io.groundswell.event.PageDay;
import io.groundswell.event.Post;
import io.groundswell.event.PostInput;
import io.groundswell.event.Profile;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.ProfileDraft.Engaged;
import io.groundswell.event.Retraction;
import io.groundswell.event.Rule;
import io.groundswell.fixture.Given;
import io.groundswell.job.Samples.Sample;
import io.groundswell.page.CohortFigures;
import io.groundswell.page.CohortTally;
import io.groundswell.page.PageDays;
import io.groundswell.page.PageTally;
import io.groundswell.page.PostTable;
import io.groundswell.time.Timing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/** One value of every type that flows to the steps of a page or is kept there. */
final class PageSamples {
  private static final long TEN = Given.at("10:00:00.123");
  private static final long MINUTE = Given.at("10:01:00");
  private static final long DAY = Timing.day(TEN);

  private PageSamples() {}

  /** By the names of their golden files. */
  static Map<String, Sample<?>> all() {
    Map<String, Sample<?>> all = new LinkedHashMap<>();
    all.put("mention", supporterInput(new Mention("page", "s", "élan", TEN)));
    all.put("credit", supporterInput(Credit.of(outcome(TEN))));
    all.put("credit-sparse", supporterInput(new Credit("s", sparse())));
    all.put("erasure", supporterInput(new Erasure("page", "s", TEN)));
    all.put("post", new Sample<>(States.POST_INPUT, post()));
    all.put("retraction", new Sample<>(States.POST_INPUT, new Retraction(Samples.contribution())));
    all.put("forgotten", new Sample<>(States.POST_INPUT, new Forgotten("page", "post", "s", TEN)));
    all.put("post-of-shard", new Sample<>(States.POST_OF_SHARD, Tuple2.of(7, (PostInput) post())));
    all.put("control-rule", new Sample<>(States.CONTROL, Samples.rule()));
    all.put("control-deletion", new Sample<>(States.CONTROL, Rule.deletion("page", TEN, 8)));
    all.put("control-erasure", new Sample<>(States.CONTROL, new Erasure("*", "s", TEN)));
    all.put("outcome", new Sample<>(States.OUTCOME, outcome(TEN)));
    all.put("outcome-sparse", new Sample<>(States.OUTCOME, sparse()));
    all.put("draft", new Sample<>(States.DRAFT, draft()));
    all.put("draft-tombstone", new Sample<>(States.DRAFT, tombstone()));
    all.put("page-tally", new Sample<>(States.PAGE_TALLY, tally()));
    all.put("cohort-tally", new Sample<>(States.COHORT_TALLY, cohortTally()));
    all.put("post-table", new Sample<>(postsType(), posts()));
    all.put("page-days", new Sample<>(pageType(), days()));
    all.put("cohort-figures", new Sample<>(cohortType(), figures()));
    all.put("erasures", new Sample<>(erasuresType(), erased()));
    all.put("attributed-outcome", new Sample<>(States.ATTRIBUTED_OUTCOME, attributed()));
    all.put("cohort", new Sample<>(States.COHORT, cohort()));
    all.put("page-day", new Sample<>(States.PAGE_DAY, pageDay()));
    return all;
  }

  private static Sample<?> supporterInput(io.groundswell.event.SupporterInput input) {
    return new Sample<>(States.SUPPORTER_INPUT, input);
  }

  private static TypeInformation<PostTable> postsType() {
    return new BinaryType<>(new PageSerializers.PostTableSerializer());
  }

  private static TypeInformation<PageDays> pageType() {
    return new BinaryType<>(new PageSerializers.PageDaysSerializer());
  }

  private static TypeInformation<CohortFigures> cohortType() {
    return new BinaryType<>(new PageSerializers.CohortFiguresSerializer());
  }

  private static TypeInformation<Erased[]> erasuresType() {
    return Types.OBJECT_ARRAY(TypeInformation.of(Erased.class));
  }

  private static Erased[] erased() {
    return new Erased[] {new Erased("page", TEN), new Erased("*", TEN + 1)};
  }

  static Outcome outcome(long time) {
    return new Outcome("page", "signature", "1", time, "post", "u", "s", 12.5, "EUR");
  }

  private static Outcome sparse() {
    return new Outcome("page", "visit", "2", TEN, null, null, null, Double.NaN, null);
  }

  private static Post post() {
    return Given.post("post", TEN, "climat", "eau");
  }

  private static ProfileDraft draft() {
    return new ProfileDraft(
        PageSamples.withoutPosts(Samples.profile()),
        new Engaged[] {new Engaged("post", 3, TEN), new Engaged("other", 1, TEN + 1)});
  }

  private static Profile withoutPosts(Profile p) {
    return new ProfileDraft(p, new Engaged[0]).complete(new Profile.TopicLift[0], Double.NaN);
  }

  private static ProfileDraft tombstone() {
    return new ProfileDraft(Profile.forgotten("page", "s", MINUTE), new Engaged[0]);
  }

  private static PageTally tally() {
    PageTally tally = new PageTally("page", DAY, MINUTE);
    tally.erased("u");
    tally.engaged("post", Kind.LIKE, true);
    tally.engaged("post", Kind.COMMENT, true);
    tally.engaged("other", Kind.SHARE, true);
    tally.engaged("other", Kind.SHARE, false);
    tally.active(3, 2);
    tally.scored("s", 51.5, true);
    tally.scored("t", 40, false);
    tally.happened(outcome(TEN), Origin.SPONSORED);
    tally.happened(sparse(), Origin.UNKNOWN);
    return tally;
  }

  private static CohortTally cohortTally() {
    return new CohortTally("page", DAY, Origin.SPONSORED, MINUTE, -1, 2, 3, 4);
  }

  private static PostTable posts() {
    PostTable posts = new PostTable();
    posts.take(post());
    posts.take(Given.post("post", TEN - 1, "eau"));
    posts.take(Given.post("other", TEN));
    return posts;
  }

  private static PageDays days() {
    PageDays days = new PageDays("page");
    days.take(post());
    days.take(Given.post("other", TEN, "eau"));
    for (int hour = 0; hour < 3; hour++) {
      days.take(
          Given.in(
              hour == 1 ? "USD" : "EUR",
              Given.report(
                  "ad", TEN + (hour - 3) * 3_600_000L, Basis.REACH, 1, null, 0, 0, 0, hour * 5)),
          Timing.DEFAULT);
    }
    days.take(List.of(tally()));
    for (PageDay day : days.at(MINUTE, Long.MIN_VALUE / 2, Timing.DEFAULT)) {
      days.tell(day.day(), 42);
    }
    return days;
  }

  private static CohortFigures figures() {
    CohortFigures figures = new CohortFigures();
    figures.take(new CohortTally("page", DAY, Origin.ORGANIC, MINUTE, 9, 2, 3, 4));
    figures.tell("page", DAY, Origin.ORGANIC, MINUTE + 2 * Timing.DAY);
    figures.take(new CohortTally("page", DAY, Origin.ORGANIC, MINUTE, 1, 0, 1, 1));
    return figures;
  }

  static AttributedOutcome attributed() {
    return new AttributedOutcome(
        outcome(TEN), Origin.SPONSORED, "s", new Touch(Kind.SHARE, TEN - 1, "other", "ad"));
  }

  static AttributedOutcome unknown() {
    return AttributedOutcome.unknown(sparse());
  }

  static Cohort cohort() {
    return new Cohort("page", DAY, Origin.ORGANIC, MINUTE, 9, 2L, 3L, null);
  }

  static PageDay pageDay() {
    PageDay day = days().at(MINUTE, Long.MIN_VALUE / 2, Timing.DEFAULT).get(0);
    return day;
  }
}
