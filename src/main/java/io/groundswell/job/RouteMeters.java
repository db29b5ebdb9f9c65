package io.groundswell.job;

import io.groundswell.event.DeadLetter;
import io.groundswell.event.Topic;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What comes in, and what is refused of it. */
final class RouteMeters {
  private final Counter[] facts = new Counter[Topic.values().length];
  private final Counter[][] rejected = new Counter[Topic.values().length][Refusal.values().length];

  RouteMeters(MetricGroup operator) {
    Meters meters = Meters.of(operator);
    for (Topic topic : Topic.inputs()) {
      facts[topic.ordinal()] = meters.counter("facts", "topic", topic.wire());
      for (Refusal refusal : Refusal.values()) {
        rejected[topic.ordinal()][refusal.ordinal()] = rejected(meters, topic, refusal);
      }
    }
  }

  /** The count of what is refused, of one topic for one reason. */
  static Counter rejected(Meters meters, Topic topic, Refusal refusal) {
    return meters.counter("rejected", "topic", topic.wire(), "reason", refusal.label());
  }

  /** A record is a fact. */
  void fact(Topic topic) {
    facts[topic.ordinal()].inc();
  }

  /** A record is refused. */
  void refused(Topic topic, DeadLetter letter) {
    rejected[topic.ordinal()][Refusal.of(letter).ordinal()].inc();
  }
}
