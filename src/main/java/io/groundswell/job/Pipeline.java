package io.groundswell.job;

import io.groundswell.codec.Inbound;
import io.groundswell.event.Alert;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.PostInput;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The topology, from records as they came to results. The cluster, the demo, a replay and the tests
 * all run this one.
 *
 * <pre>
 * records ─ route ─┬─ engagements ─ SUPPORTER (page, supporter) ─ contributions ─┐
 *             │    ├─ reports of ads ────────────────────────────────────────────┴─ MOMENTUM (page, post) ─ alerts
 *             │    ├─ rules ─┬─ broadcast to both                                        └─ post-momentum
 *             │    └ silence ─ clock
 *             └─ dead letters                └─ profiles
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
   * @param deadLetters what was refused, with the reason
   */
  public record Results(
      DataStream<Alert> alerts,
      DataStream<PostMomentum> momentum,
      DataStream<Profile> profiles,
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

    BroadcastStream<Rule> rules = rules(facts, settings).broadcast(States.rules());

    SingleOutputStreamOperator<PostInput> contributions =
        facts
            .keyBy(fact -> Keys.of(fact.page(), fact.supporter()), Types.STRING)
            .connect(rules)
            .process(new SupporterFunction(settings), States.POST_INPUT)
            .name("supporter")
            .uid("supporter");

    SingleOutputStreamOperator<Alert> alerts =
        contributions
            .union(facts.getSideOutput(RouteFunction.ADS))
            .keyBy(input -> Keys.of(input.page(), input.post()), Types.STRING)
            .connect(rules)
            .process(new MomentumFunction(settings), States.ALERT)
            .name("momentum")
            .uid("momentum");

    return new Results(
        alerts,
        alerts.getSideOutput(MomentumFunction.MOMENTUM),
        contributions.getSideOutput(SupporterFunction.PROFILES),
        facts
            .getSideOutput(RouteFunction.REJECTED)
            .union(contributions.getSideOutput(SupporterFunction.TOO_LATE)));
  }

  private static DataStream<Rule> rules(
      SingleOutputStreamOperator<SupporterInput> facts, Settings settings) {
    DataStream<Rule> rules = facts.getSideOutput(RouteFunction.RULES);
    if (!settings.live()) {
      return rules;
    }
    return rules.union(
        facts
            .getSideOutput(RouteFunction.SILENCE)
            .transform("clock", States.RULE, new ClockOperator(settings.idle()))
            .uid("clock")
            .setParallelism(1)
            .setMaxParallelism(1));
  }
}
