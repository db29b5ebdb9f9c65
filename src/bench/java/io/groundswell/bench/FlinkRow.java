package io.groundswell.bench;

import io.groundswell.launch.KafkaJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.rocksdb.CompressionType;

/** Runs a row of Flink in this JVM, one TaskManager with as many slots as the parallelism. */
final class FlinkRow {
  private static final long TICK = 100;
  private static final int TICKS_PER_SIZE = 20;
  private static final long WAIT_FOR_CHECKPOINT = 30_000_000_000L;

  private final Task task;
  private final List<Sample> samples = new ArrayList<>();
  private long disk;
  private long checkpoints;
  private long checkpointBytes;

  FlinkRow(Task task) {
    this.task = task;
  }

  /** Runs it to its end, or to the cap. */
  Run run() throws Exception {
    Configuration configuration = configuration();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(task.parallelism());
    build(env);
    try (MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(task.parallelism())
                .build())) {
      cluster.start();
      JobID id = cluster.submitJob(env.getStreamGraph()).get().getJobID();
      boolean complete = watch(cluster, id);
      Run.Sizes sizes = sizes(cluster, id);
      Run run = Run.of(task.row().letter(), complete, samples, sizes);
      cluster.cancelJob(id).get();
      return run;
    }
  }

  /** The job's own, or the same for everybody else; and where files go. */
  private Configuration configuration() {
    Configuration c = new Configuration();
    if (task.row() == Row.A) {
      c = Whole.job(task).configuration();
    } else {
      c.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
      c.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
      c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
      c.set(PipelineOptions.OBJECT_REUSE, true);
      c.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    }
    // As deploy/ has it.
    c.set(
        RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL,
        List.of(
            CompressionType.NO_COMPRESSION,
            CompressionType.NO_COMPRESSION,
            CompressionType.LZ4_COMPRESSION));
    Path folder = task.folder();
    c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("ckpt").toUri().toString());
    c.setString("state.backend.rocksdb.localdir", folder.resolve("local").toString());
    c.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
    c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1024));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    c.set(RestOptions.BIND_PORT, "0");
    c.setString("metrics.reporters", "meters");
    c.setString("metrics.reporter.meters.factory.class", Meters.Factory.class.getName());
    task.flink().forEach(c::setString);
    return c;
  }

  private void build(StreamExecutionEnvironment env) {
    switch (task.row()) {
      case A -> {
        KafkaJob job = Whole.job(task);
        job.build(env);
      }
      case F -> Sql.build(task, env);
      case G -> Sliding.build(task, env);
      default -> Limits.build(task, env);
    }
  }

  private long events() {
    return Meters.read(
        switch (task.row()) {
          case D, E, E_RESULTS, E_LEAN -> Limits.KEYED;
          default -> "Source";
        });
  }

  private boolean finished(long events) {
    return switch (task.row()) {
      // What was read has come through when the sink's event time has passed the last event.
      case A -> events >= task.records() && Meters.watermark("results") >= task.end();
      default -> events >= task.engagements();
    };
  }

  private boolean watch(MiniCluster cluster, JobID id) throws Exception {
    long cap = task.capSeconds() * 1_000_000_000L;
    for (long tick = 0; ; tick++) {
      long events = events();
      if (events > 0) {
        samples.add(sample(events));
        Sample last = samples.get(samples.size() - 1);
        if (finished(events) || last.nanos() - samples.get(0).nanos() >= cap) {
          return finished(events);
        }
      }
      checkpoints();
      if (tick % TICKS_PER_SIZE == 0) {
        disk = Math.max(disk, Usage.bytes(task.folder().resolve("local")));
        fail(cluster, id);
      }
      Thread.sleep(TICK);
    }
  }

  private Sample sample(long events) {
    return new Sample(
        System.nanoTime(), events, Usage.cpu(), Usage.cpu(task.brokerPid()), Usage.cpuOfMachine());
  }

  private static void fail(MiniCluster cluster, JobID id) throws Exception {
    JobStatus status = cluster.getJobStatus(id).get();
    if (status != JobStatus.RUNNING
        && status != JobStatus.CREATED
        && status != JobStatus.INITIALIZING) {
      throw new IllegalStateException("the job is " + status);
    }
  }

  private void checkpoints() {
    long completed = Meters.checkpoints("numberOfCompletedCheckpoints");
    if (completed > checkpoints) {
      checkpoints = completed;
      checkpointBytes += Meters.checkpoints("lastCheckpointSize");
    }
  }

  /** Sizes by the first checkpoint after the end. */
  private Run.Sizes sizes(MiniCluster cluster, JobID id) throws Exception {
    long peak = Usage.peakMemory();
    long before = checkpoints;
    long until = System.nanoTime() + WAIT_FOR_CHECKPOINT;
    while (checkpoints == before && System.nanoTime() < until) {
      Thread.sleep(TICK);
      checkpoints();
      fail(cluster, id);
    }
    if (Files.exists(task.folder().resolve("local"))) {
      disk = Math.max(disk, Usage.bytes(task.folder().resolve("local")));
    }
    return new Run.Sizes(
        peak,
        Meters.checkpoints("lastCheckpointFullSize"),
        checkpoints == 0 ? 0 : checkpointBytes / checkpoints,
        checkpoints,
        disk);
  }
}
