package io.groundswell.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Alert;
import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Cohort;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.PageDay;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.job.Environment;
import io.groundswell.job.Pipeline;
import io.groundswell.job.Settings;
import io.groundswell.job.States;
import io.groundswell.kafka.Outgoing;
import io.groundswell.kafka.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.awaitility.Awaitility;

/**
 * The whole pipeline on a {@link Script}, at parallelism 2, its state in RocksDB without
 * compression: what stands in a file can be searched for.
 */
final class Run implements AutoCloseable {
  private static final int PARALLELISM = 2;

  private final Path folder;
  private final MiniCluster cluster;
  private final JobID job;

  private Run(Path folder, MiniCluster cluster, JobID job) {
    this.folder = folder;
    this.cluster = cluster;
    this.job = job;
  }

  /** Starts a job, from a snapshot or, where that is null, anew. */
  static Run start(Path folder, Script script, Settings settings, String snapshot)
      throws Exception {
    Script.reset();
    Compacting.reset();
    Told.take();
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(PARALLELISM)
                .withRandomPorts()
                .build());
    cluster.start();
    Configuration configuration = Environment.defaults();
    configuration.set(StateBackendOptions.STATE_BACKEND, Compacting.Factory.class.getName());
    configuration.setString("state.backend.rocksdb.compression.per.level", "NO_COMPRESSION");
    // Each file by itself, and none in the metadata.
    configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    // By hand only.
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    if (snapshot != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, snapshot);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
    build(env, script, settings);
    StreamGraph graph = env.getStreamGraph();
    return new Run(folder, cluster, cluster.submitJob(graph).get().getJobID());
  }

  @SuppressWarnings("deprecation") // as the source is
  private static void build(StreamExecutionEnvironment env, Script script, Settings settings) {
    Pipeline.Results results =
        Pipeline.build(
            env.addSource(script, "script", States.INBOUND).uid("script").setParallelism(1),
            settings);
    encode(results.alerts(), Alert.class, Records::alert)
        .union(
            encode(results.momentum(), PostMomentum.class, Records::postMomentum),
            encode(results.profiles(), Profile.class, Records::profile),
            encode(results.outcomes(), AttributedOutcome.class, Records::outcome),
            encode(results.cohorts(), Cohort.class, Records::cohort),
            encode(results.pages(), PageDay.class, Records::pageDay),
            encode(results.deadLetters(), DeadLetter.class, Records::deadLetter))
        .sinkTo(new Told())
        .uid("told");
  }

  private static <T> DataStream<Outgoing> encode(
      DataStream<T> results, Class<T> type, MapFunction<T, Outgoing> encoder) {
    return results
        .map(encoder, TypeInformation.of(Outgoing.class))
        .uid("encode-" + type.getSimpleName());
  }

  /** Lets the script go on to a mark; what it says before has been said then. */
  void to(int mark) throws Exception {
    Script.openUpTo(mark);
    await("mark " + mark, () -> Script.isAt(mark) || status().isGloballyTerminalState());
    assertThat(Script.isAt(mark)).as("the job runs").isTrue();
  }

  private JobStatus status() throws Exception {
    return cluster.getJobStatus(job).get();
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  /** A native checkpoint of all that the script has said; returns where it is. */
  String checkpoint() {
    return made(() -> cluster.triggerCheckpoint(job));
  }

  /** A savepoint in canonical form. */
  String savepoint() {
    String where = folder.resolve("savepoints").toUri().toString();
    return made(() -> cluster.triggerSavepoint(job, where, false, SavepointFormatType.CANONICAL));
  }

  private static String made(Callable<CompletableFuture<String>> trigger) {
    // Refused while not all tasks run.
    return Awaitility.await("a snapshot")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> trigger.call().get(), path -> path != null);
  }

  /** The folder of all of the job's checkpoints. */
  Path checkpoints() {
    return folder.resolve("checkpoints").resolve(job.toString());
  }

  @Override
  public void close() throws Exception {
    cluster.cancelJob(job).get();
    await("the job's end", () -> status().isGloballyTerminalState());
    cluster.close();
  }
}
