package io.groundswell.job;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Credit;
import io.groundswell.event.Names;
import io.groundswell.event.Origin;
import io.groundswell.event.Outcome;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Topic;
import io.groundswell.page.PageTally;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The outcome step, keyed by (page, kind, id): each outcome counts once within {@code remember}
 * (supporters.md section 3). One that names somebody goes on to them; of the others nobody can say
 * what brought them.
 */
final class OutcomeFunction extends KeyedProcessFunction<String, Outcome, SupporterInput> {
  private static final long serialVersionUID = 1L;

  /** By time; at the same time by what they say, so that their order of arrival cannot matter. */
  private static final Comparator<Outcome> ORDER =
      Comparator.comparingLong(Outcome::time)
          .thenComparing(Outcome::supporter, absentFirst(Names::compare))
          .thenComparing(Outcome::referrer, absentFirst(Names::compare))
          .thenComparing(Outcome::post, absentFirst(Names::compare))
          .thenComparing(outcome -> !Double.isNaN(outcome.value()))
          .thenComparingDouble(Outcome::value)
          .thenComparing(Outcome::currency, absentFirst(Names::compare));

  private final Timing timing;
  private transient ListState<Outcome> inbox;
  private transient ValueState<Long> counted;
  private transient Counter duplicates;

  OutcomeFunction(Settings settings) {
    this.timing = settings.timing();
  }

  private static Comparator<String> absentFirst(Comparator<String> order) {
    return Comparator.nullsFirst(order);
  }

  @Override
  public void open(OpenContext context) {
    inbox = getRuntimeContext().getListState(States.outcomeInbox());
    counted = getRuntimeContext().getState(States.outcomeCounted());
    duplicates =
        Meters.of(getRuntimeContext().getMetricGroup())
            .counter("duplicates", "topic", Topic.OUTCOMES.wire());
  }

  @Override
  public void processElement(Outcome outcome, Context context, Collector<SupporterInput> out)
      throws Exception {
    inbox.add(outcome);
    long watermark = context.timerService().currentWatermark();
    context
        .timerService()
        .registerEventTimeTimer(Math.max(timing.end(outcome.time()), timing.nextEnd(watermark)));
  }

  @Override
  public void onTimer(long e, OnTimerContext context, Collector<SupporterInput> out)
      throws Exception {
    List<Outcome> due = new ArrayList<>();
    List<Outcome> rest = new ArrayList<>();
    for (Outcome outcome : inbox.get()) {
      (timing.end(outcome.time()) <= e ? due : rest).add(outcome);
    }
    Long last = counted.value();
    if (!due.isEmpty()) {
      inbox.update(rest);
      due.sort(ORDER);
      for (Outcome outcome : due) {
        if (last == null || Math.abs(outcome.time() - last) > timing.remember()) {
          last = last == null ? outcome.time() : Math.max(last, outcome.time());
          give(outcome, e, context, out);
        } else {
          duplicates.inc();
        }
      }
      counted.update(last);
      context.timerService().registerEventTimeTimer(timing.end(last + timing.remember()));
    }
    if (last != null && e >= timing.end(last + timing.remember())) {
      counted.clear();
    }
  }

  private static void give(
      Outcome outcome, long e, OnTimerContext context, Collector<SupporterInput> out) {
    Credit credit = Credit.of(outcome);
    if (credit != null) {
      out.collect(credit);
      return;
    }
    context.output(SupporterOperator.OUTCOMES, AttributedOutcome.unknown(outcome));
    PageTally tally = new PageTally(outcome.page(), Timing.day(outcome.time()), Timing.minuteOf(e));
    tally.happened(outcome, Origin.UNKNOWN);
    context.output(SupporterOperator.PAGES, tally);
  }
}
