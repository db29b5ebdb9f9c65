package io.groundswell.job;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Control;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.PostInput;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.page.CohortTally;
import io.groundswell.page.PageTally;
import io.groundswell.supporter.Supporter;
import io.groundswell.supporter.SupporterOutput;
import io.groundswell.time.Timing;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.OutputTag;

/**
 * The supporter step, keyed by (page, supporter): who acted, once each, and what became of it.
 * Facts wait in an inbox, unread, until the watermark passes their slice end; then {@link
 * Supporter} takes all of them at once, so that their order of arrival cannot matter.
 *
 * <p>An operator and not a function, for two things that a function cannot do: what is gathered for
 * pages and cohorts ({@link Aggregates}) must leave before the watermark and the checkpoint barrier
 * do; and an erasure on every page must find the keys it is about ({@link ErasureBook}).
 */
class SupporterOperator extends SliceOperator<SupporterInput, Control, PostInput> {
  private static final long serialVersionUID = 1L;

  /** Profiles, and the word that they no longer hold, leave by this side. */
  static final OutputTag<ProfileDraft> PROFILES = new OutputTag<>("profiles", States.DRAFT);

  /** Outcomes and what brought them leave by this side. */
  static final OutputTag<AttributedOutcome> OUTCOMES =
      new OutputTag<>("outcomes", States.ATTRIBUTED_OUTCOME);

  /** What happened to the days of pages leaves by this side. */
  static final OutputTag<PageTally> PAGES = new OutputTag<>("pages", States.PAGE_TALLY);

  /** What happened to cohorts leaves by this side. */
  static final OutputTag<CohortTally> COHORTS = new OutputTag<>("cohorts", States.COHORT_TALLY);

  /** Engagements that come too late leave by this side. */
  static final OutputTag<DeadLetter> TOO_LATE = new OutputTag<>("too-late", States.DEAD_LETTER);

  /**
   * A fact that is younger is of now: there is time to read the supporter before the slice ends,
   * and less to do then. Whoever catches up has no time to look twice.
   */
  private static final long OF_NOW_MS = Timing.MINUTE;

  /** So long posts have the processors for themselves when a slice is passed. */
  private static final long REST_MS = 500;

  private final Settings settings;
  private final Timing timing;

  private transient BroadcastState<String, Rule[]> rules;
  private transient Rulebook rulebook;
  private transient ErasureBook erasures;
  private transient Passed passed;
  private transient LiveCount live;

  private transient StateCache<Supporter> supporters;
  private transient Ahead ahead;
  private transient Aggregates aggregates;
  private transient Forgetting forgetting;
  private transient StepOutput results;
  private transient SupporterMeters meters;

  SupporterOperator(Settings settings) {
    super(States.supporterInbox(), States.SUPPORTER_INPUT);
    this.settings = settings;
    this.timing = settings.timing();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    rules = context.getOperatorStateStore().getBroadcastState(States.rules());
    erasures =
        new ErasureBook(
            context.getOperatorStateStore().getBroadcastState(States.erasures()), timing);
    passed = new Passed(context);
    live = LiveCount.of(context, States.supportersLive());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    passed.keep(watermark());
    live.keep();
  }

  /** Up to where all has been looked at, in this life of the job or the one before. */
  @Override
  long watermark() {
    return Math.max(passed.before(), super.watermark());
  }

  @Override
  public void open() throws Exception {
    super.open();
    rulebook = new Rulebook(timing);
    BinarySerializer<Supporter> serializer = new Serializers.SupporterSerializer();
    ValueState<Supporter> state = getRuntimeContext().getState(States.supporter(serializer));
    Rows<Supporter> rows =
        new Rows<>(
            serializer, Rows.memory(getContainingTask().getEnvironment().getTaskManagerInfo()));
    supporters = Supporters.cache(state, this, rows);
    ahead =
        new Ahead(
            agenda(),
            this,
            timing,
            supporters,
            serializer::copy,
            (supporter, key, e, come, word) ->
                step(supporter, Keys.page(key), Keys.name(key), e, come, word),
            input -> output.collect(new StreamRecord<>(input)));
    aggregates = new Aggregates();
    forgetting = new Forgetting(getKeyedStateBackend(), States.supporter().getName(), timing);
    live.begin(
        getRuntimeContext().getTaskInfo(),
        getKeyedStateBackend(),
        States.supporter().getName(),
        key -> true);
    meters = new SupporterMeters(getMetricGroup(), live, rows);
    results = new StepOutput(output, aggregates, meters);
  }

