package io.groundswell.job;

import io.groundswell.codec.Inbound;
import io.groundswell.codec.Times;
import io.groundswell.event.AdSnapshot;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Engagement;
import io.groundswell.event.PostInput;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads records and sends each fact its way; what is no fact, or comes too late, leaves by a side
 * door with its bytes and the reason.
 */
final class RouteFunction extends ProcessFunction<Inbound, SupporterInput> {
  private static final long serialVersionUID = 1L;

  /** Reports of ads. */
  static final OutputTag<PostInput> ADS = new OutputTag<>("ads", States.POST_INPUT);

  /** Rules. */
  static final OutputTag<Rule> RULES = new OutputTag<>("rules", States.RULE);

  /** What is no fact, or comes too late. */
  static final OutputTag<DeadLetter> REJECTED = new OutputTag<>("rejected", States.DEAD_LETTER);

  /** Nothing ever leaves by this side but watermarks: the clock listens to them. */
  static final OutputTag<Rule> SILENCE = new OutputTag<>("silence", States.RULE);

  private final Settings settings;

  RouteFunction(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void processElement(Inbound record, Context context, Collector<SupporterInput> out) {
    Object fact = record.fact();
    if (fact == null) {
      context.output(REJECTED, record.rejected());
    } else if (fact instanceof Engagement engagement) {
      long watermark = context.timerService().currentWatermark();
      if (settings.tooLate(engagement.time(), watermark)) {
        context.output(
            REJECTED,
            record.deadLetter(
                settings.tooLateReason(Times.format(engagement.time()), Times.format(watermark))));
      } else {
        out.collect(engagement);
      }
    } else if (fact instanceof AdSnapshot snapshot) {
      context.output(ADS, snapshot);
    } else if (fact instanceof Rule rule) {
      context.output(RULES, rule);
    }
  }
}
