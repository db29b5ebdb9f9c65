package io.groundswell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.job.Environment;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A savepoint of one parallelism can be restored at any other. */
class RescaleTest {
  /** The number of key groups by operator, which a savepoint holds and Flink does not change. */
  private static Map<String, Integer> keyGroups(int parallelism) {
    KafkaJob job =
        KafkaJob.of(
            new String[] {
              "--bootstrap-servers", "localhost:1", "--parallelism", Integer.toString(parallelism)
            },
            Map.of());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(job.configuration());
    job.build(env);
    Map<String, Integer> groups = new TreeMap<>();
    for (JobVertex vertex : env.getStreamGraph().getJobGraph().getVertices()) {
      for (OperatorIDPair operator : vertex.getOperatorIDs()) {
        groups.put(operator.getGeneratedOperatorID().toString(), vertex.getMaxParallelism());
      }
    }
    return groups;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 720})
  void everyOperatorHasTheSameKeyGroupsAtEveryParallelism(int parallelism) {
    Map<String, Integer> groups = keyGroups(parallelism);
    assertThat(groups).hasSizeGreaterThan(10).containsValue(Environment.MAX_PARALLELISM);
    assertThat(groups).isEqualTo(keyGroups(2));
  }
}
