package io.groundswell.job;

import io.groundswell.event.SupporterInput;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.groups.OperatorMetricGroup;

/**
 * The supporter step as Flink runs it, with a count of how often it looks at a key, and its metrics
 * at hand.
 */
class CountingSupporter extends SupporterOperator {
  private static final long serialVersionUID = 1L;

  private final transient AtomicInteger fired;
  private final transient OperatorMetricGroup group;
  private final long most;

  CountingSupporter(Settings settings, AtomicInteger fired, Metered metered) {
    this(settings, fired, metered, Long.MAX_VALUE);
  }

  /** One that holds so many bytes at the most of what waits. */
  CountingSupporter(Settings settings, AtomicInteger fired, Metered metered, long most) {
    super(settings);
    this.fired = fired;
    this.group = metered.operator();
    this.most = most;
  }

  @Override
  long most() {
    return Math.min(most, super.most());
  }

  @Override
  public OperatorMetricGroup getMetricGroup() {
    return group;
  }

  @Override
  void step(String key, long e, List<SupporterInput> come) throws Exception {
    fired.incrementAndGet();
    super.step(key, e, come);
  }

  @Override
  void stepTold(String key, long e, List<SupporterInput> come) throws Exception {
    fired.incrementAndGet();
    super.stepTold(key, e, come);
  }

  @Override
  void lookLater(String key, long e) throws Exception {
    fired.incrementAndGet();
    super.lookLater(key, e);
  }
}
