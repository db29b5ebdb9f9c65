package io.groundswell.job;

import io.groundswell.event.PostInput;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.groups.OperatorMetricGroup;

/**
 * The momentum step as Flink runs it, with a count of how often it looks at a key, and its metrics
 * at hand.
 */
final class CountingMomentum extends MomentumOperator {
  private static final long serialVersionUID = 1L;

  private final transient AtomicInteger fired;
  private final transient OperatorMetricGroup group;

  CountingMomentum(Settings settings, AtomicInteger fired, Metered metered) {
    super(settings);
    this.fired = fired;
    this.group = metered.operator();
  }

  @Override
  public OperatorMetricGroup getMetricGroup() {
    return group;
  }

  @Override
  void step(String key, long e, List<PostInput> come) throws Exception {
    fired.incrementAndGet();
    super.step(key, e, come);
  }
}
