package io.groundswell.privacy;

import io.groundswell.codec.Inbound;
import io.groundswell.codec.Times;
import io.groundswell.event.Topic;
import io.groundswell.fixture.Given;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Records and watermarks in order, with marks between them: it waits at each until it is let by.
 * Restored, it goes on from where it was. One run at a time.
 */
@SuppressWarnings("deprecation") // a few lines, where a source of the new kind takes hundreds
final class Script implements SourceFunction<Inbound>, CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final Object GATE = new Object();
  private static int open;
  private static int reached;

  private final ArrayList<String> lines = new ArrayList<>();
  private int marks;
  private transient ListState<Integer> kept;
  private int position;
  private volatile boolean running = true;

  /** Before a run: no mark is open, none is reached. */
  static void reset() {
    synchronized (GATE) {
      open = 0;
      reached = 0;
    }
  }

  /** Lets it by all marks before the {@code n}th, which is the first at 1. */
  static void openUpTo(int n) {
    synchronized (GATE) {
      open = n - 1;
      GATE.notifyAll();
    }
  }

  static boolean isAt(int n) {
    synchronized (GATE) {
      return reached >= n;
    }
  }

  /** A record, in JSON with single quotes. */
  Script record(Topic topic, String json) {
    lines.add(topic.ordinal() + " " + json.replace('\'', '"'));
    return this;
  }

  /** A record with a page and a time of 2026-11-23, and more fields. */
  Script fact(Topic topic, String page, String time, String fields) {
    String json = "{'page':'" + page + "','time':'" + Times.format(Given.at(time)) + "'";
    return record(topic, json + (fields.isEmpty() ? "" : "," + fields) + "}");
  }

  /** An engagement, its id the time unless another is given. */
  Script engage(
      String page, String post, String time, String supporter, String kind, String... fields) {
    String more = fields.length == 0 ? "" : "," + String.join(",", fields);
    return fact(
        Topic.ENGAGEMENTS,
        page,
        time,
        String.format(
            "'id':'%s','post':'%s','supporter':'%s','kind':'%s'%s",
            time, post, supporter, kind, more));
  }

  /** Just beyond a time: at the time itself a profile may still be on its way. */
  Script watermark(String time) {
    lines.add("w " + (Given.at(time) + 1));
    return this;
  }

  /** Where it waits. */
  Script mark() {
    lines.add("m " + ++marks);
    return this;
  }

  /** The records of a topic, as a replay takes them. */
  List<String> of(Topic topic) {
    String kind = topic.ordinal() + " ";
    return lines.stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(kind.length()))
        .toList();
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
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    kept.update(List.of(position));
  }

  @Override
  public void run(SourceContext<Inbound> context) throws Exception {
    while (running && position < lines.size()) {
      String line = lines.get(position);
      String kind = line.substring(0, line.indexOf(' '));
      String rest = line.substring(line.indexOf(' ') + 1);
      if (kind.equals("m")) {
        await(Integer.parseInt(rest));
      }
      synchronized (context.getCheckpointLock()) {
        if (!running) {
          return;
        }
        if (kind.equals("w")) {
          context.emitWatermark(new Watermark(Long.parseLong(rest)));
        } else if (!kind.equals("m")) {
          context.collect(inbound(Topic.of(Integer.parseInt(kind)), rest));
        }
        position++;
      }
    }
    // The end of the input would bring the end of time.
    await(Integer.MAX_VALUE);
  }

  private void await(int mark) throws InterruptedException {
    synchronized (GATE) {
      reached = mark;
      GATE.notifyAll();
      while (running && open < mark) {
        GATE.wait();
      }
    }
  }

  private Inbound inbound(Topic topic, String json) {
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    return new Inbound(topic, topic.wire(), 0, position, 0, Inbound.NO_CLOCK, null, value);
  }

  @Override
  public void cancel() {
    running = false;
    synchronized (GATE) {
      GATE.notifyAll();
    }
  }
}
