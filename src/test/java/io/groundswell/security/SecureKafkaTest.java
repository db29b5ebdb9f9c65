package io.groundswell.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.Topic;
import io.groundswell.kafka.Topics;
import io.groundswell.launch.KafkaJob;
import io.groundswell.local.topics.TopicsCommand;
import io.groundswell.privacy.Logged;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The job on a broker that demands TLS and a password, or a certificate; and nothing that says a
 * password.
 */
class SecureKafkaTest {
  private static final String WRONG = "wrong-horse";

  /** Which of the alerts that name a certificate it is, a broker's Java decides. */
  private static final String REFUSED = "Received fatal alert: \\w*certificate\\w*";

  @TempDir static Path folder;
  private static SecureBroker broker;
  private static MiniCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    broker = SecureBroker.start(folder);
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  @AfterAll
  static void close() throws Exception {
    cluster.close();
    broker.close();
  }

  private static Properties administrator() {
    Properties properties = new Properties();
    properties.putAll(broker.administrator());
    return properties;
  }

  private static Properties properties(String password) {
    Properties properties = new Properties();
    properties.putAll(broker.client(password));
    return properties;
  }

  /** As an operator does it: addresses in a file, the secret in the environment. */
  private static JobID run(String prefix, String password) throws Exception {
    Map<String, String> client = new TreeMap<>(broker.client(password));
    String jaas = client.remove("sasl.jaas.config");
    return run(prefix, client, Map.of("GROUNDSWELL_KAFKA_SASL_JAAS_CONFIG", jaas));
  }

  private static JobID run(
      String prefix, Map<String, String> client, Map<String, String> environment) throws Exception {
    StringBuilder file = new StringBuilder();
    client.forEach(
        (name, value) -> file.append("kafka.").append(name).append('=').append(value).append('\n'));
    Path config = folder.resolve(prefix + "properties");
    Files.writeString(
        config, file.toString().replace("kafka.bootstrap.servers", "bootstrap-servers"));
    String[] arguments = {
      "--config",
      config.toString(),
      "--topic-prefix",
      prefix,
      "--parallelism",
      "1",
      "--checkpoint-interval",
      "500 ms",
      "--checkpoint-dir",
      folder.resolve("checkpoints").toUri().toString()
    };
    KafkaJob job = KafkaJob.of(arguments, environment);
    Configuration configuration = job.configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(configuration);
    job.build(env);
    return cluster.submitJob(env.getStreamGraph()).get().getJobID();
  }

