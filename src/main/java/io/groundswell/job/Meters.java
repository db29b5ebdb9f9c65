package io.groundswell.job;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * The job's own metrics of one subtask of a step: Flink's group {@code groundswell} below the
 * operator's (docs/metrics.md says what each means). Labels are of fixed sets; nothing that stands
 * in a record ever becomes one.
 */
final class Meters {
  /** The metric group of all of them. */
  static final String GROUP = "groundswell";

  /** Delays are told of so many results, the newest. */
  private static final int DELAYS = 1_000;

  /** A watermark nearer than this to either end of long stands for no time, ms. */
  private static final long NO_TIME = Long.MAX_VALUE / 2;

  private final MetricGroup group;

  private Meters(MetricGroup group) {
    this.group = group;
  }

  /** Those of a subtask. */
  static Meters of(MetricGroup operator) {
    return new Meters(operator.addGroup(GROUP));
  }

  /**
   * A count that starts at zero with the subtask.
   *
   * @param name its name
   * @param labels names and values by turns
   */
  Counter counter(String name, String... labels) {
    return labelled(labels).counter(name);
  }

  /** How long results were on their way, ms. */
  Histogram delays(String name, String... labels) {
    return labelled(labels).histogram(name, new DescriptiveStatisticsHistogram(DELAYS));
  }

  /** A figure that is read when somebody asks. */
  void figure(String name, LongSupplier figure) {
    group.<Long, Gauge<Long>>gauge(name, figure::getAsLong);
  }

  /** How far a watermark is behind the wall clock, ms; no number while event time is not known. */
  void lag(String name, LongSupplier watermark, ProcessingTimeService clock) {
    group.<Double, Gauge<Double>>gauge(
        name, () -> lag(watermark.getAsLong(), clock.getCurrentProcessingTime()));
  }

  private static double lag(long watermark, long now) {
    return Math.abs(watermark) > NO_TIME || watermark == Long.MIN_VALUE
        ? Double.NaN
        : now - watermark;
  }

  private MetricGroup labelled(String... labels) {
    MetricGroup labelled = group;
    for (int i = 0; i < labels.length; i += 2) {
      labelled = labelled.addGroup(labels[i], labels[i + 1]);
    }
    return labelled;
  }
}
