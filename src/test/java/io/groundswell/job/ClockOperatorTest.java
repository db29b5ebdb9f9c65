package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.Control;
import io.groundswell.event.Rule;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Event time at night, on a wall clock that the test sets. Event time is 1,000,000 ms behind the
 * wall clock, so that the two cannot be mixed up.
 */
class ClockOperatorTest {
  private static final long IDLE = 30_000;
  private static final long BEHIND = 1_000_000;
  private static final long START = 5_000_000;

  private OneInputStreamOperatorTestHarness<Control, Control> clock;

  @AfterEach
  void close() throws Exception {
    if (clock != null) {
      clock.close();
    }
  }

  private void open(long wallClock, OperatorSubtaskState state) throws Exception {
    clock = new OneInputStreamOperatorTestHarness<>(new ClockOperator(IDLE), 1, 1, 0);
    clock.setProcessingTime(wallClock - 1);
    if (state != null) {
      clock.initializeState(state);
    }
    clock.open();
    clock.setProcessingTime(wallClock);
  }

  private OperatorSubtaskState stop() throws Exception {
    OperatorSubtaskState state = clock.snapshot(1, 1);
    clock.close();
    return state;
  }

  /** Moves the wall clock as time does, timers going off on the way. */
  private void wallClock(long time) throws Exception {
    for (long t = clock.getProcessingTime() + 500; t < time; t += 500) {
      clock.setProcessingTime(t);
    }
    clock.setProcessingTime(time);
  }

  private void idle() throws Exception {
    clock.processWatermarkStatus(WatermarkStatus.IDLE);
  }

  private void active() throws Exception {
    clock.processWatermarkStatus(WatermarkStatus.ACTIVE);
  }

  /** Takes what came out: watermarks as event times, statuses as themselves. */
  private List<Object> out() {
    List<Object> out = new ArrayList<>();
    for (Object element = clock.getOutput().poll();
        element != null;
        element = clock.getOutput().poll()) {
      out.add(element instanceof Watermark mark ? mark.getTimestamp() : element);
    }
    return out;
  }