  @Override
  public void processElement1(StreamRecord<SupporterInput> element) throws Exception {
    SupporterInput fact = element.getValue();
    long watermark = watermark();
    if (fact instanceof Engagement engagement && settings.tooLate(fact.time(), watermark)) {
      meters.tooLate();
      output.collect(TOO_LATE, new StreamRecord<>(settings.tooLate(engagement, watermark)));
      return;
    }
    long own = timing.end(fact.time());
    long end = Math.max(own, timing.nextEnd(watermark));
    if (own < end) {
      meters.late(fact);
    }
    if (fact instanceof Erasure) {
      wakeAt(end);
    } else {
      keep(fact, end);
      long now = getProcessingTimeService().getCurrentProcessingTime();
      if (now - fact.time() < OF_NOW_MS) {
        supporters.prepare(key());
      }
      ahead.heard(fact.time(), now);
      if (super.watermark() >= UNKNOWN && !isResting()) {
        ahead.tell(timing.nextEnd(watermark), fact.time());
      }
    }
  }

  @Override
  void beforeSpill() throws Exception {
    ahead.takeAllBack();
  }

  @Override
  void takeBack(String key, long e, List<SupporterInput> told) throws Exception {
    ahead.takeBack(key, e, told);
  }

  @Override
  boolean mayRest(long e, long watermark) {
    return ahead.isLive() && watermark < e + timing.slice();
  }

  @Override
  void rests() {
    ProcessingTimeService clock = getProcessingTimeService();
    Future<?> unused =
        clock.registerTimer(clock.getCurrentProcessingTime() + REST_MS, at -> finishRest());
  }

  @Override
  public void processElement2(StreamRecord<Control> element) throws Exception {
    // It may change what follows from facts.
    finishRest();
    ahead.takeAllBack();
    if (element.getValue() instanceof Rule rule) {
      rulebook.take(rule, rules, watermark());
    } else if (element.getValue() instanceof Erasure erasure) {
      erasures.take(erasure, watermark());
    }
  }

  @Override
  void beforeWatermark(long watermark) throws Exception {
    wakeErased(watermark);
  }

  /**
   * All that posts must know of this slice end has left: alerts need not wait for profiles. Who
   * needs all of it waits for a watermark beyond ({@link Rest#beyond}).
   */
  @Override
  void beforeLast(long e) throws Exception {
    give(e - 1);
    output.emitWatermark(new Watermark(e));
  }

  @Override
  void afterSteps(long watermark) throws Exception {
    forgetting.next(
        Math.min(watermark, settings.horizon()), watermark, supporters::flush, this::forget);
    give(watermark);
  }

  @Override
  boolean isDue(SupporterInput fact, long e) {
    return timing.end(fact.time()) <= e;
  }

  /** Wakes those who are erased on every page: nobody knows on which pages they are. */
  private void wakeErased(long watermark) throws Exception {
    if (erasures.dueEverywhere(watermark).isEmpty()) {
      return;
    }
    supporters.flush();
    // Who only waits may be known by then: this watermark may leap over both.
    Set<String> found =
        erasures.keysDue(
            getKeyedStateBackend(),
            List.of(States.supporter().getName(), States.supporterInbox().getName()),
            agenda().keys());
    for (String key : found) {
      lookAt(key);
      for (long end : erasures.endsOf(Keys.name(key))) {
        wakeAt(Math.max(end, timing.nextEnd(watermark())));
      }
    }
    erasures.wokenEverywhere();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    give(Long.MAX_VALUE);
  }

