package io.groundswell.kafka;

import io.groundswell.event.Topic;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How long results take from the slice end that they are about until they are handed to Kafka's
 * producer, as a histogram in Prometheus' sense: counters of those that took at most {@code le}
 * milliseconds. Flink's own histograms become summaries there, whose quantiles can't be added up
 * over subtasks; these can. Each subtask of the sink has its own.
 */
final class EndToEnd {
  /** Upper bounds, ms. A slice, {@code disorder} and a checkpoint are 10 s each by default. */
  static final long[] BOUNDS = {
    1_000, 2_500, 5_000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000
  };

  private final Map<Topic, Counter[]> buckets = new EnumMap<>(Topic.class);
  private final Map<Topic, Counter> sums = new EnumMap<>(Topic.class);

  /** Registers the counters. */
  EndToEnd(MetricGroup operator) {
    for (Topic topic : new Topic[] {Topic.ALERTS, Topic.POST_MOMENTUM}) {
      MetricGroup group = operator.addGroup("groundswell").addGroup("topic", topic.wire());
      Counter[] counters = new Counter[BOUNDS.length + 1];
      for (int i = 0; i < counters.length; i++) {
        // Not "+Inf": the reporter makes "_" of a sign, and Prometheus reads this as well.
        String bound = i == BOUNDS.length ? "Inf" : Long.toString(BOUNDS[i]);
        counters[i] = group.addGroup("le", bound).counter("endToEndMsBucket");
      }
      buckets.put(topic, counters);
      sums.put(topic, group.counter("endToEndMsSum"));
    }
  }

  /** A result about a slice that ended at {@code at} is handed over at {@code now}. */
  void took(Topic topic, long at, long now) {
    Counter[] counters = buckets.get(topic);
    if (counters == null || at == Outgoing.NO_SLICE) {
      return;
    }
    long took = Math.max(0, now - at);
    sums.get(topic).inc(took);
    int i = counters.length - 1;
    counters[i].inc();
    while (--i >= 0 && took <= BOUNDS[i]) {
      counters[i].inc();
    }
  }
}
