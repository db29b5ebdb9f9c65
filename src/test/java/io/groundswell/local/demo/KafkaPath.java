package io.groundswell.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.Topic;
import io.groundswell.kafka.Topics;
import io.groundswell.launch.KafkaJob;
import io.groundswell.local.broker.EmbeddedBroker;
import io.groundswell.local.replay.InputFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How fast the job reads what waits in Kafka: a folder of facts is written to a broker, then the
 * job is started (exactly-once, RocksDB, a checkpoint every 10 s) and timed until its event time
 * has come to the end. Broker, job and this share one JVM, so that the figure is a lower bound.
 *
 * <pre>
 * java -Xmx4g ... io.groundswell.local.demo.KafkaPath DIR PARALLELISM
 * </pre>
 */
final class KafkaPath {
  private static final int PARTITIONS = 4;
  private static final long DISORDER = 5_000;
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Map<Topic, String> KEYS =
      Map.of(
          Topic.ENGAGEMENTS, "supporter",
          Topic.AD_DELIVERY, "post",
          Topic.POSTS, "post",
          Topic.OUTCOMES, "page",
          Topic.RULES, "page",
          Topic.ERASURES, "supporter");

  private final ObjectMapper json = new ObjectMapper();
  private long records;
  private long newest = Long.MIN_VALUE;

  private KafkaPath() {}

  /** Measures once. */
  public static void main(String[] arguments) throws Exception {
    Path temporary = Files.createTempDirectory("groundswell-kafka-path-");
    try (EmbeddedBroker broker = EmbeddedBroker.start(temporary.resolve("kafka"), 0)) {
      new KafkaPath().run(broker, Path.of(arguments[0]), Integer.parseInt(arguments[1]), temporary);
    }
    System.exit(0);
  }

  private void run(EmbeddedBroker broker, Path folder, int parallelism, Path temporary)
      throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    Topics.create(properties, "", PARTITIONS, (short) 1, Topics.Clock.PRODUCER);
    preload(properties, folder);
    KafkaJob job =
        KafkaJob.of(
            new String[] {
              "--bootstrap-servers", broker.bootstrapServers(),
              "--parallelism", Integer.toString(parallelism),
              "--checkpoint-dir", temporary.resolve("checkpoints").toUri().toString(),
              "--idle", "1 s"
            },
            Map.of());
    Configuration configuration = job.configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1024));
    configuration.set(
        MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, java.time.Duration.ofMillis(200));
    try (MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build())) {
      cluster.start();
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(configuration);
      job.build(env);
      long cpu = cpu();
      long begin = System.nanoTime();
      JobID id = cluster.submitJob(env.getStreamGraph()).get().getJobID();
      JobPage page = new JobPage(cluster.getRestAddress().get(), id.toHexString());
      double running = Double.NaN;
      while (page.eventTime() < newest - DISORDER) {
        if (Double.isNaN(running) && page.running()) {
          running = (System.nanoTime() - begin) / 1e9;
        }
        LockSupport.parkNanos(NAP);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%,d records in %.1f s (running after %.1f s): %,.0f records/s, %.1f us of CPU each,"
              + " %d checkpoints%n",
          records,
          seconds,
          running,
          records / seconds,
          (cpu() - cpu) / 1e3 / records,
          page.checkpoints());
      cluster.cancelJob(id).get();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // closing the producer awaits them all
  private void preload(Properties properties, Path folder) throws IOException {
    Properties producing = new Properties();
    producing.putAll(properties);
    producing.put("linger.ms", "20");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer())) {
      InputFolder.of(folder, null)
          .forEachLine(
              (topic, number, line) -> {
                JsonNode fact = json.readTree(line);
                byte[] key = json.writeValueAsBytes(fact.path(KEYS.get(topic)).asText());
                producer.send(new ProducerRecord<>(topic.wire(), key, line));
                records++;
                if (topic == Topic.ENGAGEMENTS) {
                  newest =
                      Math.max(
                          newest,
                          java.time.Instant.parse(fact.path("time").asText()).toEpochMilli());
                }
              });
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
