package io.groundswell.job;

import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * A keyed step that looks at a key at slice ends only, with all that has come for it by then. What
 * waits for a slice end that is near is held on the heap, by slice end and key, and goes into each
 * checkpoint as it is ({@link WaitingForm}): an inbox and a timer in RocksDB for each key and slice
 * cost several times what the step itself does. When it takes more than {@link #MOST}, what is held
 * is written to the inbox state and given timers, so that memory is bounded.
 *
 * @param <I> what comes for a key
 * @param <C> what comes for all
 * @param <O> what goes out
 */
abstract class SliceOperator<I, C, O> extends KeyedOperator<O>
    implements TwoInputStreamOperator<I, C, O>, Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  /** As Flink's own broadcast functions call it, which these steps once were. */
  private static final String TIMERS = "user-timers";

  /** What waits takes so much of the heap at the most, beside what one slice end has, bytes. */
  private static final long MOST = 64L << 20;

  /** A slice end that is farther ahead than this waits in RocksDB, ms. */
  private static final long NEAR = 20 * Timing.MINUTE;

  /** Longer than this a watermark is not known, ms. */
  static final long UNKNOWN = Long.MIN_VALUE + Timing.DAY;

  private final ListStateDescriptor<I> descriptor;
  private final TypeInformation<I> element;
  private transient ListState<I> inbox;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient WaitingForm<I> form;
  private transient Agenda<I> agenda;

  /** What is left to do of the slice end that was passed last, or null. */
  private transient Rest<I> rest;

  /**
   * While timers fire: up to when they will. What they ask for by then takes its turn with them.
   */
  private transient long firing;

  /**
   * A step.
   *
   * @param inbox the state in which it keeps what waits long, or is too much to hold
   * @param element what comes for a key
   */
  SliceOperator(ListStateDescriptor<I> inbox, TypeInformation<I> element) {
    this.descriptor = inbox;
    this.element = element;
  }

  @Override
  protected boolean isUsingCustomRawKeyedState() {
    return true;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    TypeSerializer<I> serializer =
        element.createSerializer(getExecutionConfig().getSerializerConfig());
    agenda = new Agenda<>(new Waiting.Form<>(serializer, keyGroups()));
    form = new WaitingForm<>(serializer);
    form.read(context.getRawKeyedStateInputs(), agenda::add);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    form.write(agenda.all(), getKeyedStateBackend(), context.getRawKeyedOperatorStateOutput());
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    inbox = getRuntimeContext().getListState(descriptor);
    firing = Long.MIN_VALUE;
    Meters meters = Meters.of(getMetricGroup());
    meters.figure("waiting", agenda::size);
    meters.lag("watermarkLagMs", this::watermark, getProcessingTimeService());
  }

  /**
   * Looks at a key at slice end {@code e}, with what has come for it, in any order. Before it uses
   * state other than by this class or a {@link StateCache} it must say so by {@link #useState}.
   */
  abstract void step(String key, long e, List<I> come) throws Exception;

  /** Whether what waits in state is to be taken at {@code e} already. */
  abstract boolean isDue(I input, long e);

  /** What must happen before the watermark goes on. */
  void beforeWatermark(long watermark) throws Exception {}

  /** Where event time stands. */
  long watermark() {
    return timers.currentWatermark();
  }

  /** Holds an input of the current key until the watermark has passed a slice end. */
  final void keep(I input, long end) throws Exception {
    if (isNear(end)) {
      agenda.add(end, key(), input);
      if (agenda.bytes() > most()) {
        spill();
      }
    } else {
      useState();
      inbox.add(input);
      setTimer(end);
    }
  }

  /** What waits on the heap. */
  final Agenda<I> agenda() {
    return agenda;
  }

  /** Has the current key looked at when the watermark has passed a slice end. */
  final void wakeAt(long end) throws Exception {
    agenda.remember(key());
    if (isHeldAt(end)) {
      agenda.wake(end, key());
    } else {
      setTimer(end);
    }
  }

  /**
   * The same, where all others may go before it: {@link #lookLater} looks at the key if it is not
   * looked at by then anyway.
   */
  final void wakeLaterAt(long end) throws Exception {
    agenda.remember(key());
    if (isHeldAt(end)) {
      agenda.wakeLater(end, key());
    } else {
      setTimer(end);
    }
  }

  private boolean isHeldAt(long end) {
    return isNear(end) && timers.currentWatermark() >= UNKNOWN;
  }

  private void setTimer(long end) {
    useState();
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, end);
  }

  /** Takes {@link #wakeAt} back where that pays; a wake-up too many does no harm. */
  final void wakeNoMore(long end, long e) throws Exception {
    if (end > e + NEAR) {
      useState();
      if (nothingWaitsFor(end)) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, end);
      }
    }
  }

  /** Nothing is kept of the current key: nor are its wake-ups, once the watermark is passed on. */
  final void dropWakeUps() {
    agenda.forget(key());
  }

  private boolean nothingWaitsFor(long end) throws Exception {
    for (I input : inbox.get()) {
      if (isDue(input, end)) {
        return false;
      }
    }
    return true;
  }

  /** How much of the heap may be taken before what waits goes to state, bytes. */
  long most() {
    return MOST;
  }

  private boolean isNear(long end) {
    long watermark = timers.currentWatermark();
    return end > firing && (watermark < UNKNOWN || end <= watermark + NEAR);
  }

  /** Writes what waits on the heap to state. */
  private void spill() throws Exception {
    String key = key();
    beforeSpill();
    agenda.spill(
        (end, each, come) -> {
          lookAt(each);
          useState();
          if (!come.isEmpty()) {
            inbox.addAll(come);
          }
          setTimer(end);
        });
    lookAt(key);
  }

  /** What is to be done before what waits on the heap goes to state. */
  void beforeSpill() throws Exception {}

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    finishRest();
    writeBack();
  }

  /** Writes to state what is held in front of it. The current key is another after it. */
  abstract void writeBack() throws Exception;

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long passed = mark.getTimestamp();
    if (rest != null && !agenda.isDue(passed) && mayRest(rest.end, passed)) {
      rest.mark = mark;
      return;
    }
    finishRest();
    beforeWatermark(passed);
    // A step may ask to be woken again before the watermark: its wake-up takes its turn.
    while (agenda.isDue(passed)) {
      long end = agenda.firstEnd();
      advance(new Watermark(end));
      // A timer's step may have had more to keep than fits: all is in state then, with timers.
      rest = new Rest<>(end, agenda.take(end), agenda.takeLast(end));
      lookAtUrgent();
      beforeLast(end);
      if (!agenda.isDue(passed) && mayRest(end, passed)) {
        rest.mark = mark;
        rests();
        return;
      }
      finishRest();
    }
    pass(mark);
  }

  /** Nobody hears a watermark of who is idle. */
  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int index) throws Exception {
    finishRest();
    super.processWatermarkStatus(status, index);
  }

  /**
   * Looks at all keys but those of which it has been told what follows, and nothing has changed.
   */
  private void lookAtUrgent() throws Exception {
    while (rest.keys.next()) {
      if (!rest.keys.allTold()) {
        String key = rest.keys.key();
        lookAt(key);
        if (rest.keys.someTold()) {
          takeBack(key, rest.end, rest.keys.toldInputs());
        }
        List<I> come = rest.keys.inputs();
        if (come.isEmpty()) {
          rest.woken.add(key);
        }
        step(key, rest.end, come);
      }
    }
  }

  /** Whether there is something left to do of the slice end that was passed last. */
  final boolean isResting() {
    return rest != null;
  }

  /** Does what is left of the slice end that was passed last. The current key is another then. */
  final void finishRest() throws Exception {
    if (rest == null) {
      return;
    }
    Rest<I> now = rest;
    rest = null;
    for (now.keys.again(); now.due.told() > 0 && now.keys.next(); ) {
      if (now.keys.allTold()) {
        String key = now.keys.key();
        lookAt(key);
        List<I> come = now.keys.inputs();
        if (come.isEmpty()) {
          now.woken.add(key);
        }
        stepTold(key, now.end, come);
      }
    }
    now.keys.letGo();
    now.due.clear();
    now.last.forEachKey(
        (key, none) -> {
          if (!now.woken.contains(key)) {
            lookAt(key);
            lookLater(key, now.end);
          }
        });
    now.last.clear();
    if (now.mark != null) {
      pass(now.mark);
    }
  }

  private void pass(Watermark mark) throws Exception {
    advance(mark);
    afterSteps(mark.getTimestamp());
    agenda.dropForgotten();
    output.emitWatermark(mark);
  }

  /** Takes back what was told ahead of what follows from a key's inputs. */
  void takeBack(String key, long e, List<I> told) throws Exception {
    throw new IllegalStateException("this step tells nothing ahead");
  }

  /** Looks at a key of whose inputs it has been told what follows: not to be told again. */
  void stepTold(String key, long e, List<I> come) throws Exception {
    throw new IllegalStateException("this step tells nothing ahead");
  }

  /**
   * Whether what is left to do of slice end {@code e} may be left for now. It is done before
   * another slice end or a checkpoint in any case.
   */
  boolean mayRest(long e, long watermark) {
    return false;
  }

  /** It is left for now: {@link #finishRest} must be called soon. */
  void rests() {}

  /**
   * Looks at a key of {@link #wakeLaterAt} when all others of its slice end have been looked at; it
   * may have been among them.
   */
  void lookLater(String key, long e) throws Exception {
    step(key, e, List.of());
  }

  /** What is to be done at a slice end before the keys are looked at that can wait. */
  void beforeLast(long e) throws Exception {}

  /** What must leave before the watermark does. */
  void afterSteps(long watermark) throws Exception {}

  private void advance(Watermark mark) throws Exception {
    if (mark.getTimestamp() > timers.currentWatermark() && getTimeServiceManager().isPresent()) {
      firing = mark.getTimestamp();
      getTimeServiceManager().get().advanceWatermark(mark);
      firing = Long.MIN_VALUE;
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timer of this step is one of processing time");
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long e = timer.getTimestamp();
    List<I> due = new ArrayList<>();
    List<I> left = new ArrayList<>(0);
    for (I input : inbox.get()) {
      (isDue(input, e) ? due : left).add(input);
    }
    if (!due.isEmpty()) {
      inbox.update(left);
    }
    if (agenda.at(e) != null) {
      // What is held for this very slice end comes next: together they are looked at once.
      agenda.add(e, timer.getKey(), due);
    } else {
      lookAt(timer.getKey());
      step(timer.getKey(), e, due);
    }
  }
}
