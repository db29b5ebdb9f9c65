package io.groundswell.job;

import io.groundswell.event.Alert;
import io.groundswell.event.Cohort;
import io.groundswell.event.Control;
import io.groundswell.event.Outcome;
import io.groundswell.event.PageDay;
import io.groundswell.event.PostInput;
import io.groundswell.event.Profile;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.page.CohortTally;
import io.groundswell.page.PageTally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * One keyed step in Flink's harness on RocksDB, which can be stopped and restored anywhere.
 *
 * @param <I> its first input, keyed
 * @param <C> its second, keyed or broadcast; {@link Void} where there is none
 * @param <O> its output
 */
final class Step<I, C, O> implements AutoCloseable {
  final AtomicInteger fired = new AtomicInteger();
  final Metered metered = new Metered();
  private final TypeInformation<O> type;
  private final Maker<I, C, O> maker;
  private final List<O> before = new ArrayList<>();
  private Running<I, C, O> running;
  private long watermark = Long.MIN_VALUE;

  /** What takes something. */
  private interface Taker<T> {
    void take(T value) throws Exception;
  }

  /** An operator in its harness. */
  private record Running<I, C, O>(
      AbstractStreamOperatorTestHarness<O> harness,
      AbstractStreamOperator<O> operator,
      Taker<I> first,
      Taker<C> second,
      Taker<Watermark> mark) {}

  /** Makes one that counts how often it looks at a key and shows its metrics. */
  private interface Maker<I, C, O> {
    Running<I, C, O> make(AtomicInteger fired, Metered metered) throws Exception;
  }

  private Step(TypeInformation<O> type, Maker<I, C, O> maker) throws Exception {
    this.type = type;
    this.maker = maker;
    open(null);
  }

  static Step<SupporterInput, Control, PostInput> supporter(Settings settings) throws Exception {
    return supporter(settings, Long.MAX_VALUE);
  }

  /** One that holds so many bytes at the most of what waits. */
  static Step<SupporterInput, Control, PostInput> supporter(Settings settings, long most)
      throws Exception {
    return new Step<>(
        States.POST_INPUT,
        (fired, metered) ->
            two(
                new CountingSupporter(settings, fired, metered, most),
                fact -> Keys.of(fact.page(), fact.supporter()),
                null));
  }

  static Step<PostInput, Control, Alert> momentum(Settings settings) throws Exception {
    return new Step<>(
        States.ALERT,
        (fired, metered) ->
            two(
                new CountingMomentum(settings, fired, metered),
                input -> Keys.of(input.page(), input.post()),
                null));
  }

  static Step<Outcome, Void, SupporterInput> outcome(Settings settings) throws Exception {
    return new Step<>(
        States.SUPPORTER_INPUT,
        (fired, metered) ->
            one(
                new KeyedProcessOperator<>(new OutcomeFunction(settings)),
                each -> Keys.of(Keys.of(each.page(), each.kind()), each.id())));
  }

  static Step<ProfileDraft, Tuple2<Integer, PostInput>, Profile> profile(Settings settings)
      throws Exception {
    return new Step<>(
        States.PROFILE,
        (fired, metered) ->
            two(
                new ProfileOperator(settings),
                ProfileOperator::key,
                post -> ProfileOperator.key(post.f1.page(), post.f0)));
  }

  static Step<PageTally, PostInput, PageDay> page(Settings settings) throws Exception {
    return new Step<>(
        States.PAGE_DAY,
        (fired, metered) -> two(new PageOperator(settings), PageTally::page, PostInput::page));
  }

  static Step<CohortTally, Void, Cohort> cohort(Settings settings) throws Exception {
    return new Step<>(
        States.COHORT,
        (fired, metered) ->
            one(new BeyondOperator<>(new CohortFunction(settings)), CohortFunction::key));
  }

