package io.groundswell.job;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/**
 * The job's own metrics as a reporter sees them, by name and labels, as in {@code
 * rejected{reason=form,topic=posts}}. Of a step that was restored those of the new one.
 */
final class Metered {
  private final Map<String, Metric> metrics = new TreeMap<>();

  /** A task in which steps register theirs. */
  private TaskMetricGroup task() {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder().setRegisterConsumer(this::register).build();
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(
            registry, "localhost", new ResourceID("one"))
        .addJob(new JobID(), "job")
        .addTask(ExecutionAttemptID.randomId(), "task");
  }

  /** A step that registers its own. */
  OperatorMetricGroup operator() {
    return task().getOrAddOperator("step");
  }

  /** A task's environment in which steps register theirs. */
  MockEnvironment environment() {
    return new MockEnvironmentBuilder().setMaxParallelism(128).setMetricGroup(task()).build();
  }

  private void register(Metric metric, String name, AbstractMetricGroup<?> group) {
    if (!group.getLogicalScope(each -> each).contains(Meters.GROUP)) {
      return;
    }
    Map<String, String> labels = new TreeMap<>();
    group.getAllVariables().forEach((key, value) -> labels.put(key.replaceAll("[<>]", ""), value));
    labels.keySet().retainAll(java.util.Set.of("topic", "reason", "status"));
    String shown =
        labels.entrySet().stream().map(Object::toString).collect(Collectors.joining(","));
    metrics.put(shown.isEmpty() ? name : name + "{" + shown + "}", metric);
  }

  private Metric metric(String name) {
    Metric metric = metrics.get(name);
    if (metric == null) {
      throw new AssertionError("no metric " + name + " but " + metrics.keySet());
    }
    return metric;
  }

  /** What a counter has counted. */
  long count(String name) {
    return ((Counter) metric(name)).getCount();
  }

  /** What all counters that are not at zero have counted. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    metrics.forEach(
        (name, metric) -> {
          if (metric instanceof Counter counter && counter.getCount() != 0) {
            counts.put(name, counter.getCount());
          }
        });
    return counts;
  }

  /** What a gauge says. */
  double gauge(String name) {
    return ((Number) ((Gauge<?>) metric(name)).getValue()).doubleValue();
  }

  /** Delays. */
  Histogram delays(String name) {
    return (Histogram) metric(name);
  }
}