  @Override
  void writeBack() throws Exception {
    supporters.flush();
  }

  private void give(long minute) {
    aggregates.give(
        minute,
        tally -> output.collect(PAGES, new StreamRecord<>(tally)),
        tally -> output.collect(COHORTS, new StreamRecord<>(tally)));
  }

  @Override
  void lookLater(String key, long e) throws Exception {
    Supporter supporter = supporters.get(key);
    if (supporter == null || supporter.wake() == e) {
      step(key, e, List.of(), supporter, false);
    }
  }

  @Override
  void step(String key, long e, List<SupporterInput> come) throws Exception {
    step(key, e, come, supporters.get(key), false);
  }

  @Override
  void stepTold(String key, long e, List<SupporterInput> come) throws Exception {
    step(key, e, come, supporters.get(key), true);
  }

  private void step(String key, long e, List<SupporterInput> come, Supporter found, boolean told)
      throws Exception {
    Supporter supporter = found;
    if (supporter != null && e <= supporter.last()) {
      long next = supporter.last() + timing.slice();
      wakeAt(next);
      for (SupporterInput fact : come) {
        keep(fact, next);
      }
      return;
    }
    boolean woken = supporter != null && (supporter.wake() == e || erasures.any());
    if (come.isEmpty() && !woken) {
      if (supporter == null) {
        // Erased before they were known, or since: their name is not to stay.
        supporters.forget(key);
      }
      return;
    }
    boolean known = supporter != null;
    supporter = known ? supporter : new Supporter();
    String page = Keys.page(key);
    String name = Keys.name(key);
    results.at(page, name, e, told);
    boolean changed = step(supporter, page, name, e, come, results);
    sleep(key, supporter, changed, page, name, e);
    if (known && supporter.isEmpty()) {
      // Erased: their name is not to go into checkpoints as a wake-up.
      dropWakeUps();
    }
    live.change(known, !supporter.isEmpty());
    if (aggregates.isFull()) {
      give(Long.MAX_VALUE);
    }
  }

  private boolean step(
      Supporter supporter,
      String page,
      String name,
      long e,
      List<SupporterInput> come,
      SupporterOutput out) {
    return supporter.step(
        page,
        name,
        e,
        come,
        end -> rulebook.terms(rules, page, end),
        erasures.erasures(),
        timing,
        out);
  }

  /** Keeps the state and asks to be woken when something happens though no fact comes. */
  private void sleep(
      String key, Supporter supporter, boolean changed, String page, String name, long e)
      throws Exception {
    long before = supporter.wake();
    long fallback = supporter.nextFallback(timing);
    long profile = supporter.nextProfile(page, name, e);
    long next = Math.min(fallback, profile);
    // Where both fall together, it may have been asked for the profile's sake only, later.
    if (next != before || fallback == profile) {
      if (next != before && before > e && before != Long.MAX_VALUE) {
        wakeNoMore(before, e);
      }
      if (profile < fallback) {
        wakeLaterAt(next);
      } else if (next != Long.MAX_VALUE) {
        wakeAt(next);
      }
    }
    boolean news = supporter.wake(next, e);
    if (supporter.isEmpty()) {
      supporters.remove(key);
    } else if (changed || news) {
      // A profile that is given changes nothing, most times: it is given by reading alone.
      supporters.put(key, supporter);
    }
  }

  private void forget(String key, long e) throws Exception {
    lookAt(key);
    Supporter supporter = supporters.peek(key);
    String page = Keys.page(key);
    String name = Keys.name(key);
    if (supporter != null && supporter.forget(page, name, e, timing, results)) {
      supporters.remove(key);
      live.change(true, false);
    }
  }

  @Override
  public void close() throws Exception {
    if (forgetting != null) {
      forgetting.close();
    }
    super.close();
  }
}