  private static <I, O, P extends AbstractStreamOperator<O> & OneInputStreamOperator<I, O>>
      Running<I, Void, O> one(P operator, KeySelector<I, String> key) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, I, O> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(operator, key, Types.STRING, 128, 1, 0);
    return new Running<>(
        harness,
        operator,
        value -> harness.processElement(value, 0),
        nothing -> {
          throw new IllegalStateException("this step has one input");
        },
        harness::processWatermark);
  }

  private static <I, C, O, P extends AbstractStreamOperator<O> & TwoInputStreamOperator<I, C, O>>
      Running<I, C, O> two(P operator, KeySelector<I, String> key, KeySelector<C, String> other)
          throws Exception {
    KeyedTwoInputStreamOperatorTestHarness<String, I, C, O> harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(operator, key, other, Types.STRING, 128, 1, 0);
    return new Running<>(
        harness,
        operator,
        value -> harness.processElement1(value, 0),
        value -> harness.processElement2(value, 0),
        harness::processBothWatermarks);
  }

  private void open(OperatorSubtaskState state) throws Exception {
    running = maker.make(fired, metered);
    running.harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
    running.harness.setup(type.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      running.harness.initializeState(state);
    }
    running.harness.open();
  }

  /** Where the wall clock of the harness stands. */
  void wallClock(long time) throws Exception {
    running.harness.setProcessingTime(time);
  }

  /** Stops it at a checkpoint and goes on from there in a new one, at the same watermark. */
  void restore() throws Exception {
    restoreBeforeAnyWatermark();
    if (watermark != Long.MIN_VALUE) {
      watermark(watermark);
    }
  }

  /** As after a real restart: no source has said yet where event time stands. */
  void restoreBeforeAnyWatermark() throws Exception {
    running.harness.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState state = running.harness.snapshot(1, 1);
    before.addAll(values());
    running.harness.close();
    open(state);
  }

  /** A checkpoint barrier passes. */
  void barrier() throws Exception {
    running.harness.prepareSnapshotPreBarrier(1);
  }

  void take(I input) throws Exception {
    running.first.take(input);
  }

  void tell(C input) throws Exception {
    running.second.take(input);
  }

  void watermark(long time) throws Exception {
    watermark = time;
    running.mark.take(new Watermark(time));
  }

  /** All sources say that they are idle, or that they are not. */
  void idle(boolean now) throws Exception {
    WatermarkStatus status = now ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE;
    TwoInputStreamOperator<?, ?, ?> two = (TwoInputStreamOperator<?, ?, ?>) running.operator;
    two.processWatermarkStatus1(status);
    two.processWatermarkStatus2(status);
  }

  List<O> out() {
    List<O> all = new ArrayList<>(before);
    all.addAll(values());
    return all;
  }

  /** The records that have left, since it was started last. */
  private List<O> values() {
    List<O> values = new ArrayList<>();
    for (Object each : running.harness.getOutput()) {
      // Watermarks and the word that nothing comes are among them.
      if (each instanceof StreamRecord<?> record) {
        @SuppressWarnings("unchecked")
        O value = (O) record.getValue();
        values.add(value);
      }
    }
    return values;
  }

  /** Records and watermarks in the order in which they left, since it was started last. */
  List<Object> left() {
    List<Object> left = new ArrayList<>(running.harness.getOutput());
    left.removeIf(WatermarkStatus.class::isInstance);
    return left;
  }

  /** The watermark that has gone on, or MIN_VALUE. */
  long passedOn() {
    return running.harness.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .mapToLong(each -> ((Watermark) each).getTimestamp())
        .max()
        .orElse(Long.MIN_VALUE);
  }

  <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    if (running.harness.getSideOutput(tag) != null) {
      running.harness.getSideOutput(tag).forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  BroadcastState<String, Rule[]> rules() throws Exception {
    return running.operator.getOperatorStateBackend().getBroadcastState(States.rules());
  }

  /** How many keys have how many states, all added up. */
  long states() throws Exception {
    if (running.operator instanceof SliceOperator<?, ?, ?> sliced) {
      sliced.writeBack();
    }
    return Stream.of(
            States.supporterInbox(),
            States.supporter(),
            States.postInbox(),
            States.post(),
            States.postSlices(),
            States.postTopics(),
            States.outcomeInbox(),
            States.outcomeCounted(),
            States.profileInbox(),
            States.shardPosts(),
            States.pageTallies(),
            States.pageFacts(),
            States.page(),
            States.cohortInbox(),
            States.cohort())
        .mapToLong(state -> keys(state.getName()))
        .sum();
  }

  private long keys(String state) {
    try (Stream<String> keys =
        running.operator.<String>getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  /** How many timers are set, and how many keys and inputs wait on the heap. */
  int timers() {
    int held =
        running.operator instanceof SliceOperator<?, ?, ?> sliced ? sliced.agenda().size() : 0;
    return held + running.harness.numEventTimeTimers();
  }

  @Override
  public void close() throws Exception {
    running.harness.close();
  }
}
