package io.groundswell.job;

import io.groundswell.codec.Inbound;
import io.groundswell.event.Alert;
import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Cohort;
import io.groundswell.event.Control;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.PageDay;
import io.groundswell.event.PostInput;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.event.SupporterInput;
import io.groundswell.page.PageTally;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The topology, from records as they came to results. The cluster, the demo, a replay and the tests
 * all run this one.
 *
 * <pre>
 * records ─ route ─┬─ engagements, mentions ─┬─ SUPPORTER (page, supporter) ─┬─ contributions ─┐
 *                  ├─ OUTCOME (page,kind,id) ┘     │                         │                 │
 *                  ├─ reports of ads ──────────────┼───────────────────┬─────│─────────────────┴─ MOMENTUM (page, post) ─ alerts
 *                  ├─ posts ───────────────────────┼─────┬─────────────┤     │                        └─ post-momentum
 *                  ├─ rules, erasures ─ broadcast  │     │             │     ├─ days ─ PAGE (page) ─ pages
 *                  └─ dead letters                 │     └ PROFILE ────│─────┤
 *                                                  │      (page,shard) │     ├─ cohorts ─ COHORT (page, day, origin) ─ cohorts
 *                                                  └─ outcomes         └─────┘
 * </pre>
 */
public final class Pipeline {
  private Pipeline() {}

  /**
   * What comes out.
   *
   * @param alerts in order per post
   * @param momentum where posts stand
   * @param profiles supporters
   * @param outcomes what came of it, and what brought it
   * @param cohorts who comes back
   * @param pages pages, day by day
   * @param deadLetters what was refused, with the reason
   */
  public record Results(
      DataStream<Alert> alerts,
      DataStream<PostMomentum> momentum,
      DataStream<Profile> profiles,
      DataStream<AttributedOutcome> outcomes,
      DataStream<Cohort> cohorts,
      DataStream<PageDay> pages,
      DataStream<DeadLetter> deadLetters) {}

  /**
   * Builds it.
   *
   * @param records the records of all input topics, with watermarks
   * @param settings what it must know
   */
  public static Results build(DataStream<Inbound> records, Settings settings) {
    SingleOutputStreamOperator<SupporterInput> facts =
        records
            .process(new RouteFunction(settings), States.SUPPORTER_INPUT)
            .name("route")
            .uid("route");
    DataStream<Control> controls = controls(facts, settings);
    DataStream<PostInput> ads = facts.getSideOutput(RouteFunction.ADS);
    DataStream<PostInput> posts = facts.getSideOutput(RouteFunction.POSTS);

    SingleOutputStreamOperator<SupporterInput> credits =
        facts
            .getSideOutput(RouteFunction.OUTCOMES)
            .keyBy(each -> Keys.of(Keys.of(each.page(), each.kind()), each.id()), Types.STRING)
            .process(new OutcomeFunction(settings), States.SUPPORTER_INPUT)
            .name("outcome")
            .uid("outcome");

    SingleOutputStreamOperator<PostInput> contributions =
        BroadcastKeyed.connect(
                facts.union(credits),
                fact -> Keys.of(fact.page(), fact.supporter()),
                controls,
                "supporter",
                States.POST_INPUT,
                new SupporterOperator(settings))
            .uid("supporter");

    SingleOutputStreamOperator<Alert> alerts =
        BroadcastKeyed.connect(
                contributions.union(ads, posts),
                input -> Keys.of(input.page(), input.post()),
                controls,
                "momentum",
                States.ALERT,
                new MomentumOperator(settings))
            .uid("momentum");

    return new Results(
        alerts,
        alerts.getSideOutput(MomentumOperator.MOMENTUM),
        profiles(contributions, posts, settings),
        credits
            .getSideOutput(SupporterOperator.OUTCOMES)
            .union(contributions.getSideOutput(SupporterOperator.OUTCOMES)),
        cohorts(contributions, settings),
        pages(
            credits
                .getSideOutput(SupporterOperator.PAGES)
                .union(contributions.getSideOutput(SupporterOperator.PAGES)),
            ads.union(posts),
            settings),
        facts
            .getSideOutput(RouteFunction.REJECTED)
            .union(contributions.getSideOutput(SupporterOperator.TOO_LATE)));
  }

  private static DataStream<Profile> profiles(
      SingleOutputStreamOperator<PostInput> contributions,
      DataStream<PostInput> posts,
      Settings settings) {
    KeyedStream<Tuple2<Integer, PostInput>, String> everyShard =
        posts
            .flatMap(
                (PostInput post, Collector<Tuple2<Integer, PostInput>> out) -> {
                  for (int shard = 0; shard < ProfileOperator.SHARDS; shard++) {
                    out.collect(Tuple2.of(shard, post));
                  }
                })
            .returns(States.POST_OF_SHARD)
            .name("every-shard")
            .uid("every-shard")
            .keyBy(post -> ProfileOperator.key(post.f1.page(), post.f0), Types.STRING);
    return contributions
        .getSideOutput(SupporterOperator.PROFILES)
        .keyBy(ProfileOperator::key, Types.STRING)
        .connect(everyShard)
        .transform("profile", States.PROFILE, new ProfileOperator(settings))
        .uid("profile");
  }

  private static DataStream<Cohort> cohorts(
      SingleOutputStreamOperator<PostInput> contributions, Settings settings) {
    return contributions
        .getSideOutput(SupporterOperator.COHORTS)
        .keyBy(CohortFunction::key, Types.STRING)
        .transform("cohort", States.COHORT, new BeyondOperator<>(new CohortFunction(settings)))
        .uid("cohort");
  }

  private static DataStream<PageDay> pages(
      DataStream<PageTally> tallies, DataStream<PostInput> facts, Settings settings) {
    return tallies
        .keyBy(PageTally::page, Types.STRING)
        .connect(facts.keyBy(PostInput::page, Types.STRING))
        .transform("page", States.PAGE_DAY, new PageOperator(settings))
        .uid("page");
  }

  private static DataStream<Control> controls(
      SingleOutputStreamOperator<SupporterInput> facts, Settings settings) {
    DataStream<Control> controls = facts.getSideOutput(RouteFunction.CONTROLS);
    if (!settings.live()) {
      return controls;
    }
    return controls.union(
        facts
            .getSideOutput(RouteFunction.SILENCE)
            .transform("clock", States.CONTROL, new ClockOperator(settings.idle()))
            .uid("clock")
            // A chain has one number of key groups: with "route", at parallelism 1, this step would
            // take over 720 into its savepoints, which could be restored at no other parallelism.
            .disableChaining()
            .setParallelism(1)
            .setMaxParallelism(1));
  }
}
