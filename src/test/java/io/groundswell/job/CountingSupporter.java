package io.groundswell.job;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;

/** The supporter step as Flink runs it, with a count of the timers that fire. */
final class CountingSupporter extends SupporterOperator {
  private static final long serialVersionUID = 1L;

  private final transient AtomicInteger fired;

  CountingSupporter(Settings settings, AtomicInteger fired) {
    super(settings);
    this.fired = fired;
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    fired.incrementAndGet();
    super.onEventTime(timer);
  }
}
