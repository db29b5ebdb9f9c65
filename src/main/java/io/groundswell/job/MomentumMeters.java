package io.groundswell.job;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Alert.Status;
import io.groundswell.event.PostInput;
import io.groundswell.event.Topic;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** What is evaluated, what is told of it, and how long after its time. */
final class MomentumMeters {
  private final ProcessingTimeService clock;
  private final LiveCount open;
  private final Counter late;
  private final Counter evaluations;
  private final Counter unmatched;
  private final Counter[] alerts = new Counter[Status.values().length];
  private final Histogram alertDelay;
  private final Histogram momentumDelay;

  MomentumMeters(MetricGroup operator, ProcessingTimeService clock, LiveCount open) {
    this.clock = clock;
    this.open = open;
    Meters meters = Meters.of(operator);
    late = meters.counter("late", "topic", Topic.AD_DELIVERY.wire());
    evaluations = meters.counter("evaluations");
    unmatched = meters.counter("unmatchedRetractions");
    for (Status status : Status.values()) {
      alerts[status.ordinal()] = meters.counter("alerts", "status", status.wire());
    }
    meters.figure("openAlerts", open::count);
    alertDelay = meters.delays("delayMs", "topic", Topic.ALERTS.wire());
    momentumDelay = meters.delays("delayMs", "topic", Topic.POST_MOMENTUM.wire());
  }

  /** An input counts from a later slice on than its own; of these only facts are counted. */
  void late(PostInput input) {
    if (input instanceof AdSnapshot) {
      late.inc();
    }
  }

  /** A post was evaluated. */
  void evaluated() {
    evaluations.inc();
  }

  /** So many words were taken back that had never come. */
  void unmatched(int retractions) {
    unmatched.inc(retractions);
  }

  /** A word on an alert leaves. */
  void alert(Status status, long e) {
    alerts[status.ordinal()].inc();
    open.change(status != Status.OPENED, status != Status.CLOSED);
    alertDelay.update(clock.getCurrentProcessingTime() - e);
  }

  /** Where a post stands leaves. */
  void momentum(long e) {
    momentumDelay.update(clock.getCurrentProcessingTime() - e);
  }
}
