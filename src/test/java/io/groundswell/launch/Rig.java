package io.groundswell.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.event.Topic;
import io.groundswell.kafka.Topics;
import io.groundswell.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A broker, a Flink cluster, and hands for both: the job as it runs outside, but in this JVM. */
final class Rig implements AutoCloseable {
  private static final int SLOTS = 3;

  private final Path folder;
  private final EmbeddedBroker broker;
  private final MiniCluster cluster;
  private final KafkaProducer<byte[], byte[]> producer;
  private int taskManager;

  private Rig(Path folder, EmbeddedBroker broker, MiniCluster cluster) {
    this.folder = folder;
    this.broker = broker;
    this.cluster = cluster;
    Properties properties = client();
    properties.setProperty("max.request.size", "10000000");
    properties.setProperty("compression.type", "lz4");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  static Rig start(Path folder) throws Exception {
    return start(folder, new Configuration());
  }

  /** Starts both, with Flink's configuration as it would stand on a cluster. */
  static Rig start(Path folder, Configuration configuration) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .withRandomPorts()
                .build());
    cluster.start();
    return new Rig(folder, broker, cluster);
  }

  @Override
  public void close() throws Exception {
    producer.close(Duration.ZERO);
    cluster.close();
    broker.close();
  }

  /** Waits on a condition, long enough for any machine. */
  static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .pollInSameThread();
  }

  EmbeddedBroker broker() {
    return broker;
  }

  private Properties client() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    return properties;
  }

  /** Makes all topics. */
  void topics(String prefix, int partitions) throws Exception {
    Topics.create(client(), prefix, partitions, (short) 1, Topics.Clock.PRODUCER);
  }

  /** Sends a record; a key or a value may be null. */
  Future<RecordMetadata> send(
      String prefix, Topic topic, Integer partition, Long time, byte[] key, byte[] value) {
    return producer.send(new ProducerRecord<>(prefix + topic.wire(), partition, time, key, value));
  }

  /** Sends facts, and waits until the broker has them. */
  void send(String prefix, List<Story.Fact> facts) throws ExecutionException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Story.Fact fact : facts) {
      sent.add(
          send(
              prefix,
              fact.topic(),
              fact.partition() < 0 ? null : fact.partition(),
              fact.time(),
              fact.key().getBytes(UTF_8),
              fact.isTombstone() ? null : fact.json().getBytes(UTF_8)));
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  /** Starts the job with these options. */
  JobID run(String prefix, String... options) throws Exception {
    return runFrom(null, prefix, options);
  }

  /** Starts the job from a savepoint or a checkpoint. */
  JobID runFrom(String savepoint, String prefix, String... options) throws Exception {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("--bootstrap-servers", broker.bootstrapServers());
    all.put("--topic-prefix", prefix);
    all.put("--group-id", prefix + "groundswell");
    all.put("--transactional-id-prefix", prefix + "groundswell");
    all.put("--transaction-timeout", "2 min");
    all.put("--checkpoint-interval", "500 ms");
    all.put("--checkpoint-dir", folder.resolve("checkpoints").toUri().toString());
    all.put("--parallelism", "2");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    String[] arguments =
        all.entrySet().stream()
            .flatMap(option -> Arrays.asList(option.getKey(), option.getValue()).stream())
            .toArray(String[]::new);
    KafkaJob job = KafkaJob.of(arguments, Map.of());
    Configuration configuration = job.configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(configuration);
    job.build(env);
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName("groundswell " + prefix);
    return cluster.submitJob(graph).get().getJobID();
  }

  /** Stops a job with a savepoint: all that it has written is committed. Returns where it is. */
  String stop(JobID job) throws Exception {
    // Refused while a task is not running, as after a restart.
    String[] savepoint = new String[1];
    await("a savepoint")
        .ignoreExceptions()
        .until(
            () -> {
              savepoint[0] =
                  cluster
                      .stopWithSavepoint(
                          job,
                          folder.resolve("savepoints").toUri().toString(),
                          false,
                          SavepointFormatType.CANONICAL)
                      .get();
              return true;
            });
    return savepoint[0];
  }

  /** Cancels a job: what was not committed is undone. Returns its last checkpoint. */
  String cancel(JobID job) throws Exception {
    String checkpoint =
        cluster
            .getExecutionGraph(job)
            .get()
            .getCheckpointStatsSnapshot()
            .getHistory()
            .getLatestCompletedCheckpoint()
            .getExternalPath();
    cluster.cancelJob(job).get();
    await("the job's end").until(() -> status(job) == JobStatus.CANCELED);
    return checkpoint;
  }

  JobStatus status(JobID job) throws Exception {
    return cluster.getJobStatus(job).get();
  }

  /** Kills the machine that all tasks run on; another one takes over. */
  void killTaskManager() throws Exception {
    cluster.terminateTaskManager(taskManager++).get();
    cluster.startTaskManager();
  }

  /** What a read_committed consumer sees of a topic now, in order per partition. */
  List<ConsumerRecord<byte[], byte[]>> read(String prefix, Topic topic) {
    Properties properties = client();
    properties.setProperty("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(prefix + topic.wire()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .sorted(Comparator.comparingInt(TopicPartition::partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        ConsumerRecords<byte[], byte[]> more = consumer.poll(Duration.ofMillis(100));
        more.forEach(records::add);
      }
      return records;
    }
  }

  /** The values of a topic's records, sorted by key and then as they came. */
  List<String> values(String prefix, Topic topic) {
    return read(prefix, topic).stream()
        .sorted(Comparator.comparing(record -> text(record.key())))
        .map(record -> text(record.value()))
        .toList();
  }

  static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), text(header.value()));
    }
    return headers;
  }
}
