package io.groundswell.job;

import io.groundswell.event.PostInput;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One keyed step in Flink's harness on RocksDB, which can be stopped and restored anywhere. */
final class Step<I, O> implements AutoCloseable {
  final AtomicInteger fired = new AtomicInteger();
  private final Supplier<KeyedBroadcastProcessFunction<String, I, Rule, O>> function;
  private final KeySelector<I, String> key;
  private final List<O> before = new ArrayList<>();
  private KeyedTwoInputStreamOperatorTestHarness<String, I, Rule, O> harness;
  private CountingOperator<I, O> operator;
  private long watermark = Long.MIN_VALUE;

  private Step(
      Supplier<KeyedBroadcastProcessFunction<String, I, Rule, O>> function,
      KeySelector<I, String> key)
      throws Exception {
    this.function = function;
    this.key = key;
    open(null);
  }

  static Step<SupporterInput, PostInput> supporter(Settings settings) throws Exception {
    return new Step<>(
        () -> new SupporterFunction(settings), fact -> Keys.of(fact.page(), fact.supporter()));
  }

  static Step<PostInput, io.groundswell.event.Alert> momentum(Settings settings) throws Exception {
    return new Step<>(
        () -> new MomentumFunction(settings), input -> Keys.of(input.page(), input.post()));
  }

  private void open(OperatorSubtaskState state) throws Exception {
    operator = new CountingOperator<>(function.get(), fired);
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(operator, key, null, Types.STRING, 128, 1, 0);
    StateBackend rocks = new EmbeddedRocksDBStateBackend(false);
    harness.setStateBackend(rocks);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
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
    OperatorSubtaskState state = harness.snapshot(1, 1);
    before.addAll(harness.extractOutputValues());
    harness.close();
    open(state);
  }

  void take(I input) throws Exception {
    harness.processElement1(input, 0);
  }

  void rule(Rule rule) throws Exception {
    harness.processElement2(rule, 0);
  }

  void watermark(long time) throws Exception {
    watermark = time;
    harness.processBothWatermarks(new Watermark(time));
  }

  List<O> out() {
    List<O> all = new ArrayList<>(before);
    all.addAll(harness.extractOutputValues());
    return all;
  }

  <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    if (harness.getSideOutput(tag) != null) {
      harness.getSideOutput(tag).forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  BroadcastState<String, Rule[]> rules() throws Exception {
    return operator.getOperatorStateBackend().getBroadcastState(States.rules());
  }

  /** How many keys have how many states, all added up. */
  long states() {
    return Stream.of(
            States.supporterInbox(),
            States.supporter(),
            States.postInbox(),
            States.post(),
            States.postSlices())
        .mapToLong(state -> keys(state.getName()))
        .sum();
  }

  private long keys(String state) {
    try (Stream<String> keys =
        operator.<String>getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
