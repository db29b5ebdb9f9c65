package io.groundswell.job;

import io.groundswell.codec.ResultWriter;
import io.groundswell.codec.Times;
import io.groundswell.event.Contribution;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Engagement;
import io.groundswell.event.PostInput;
import io.groundswell.event.Profile;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Topic;
import io.groundswell.supporter.Supporter;
import io.groundswell.time.Timing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The supporter step, keyed by (page, supporter): who acted, once each. Facts wait in an inbox,
 * unread, until the watermark passes their slice end; then {@link Supporter} takes all of them at
 * once, so that their order of arrival cannot matter.
 */
final class SupporterFunction
    extends KeyedBroadcastProcessFunction<String, SupporterInput, Rule, PostInput> {
  private static final long serialVersionUID = 1L;

  /** Profiles leave by this side. */
  static final OutputTag<Profile> PROFILES = new OutputTag<>("profiles", States.PROFILE);

  /** Engagements that come too late leave by this side. */
  static final OutputTag<DeadLetter> TOO_LATE = new OutputTag<>("too-late", States.DEAD_LETTER);

  private final Settings settings;
  private final Timing timing;

  /** One for all calls: a new one would make its serializers anew. */
  private final MapStateDescriptor<String, Rule[]> rules = States.rules();

  private transient Rulebook rulebook;
  private transient ListState<SupporterInput> inbox;
  private transient ValueState<Supporter> state;

  SupporterFunction(Settings settings) {
    this.settings = settings;
    this.timing = settings.timing();
  }

  @Override
  public void open(OpenContext context) {
    rulebook = new Rulebook(timing);
    inbox = getRuntimeContext().getListState(States.supporterInbox());
    state = getRuntimeContext().getState(States.supporter());
  }

  @Override
  public void processElement(SupporterInput fact, ReadOnlyContext context, Collector<PostInput> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    if (settings.tooLate(fact.time(), watermark)) {
      context.output(TOO_LATE, tooLate((Engagement) fact, watermark));
      return;
    }
    inbox.add(fact);
    context
        .timerService()
        .registerEventTimeTimer(Math.max(timing.end(fact.time()), timing.nextEnd(watermark)));
  }

  /**
   * Such a fact was in time for its own partition's watermark but is too late for that of all. Its
   * bytes are not kept that far; what was read of them is told, with the place they stand at.
   */
  private DeadLetter tooLate(Engagement fact, long watermark) {
    return new DeadLetter(
        settings.topicName(Topic.ENGAGEMENTS),
        fact.partition(),
        fact.offset(),
        fact.time(),
        fact.supporter().getBytes(StandardCharsets.UTF_8),
        ResultWriter.engagement(fact),
        DeadLetter.TRANSFORMATION,
        settings.tooLateReason(Times.format(fact.time()), Times.format(watermark)));
  }

  @Override
  public void processBroadcastElement(Rule rule, Context context, Collector<PostInput> out)
      throws Exception {
    rulebook.take(rule, context.getBroadcastState(rules), context.currentWatermark());
  }

  @Override
  public void onTimer(long e, OnTimerContext context, Collector<PostInput> out) throws Exception {
    Supporter supporter = state.value();
    if (supporter != null && e <= supporter.last()) {
      context.timerService().registerEventTimeTimer(supporter.last() + timing.slice());
      return;
    }
    List<Engagement> due = new ArrayList<>();
    List<SupporterInput> rest = new ArrayList<>();
    takeInbox(e, due, rest);
    if (supporter == null) {
      if (due.isEmpty()) {
        return;
      }
      supporter = new Supporter();
    }
    if (due.isEmpty() && supporter.wake() != e) {
      return;
    }
    String page = Keys.page(context.getCurrentKey());
    String name = Keys.name(context.getCurrentKey());
    ReadOnlyBroadcastState<String, Rule[]> inForce = context.getBroadcastState(rules);
    supporter.step(
        page, name, e, due, end -> rulebook.terms(inForce, page, end), timing, give(context, out));
    sleep(supporter, page, name, e, rest, context);
  }

  /** Empties the inbox of what is due at {@code e}. */
  private void takeInbox(long e, List<Engagement> due, List<SupporterInput> rest) throws Exception {
    for (SupporterInput fact : inbox.get()) {
      if (timing.end(fact.time()) <= e) {
        due.add((Engagement) fact);
      } else {
        rest.add(fact);
      }
    }
    if (!due.isEmpty()) {
      if (rest.isEmpty()) {
        inbox.clear();
      } else {
        inbox.update(rest);
      }
    }
  }

  private Supporter.Output give(OnTimerContext context, Collector<PostInput> out) {
    return new Supporter.Output() {
      @Override
      public void contribution(Contribution contribution) {
        out.collect(contribution);
      }

      @Override
      public void profile(Profile profile) {
        context.output(PROFILES, profile);
      }
    };
  }

  /** Keeps the state and asks to be woken when something happens though no fact comes. */
  private void sleep(
      Supporter supporter,
      String page,
      String name,
      long e,
      List<SupporterInput> rest,
      OnTimerContext context)
      throws Exception {
    long before = supporter.wake();
    long next = supporter.next(page, name, e, timing);
    if (next > settings.horizon() && next == supporter.forgottenAt(timing)) {
      next = Long.MAX_VALUE;
    }
    if (next != before) {
      boolean due = rest.stream().anyMatch(fact -> timing.end(fact.time()) == before);
      if (before > e && before != Long.MAX_VALUE && !due) {
        context.timerService().deleteEventTimeTimer(before);
      }
      if (next != Long.MAX_VALUE) {
        context.timerService().registerEventTimeTimer(next);
      }
    }
    supporter.wake(next);
    if (supporter.isEmpty()) {
      state.clear();
    } else {
      state.update(supporter);
    }
  }
}
