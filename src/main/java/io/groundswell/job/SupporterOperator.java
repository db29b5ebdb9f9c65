package io.groundswell.job;

import io.groundswell.codec.ResultWriter;
import io.groundswell.codec.Times;
import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Control;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.PostInput;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Topic;
import io.groundswell.page.CohortTally;
import io.groundswell.page.PageTally;
import io.groundswell.supporter.Supporter;
import io.groundswell.time.Timing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
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
class SupporterOperator extends AbstractStreamOperator<PostInput>
    implements TwoInputStreamOperator<SupporterInput, Control, PostInput>,
        Triggerable<String, VoidNamespace> {
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

  /** As Flink's own broadcast functions call it, which this step once was. */
  private static final String TIMERS = "user-timers";

  private final Settings settings;
  private final Timing timing;

  private transient BroadcastState<String, Rule[]> rules;
  private transient Rulebook rulebook;
  private transient ErasureBook erasures;
  private transient ListState<Long> passed;

  /** The watermark before a restart: it is not known again until every source has spoken. */
  private transient long watermarkBefore;

  private transient InternalTimerService<VoidNamespace> timers;
  private transient ListState<SupporterInput> inbox;
  private transient ValueState<Supporter> state;
  private transient Aggregates aggregates;
  private transient StepOutput results;

  SupporterOperator(Settings settings) {
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
    passed = context.getOperatorStateStore().getUnionListState(States.passed());
    watermarkBefore = Long.MAX_VALUE;
    for (long each : passed.get()) {
      watermarkBefore = Math.min(watermarkBefore, each);
    }
    if (watermarkBefore == Long.MAX_VALUE) {
      watermarkBefore = Long.MIN_VALUE;
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    passed.update(List.of(watermark()));
  }

  /** Up to where all has been looked at, in this life of the job or the one before. */
  private long watermark() {
    return Math.max(watermarkBefore, timers.currentWatermark());
  }

  @Override
  public void open() throws Exception {
    super.open();
    rulebook = new Rulebook(timing);
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    inbox = getRuntimeContext().getListState(States.supporterInbox());
    state = getRuntimeContext().getState(States.supporter());
    aggregates = new Aggregates();
    results = new StepOutput(output, aggregates);
  }

  @Override
  public void processElement1(StreamRecord<SupporterInput> element) throws Exception {
    SupporterInput fact = element.getValue();
    long watermark = watermark();
    if (fact instanceof Engagement engagement && settings.tooLate(fact.time(), watermark)) {
      output.collect(TOO_LATE, new StreamRecord<>(tooLate(engagement, watermark)));
      return;
    }
    if (!(fact instanceof Erasure)) {
      inbox.add(fact);
    }
    wakeAt(Math.max(timing.end(fact.time()), timing.nextEnd(watermark)));
  }

  private void wakeAt(long end) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, end);
  }

  /**
   * Such a fact was in time for its own partition's watermark but is too late for that of all. Its
   * bytes are not kept that far; what was read of them is told, with the place they stand at.
   */
  private DeadLetter tooLate(Engagement fact, long watermark) {
    return settings.told(
        new DeadLetter(
            settings.topicName(Topic.ENGAGEMENTS),
            fact.partition(),
            fact.offset(),
            fact.time(),
            fact.supporter().getBytes(StandardCharsets.UTF_8),
            ResultWriter.engagement(fact),
            DeadLetter.TRANSFORMATION,
            settings.tooLateReason(Times.format(fact.time()), Times.format(watermark))));
  }

  @Override
  public void processElement2(StreamRecord<Control> element) throws Exception {
    if (element.getValue() instanceof Rule rule) {
      rulebook.take(rule, rules, watermark());
    } else if (element.getValue() instanceof Erasure erasure) {
      erasures.take(erasure, watermark());
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    wakeErased(mark.getTimestamp());
    if (getTimeServiceManager().isPresent()) {
      getTimeServiceManager().get().advanceWatermark(mark);
    }
    give(mark.getTimestamp());
    output.emitWatermark(mark);
  }

  /** Wakes those who are erased on every page: nobody knows on which pages they are. */
  private void wakeErased(long watermark) throws Exception {
    if (erasures.dueEverywhere(watermark).isEmpty()) {
      return;
    }
    // Who only waits in the inbox may be known by then: this watermark may leap over both.
    Set<String> found = new LinkedHashSet<>();
    findErased(States.supporter().getName(), found);
    findErased(States.supporterInbox().getName(), found);
    for (String key : found) {
      setCurrentKey(key);
      for (long end : erasures.endsOf(Keys.name(key))) {
        wakeAt(Math.max(end, timing.nextEnd(watermark())));
      }
    }
    erasures.wokenEverywhere();
  }

  private void findErased(String stateName, Set<String> found) {
    try (Stream<String> keys =
        this.<String>getKeyedStateBackend().getKeys(stateName, VoidNamespace.INSTANCE)) {
      keys.filter(key -> erasures.isDueEverywhere(Keys.name(key))).forEach(found::add);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    give(Long.MAX_VALUE);
  }

  private void give(long minute) {
    aggregates.give(
        minute,
        tally -> output.collect(PAGES, new StreamRecord<>(tally)),
        tally -> output.collect(COHORTS, new StreamRecord<>(tally)));
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timer of this step is one of processing time");
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long e = timer.getTimestamp();
    Supporter supporter = state.value();
    if (supporter != null && e <= supporter.last()) {
      wakeAt(supporter.last() + timing.slice());
      return;
    }
    String page = Keys.page(timer.getKey());
    String name = Keys.name(timer.getKey());
    List<SupporterInput> due = new ArrayList<>();
    List<SupporterInput> rest = new ArrayList<>();
    takeInbox(e, due, rest);
    boolean woken = supporter != null && (supporter.wake() == e || erasures.any());
    if (due.isEmpty() && !woken) {
      return;
    }
    if (supporter == null) {
      supporter = new Supporter();
    }
    results.at(page, name, e);
    supporter.step(
        page,
        name,
        e,
        due,
        end -> rulebook.terms(rules, page, end),
        erasures.erasures(),
        timing,
        results);
    sleep(supporter, page, name, e, rest);
    if (aggregates.isFull()) {
      give(Long.MAX_VALUE);
    }
  }

  /** Empties the inbox of what is due at {@code e}. */
  private void takeInbox(long e, List<SupporterInput> due, List<SupporterInput> rest)
      throws Exception {
    for (SupporterInput fact : inbox.get()) {
      (timing.end(fact.time()) <= e ? due : rest).add(fact);
    }
    if (!due.isEmpty()) {
      if (rest.isEmpty()) {
        inbox.clear();
      } else {
        inbox.update(rest);
      }
    }
  }

  /** Keeps the state and asks to be woken when something happens though no fact comes. */
  private void sleep(
      Supporter supporter, String page, String name, long e, List<SupporterInput> rest)
      throws Exception {
    long before = supporter.wake();
    long next = supporter.next(page, name, e, timing);
    if (next > settings.horizon() && next == supporter.forgottenAt(timing)) {
      next = Long.MAX_VALUE;
    }
    if (next != before) {
      boolean due = rest.stream().anyMatch(fact -> timing.end(fact.time()) == before);
      if (before > e && before != Long.MAX_VALUE && !due) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, before);
      }
      if (next != Long.MAX_VALUE) {
        wakeAt(next);
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
