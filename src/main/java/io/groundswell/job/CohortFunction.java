package io.groundswell.job;

import io.groundswell.event.Cohort;
import io.groundswell.event.Origin;
import io.groundswell.page.CohortFigures;
import io.groundswell.page.CohortTally;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The cohort step, keyed by (page, day, origin): how many of those who were first seen on one day
 * come back (supporters.md section 4).
 */
final class CohortFunction extends KeyedProcessFunction<String, CohortTally, Cohort> {
  private static final long serialVersionUID = 1L;

  private final Settings settings;
  private final Timing timing;
  private transient ListState<CohortTally> inbox;
  private transient ValueState<CohortFigures> state;

  CohortFunction(Settings settings) {
    this.settings = settings;
    this.timing = settings.timing();
  }

  /** The key of a cohort. */
  static String key(CohortTally tally) {
    return Keys.of(tally.page(), tally.origin().ordinal() + ":" + tally.day());
  }

  @Override
  public void open(OpenContext context) {
    inbox = getRuntimeContext().getListState(States.cohortInbox());
    state = getRuntimeContext().getState(States.cohort());
  }

  @Override
  public void processElement(CohortTally tally, Context context, Collector<Cohort> out)
      throws Exception {
    inbox.add(tally);
    long watermark = context.timerService().currentWatermark();
    boolean early = timing.nextEnd(watermark) == Long.MIN_VALUE;
    context
        .timerService()
        .registerEventTimeTimer(
            early ? tally.minute() : Math.max(tally.minute(), Timing.nextMinute(watermark)));
  }

  @Override
  public void onTimer(long e, OnTimerContext context, Collector<Cohort> out) throws Exception {
    String name = Keys.name(context.getCurrentKey());
    Origin origin = Origin.of(Integer.parseInt(name.substring(0, name.indexOf(':'))));
    long day = Long.parseLong(name.substring(name.indexOf(':') + 1));
    CohortFigures figures = state.value();
    List<CohortTally> rest = new ArrayList<>();
    boolean came = false;
    for (CohortTally tally : inbox.get()) {
      if (tally.minute() <= e) {
        figures = figures == null ? new CohortFigures() : figures;
        figures.take(tally);
        came = true;
      } else {
        rest.add(tally);
      }
    }
    if (came) {
      inbox.update(rest);
    }
    if (figures == null) {
      return;
    }
    Cohort cohort = figures.tell(Keys.page(context.getCurrentKey()), day, origin, e);
    if (cohort != null && e <= settings.horizon()) {
      out.collect(cohort);
    }
    long next = Math.min(CohortFigures.nextKnown(day, e), CohortFigures.forgottenAt(day, timing));
    if (next > e) {
      context.timerService().registerEventTimeTimer(next);
      state.update(figures);
    } else {
      state.clear();
    }
  }
}
