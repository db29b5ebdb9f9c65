package io.groundswell.job;

import io.groundswell.codec.Inbound;
import io.groundswell.event.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Records and watermarks in order. It stops in the middle, before the mark, until it is cancelled;
 * restored, it goes on from there to the end.
 */
@SuppressWarnings("deprecation") // a few lines, where a source of the new kind takes hundreds
final class FixtureSource implements SourceFunction<Inbound>, CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Goes down when the mark is reached. One run at a time. */
  static volatile CountDownLatch reached = new CountDownLatch(1);

  private final ArrayList<String> lines = new ArrayList<>();
  private transient ListState<Integer> kept;
  private int position;
  private int mark = -1;
  private volatile boolean running = true;

  FixtureSource record(Topic topic, String json) {
    lines.add(topic.ordinal() + " " + json.replace('\'', '"'));
    return this;
  }

  FixtureSource watermark(long time) {
    lines.add("w " + time);
    return this;
  }

  /** Where a run stops that has not been restored. */
  FixtureSource mark() {
    mark = lines.size();
    return this;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    kept =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("position", Types.INT));
    for (int each : kept.get()) {
      position = each;
    }
    mark = context.isRestored() ? -1 : mark;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    kept.update(List.of(position));
  }

  @Override
  public void run(SourceContext<Inbound> context) throws Exception {
    while (running && position < lines.size() && position != mark) {
      synchronized (context.getCheckpointLock()) {
        emit(lines.get(position), context);
        position++;
      }
    }
    reached.countDown();
    synchronized (this) {
      while (running && position == mark) {
        wait();
      }
    }
  }

  private void emit(String line, SourceContext<Inbound> context) {
    String kind = line.substring(0, line.indexOf(' '));
    String rest = line.substring(line.indexOf(' ') + 1);
    if (kind.equals("w")) {
      context.emitWatermark(new Watermark(Long.parseLong(rest)));
      return;
    }
    Topic topic = Topic.of(Integer.parseInt(kind));
    byte[] value = rest.getBytes(StandardCharsets.UTF_8);
    context.collect(
        new Inbound(topic, topic.wire(), 0, position, 0, Inbound.NO_CLOCK, null, value));
  }

  @Override
  public void cancel() {
    synchronized (this) {
      running = false;
      notifyAll();
    }
  }
}
