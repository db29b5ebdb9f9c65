package io.groundswell.launch;

import io.groundswell.codec.Inbound;
import io.groundswell.codec.Pseudonyms;
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
import io.groundswell.kafka.FactSource;
import io.groundswell.kafka.Outgoing;
import io.groundswell.kafka.Records;
import io.groundswell.kafka.ResultSink;
import io.groundswell.time.Timing;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The pipeline between the topics of a Kafka cluster, as options say. */
public final class KafkaJob {
  private static final TypeInformation<Outgoing> OUTGOING = TypeInformation.of(Outgoing.class);

  private final OptionReader options;

  private KafkaJob(OptionReader options) {
    this.options = options;
  }

  /**
   * The job that these options describe.
   *
   * @param arguments as on the command line
   * @param environment the variables of the process
   * @throws IllegalArgumentException where an option is unknown or wrong, with the rule and the
   *     value
   */
  public static KafkaJob of(String[] arguments, Map<String, String> environment) {
    return new KafkaJob(OptionReader.of(arguments, environment));
  }

  /** What the job demands of Flink's configuration. */
  public Configuration configuration() {
    Configuration configuration = Environment.defaults();
    // An alert waits for both, at three exchanges: by Flink's own 200 and 100 ms a third of a
    // second.
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(50));
    configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(25));
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, options.get(Options.CHECKPOINT_INTERVAL));
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (options.get(Options.CHECKPOINT_DIR) != null) {
      configuration.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          options.get(Options.CHECKPOINT_DIR).toString());
    }
    return configuration;
  }

  /** Builds the pipeline, from the input topics to the output topics. */
  public void build(StreamExecutionEnvironment env) {
    if (options.get(Options.PARALLELISM) != null) {
      env.setParallelism(options.get(Options.PARALLELISM));
    }
    String prefix = options.get(Options.TOPIC_PREFIX);
    Duration idle = options.get(Options.IDLE);
    DataStream<Inbound> records =
        env.fromSource(
                FactSource.of(
                    consumer(), prefix, start(), options.get(Options.MAX_FUTURE), States.INBOUND),
                FactSource.watermarks(options.get(Options.DISORDER), idle),
                "facts")
            .uid("facts");
    Pipeline.Results results =
        Pipeline.build(
            records, Settings.live(Timing.DEFAULT, idle.toMillis(), prefix).with(pseudonyms()));
    encode(results.alerts(), Alert.class, Records::alert)
        .union(
            encode(results.momentum(), PostMomentum.class, Records::postMomentum),
            encode(results.profiles(), Profile.class, Records::profile),
            encode(results.outcomes(), AttributedOutcome.class, Records::outcome),
            encode(results.cohorts(), Cohort.class, Records::cohort),
            encode(results.pages(), PageDay.class, Records::pageDay),
            encode(results.deadLetters(), DeadLetter.class, Records::deadLetter))
        .sinkTo(ResultSink.of(producer(), prefix, guarantee(), transactionalIdPrefix()))
        .name("results")
        .uid("results");
  }

  private static <T> DataStream<Outgoing> encode(
      DataStream<T> results, Class<T> type, MapFunction<T, Outgoing> encoder) {
    String name = "encode-" + type.getSimpleName();
    return results.map(encoder, OUTGOING).name(name).uid(name);
  }

  private Pseudonyms pseudonyms() {
    String key = options.get(Options.PSEUDONYM_KEY);
    return key == null ? null : new Pseudonyms(key);
  }

  private String transactionalIdPrefix() {
    String prefix = options.get(Options.TRANSACTIONAL_ID_PREFIX);
    return prefix == null ? options.get(Options.TOPIC_PREFIX) + "groundswell" : prefix;
  }

  private Properties client() {
    Properties properties = options.kafka();
    properties.setProperty("bootstrap.servers", options.get(Options.BOOTSTRAP_SERVERS));
    return properties;
  }

  private Properties consumer() {
    Properties properties = client();
    properties.setProperty("group.id", options.get(Options.GROUP_ID));
    // Facts may be written in transactions too: those that were not committed never happened.
    properties.putIfAbsent("isolation.level", "read_committed");
    return properties;
  }

  private Properties producer() {
    Properties properties = client();
    properties.setProperty(
        "transaction.timeout.ms",
        Long.toString(options.get(Options.TRANSACTION_TIMEOUT).toMillis()));
    properties.putIfAbsent("compression.type", "lz4");
    // Each batch takes lz4's buffers, 128 KiB, however small it is.
    properties.putIfAbsent("batch.size", Integer.toString(128 << 10));
    properties.putIfAbsent("linger.ms", "20");
    // A dead letter is larger than what it carries, and that may have come well compressed: its
    // size is the brokers' to judge. The producer's own bound is the memory it has for all of them.
    properties.putIfAbsent("max.request.size", Integer.toString(32 << 20));
    return properties;
  }

  @SuppressWarnings("deprecation") // the connector takes no other type yet
  private OffsetsInitializer start() {
    return switch (options.get(Options.STARTING_OFFSETS)) {
      case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
    };
  }

  private DeliveryGuarantee guarantee() {
    return switch (options.get(Options.DELIVERY_GUARANTEE)) {
      case EXACTLY_ONCE -> DeliveryGuarantee.EXACTLY_ONCE;
      case AT_LEAST_ONCE -> DeliveryGuarantee.AT_LEAST_ONCE;
    };
  }
}
