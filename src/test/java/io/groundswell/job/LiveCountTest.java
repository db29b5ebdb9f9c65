package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Alert;
import io.groundswell.event.Control;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.PostInput;
import io.groundswell.event.SupporterInput;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Counts of what is kept in keyed state go on over restores at any parallelism. */
class LiveCountTest {
  private static final int KEY_GROUPS = 128;
  private static final int SUPPORTERS = 40;
  private static final long TEN = Given.at("10:00:00");
  private static final Settings LIVE = Settings.live(Timing.DEFAULT, 30_000, "");

  /** Keeps no count in its checkpoints, as versions before the count did. */
  private static final class Earlier extends CountingSupporter {
    private static final long serialVersionUID = 1L;

    Earlier(Metered metered) {
      super(LIVE, new AtomicInteger(), metered);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      getOperatorStateBackend().getUnionListState(States.supportersLive()).clear();
    }
  }

  /** The supporter step at some parallelism. */
  private static final class Subtasks implements AutoCloseable {
    private final List<Metered> metered = new ArrayList<>();
    private final List<
            KeyedTwoInputStreamOperatorTestHarness<String, SupporterInput, Control, PostInput>>
        harnesses = new ArrayList<>();

    Subtasks(int parallelism, OperatorSubtaskState before, int parallelismBefore) throws Exception {
      this(
          parallelism,
          before,
          parallelismBefore,
          each -> new CountingSupporter(LIVE, new AtomicInteger(), each));
    }

    Subtasks(
        int parallelism,
        OperatorSubtaskState before,
        int parallelismBefore,
        Function<Metered, CountingSupporter> step)
        throws Exception {
      for (int i = 0; i < parallelism; i++) {
        metered.add(new Metered());
        KeyedTwoInputStreamOperatorTestHarness<String, SupporterInput, Control, PostInput> harness =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                step.apply(metered.get(i)),
                fact -> Keys.of(fact.page(), fact.supporter()),
                null,
                Types.STRING,
                KEY_GROUPS,
                parallelism,
                i);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
        harness.setup(States.POST_INPUT.createSerializer(new SerializerConfigImpl()));
        if (before != null) {
          harness.initializeState(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  before, KEY_GROUPS, parallelismBefore, parallelism, i));
        }
        harness.open();
        harnesses.add(harness);
      }
    }

    void take(Engagement fact) throws Exception {
      String key = Keys.of(fact.page(), fact.supporter());
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, KEY_GROUPS);
      harnesses.get(group * harnesses.size() / KEY_GROUPS).processElement1(fact, 0);
    }

    void watermark(long time) throws Exception {
      for (KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ?> each : harnesses) {
        each.processBothWatermarks(new Watermark(time));
      }
    }

    double supporters() {
      return metered.stream().mapToDouble(each -> each.gauge("supporters")).sum();
    }

    /** Goes on at another parallelism. */
    Subtasks rescale(int parallelism) throws Exception {
      List<OperatorSubtaskState> states = new ArrayList<>();
      for (KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ?> each : harnesses) {
        each.prepareSnapshotPreBarrier(1);
        states.add(each.snapshot(1, 1));
      }
      OperatorSubtaskState all =
          AbstractStreamOperatorTestHarness.repackageState(
              states.toArray(new OperatorSubtaskState[0]));
      int before = harnesses.size();
      close();
      return new Subtasks(parallelism, all, before);
    }

    @Override
    public void close() throws Exception {
      for (KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ?> each : harnesses) {
        each.close();
      }
      harnesses.clear();
    }
  }

  @Test
  void theSumOfAllSubtasksIsRightAtAnyParallelism() throws Exception {
    Subtasks subtasks = new Subtasks(1, null, 0);
    for (int s = 0; s < SUPPORTERS; s++) {
      subtasks.take(Given.add(Kind.LIKE, "s" + s, "1", TEN, 10));
    }
    subtasks.watermark(TEN + 10_000);
    assertThat(subtasks.supporters()).isEqualTo(SUPPORTERS);
    int come = 0;
    for (int parallelism : new int[] {3, 2, 4, 1}) {
      subtasks = subtasks.rescale(parallelism);
      assertThat(subtasks.supporters()).isEqualTo(SUPPORTERS + come);
      come++;
      subtasks.take(Given.add(Kind.LIKE, "of " + parallelism, "1", TEN + come * 60_000L, 10));
      subtasks.watermark(TEN + come * 60_000L + 10_000);
      assertThat(subtasks.supporters()).isEqualTo(SUPPORTERS + come);
    }
    subtasks = subtasks.rescale(3);
    subtasks.watermark(TEN + 30 * Timing.DAY);
    assertThat(subtasks.supporters()).isZero();
    subtasks.close();
  }

  @Test
  void whatAnEarlierVersionLeftIsCounted() throws Exception {
    Subtasks subtasks = new Subtasks(2, null, 0, Earlier::new);
    for (int s = 0; s < SUPPORTERS; s++) {
      subtasks.take(Given.add(Kind.LIKE, "s" + s, "1", TEN, 10));
    }
    subtasks.watermark(TEN + 10_000);
    for (int parallelism : new int[] {3, 1}) {
      subtasks = subtasks.rescale(parallelism);
      assertThat(subtasks.supporters()).isEqualTo(SUPPORTERS);
    }
    subtasks.close();
  }

  /** The momentum step, as it is or as one of versions before the count. */
  private static KeyedTwoInputStreamOperatorTestHarness<String, PostInput, Control, Alert> momentum(
      MomentumOperator step, OperatorSubtaskState before) throws Exception {
    KeyedTwoInputStreamOperatorTestHarness<String, PostInput, Control, Alert> harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            step,
            input -> Keys.of(input.page(), input.post()),
            null,
            Types.STRING,
            KEY_GROUPS,
            1,
            0);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
    harness.setup(States.ALERT.createSerializer(new SerializerConfigImpl()));
    if (before != null) {
      harness.initializeState(before);
    }
    harness.open();
    return harness;
  }

  @Test
  void ofThePostsThatAnEarlierVersionLeftThoseWithAnOpenAlertAreCounted() throws Exception {
    MomentumOperator earlier =
        new MomentumOperator(LIVE) {
          private static final long serialVersionUID = 1L;

          @Override
          public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            getOperatorStateBackend().getUnionListState(States.openAlerts()).clear();
          }
        };
    OperatorSubtaskState left;
    try (KeyedTwoInputStreamOperatorTestHarness<String, PostInput, Control, Alert> harness =
        momentum(earlier, null)) {
      for (String post : List.of("carried", "bought")) {
        harness.processElement1(report(post, TEN - 3_600_000, 0), 0);
        harness.processElement1(report(post, TEN, 100), 0);
      }
      for (int s = 0; s < SUPPORTERS; s++) {
        harness.processElement1(Given.share("carried", "s" + s, TEN + 10_000, 50), 0);
      }
      harness.processBothWatermarks(new Watermark(TEN + 60_000));
      assertThat(harness.extractOutputValues()).extracting(Alert::post).containsExactly("carried");
      harness.prepareSnapshotPreBarrier(1);
      left = harness.snapshot(1, 1);
    }
    Metered metered = new Metered();
    momentum(new CountingMomentum(LIVE, new AtomicInteger(), metered), left).close();
    assertThat(metered.gauge("openAlerts")).isEqualTo(1);
  }

  private static AdSnapshot report(String post, long time, double reach) {
    AdSnapshot of = Given.report("ad of " + post, time, reach);
    return new AdSnapshot(
        of.page(),
        post,
        of.ad(),
        time,
        of.basis(),
        reach,
        null,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        null);
  }
}
