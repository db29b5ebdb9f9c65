package io.groundswell.measure;

import io.groundswell.codec.Inbound;
import io.groundswell.event.Topic;
import io.groundswell.local.replay.InputFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * The facts of a folder in order of time, as {@code replay} sorts them; but after the last it
 * waits, so that what is kept then can be looked at. The facts stay on the heap: one run at a time
 * in one JVM.
 */
@SuppressWarnings("deprecation") // a few lines, where a source of the new kind takes hundreds
final class FolderSource implements SourceFunction<Inbound> {
  private static final long serialVersionUID = 1L;

  private static final Comparator<Inbound> ORDER =
      Comparator.comparingLong(Inbound::timestamp)
          .thenComparing(Inbound::topic)
          .thenComparingLong(Inbound::offset);

  private static List<Inbound> facts = List.of();

  /** Goes down when all facts are on their way. */
  static final CountDownLatch GIVEN = new CountDownLatch(1);

  private final long slice;
  private volatile boolean running = true;

  /**
   * A source.
   *
   * @param slice when a slice begins, a watermark says that those before it are whole, ms
   */
  FolderSource(long slice) {
    this.slice = slice;
  }

  /** Reads a folder; returns how many facts it has. */
  static int read(InputFolder folder) throws IOException {
    List<Inbound> read = new ArrayList<>();
    folder.forEachLine(
        (topic, number, line) -> {
          Inbound record = record(topic, number, Long.MIN_VALUE, line);
          if (record.isFact()) {
            read.add(record(topic, number, record.time(), line));
          }
        });
    read.sort(ORDER);
    facts = read;
    return read.size();
  }

  private static Inbound record(Topic topic, long number, long time, byte[] line) {
    return new Inbound(topic, topic.wire(), 0, number, time, Inbound.NO_CLOCK, null, line);
  }

  @Override
  public void run(SourceContext<Inbound> context) throws InterruptedException {
    long begun = Long.MIN_VALUE;
    for (Inbound fact : facts) {
      if (!running) {
        return;
      }
      long begin = Math.floorDiv(fact.timestamp(), slice) * slice;
      synchronized (context.getCheckpointLock()) {
        if (begin > begun) {
          begun = begin;
          context.emitWatermark(new Watermark(begin));
        }
        context.collectWithTimestamp(fact, fact.timestamp());
      }
    }
    GIVEN.countDown();
    synchronized (this) {
      while (running) {
        wait();
      }
    }
  }

  @Override
  public void cancel() {
    synchronized (this) {
      running = false;
      notifyAll();
    }
  }
}
