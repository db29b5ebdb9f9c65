package io.groundswell.bench;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Flink's own counts of the one job in this JVM, read where they stand. */
public final class Meters implements MetricReporter {
  private static final Map<Metric, String> READ = new ConcurrentHashMap<>();
  private static final Map<Metric, String> WATERMARKS = new ConcurrentHashMap<>();
  private static final Map<String, Gauge<?>> JOB = new ConcurrentHashMap<>();

  /** Found by the service loader. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new Meters();
    }
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String operator = group.getAllVariables().get("<operator_name>");
    if (operator == null) {
      if (metric instanceof Gauge<?> gauge && name.contains("heckpoint")) {
        JOB.put(name, gauge);
      }
    } else if (name.equals("numRecordsIn") && metric instanceof Counter) {
      READ.put(metric, operator);
    } else if (name.equals("currentInputWatermark")) {
      WATERMARKS.put(metric, operator);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

  /** Records that the operators so named have taken in. */
  static long read(String operator) {
    long sum = 0;
    for (Map.Entry<Metric, String> each : READ.entrySet()) {
      if (each.getValue().startsWith(operator)) {
        sum += ((Counter) each.getKey()).getCount();
      }
    }
    return sum;
  }

  /** How far event time has come at the operators so named; the least of their subtasks'. */
  static long watermark(String operator) {
    long least = Long.MAX_VALUE;
    for (Map.Entry<Metric, String> each : WATERMARKS.entrySet()) {
      if (each.getValue().startsWith(operator)) {
        least = Math.min(least, (Long) ((Gauge<?>) each.getKey()).getValue());
      }
    }
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }

  /** A figure of the job's checkpoints, 0 if there is none yet. */
  static long checkpoints(String name) {
    Gauge<?> gauge = JOB.get(name);
    return gauge != null && gauge.getValue() instanceof Number n ? Math.max(0, n.longValue()) : 0;
  }
}
