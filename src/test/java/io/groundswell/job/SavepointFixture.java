package io.groundswell.job;

import io.groundswell.time.Timing;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;

/**
 * The run that the savepoints of the test resources come from, on {@link SavepointRecords}: a page
 * with a rule and a post with an open alert, stopped at 10:20. A savepoint is made once per version
 * of the state, by
 *
 * <pre>
 * mvn test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java --add-opens=java.base/java.util=ALL-UNNAMED \
 *   -cp "target/test-classes:target/classes:$(cat target/classpath)" \
 *   io.groundswell.job.SavepointFixture src/test/resources/savepoints/v2
 * </pre>
 *
 * and is read for ever. It is canonical (not bound to RocksDB) and one file: it can be moved.
 */
final class SavepointFixture {
  private SavepointFixture() {}

  /** Makes a savepoint in a folder that is not there yet. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    Path temporary = Files.createTempDirectory("groundswell-savepoint-");
    FixtureSource.reached = new java.util.concurrent.CountDownLatch(1);
    StreamExecutionEnvironment env = environment(null);
    JobClient job = build(env, SavepointRecords.version2());
    FixtureSource.reached.await();
    // The source may have begun before the last step has: until all run there is no savepoint.
    String made =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofSeconds(1))
            .ignoreExceptions()
            .until(
                () ->
                    job.stopWithSavepoint(
                            false, temporary.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(),
                path -> path != null);
    Files.createDirectories(folder);
    Files.copy(Path.of(URI.create(made)).resolve("_metadata"), folder.resolve("_metadata"));
    System.exit(0);
  }

  /** A cluster in this JVM; it begins at a savepoint, or anew where that is null. */
  static StreamExecutionEnvironment environment(Path savepoint) {
    Configuration configuration = Environment.defaults();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, 2);
    // All state in one file, whatever its size.
    configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse("1mb"));
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    }
    return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
  }

  /** Builds the pipeline on the fixture's records and starts it. */
  @SuppressWarnings("deprecation") // as its source is
  static JobClient build(StreamExecutionEnvironment env, FixtureSource source) throws Exception {
    Pipeline.Results results =
        Pipeline.build(
            env.addSource(source, "fixture", States.INBOUND).uid("fixture").setParallelism(1),
            Settings.live(Timing.DEFAULT, 30_000, ""));
    results.alerts().sinkTo(new Collecting<>("alerts")).uid("alerts");
    results.momentum().sinkTo(new Collecting<>("momentum")).uid("post-momentum");
    results.profiles().sinkTo(new Collecting<>("profiles")).uid("supporters");
    results.outcomes().sinkTo(new Collecting<>("outcomes")).uid("outcomes-attributed");
    results.cohorts().sinkTo(new Collecting<>("cohorts")).uid("cohorts");
    results.pages().sinkTo(new Collecting<>("pages")).uid("pages");
    results.deadLetters().sinkTo(new Collecting<>("dead-letters")).uid("dead-letters");
    return env.executeAsync("fixture");
  }
}
