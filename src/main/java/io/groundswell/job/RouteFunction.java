package io.groundswell.job;

import io.groundswell.codec.Inbound;
import io.groundswell.codec.Times;
import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Control;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.Mention;
import io.groundswell.event.Outcome;
import io.groundswell.event.Post;
import io.groundswell.event.PostInput;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import org.apache.flink.api.common.functions.OpenContext;
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

  /** Posts. */
  static final OutputTag<PostInput> POSTS = new OutputTag<>("posts", States.POST_INPUT);

  /** Outcomes. */
  static final OutputTag<Outcome> OUTCOMES = new OutputTag<>("outcomes", States.OUTCOME);

  /** Rules and erasures. */
  static final OutputTag<Control> CONTROLS = new OutputTag<>("controls", States.CONTROL);

  /** What is no fact, or comes too late. */
  static final OutputTag<DeadLetter> REJECTED = new OutputTag<>("rejected", States.DEAD_LETTER);

  /** Nothing ever leaves by this side but watermarks: the clock listens to them. */
  static final OutputTag<Control> SILENCE = new OutputTag<>("silence", States.CONTROL);

  private final Settings settings;
  private transient RouteMeters meters;

  RouteFunction(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    meters = new RouteMeters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Inbound record, Context context, Collector<SupporterInput> out) {
    Object fact = record.fact();
    if (fact == null) {
      refuse(record, record.rejected(), context);
      return;
    }
    meters.fact(record.topic());
    if (settings.pseudonyms() != null) {
      fact = settings.pseudonyms().of(fact);
    }
    if (fact instanceof Engagement engagement) {
      engagement(engagement, record, context, out);
    } else if (fact instanceof AdSnapshot snapshot) {
      context.output(ADS, snapshot);
    } else if (fact instanceof Post post) {
      context.output(POSTS, post);
    } else if (fact instanceof Outcome outcome) {
      context.output(OUTCOMES, outcome);
    } else if (fact instanceof Control control) {
      context.output(CONTROLS, control);
      if (control instanceof Erasure erasure && !erasure.page().equals(Rule.EVERY_PAGE)) {
        out.collect(erasure);
      }
    }
  }

  private void engagement(
      Engagement engagement, Inbound record, Context context, Collector<SupporterInput> out) {
    long watermark = context.timerService().currentWatermark();
    if (settings.tooLate(engagement.time(), watermark)) {
      String reason =
          settings.tooLateReason(Times.format(engagement.time()), Times.format(watermark));
      refuse(record, record.deadLetter(reason), context);
      return;
    }
    out.collect(engagement);
    if (engagement.via() != null
        && engagement.add()
        && engagement.organic()
        && !engagement.via().equals(engagement.supporter())) {
      out.collect(
          new Mention(
              engagement.page(), engagement.via(), engagement.supporter(), engagement.time()));
    }
  }

  private void refuse(Inbound record, DeadLetter letter, Context context) {
    meters.refused(record.topic(), letter);
    context.output(REJECTED, settings.told(letter));
  }
}
