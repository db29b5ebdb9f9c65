package io.groundswell.bench;

import io.groundswell.event.Topic;
import io.groundswell.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A load in its topics, written once.
 *
 * @param prefix before the topics' names
 * @param records of all topics
 * @param engagements of the topic of engagements
 * @param bytes of the engagements' values
 */
record Preload(String prefix, long records, long engagements, long bytes) {

  /** Writes a load, unless it stands there already. */
  static Preload of(LoadSpec spec, String bootstrapServers, Path folder) throws Exception {
    Path note = folder.resolve(spec.topicPrefix() + "loaded.properties");
    if (Files.exists(note)) {
      Properties p = new Properties();
      try (var in = Files.newBufferedReader(note)) {
        p.load(in);
      }
      return new Preload(
          spec.topicPrefix(), number(p, "records"), number(p, "engagements"), number(p, "bytes"));
    }
    emptyTopics(bootstrapServers, spec.topicPrefix(), true);
    Preload done = write(spec, bootstrapServers);
    Files.writeString(
        note,
        String.format(
            Locale.ROOT,
            "spec=%s%nrecords=%d%nengagements=%d%nbytes=%d%n",
            spec,
            done.records,
            done.engagements,
            done.bytes));
    return done;
  }

  private static long number(Properties p, String name) {
    return Long.parseLong(p.getProperty(name));
  }

  /**
   * Makes the topics anew: those that results go to, or all.
   *
   * @param inputs those that facts come by too
   */
  static void emptyTopics(String bootstrapServers, String prefix, boolean inputs) throws Exception {
    Properties client = new Properties();
    client.put("bootstrap.servers", bootstrapServers);
    Set<String> names = new HashSet<>();
    for (Topic topic : Topic.outputs()) {
      names.add(prefix + topic.wire());
    }
    if (inputs) {
      for (Topic topic : Topic.inputs()) {
        names.add(prefix + topic.wire());
      }
    }
    try (Admin admin = Admin.create(client)) {
      Set<String> there = admin.listTopics().names().get();
      List<String> old = names.stream().filter(there::contains).toList();
      admin.deleteTopics(old).all().get();
      while (admin.listTopics().names().get().stream().anyMatch(old::contains)) {
        Thread.sleep(100);
      }
    }
    Topics.create(client, prefix, LoadSpec.PARTITIONS, (short) 1, Topics.Clock.PRODUCER);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // closing the producer awaits them all
  private static Preload write(LoadSpec spec, String bootstrapServers) throws Exception {
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrapServers);
    p.put("linger.ms", "20");
    p.put("batch.size", "131072");
    p.put("buffer.memory", Integer.toString(64 << 20));
    String[] names =
        Arrays.stream(Topic.values())
            .map(topic -> spec.topicPrefix() + topic.wire())
            .toArray(String[]::new);
    long[] engagements = new long[2];
    AtomicReference<Exception> failure = new AtomicReference<>();
    long records;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer())) {
      records =
          new Load(spec)
              .to(
                  (topic, partition, key, time, value) -> {
                    if (topic == Topic.ENGAGEMENTS) {
                      engagements[0]++;
                      engagements[1] += value.length;
                    }
                    producer.send(
                        new ProducerRecord<>(
                            names[topic.ordinal()],
                            partition < 0 ? null : partition,
                            time,
                            key.getBytes(StandardCharsets.UTF_8),
                            value),
                        (metadata, e) -> {
                          if (e != null) {
                            failure.compareAndSet(null, e);
                          }
                        });
                  });
    }
    if (failure.get() != null) {
      throw failure.get();
    }
    return new Preload(spec.topicPrefix(), records, engagements[0], engagements[1]);
  }
}
