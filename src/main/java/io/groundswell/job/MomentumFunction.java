package io.groundswell.job;

import io.groundswell.alert.AlertLife;
import io.groundswell.alert.Alerts;
import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Alert;
import io.groundswell.event.Contribution;
import io.groundswell.event.Control;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Post;
import io.groundswell.event.PostInput;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Rule;
import io.groundswell.momentum.Measure;
import io.groundswell.momentum.Momentum;
import io.groundswell.page.PostTable;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The momentum step, keyed by (page, post): organic against sponsored at each slice end, and the
 * alert. What comes in waits in an inbox, unread, until the watermark passes a slice end at which
 * there is something to look at. A post that no ad moves is looked at only when its window changes
 * and at whole minutes; a post where nothing is live is not looked at.
 */
final class MomentumFunction
    extends KeyedBroadcastProcessFunction<String, PostInput, Control, Alert> {
  private static final long serialVersionUID = 1L;

  /** Where posts stand leaves by this side. */
  static final OutputTag<PostMomentum> MOMENTUM =
      new OutputTag<>("post-momentum", States.POST_MOMENTUM);

  private final Timing timing;

  /** One for all calls: a new one would make its serializers anew. */
  private final MapStateDescriptor<String, Rule[]> rules = States.rules();

  private transient Rulebook rulebook;
  private transient ListState<PostInput> inbox;
  private transient ValueState<PostState> state;
  private transient StateSlices slices;
  private transient ValueState<PostTable> topics;

  MomentumFunction(Settings settings) {
    this.timing = settings.timing();
  }

  @Override
  public void open(OpenContext context) {
    rulebook = new Rulebook(timing);
    inbox = getRuntimeContext().getListState(States.postInbox());
    state = getRuntimeContext().getState(States.post());
    slices = new StateSlices(getRuntimeContext().getMapState(States.postSlices()));
    topics = getRuntimeContext().getState(States.postTopics());
  }

  @Override
  public void processElement(PostInput input, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    long from;
    if (input instanceof Post post) {
      from = PostTable.forgottenAt(post.time(), timing);
      if (from <= watermark) {
        return;
      }
      take(post);
    } else {
      inbox.add(input);
      from =
          input instanceof Contribution contribution
              ? contribution.at()
              : input instanceof Forgotten forgotten
                  ? forgotten.at()
                  : timing.end(((AdSnapshot) input).time());
    }
    context.timerService().registerEventTimeTimer(Math.max(from, timing.nextEnd(watermark)));
  }

  /** Keeps what a post is about. */
  private void take(Post post) throws Exception {
    PostTable known = topics.value();
    if (known == null) {
      known = new PostTable();
    }
    known.take(post);
    topics.update(known);
  }

  private List<String> topics(String post, long e) throws Exception {
    PostTable known = topics.value();
    PostTable.Version version = known == null ? null : known.standing(post, e, timing);
    return version == null || !version.inWindow(e) ? List.of() : version.topics();
  }

  private void forgetTopics(long e) throws Exception {
    PostTable known = topics.value();
    if (known != null) {
      known.prune(e, timing);
      if (known.isEmpty()) {
        topics.clear();
      } else {
        topics.update(known);
      }
    }
  }

  @Override
  public void processBroadcastElement(Control control, Context context, Collector<Alert> out)
      throws Exception {
    // An erasure reaches a post through the supporter's own step.
    if (control instanceof Rule rule) {
      rulebook.take(rule, context.getBroadcastState(rules), context.currentWatermark());
    }
  }

  @Override
  public void onTimer(long e, OnTimerContext context, Collector<Alert> out) throws Exception {
    if (PostTable.mayForgetAt(e, timing)) {
      forgetTopics(e);
    }
    PostState post = state.value();
    if (post != null) {
      post.momentum.keepIn(slices);
    }
    if (post != null && e <= post.last) {
      context.timerService().registerEventTimeTimer(post.last + timing.slice());
      return;
    }
    boolean came = false;
    List<PostInput> rest = new ArrayList<>(0);
    for (PostInput input : inbox.get()) {
      if (input instanceof Forgotten forgotten && forgotten.at() > e) {
        // Until then the supporter is named: the supporter step may be ahead of this one.
        rest.add(input);
        continue;
      }
      if (post == null) {
        post = new PostState(new Momentum().keepIn(slices), new AlertLife());
      }
      came = true;
      if (input instanceof Contribution contribution) {
        post.momentum.take(contribution);
      } else if (input instanceof Forgotten forgotten) {
        post.momentum.take(forgotten);
      } else {
        post.momentum.take((AdSnapshot) input);
      }
    }
    if (came) {
      inbox.update(rest);
    } else if (post == null || post.wake != e) {
      return;
    }
    post.momentum.advance(e, timing);
    Measure measure = post.momentum.measure(e, timing);
    if (!post.momentum.windowEmpty() || measure.sponsored() > 0 || post.life.isOpen()) {
      evaluate(post, measure, e, context, out);
    } else if (post.given) {
      post.given = false;
      context.output(
          MOMENTUM,
          PostMomentum.ended(
              Keys.page(context.getCurrentKey()), Keys.name(context.getCurrentKey()), e));
    }
    sleep(post, measure, e, context);
  }

  private void evaluate(
      PostState post, Measure m, long e, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    String page = Keys.page(context.getCurrentKey());
    String name = Keys.name(context.getCurrentKey());
    AlertLife.Verdict verdict =
        post.life.evaluate(e, m, rulebook.terms(context.getBroadcastState(rules), page, e), timing);
    if (verdict != null) {
      out.collect(Alerts.of(verdict, page, name, e, m, post.momentum, topics(name, e), timing));
    }
    if (verdict != null || Timing.wholeMinute(e)) {
      post.given = true;
      context.output(
          MOMENTUM,
          new PostMomentum(
              page,
              name,
              e,
              true,
              m.organic(),
              m.lower(),
              m.supporters(),
              m.likes(),
              m.comments(),
              m.shares(),
              m.sponsored(),
              m.ratio()));
    }
  }

  /** Keeps the state and asks to be woken when there is something to look at. */
  private void sleep(PostState post, Measure measure, long e, OnTimerContext context)
      throws Exception {
    post.life.prune(e);
    post.last = e;
    long next = next(post, measure, e);
    if (next != post.wake) {
      // What came in for a later slice end is in the post now: the next wake-up is not after it.
      if (post.wake > e && post.wake != Long.MAX_VALUE) {
        context.timerService().deleteEventTimeTimer(post.wake);
      }
      if (next != Long.MAX_VALUE) {
        context.timerService().registerEventTimeTimer(next);
      }
      post.wake = next;
    }
    if (next == Long.MAX_VALUE) {
      state.clear();
      slices.clear();
    } else {
      state.update(post);
      slices.flush();
    }
  }

  /** The next slice end after {@code e} at which there is something to look at, or MAX_VALUE. */
  private long next(PostState post, Measure measure, long e) {
    boolean live = !post.momentum.windowEmpty() || measure.sponsored() > 0;
    if (post.life.isOpen() || (post.given && !live)) {
      return e + timing.slice();
    }
    long next = Math.min(post.momentum.nextChange(), post.momentum.nextRise(e, timing));
    if (live) {
      next = Math.min(next, Timing.nextMinute(e));
    }
    next = Math.min(next, post.momentum.nextForgotten(timing));
    long forgotten = post.life.forgottenAt();
    return forgotten > e ? Math.min(next, forgotten) : next;
  }
}
