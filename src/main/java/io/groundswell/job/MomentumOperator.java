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
import io.groundswell.event.Retraction;
import io.groundswell.event.Rule;
import io.groundswell.momentum.Measure;
import io.groundswell.momentum.Momentum;
import io.groundswell.momentum.PostSlice;
import io.groundswell.momentum.Retractions;
import io.groundswell.page.PostTable;
import io.groundswell.time.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * The momentum step, keyed by (page, post): organic against sponsored at each slice end, and the
 * alert. What comes in waits, unread, until the watermark passes a slice end at which there is
 * something to look at. A post that no ad moves is looked at only when its window changes and at
 * whole minutes; a post where nothing is live is not looked at.
 */
class MomentumOperator extends SliceOperator<PostInput, Control, Alert> {
  private static final long serialVersionUID = 1L;

  /** Where posts stand leaves by this side. */
  static final OutputTag<PostMomentum> MOMENTUM =
      new OutputTag<>("post-momentum", States.POST_MOMENTUM);

  /**
   * So much is held of posts on the heap at least, in units of some hundred bytes: a post with ads
   * is looked at every ten seconds, and each that is live once a minute.
   */
  private static final int CACHED = 400_000;

  private static final int BYTES_PER_UNIT = 100;

  /** Of a slot's heap they may take one part in so many. */
  private static final int PART_OF_HEAP = 10;

  /** Of which a post takes so many, with what is needed to hold it. */
  private static final int UNITS_PER_POST = 6;

  /** Of so many slice ends that a post knows one such unit is taken. */
  private static final int ENDS_PER_UNIT = 8;

  /** So many slices are held until they are written, of some hundred bytes each. */
  private static final int MOST_TOUCHED = 50_000;

  private final Timing timing;

  private transient BroadcastState<String, Rule[]> rules;
  private transient Rulebook rulebook;
  private transient StateCache<PostState> posts;
  private transient MapState<Long, PostSlice> slices;
  private transient StateSlices.Touched touched;

  private transient ValueState<PostTable> topics;
  private transient LiveCount openAlerts;
  private transient MomentumMeters meters;

  MomentumOperator(Settings settings) {
    super(States.postInbox(), States.POST_INPUT);
    this.timing = settings.timing();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    rules = context.getOperatorStateStore().getBroadcastState(States.rules());
    openAlerts = LiveCount.of(context, States.openAlerts());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    openAlerts.keep();
  }

  @Override
  public void open() throws Exception {
    super.open();
    rulebook = new Rulebook(timing);
    ValueState<PostState> state = getRuntimeContext().getState(States.post());
    slices = getRuntimeContext().getMapState(States.postSlices());
    touched = new StateSlices.Touched();
    long heap = Heap.ofSlot(getContainingTask().getEnvironment().getTaskManagerInfo());
    posts =
        new StateCache<>(
            state::value,
            post -> {
              if (post == null) {
                state.clear();
              } else {
                post.slices.flush();
                state.update(post);
              }
            },
            this,
            post -> UNITS_PER_POST + post.momentum.ends() / ENDS_PER_UNIT,
            Math.max(CACHED, heap / PART_OF_HEAP / BYTES_PER_UNIT),
            Doorkeeper.OPEN,
            null);
    topics = getRuntimeContext().getState(States.postTopics());
    openAlerts.begin(
        getRuntimeContext().getTaskInfo(),
        getKeyedStateBackend(),
        States.post().getName(),
        key -> isOpen(state));
    meters = new MomentumMeters(getMetricGroup(), getProcessingTimeService(), openAlerts);
  }

