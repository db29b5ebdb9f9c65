package io.groundswell.local.generate;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Holds each record back until its arrival is due, at a factor of real time. */
final class PacedSink implements Sink {
  private final Sink next;
  private final double speed;
  private final LongSupplier nanoClock;
  private final LongConsumer pause;
  private long firstArrival = Long.MIN_VALUE;
  private long firstNanos;

  /**
   * @param speed event time per real time, above 0
   */
  PacedSink(Sink next, double speed) {
    this(next, speed, System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * @param nanoClock a monotonic clock, ns
   * @param pause waits for about so many ns; may return early
   */
  PacedSink(Sink next, double speed, LongSupplier nanoClock, LongConsumer pause) {
    this.next = next;
    this.speed = speed;
    this.nanoClock = nanoClock;
    this.pause = pause;
  }

  @Override
  public void accept(Topic topic, String key, long time, long arrival, byte[] value)
      throws IOException {
    if (firstArrival == Long.MIN_VALUE) {
      firstArrival = arrival;
      firstNanos = nanoClock.getAsLong();
    }
    long due = firstNanos + (long) ((arrival - firstArrival) * 1e6 / speed);
    for (long left = due - nanoClock.getAsLong(); left > 0; left = due - nanoClock.getAsLong()) {
      pause.accept(left);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("stopped");
      }
    }
    next.accept(topic, key, time, arrival, value);
  }

  @Override
  public void finish() throws IOException {
    next.finish();
  }

  @Override
  public void close() throws IOException {
    next.close();
  }
}
