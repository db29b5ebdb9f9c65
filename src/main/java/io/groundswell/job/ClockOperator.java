package io.groundswell.job;

import io.groundswell.event.Control;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Event time at night (momentum.md section 2): when every source is silent, event time goes on with
 * the wall clock, so that an alert also closes then. It listens to the watermarks of all sources
 * and is idle itself, holding nobody back, until all of them are; from then on it emits watermarks
 * that go on from the newest at the pace of the wall clock. One instance; no record passes.
 *
 * <p>The newest watermark and the wall-clock time at which it was seen are kept as operator state:
 * a job that is restarted at night goes on from there.
 */
final class ClockOperator extends AbstractStreamOperator<Control>
    implements OneInputStreamOperator<Control, Control> {
  private static final long serialVersionUID = 1L;
  private static final long TICK = 1000;

  private final long idle;

  private transient ListState<Long> kept;
  private transient long newest;
  private transient long seen;
  private transient boolean silent;

  /** Whether a watermark or the end of a silence has come since this run began. */
  private transient boolean moved;

  private transient ScheduledFuture<?> timer;

  /**
   * A clock.
   *
   * @param idle how long a source is silent before it is called idle, ms: so much wall-clock time
   *     has passed when the silence is noticed
   */
  ClockOperator(long idle) {
    this.idle = idle;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    kept =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("clock", Types.LONG));
    newest = Long.MIN_VALUE;
    seen = Long.MIN_VALUE;
    int at = 0;
    for (Long value : kept.get()) {
      if (at++ % 2 == 0) {
        newest = Math.max(newest, value);
      } else {
        seen = Math.max(seen, value);
      }
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    kept.clear();
    if (newest != Long.MIN_VALUE) {
      kept.add(newest);
      kept.add(seen);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    timer = getProcessingTimeService().registerTimer(now(), time -> begin());
  }

  private void begin() {
    if (!silent) {
      output.emitWatermarkStatus(WatermarkStatus.IDLE);
    }
    tick();
  }

  private void tick() {
    goOn();
    timer = getProcessingTimeService().registerTimer(now() + TICK, time -> tick());
  }

  private void goOn() {
    if (silent && newest != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(reached()));
    }
  }

  /** Where the wall clock has brought event time in a silence. */
  private long reached() {
    return newest + Math.max(0, now() - seen);
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  @Override
  public void close() throws Exception {
    if (timer != null) {
      timer.cancel(false);
    }
    super.close();
  }

  @Override
  public void processElement(StreamRecord<Control> element) {
    throw new IllegalStateException("no record may pass the clock");
  }

  @Override
  public void processWatermark(Watermark mark) {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
      output.emitWatermark(mark);
    } else if (mark.getTimestamp() > newest) {
      newest = mark.getTimestamp();
      seen = now();
      moved = true;
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    if (status.isIdle() == silent) {
      return;
    }
    if (silent && newest != Long.MIN_VALUE) {
      // Event time does not go back: what breaks the silence may be an old fact, and the next
      // silence goes on from here, not from the newest fact.
      newest = reached();
      seen = now();
      moved = true;
    }
    silent = status.isIdle();
    output.emitWatermarkStatus(status.isIdle() ? WatermarkStatus.ACTIVE : WatermarkStatus.IDLE);
    if (silent) {
      // The silence began with the last fact, which may have come after the watermark last moved.
      seen = moved ? Math.max(seen, now() - idle) : seen;
      goOn();
    }
  }
}
