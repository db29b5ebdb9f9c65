package io.groundswell.job;

import io.groundswell.event.PostInput;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The momentum step as Flink runs it, with a count of how often it looks at a key. */
final class CountingMomentum extends MomentumOperator {
  private static final long serialVersionUID = 1L;

  private final transient AtomicInteger fired;

  CountingMomentum(Settings settings, AtomicInteger fired) {
    super(settings);
    this.fired = fired;
  }

  @Override
  void step(String key, long e, List<PostInput> come) throws Exception {
    fired.incrementAndGet();
    super.step(key, e, come);
  }
}
