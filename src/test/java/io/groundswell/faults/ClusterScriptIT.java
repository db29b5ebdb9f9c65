package io.groundswell.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What deploy/standalone/README.md tells an operator to type, from start to stop. */
class ClusterScriptIT {
  private static final String PREFIX = "typed.";
  private static final Pattern JOB = Pattern.compile("submitted with JobID ([0-9a-f]{32})");
  private static final Pattern PLACE = Pattern.compile("(?m)(file:/\\S+)\\s*$");

  private static final String MESSAGE = "__connect.errors.exception.message";

  /** Why a record is refused, and how another version says it; of one length. */
  private static final String REASON = "a record must be valid JSON";

  private static final String OTHERWISE = "a record must be sound JSON";

  /** Of a key store that nothing needs here, so that it could be seen wherever one is. */
  private static final String SECRET = "horse-battery-staple-4711";

  private final Path folder;
  private final Map<String, String> variables = new TreeMap<>();
  private final int kafka = Cluster.freePort();
  private int commands;

  /** What a command said, and how it ended. */
  private record Said(int code, String text) {
    String found(Pattern pattern) {
      Matcher matcher = pattern.matcher(text);
      assertThat(matcher.find()).as(text).isTrue();
      return matcher.group(1);
    }
  }

  ClusterScriptIT() throws IOException {
    Path target = Files.createDirectories(Path.of("target/faults")).toAbsolutePath();
    folder = Files.createTempDirectory(target, "typed-");
    int rest = Cluster.freePort();
    variables.put("KAFKA_PORT", Integer.toString(kafka));
    variables.put("KAFKA_CONTROLLER_PORT", Integer.toString(Cluster.freePort()));
    variables.put("ZOOKEEPER_PORT", Integer.toString(Cluster.freePort()));
    variables.put("REST_PORTS", rest + "-" + (rest + 2));
    variables.put("METRICS_PORTS", "0");
    variables.put("GROUNDSWELL_KAFKA_SSL_KEYSTORE_PASSWORD", SECRET);
    variables.put("JVM_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
  }

  @AfterEach
  void stop() throws Exception {
    cluster("stop");
  }

  private Said cluster(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("deploy/standalone/cluster"));
    command.addAll(List.of(words));
    Path said = folder.resolve("said-" + commands++);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(variables);
    builder.environment().put("CLUSTER_DIR", folder.resolve("cluster").toString());
    int code = builder.start().waitFor();
    return new Said(code, Files.readString(said));
  }

  private Said good(String... words) throws IOException, InterruptedException {
    Said said = cluster(words);
    assertThat(said.code()).as(said.text()).isZero();
    return said;
  }

  /** A record that is no fact comes back as a dead letter, with that reason: the job works. */
  private void assertWorks(int letters, String reason) throws Exception {
    String brokers = "localhost:" + kafka;
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Feeder.client(brokers), new ByteArraySerializer(), new ByteArraySerializer());
        Committed committed = new Committed(brokers, PREFIX, Topic.DEAD_LETTERS)) {
      String topic = PREFIX + Topic.ENGAGEMENTS.wire();
      byte[] value = ("no fact " + letters).getBytes(UTF_8);
      producer.send(new ProducerRecord<>(topic, value)).get();
      await("dead letters")
          .atMost(Duration.ofMinutes(2))
          .until(() -> committed.poll(), count -> count >= letters);
      assertThat(committed.all()).hasSize(letters);
      assertThat(committed.all().stream().filter(each -> Arrays.equals(each.value(), value)))
          .singleElement()
          .satisfies(
              each ->
                  assertThat(new String(each.headers().lastHeader(MESSAGE).value(), UTF_8))
                      .startsWith(reason));
    }
  }

  /** Another version's jar: in it the codec says {@link #OTHERWISE} where this one says why. */
  private Path newer() throws IOException {
    Path jar = folder.resolve("newer.jar");
    Files.copy(Path.of("target/groundswell-job.jar"), jar);
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      Path codec = files.getPath("io/groundswell/codec/Fields.class");
      // Byte by byte, as the constant's length stands before it.
      String said = Files.readString(codec, ISO_8859_1);
      assertThat(said).contains(REASON);
      Files.writeString(codec, said.replace(REASON, OTHERWISE), ISO_8859_1);
    }
    return jar;
  }

  @Test
  void aJobIsStartedRescaledUpgradedAndStopped() throws Exception {
    try (ProcessList processes = new ProcessList()) {
      startRescaleUpgradeAndStop();
      assertThat(processes.seen())
          .as("command lines")
          .anyMatch(line -> line.contains("StandaloneSessionClusterEntrypoint"))
          .anyMatch(line -> line.contains("TaskManagerRunner"))
          .anyMatch(line -> line.contains("CliFrontend") && line.contains(PREFIX))
          .noneMatch(line -> line.contains(SECRET));
    }
    assertThat(filesWithSecret("/ha/")).as("the job has it: docs/security.md").isNotEmpty();
    assertThat(
            filesWithSecret("/said-", "/log/", "/conf/", "/jobs/", "/checkpoints/", "/savepoints/"))
        .isEmpty();
  }

  private List<Path> filesWithSecret(String... places) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Arrays.stream(places).anyMatch(file.toString()::contains))
          .filter(file -> Files.isRegularFile(file) && contains(file, SECRET))
          .toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startRescaleUpgradeAndStop() throws Exception {
    assertThat(good("start", "2").text()).contains("Kafka on localhost:" + kafka);
    assertThat(good("status").text().lines()).hasSize(5).allMatch(line -> line.startsWith("up "));
    String[] submit = {"submit", "--topic-prefix", PREFIX, "--parallelism", "1", "--idle", "30 s"};
    String one = good(submit).found(JOB);
    assertWorks(1, REASON);
    Said second = cluster(submit);
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.text()).contains("no two jobs may write to the same topics", one);
    assertThat(good("savepoint", one).text()).contains("Savepoint completed. Path: file:");

    Said rescaled = good("rescale", one, "2");
    // Options are those that it was submitted with: of another prefix, topics would be made.
    assertThat(rescaled.text()).contains("there  " + PREFIX + "engagements").doesNotContain("made");
    assertWorks(2, REASON);
    String four = good("rescale", rescaled.found(JOB), "4").found(JOB);
    assertWorks(3, REASON);
    assertThat(good("jobs").text()).contains(four + " : groundswell (RUNNING)");

    String newer = newer().toString();
    String savepoint = good("stop-job", four).found(PLACE);
    String upgraded =
        good("submit", "--from", savepoint, "--jar", newer, submit[1], submit[2]).found(JOB);
    assertWorks(4, OTHERWISE);

    good("stop");
    assertThat(good("status").text()).isEmpty();
    // Of a process that is gone its number may be somebody else's by now.
    Path pid = folder.resolve("cluster/broker.pid");
    Files.writeString(pid, Long.toString(ProcessHandle.current().pid()));
    assertThat(good("status").text()).isEqualTo("down    broker\n");
    good("start", "2");
    await("the job that high availability takes up again")
        .atMost(Duration.ofMinutes(2))
        .until(() -> good("jobs").text().contains(upgraded + " : groundswell (RUNNING)"));
    assertThat(cluster(submit).text()).contains("no two jobs", upgraded);
    assertWorks(5, OTHERWISE);
  }
}