  private static String page(String path) throws Exception {
    URI uri = cluster.getRestAddress().get().resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  /** All that Flink's web page shows of a job and of its cluster. */
  private static List<String> pages(JobID job) throws Exception {
    String path = "/jobs/" + job;
    return List.of(
        page(path),
        page(path + "/config"),
        page(path + "/plan"),
        page(path + "/exceptions"),
        page(path + "/checkpoints/config"),
        page("/jobmanager/config"),
        page("/jobmanager/environment"),
        page("/config"));
  }

  @Test
  void theJobReadsAndWritesThereWithItsRightsAloneAndNothingSaysThePassword() throws Exception {
    Topics.create(administrator(), "in.", 1, (short) 1, Topics.Clock.PRODUCER);
    broker.grant("in.");
    try (Logged logged = new Logged()) {
      JobID job = run("in.", SecureBroker.PASSWORD);
      assertWorks("in.");
      List<String> pages = pages(job);
      cluster.cancelJob(job).get();
      assertThat(pages).allSatisfy(page -> assertThat(page).doesNotContain(SecureBroker.PASSWORD));
      assertThat(logged.lines())
          .as("the clients do say their settings")
          .anyMatch(line -> line.contains("sasl.jaas.config = [hidden]"))
          .noneMatch(line -> line.contains(SecureBroker.PASSWORD));
    }
  }

  /** A record that is no fact comes back as a dead letter. */
  private static void assertWorks(String prefix) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                administrator(), new ByteArraySerializer(), new ByteArraySerializer());
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                administrator(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  prefix + "posts", "no fact".getBytes(UTF_8), "no fact".getBytes(UTF_8)))
          .get();
      TopicPartition letters = new TopicPartition(prefix + Topic.DEAD_LETTERS.wire(), 0);
      consumer.assign(List.of(letters));
      consumer.seekToBeginning(List.of(letters));
      Awaitility.await("a dead letter")
          .atMost(Duration.ofMinutes(2))
          .until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
    }
  }

  /** The exceptions of a job that may not come in, when it has ended. */
  private static String end(JobID job) throws Exception {
    Awaitility.await("the job's end")
        .atMost(Duration.ofMinutes(2))
        .until(() -> cluster.getJobStatus(job).get().isGloballyTerminalState());
    return pages(job).get(3);
  }

  @Test
  void theJobComesInByACertificateAndNothingSaysThePasswordOfItsKeys() throws Exception {
    Topics.create(administrator(), "mutual.", 1, (short) 1, Topics.Clock.PRODUCER);
    broker.grant("mutual.", "CN=" + SecureBroker.USER);
    Map<String, String> secret =
        Map.of("GROUNDSWELL_KAFKA_SSL_KEYSTORE_PASSWORD", SecureBroker.KEY_PASSWORD);
    try (Logged logged = new Logged()) {
      JobID job = run("mutual.", broker.certified(SecureBroker.USER), secret);
      assertWorks("mutual.");
      List<String> pages = pages(job);
      cluster.cancelJob(job).get();
      assertThat(pages)
          .allSatisfy(page -> assertThat(page).doesNotContain(SecureBroker.KEY_PASSWORD));
      assertThat(logged.lines())
          .anyMatch(line -> line.contains("ssl.keystore.password = [hidden]"))
          .noneMatch(line -> line.contains(SecureBroker.KEY_PASSWORD));
    }
  }

  @Test
  void withoutACertificateOrWithAStrangersTheJobEndsWithAClearError() throws Exception {
    Topics.create(administrator(), "uncertified.", 1, (short) 1, Topics.Clock.PRODUCER);
    broker.grant("uncertified.", "CN=" + SecureBroker.USER);
    Map<String, String> secret =
        Map.of("GROUNDSWELL_KAFKA_SSL_KEYSTORE_PASSWORD", SecureBroker.KEY_PASSWORD);
    assertThat(end(run("uncertified.", broker.certified(null), Map.of())))
        .contains("SslAuthenticationException")
        .containsPattern(REFUSED);
    assertThat(end(run("uncertified.", broker.certified(SecureBroker.STRANGER), secret)))
        .contains("SslAuthenticationException")
        .containsPattern(REFUSED);
  }

  @Test
  void topicsSaysThatACertificateIsMissing() throws Exception {
    assertThat(topics(broker.certified(null), 1)).containsPattern(REFUSED);
  }

  @Test
  void aWrongPasswordEndsTheJobWithAClearErrorThatDoesNotSayIt() throws Exception {
    Topics.create(administrator(), "wrong.", 1, (short) 1, Topics.Clock.PRODUCER);
    broker.grant("wrong.");
    try (Logged logged = new Logged()) {
      JobID job = run("wrong.", WRONG);
      Awaitility.await("the job's end")
          .atMost(Duration.ofMinutes(2))
          .until(() -> cluster.getJobStatus(job).get().isGloballyTerminalState());
      List<String> pages = pages(job);
      assertThat(pages.get(3))
          .contains("invalid credentials with SASL mechanism SCRAM-SHA-512")
          .contains("SaslAuthenticationException");
      assertThat(pages).allSatisfy(page -> assertThat(page).doesNotContain(WRONG));
      assertThat(logged.lines()).noneMatch(line -> line.contains(WRONG));
    }
  }

  @Test
  void withoutItsRightsTheJobEndsWithAClearError() throws Exception {
    Topics.create(administrator(), "closed.", 1, (short) 1, Topics.Clock.PRODUCER);
    JobID job = run("closed.", SecureBroker.PASSWORD);
    Awaitility.await("the job's end")
        .atMost(Duration.ofMinutes(2))
        .until(() -> cluster.getJobStatus(job).get().isGloballyTerminalState());
    assertThat(pages(job).get(3)).contains("AuthorizationException");
  }

  private static String topics(Map<String, String> client, int code) throws Exception {
    Path file = folder.resolve("client.properties");
    StringBuilder text = new StringBuilder();
    client.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Files.writeString(file, text.append("default.api.timeout.ms=5000\nrequest.timeout.ms=5000\n"));
    StringWriter out = new StringWriter();
    CommandLine command =
        new CommandLine(new TopicsCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true));
    assertThat(
            command.execute(
                "--bootstrap-servers",
                client.get("bootstrap.servers"),
                "--topic-prefix",
                "made.",
                "--partitions",
                "1",
                "--kafka-config",
                file.toString()))
        .as(out.toString())
        .isEqualTo(code);
    return out.toString();
  }

  @Test
  void topicsAreMadeThereAndAWrongPasswordIsSaidToBeOne() throws Exception {
    assertThat(topics(broker.client(WRONG), 1))
        .contains("invalid credentials with SASL mechanism SCRAM-SHA-512")
        .doesNotContain(WRONG);
    assertThat(topics(broker.administrator(), 0)).contains("made   made.alerts");
  }

  @Test
  void nobodyComesInWithoutTlsOrWithoutTrust() {
    Properties plain = properties(SecureBroker.PASSWORD);
    plain.setProperty("security.protocol", "SASL_PLAINTEXT");
    plain.setProperty("default.api.timeout.ms", "5000");
    plain.setProperty("request.timeout.ms", "4000");
    assertThatThrownBy(() -> topicsOf(plain)).hasMessageContaining("Timed out");
    Properties stranger = properties(SecureBroker.PASSWORD);
    stranger.remove("ssl.truststore.location");
    stranger.remove("ssl.truststore.type");
    assertThatThrownBy(() -> topicsOf(stranger)).hasMessageContaining("SSL handshake failed");
  }

  private static void topicsOf(Properties client) throws Exception {
    try (Admin admin = Admin.create(client)) {
      admin.listTopics().names().get();
    }
  }
}