  private long lastWatermark() {
    return out().stream()
        .filter(Long.class::isInstance)
        .mapToLong(Long.class::cast)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  @Test
  void saysNothingByDay() throws Exception {
    open(START, null);
    assertThat(out()).containsExactly(WatermarkStatus.IDLE);
    clock.processWatermark(START - BEHIND);
    wallClock(START + 20_000);
    clock.processWatermark(START - BEHIND + 20_000);
    wallClock(START + 10 * IDLE);
    assertThat(out()).isEmpty();
  }

  @Test
  void goesOnWithTheWallClockWhenAllAreSilent() throws Exception {
    open(START, null);
    wallClock(START + 1_000);
    clock.processWatermark(START - BEHIND);
    wallClock(START + 1_000 + IDLE);
    out();
    idle();
    assertThat(out()).containsExactly(WatermarkStatus.ACTIVE, START - BEHIND + IDLE);
    wallClock(START + 1_000 + IDLE + 3_600_000);
    List<Object> night = out();
    assertThat(night).hasSize(3_600).isSorted().doesNotHaveDuplicates();
    assertThat((long) night.get(3_599))
        .isBetween(START - BEHIND + IDLE + 3_600_000 - 1_000, START - BEHIND + IDLE + 3_600_000);
  }

  @Test
  void holdsNobodyBackWhenFactsComeAgain() throws Exception {
    open(START, null);
    clock.processWatermark(START - BEHIND);
    wallClock(START + IDLE);
    idle();
    wallClock(START + 2 * IDLE);
    out();
    active();
    assertThat(out()).containsExactly(WatermarkStatus.IDLE);
    wallClock(START + 10 * IDLE);
    assertThat(out()).isEmpty();
  }

  @Test
  void aSilenceThatBeganAfterTheWatermarkLastMovedCountsFromItsOwnBeginning() throws Exception {
    open(START, null);
    clock.processWatermark(START - BEHIND);
    // Old facts kept coming for an hour: event time stood still, as it does by day.
    wallClock(START + 3_600_000);
    out();
    idle();
    assertThat(out()).containsExactly(WatermarkStatus.ACTIVE, START - BEHIND + IDLE);
  }

  @Test
  void anOldFactAtNightDoesNotStopTheClock() throws Exception {
    open(START, null);
    clock.processWatermark(START - BEHIND);
    long now = START + IDLE;
    wallClock(now);
    idle();
    long last = lastWatermark();
    for (int i = 0; i < 60; i++) {
      // Half a minute's silence each, broken by a fact that is older than the newest.
      now += IDLE;
      wallClock(now);
      active();
      now += IDLE;
      wallClock(now);
      idle();
      long reached = lastWatermark();
      assertThat(reached).isGreaterThanOrEqualTo(last + IDLE);
      last = reached;
    }
    assertThat(last).isLessThanOrEqualTo(now - BEHIND);
  }

  @Test
  void aNewerFactAtNightSetsTheClock() throws Exception {
    open(START, null);
    clock.processWatermark(START - BEHIND);
    wallClock(START + IDLE);
    idle();
    active();
    clock.processWatermark(START - BEHIND + 500_000);
    wallClock(START + 2 * IDLE);
    out();
    idle();
    assertThat(out()).containsExactly(WatermarkStatus.ACTIVE, START - BEHIND + 500_000 + IDLE);
  }

  @Test
  void knowsNoTimeBeforeTheFirstFact() throws Exception {
    open(START, null);
    idle();
    wallClock(START + 10 * IDLE);
    assertThat(out()).containsExactly(WatermarkStatus.IDLE, WatermarkStatus.ACTIVE);
    active();
    clock.processWatermark(START - BEHIND);
    wallClock(START + 11 * IDLE);
    idle();
    assertThat(lastWatermark()).isEqualTo(START - BEHIND + IDLE);
  }

  @Test
  void silenceBeforeItsFirstTimerIsHeard() throws Exception {
    clock = new OneInputStreamOperatorTestHarness<>(new ClockOperator(IDLE), 1, 1, 0);
    clock.setProcessingTime(START);
    clock.open();
    idle();
    clock.setProcessingTime(START + 1);
    assertThat(out()).containsOnly(WatermarkStatus.ACTIVE);
  }

  @Test
  void aJobRestartedAtNightGoesOnWithTheWallClock() throws Exception {
    open(START, null);
    clock.processWatermark(START - BEHIND);
    wallClock(START + IDLE);
    idle();
    wallClock(START + 2 * IDLE);
    OperatorSubtaskState state = stop();
    // It is down for an hour and notices the silence half a minute after it is back.
    open(START + 3_600_000, state);
    wallClock(START + 3_600_000 + IDLE);
    assertThat(out()).containsExactly(WatermarkStatus.IDLE);
    idle();
    assertThat(out()).containsExactly(WatermarkStatus.ACTIVE, START - BEHIND + 3_600_000 + IDLE);
  }

  @Test
  void aJobRestartedByDayWaitsForItsFacts() throws Exception {
    open(START, null);
    clock.processWatermark(START - BEHIND);
    OperatorSubtaskState state = stop();
    open(START + 3_600_000, state);
    assertThat(out()).containsExactly(WatermarkStatus.IDLE);
    clock.processWatermark(START - BEHIND + 1_000);
    wallClock(START + 3_600_000 + 20_000);
    assertThat(out()).isEmpty();
    wallClock(START + 3_600_000 + IDLE);
    idle();
    assertThat(lastWatermark()).isEqualTo(START - BEHIND + 1_000 + IDLE);
  }

  @Test
  void eventTimeDoesNotGoBackOverARestart() throws Exception {
    open(START, null);
    clock.processWatermark(START - BEHIND);
    wallClock(START + IDLE);
    idle();
    wallClock(START + 600_000);
    long reached = lastWatermark();
    active();
    OperatorSubtaskState state = stop();
    open(START + 600_000, state);
    clock.processWatermark(START - BEHIND + 10_000);
    wallClock(START + 600_000 + IDLE);
    idle();
    assertThat(lastWatermark()).isBetween(reached + IDLE, START - BEHIND + 600_000 + IDLE);
  }

  @Test
  void theEndOfTheInputIsTheEnd() throws Exception {
    open(START, null);
    clock.processWatermark(START - BEHIND);
    out();
    clock.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(out()).containsExactly(WatermarkStatus.ACTIVE, Long.MAX_VALUE);
  }

  @Test
  void noRecordPasses() throws Exception {
    open(START, null);
    assertThatThrownBy(() -> clock.processElement(Rule.deletion("page", 1, 1), 1))
        .isInstanceOf(IllegalStateException.class);
  }
}