  private static boolean isOpen(ValueState<PostState> state) {
    try {
      return state.value().life.isOpen();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void processElement1(StreamRecord<PostInput> element) throws Exception {
    PostInput input = element.getValue();
    long watermark = watermark();
    if (input instanceof Post post) {
      long forgotten = PostTable.forgottenAt(post.time(), timing);
      if (forgotten > watermark) {
        take(post);
        wakeAt(forgotten);
      }
    } else {
      long own = end(input);
      long end = Math.max(own, timing.nextEnd(watermark));
      if (own < end) {
        meters.late(input);
      }
      keep(input, end);
    }
  }

  /** The slice end that an input is looked at from on. */
  private long end(PostInput input) {
    if (input instanceof Contribution contribution) {
      return contribution.at();
    }
    if (input instanceof Retraction retraction) {
      return retraction.what().at();
    }
    return input instanceof Forgotten forgotten
        ? forgotten.at()
        : timing.end(((AdSnapshot) input).time());
  }

  @Override
  boolean isDue(PostInput input, long e) {
    return end(input) <= e;
  }

  /** What posts' slices have become is written when all posts have been looked at. */
  @Override
  void afterSteps(long watermark) throws Exception {
    touched.flush();
  }

  @Override
  void writeBack() throws Exception {
    posts.flush();
  }

  /** Keeps what a post is about. */
  private void take(Post post) throws Exception {
    useState();
    PostTable known = topics.value();
    if (known == null) {
      known = new PostTable();
    }
    known.take(post);
    topics.update(known);
  }

  private List<String> topics(String post, long e) throws Exception {
    useState();
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
  public void processElement2(StreamRecord<Control> element) throws Exception {
    // An erasure reaches a post through the supporter's own step.
    if (element.getValue() instanceof Rule rule) {
      rulebook.take(rule, rules, watermark());
    }
  }

  @Override
  void step(String key, long e, List<PostInput> inputs) throws Exception {
    List<PostInput> come = settle(inputs);
    if (PostTable.mayForgetAt(e, timing)) {
      useState();
      forgetTopics(e);
    }
    PostState post = posts.get(key);
    if (post != null && post.slices == null) {
      post.slices = new StateSlices(key, slices, this, touched);
      post.momentum.keepIn(post.slices);
    }
    if (post != null && e <= post.last) {
      long next = post.last + timing.slice();
      wakeAt(next);
      for (PostInput input : come) {
        keep(input, next);
      }
      return;
    }
    if (come.isEmpty() && (post == null || post.wake != e)) {
      return;
    }
    if (post == null) {
      post = new PostState(new Momentum(), new AlertLife());
      post.slices = new StateSlices(key, slices, this, touched);
      post.momentum.keepIn(post.slices);
    }
    for (PostInput input : come) {
      if (input instanceof Contribution contribution) {
        post.momentum.take(contribution, timing);
      } else if (input instanceof Forgotten forgotten) {
        post.momentum.take(forgotten);
      } else {
        post.momentum.take((AdSnapshot) input);
      }
    }
    post.momentum.advance(e, timing);
    Measure measure = post.momentum.measure(e, timing);
    if (!post.momentum.windowEmpty() || measure.sponsored() > 0 || post.life.isOpen()) {
      evaluate(post, measure, e, Keys.page(key), Keys.name(key));
    } else if (post.given) {
      post.given = false;
      output.collect(
          MOMENTUM, new StreamRecord<>(PostMomentum.ended(Keys.page(key), Keys.name(key), e)));
    }
    sleep(key, post, measure, e);
    if (touched.size() > MOST_TOUCHED) {
      touched.flush();
    }
  }

  private List<PostInput> settle(List<PostInput> inputs) {
    Retractions.Settled settled = Retractions.settle(inputs);
    meters.unmatched(settled.unmatched());
    return settled.inputs();
  }

  private void evaluate(PostState post, Measure m, long e, String page, String name)
      throws Exception {
    meters.evaluated();
    AlertLife.Verdict verdict = post.life.evaluate(e, m, rulebook.terms(rules, page, e), timing);
    if (verdict != null) {
      meters.alert(verdict.status(), e);
      output.collect(
          new StreamRecord<>(
              Alerts.of(verdict, page, name, e, m, post.momentum, topics(name, e), timing)));
    }
    if (verdict != null || Timing.wholeMinute(e)) {
      post.given = true;
      meters.momentum(e);
      output.collect(
          MOMENTUM,
          new StreamRecord<>(
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
                  m.ratio())));
    }
  }

  /** Keeps the state and asks to be woken when there is something to look at. */
  private void sleep(String key, PostState post, Measure measure, long e) throws Exception {
    post.life.prune(e);
    post.last = e;
    long next = next(post, measure, e);
    if (next != post.wake) {
      if (post.wake > e && post.wake != Long.MAX_VALUE) {
        wakeNoMore(post.wake, e);
      }
      if (next != Long.MAX_VALUE) {
        wakeAt(next);
      }
      post.wake = next;
    }
    if (next == Long.MAX_VALUE) {
      posts.remove(key);
      post.slices.clear();
    } else {
      posts.put(key, post);
    }
  }

  /** The next slice end after {@code e} at which there is something to look at, or MAX_VALUE. */
  private long next(PostState post, Measure measure, long e) {
    boolean live = !post.momentum.windowEmpty() || measure.sponsored() > 0;
    if (post.life.isOpen() || (post.given && !live)) {
      return e + timing.slice();
    }
    long next = Math.min(post.momentum.nextChange(timing), post.momentum.nextRise(e, timing));
    if (live) {
      next = Math.min(next, Timing.nextMinute(e));
    }
    next = Math.min(next, post.momentum.nextForgotten(timing));
    long forgotten = post.life.forgottenAt();
    return forgotten > e ? Math.min(next, forgotten) : next;
  }
}
