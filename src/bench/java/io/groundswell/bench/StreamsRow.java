package io.groundswell.bench;

import io.groundswell.codec.FactReader;
import io.groundswell.codec.Rejection;
import io.groundswell.event.Engagement;
import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * What a user would write with Kafka Streams: hopping windows, exactly-once. The topic is keyed by
 * supporter already, so that only the posts' side goes through a repartition topic, with values of
 * five bytes; a changelog backs each store, as its documentation has it.
 */
final class StreamsRow {
  private static final long TICK = 20;
  private static final int TICKS_PER_SIZE = 100;
  private static final long CACHE = 512L << 20;

  private final Task task;
  private final String application = "bench-streams-" + ProcessHandle.current().pid();
  private final LongAdder read = new LongAdder();
  private final List<Sample> samples = new ArrayList<>();
  private long disk;

  StreamsRow(Task task) {
    this.task = task;
  }

  Run run() throws Exception {
    try (KafkaStreams streams = new KafkaStreams(topology().build(), properties())) {
      streams.start();
      boolean complete = watch(streams);
      long peak = Usage.peakMemory();
      disk = Math.max(disk, Usage.bytes(task.folder().resolve("local")));
      Run.Sizes sizes = new Run.Sizes(peak, disk, changelogBytes(), 0, disk);
      Run run = Run.of(task.row().letter(), complete, samples, sizes);
      streams.close(Duration.ofSeconds(20));
      return run;
    } finally {
      dropTopics();
    }
  }

  private Properties properties() {
    Properties p = new Properties();
    p.put("application.id", application);
    p.put("bootstrap.servers", task.bootstrapServers());
    p.put("auto.offset.reset", "earliest");
    p.put("state.dir", task.folder().resolve("local").toString());
    p.put("num.stream.threads", Integer.toString(task.parallelism()));
    p.put("processing.guarantee", "exactly_once_v2");
    p.put("commit.interval.ms", "10000"); // as our checkpoints; by default 100 with exactly-once
    p.put("statestore.cache.max.bytes", Long.toString(CACHE));
    p.put("replication.factor", "1");
    return p;
  }

  private StreamsBuilder topology() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, Engagement> events =
        builder.stream(
                task.topicPrefix() + Topic.ENGAGEMENTS.wire(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()))
            .mapValues(StreamsRow::parse);
    TimeWindows hour =
        // Ten minutes of grace: a repartition topic mixes partitions that are not equally far.
        TimeWindows.ofSizeAndGrace(Duration.ofHours(1), Duration.ofMinutes(10))
            .advanceBy(Duration.ofMinutes(1));
    events
        .peek((key, event) -> read.increment())
        .mapValues(StreamsRow::one)
        .groupByKey(Grouped.with(Serdes.String(), Serdes.Long()))
        .windowedBy(hour)
        .aggregate(() -> 0L, (key, one, sum) -> sum + one, store("by-supporter"));
    events
        .map(
            (key, event) ->
                org.apache.kafka.streams.KeyValue.pair(
                    Limits.key(event.page(), event.post()), one(event)))
        .repartition(
            Repartitioned.with(Serdes.String(), Serdes.Long())
                .withName("by-post")
                .withNumberOfPartitions(LoadSpec.PARTITIONS))
        .groupByKey(Grouped.with(Serdes.String(), Serdes.Long()))
        .windowedBy(hour)
        .aggregate(() -> 0L, (key, one, sum) -> sum + one, store("by-post"));
    return builder;
  }

  private static Materialized<String, Long, WindowStore<Bytes, byte[]>> store(String name) {
    return Materialized.<String, Long, WindowStore<Bytes, byte[]>>as(name)
        .withKeySerde(Serdes.String())
        .withValueSerde(Serdes.Long());
  }

  private static Engagement parse(byte[] value) {
    try {
      return FactReader.engagement(value, 0, 0);
    } catch (Rejection e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Organic in the upper half, sponsored in the lower: two counts in one sum. */
  private static long one(Engagement event) {
    return event.organic() ? 1L << 32 : 1L;
  }

  private boolean watch(KafkaStreams streams) throws Exception {
    long cap = task.capSeconds() * 1_000_000_000L;
    for (long tick = 0; ; tick++) {
      long events = read.sum();
      if (events > 0) {
        samples.add(
            new Sample(
                System.nanoTime(),
                events,
                Usage.cpu(),
                Usage.cpu(task.brokerPid()),
                Usage.cpuOfMachine()));
        long nanos = samples.get(samples.size() - 1).nanos() - samples.get(0).nanos();
        if (events >= task.engagements() || nanos >= cap) {
          return events >= task.engagements();
        }
      }
      if (tick % TICKS_PER_SIZE == 0) {
        disk = Math.max(disk, Usage.bytes(task.folder().resolve("local")));
        if (streams.state() == KafkaStreams.State.ERROR) {
          throw new IllegalStateException("Kafka Streams is in error");
        }
      }
      Thread.sleep(TICK);
    }
  }

  private Set<String> ownTopics(Admin admin) throws Exception {
    return admin.listTopics().names().get().stream()
        .filter(name -> name.startsWith(application))
        .collect(Collectors.toSet());
  }

  private Admin admin() {
    Properties client = new Properties();
    client.put("bootstrap.servers", task.bootstrapServers());
    return Admin.create(client);
  }

  private long changelogBytes() throws Exception {
    try (Admin admin = admin()) {
      return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
          .flatMap(folders -> folders.values().stream())
          .flatMap(folder -> folder.replicaInfos().entrySet().stream())
          .filter(
              each ->
                  each.getKey().topic().startsWith(application)
                      && each.getKey().topic().endsWith("-changelog"))
          .mapToLong(each -> each.getValue().size())
          .sum();
    }
  }

  private void dropTopics() throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(ownTopics(admin)).all().get();
    }
  }
}
