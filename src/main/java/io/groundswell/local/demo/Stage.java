package io.groundswell.local.demo;

import io.groundswell.kafka.Topics;
import io.groundswell.launch.KafkaJob;
import io.groundswell.local.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Kafka broker, a Flink cluster and the job, in this JVM and on the loopback interface only, with
 * everything they write in a temporary folder. Closing it leaves nothing behind; the job goes
 * first, for RocksDB must not be at work when the JVM exits.
 */
final class Stage implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int USUAL_KAFKA_PORT = 9092;
  private static final String WEB_PORTS = "8081-8180";
  private static final long PATIENCE_SECONDS = 30;

  private final Path folder;
  private EmbeddedBroker broker;
  private MiniCluster cluster;
  private JobID job;
  private CompletableFuture<JobResult> result;
  private URI web;

  private Stage(Path folder) {
    this.folder = folder;
  }

  /** A temporary folder, and nothing in it yet. */
  static Stage empty() throws IOException {
    return new Stage(Files.createTempDirectory("groundswell-demo-"));
  }

  /** A folder for whatever the demo itself writes, deleted with the rest. */
  Path folder() {
    return folder;
  }

  /** Starts the broker and makes the topics, of one partition each. */
  void startBroker() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("kafka"), kafkaPort());
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    Topics.create(properties, "", 1, (short) 1, Topics.Clock.PRODUCER);
  }

  /** Kafka's usual port if it is free, else any: copied commands should work as they are. */
  private static int kafkaPort() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_KAFKA_PORT));
      return USUAL_KAFKA_PORT;
    } catch (IOException taken) {
      return 0;
    }
  }

  /**
   * Starts the cluster and the job, as it would be started on any other.
   *
   * @param pace how event time runs
   * @param checkpointInterval also the time for which an alert waits to be seen
   * @param parallelism subtasks of each step
   */
  void startJob(Pace pace, Duration checkpointInterval, Duration idle, int parallelism)
      throws Exception {
    KafkaJob kafkaJob =
        KafkaJob.of(
            new String[] {
              "--bootstrap-servers",
              broker.bootstrapServers(),
              "--parallelism",
              Integer.toString(parallelism),
              "--checkpoint-dir",
              folder.resolve("checkpoints").toUri().toString(),
              "--checkpoint-interval",
              checkpointInterval.toMillis() + " ms",
              "--disorder",
              pace.disorder() + " ms",
              "--idle",
              idle.toMillis() + " ms"
            },
            Map.of());
    Configuration configuration = kafkaJob.configuration();
    cluster(configuration, parallelism);
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
    cluster.start();
    web = cluster.getRestAddress().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    kafkaJob.build(env);
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName("groundswell demo");
    job = cluster.submitJob(graph).get(PATIENCE_SECONDS, TimeUnit.SECONDS).getJobID();
    result = cluster.requestJobResult(job);
  }

  private void cluster(Configuration configuration, int parallelism) {
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_PORT, WEB_PORTS);
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(WebOptions.TMP_DIR, folder.resolve("web").toString());
    configuration.set(CoreOptions.TMP_DIRS, folder.resolve("flink").toString());
    configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    configuration.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
    configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(200));
  }

  /** {@code host:port} for Kafka clients. */
  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Flink's web page. */
  URI web() {
    return web;
  }

  /** The job's page in Flink's REST interface. */
  JobPage page() {
    return new JobPage(web, job.toHexString());
  }

  /** Whether the job is over, which it should never be by itself. */
  boolean over() {
    return result.isDone();
  }

  /** Why the job is over. */
  String reason() {
    try {
      return result
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .getSerializedThrowable()
          .map(Throwable::getMessage)
          .orElse("it was cancelled");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "stopped";
    } catch (ExecutionException | TimeoutException e) {
      return e.getMessage();
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (cluster != null) {
        if (result != null && !result.isDone()) {
          await(cluster.cancelJob(job));
          await(result);
        }
        await(cluster.closeAsync());
        cluster = null;
      }
    } finally {
      if (broker != null) {
        broker.close();
        broker = null;
      }
      delete();
    }
  }

  private static void await(CompletableFuture<?> future) {
    try {
      future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It is being closed: what cannot be closed in order is closed by the end of the JVM.
      return;
    }
  }

  private void delete() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      System.err.println("can't delete " + folder + ": " + e.getMessage());
    }
  }
}
