package io.groundswell.job;

import io.groundswell.time.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
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
abstract class SliceOperator<I, C, O> extends AbstractStreamOperator<O>
    implements TwoInputStreamOperator<I, C, O>,
        Triggerable<String, VoidNamespace>,
        StateCache.Owner {
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
  private transient Waiting.Form<I> entries;
  private transient TreeMap<Long, Waiting<I>> waiting;
  private transient int held;
  private transient long heldBytes;

  /** Keys of which nothing may be left but inputs. */
  private transient Set<String> forgotten;

  /** The key that is looked at; the backend is told when its state is needed only. */
  private transient String current;

  private transient boolean keyed;

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
    waiting = new TreeMap<>();
    forgotten = new HashSet<>();
    TypeSerializer<I> serializer =
        element.createSerializer(getExecutionConfig().getSerializerConfig());
    entries =
        new Waiting.Form<>(
            serializer, getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    form = new WaitingForm<>(serializer);
    form.read(context.getRawKeyedStateInputs(), this::hold);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    form.write(waiting, getKeyedStateBackend(), context.getRawKeyedOperatorStateOutput());
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    inbox = getRuntimeContext().getListState(descriptor);
    firing = Long.MIN_VALUE;
    Meters meters = Meters.of(getMetricGroup());
    meters.figure("waiting", this::held);
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

  /**
   * Notes whose input comes. Most inputs wait on the heap: to tell the backend, which writes the
   * key out each time, is put off until its state is needed.
   */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public void setKeyContextElement1(StreamRecord record) throws Exception {
    lookAt((String) ((KeySelector<Object, ?>) getStateKeySelector1()).getKey(record.getValue()));
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public void setKeyContextElement2(StreamRecord record) throws Exception {
    KeySelector<Object, ?> selector = (KeySelector<Object, ?>) getStateKeySelector2();
    if (selector != null) {
      lookAt((String) selector.getKey(record.getValue()));
    }
  }

  @Override
  public final void lookAt(String key) {
    current = key;
    keyed = false;
  }

  @Override
  public final int keyGroup(String key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, entries.keyGroups);
  }

  /** The current key. */
  final String key() {
    return current;
  }

  @Override
  public final boolean keepsBytes() {
    return getKeyedStateBackend().getBackendTypeIdentifier().equals("rocksdb");
  }

  @Override
  public final void useState() {
    if (!keyed) {
      setCurrentKey(current);
      keyed = true;
    }
  }

  /** Holds an input of the current key until the watermark has passed a slice end. */
  final void keep(I input, long end) throws Exception {
    if (isNear(end)) {
      hold(end, current, input);
      if (heldBytes > MOST) {
        spill();
      }
    } else {
      useState();
      inbox.add(input);
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, end);
    }
  }

  /** Has the current key looked at when the watermark has passed a slice end. */
  final void wakeAt(long end) throws Exception {
    if (!forgotten.isEmpty()) {
      forgotten.remove(current);
    }
    if (isNear(end) && timers.currentWatermark() >= UNKNOWN) {
      hold(end, current, (I) null);
    } else {
      useState();
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, end);
    }
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
    forgotten.add(current);
  }

  private boolean nothingWaitsFor(long end) throws Exception {
    for (I input : inbox.get()) {
      if (isDue(input, end)) {
        return false;
      }
    }
    return true;
  }

  private boolean isNear(long end) {
    long watermark = timers.currentWatermark();
    return end > firing && (watermark < UNKNOWN || end <= watermark + NEAR);
  }

  /** Holds a key's inputs for a slice end; without any, the key is to be looked at. */
  private void hold(long end, String key, List<I> inputs) throws IOException {
    if (inputs.isEmpty()) {
      hold(end, key, (I) null);
    }
    for (I input : inputs) {
      hold(end, key, input);
    }
  }

  /** Holds an input; null: the key is to be looked at. */
  private void hold(long end, String key, I input) throws IOException {
    Waiting<I> there = waiting.get(end);
    if (there == null) {
      there = new Waiting<>(entries);
      waiting.put(end, there);
    }
    heldBytes -= there.bytes();
    if (input == null) {
      there.wake(key);
    } else {
      there.add(key, input);
    }
    heldBytes += there.bytes();
    held++;
  }

  /** Writes what waits on the heap to state. */
  private void spill() throws Exception {
    String key = current;
    for (Map.Entry<Long, Waiting<I>> end : waiting.entrySet()) {
      long at = end.getKey();
      end.getValue()
          .forEachKey(
              (each, come) -> {
                lookAt(each);
                useState();
                if (!come.isEmpty()) {
                  inbox.addAll(come);
                }
                timers.registerEventTimeTimer(VoidNamespace.INSTANCE, at);
              });
    }
    waiting.clear();
    held = 0;
    heldBytes = 0;
    lookAt(key);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    writeBack();
  }

  /** Writes to state what is held in front of it. The current key is another after it. */
  abstract void writeBack() throws Exception;

  /** How many keys and inputs are held. */
  final int held() {
    return held;
  }

  /** The keys that something is held for. */
  final Set<String> keysHeld() throws IOException {
    Set<String> keys = new LinkedHashSet<>();
    for (Waiting<I> each : waiting.values()) {
      each.keys(keys);
    }
    return keys;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    beforeWatermark(mark.getTimestamp());
    // A step may ask to be woken again before the watermark: its wake-up takes its turn.
    while (!waiting.isEmpty() && waiting.firstKey() <= mark.getTimestamp()) {
      long end = waiting.firstKey();
      advance(new Watermark(end));
      Waiting<I> due = waiting.remove(end);
      if (due == null) {
        // A timer's step had more to keep than fits: all of it is in state now, with timers.
        continue;
      }
      held -= due.size();
      heldBytes -= due.bytes();
      due.forEachKey((key, come) -> look(key, end, come));
      due.clear();
    }
    advance(mark);
    afterSteps(mark.getTimestamp());
    dropForgotten();
    output.emitWatermark(mark);
  }

  private void dropForgotten() throws IOException {
    if (forgotten.isEmpty()) {
      return;
    }
    held = 0;
    heldBytes = 0;
    for (Waiting<I> each : waiting.values()) {
      each.wakeNoMore(forgotten);
      held += each.size();
      heldBytes += each.bytes();
    }
    waiting.values().removeIf(each -> each.size() == 0);
    forgotten.clear();
  }

  private void look(String key, long e, List<I> come) throws Exception {
    lookAt(key);
    step(key, e, come);
  }

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
    List<I> rest = new ArrayList<>(0);
    for (I input : inbox.get()) {
      (isDue(input, e) ? due : rest).add(input);
    }
    if (!due.isEmpty()) {
      inbox.update(rest);
    }
    if (!waiting.containsKey(e)) {
      look(timer.getKey(), e, due);
    } else {
      // What is held for this very slice end comes next: together they are looked at once.
      hold(e, timer.getKey(), due);
    }
  }
}
