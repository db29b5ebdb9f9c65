package io.groundswell.job;

import io.groundswell.event.SupporterInput;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The supporter step as Flink runs it, with a count of how often it looks at a key. */
final class CountingSupporter extends SupporterOperator {
  private static final long serialVersionUID = 1L;

  private final transient AtomicInteger fired;

  CountingSupporter(Settings settings, AtomicInteger fired) {
    super(settings);
    this.fired = fired;
  }

  @Override
  void step(String key, long e, List<SupporterInput> come) throws Exception {
    fired.incrementAndGet();
    super.step(key, e, come);
  }
}
