package io.groundswell.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.codec.Pseudonyms;
import io.groundswell.job.Settings;
import io.groundswell.time.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options: where they come from, which word stands, and what a wrong one says. */
class OptionsTest {
  private static final String[] BROKER = {"--bootstrap-servers", "b:9092"};

  @TempDir Path folder;

  private static OptionReader read(Map<String, String> environment, String... more) {
    String[] all = new String[BROKER.length + more.length];
    System.arraycopy(BROKER, 0, all, 0, BROKER.length);
    System.arraycopy(more, 0, all, BROKER.length, more.length);
    return OptionReader.of(all, environment);
  }

  @Test
  void theDocumentationHoldsEveryOption() throws Exception {
    assertThat(Files.readString(Path.of("docs/options.md"))).contains(Help.table());
  }

  @Test
  void everyOptionIsDescribed() {
    assertThat(Options.ALL).allMatch(OptionsTest::described);
    Option<String> bare = new Option<>("bare", "text", null, false, "", text -> text);
    assertThat(described(bare)).isFalse();
  }

  private static boolean described(Option<?> option) {
    return option.description().endsWith(".") && Help.text().contains("--" + option.name() + " ");
  }

  @Test
  void theCommandLineStandsOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path file = folder.resolve("o.yaml");
    Files.writeString(file, "idle: 1 s\ndisorder: 1 s\nmax-future: 1 s\nkafka:\n  linger.ms: 7\n");
    OptionReader options =
        read(
            Map.of("GROUNDSWELL_DISORDER", "2 s", "GROUNDSWELL_MAX_FUTURE", "2 s"),
            "--config",
            file.toString(),
            "--max-future=3 s");
    assertThat(options.get(Options.IDLE)).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.get(Options.DISORDER)).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.get(Options.MAX_FUTURE)).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.kafka()).containsEntry("linger.ms", "7");
  }

  @Test
  void propertiesAreAFileToo() throws Exception {
    Path file = folder.resolve("o.properties");
    Files.writeString(file, "idle=4 s\nkafka.security.protocol=SASL_SSL\n");
    OptionReader options = read(Map.of(), "--config", file.toString());
    assertThat(options.get(Options.IDLE)).isEqualTo(Duration.ofSeconds(4));
    assertThat(options.kafka()).containsEntry("security.protocol", "SASL_SSL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--idle=soon              | idle must be a duration",
        "--idle=1 ms              | idle must be a duration from 100 ms",
        "--parallelism=0          | parallelism must be a whole number from 1 to 720",
        "--delivery-guarantee=odd | must be exactly-once or at-least-once",
        "--checkpoint-dir=here    | must be a URI with a scheme",
        "--topic-prefix=a b       | topic-prefix must match",
        "--ilde=1 s               | ilde must be the name of an option",
        "idle                     | options must begin with --",
        "--idle                   | --idle must have a value",
        "--config=o.txt           | must be a .properties, .yaml or .yml file",
        "--pseudonym-key=x        | is a secret and must come from the environment or a file",
        "--kafka.ssl.key.password=x | is a secret and must come from the environment or a file",
        "--kafka.sasl.jaas.config=x | is a secret and must come from the environment or a file"
      })
  void aWrongWordStopsAtOnceWithTheRule(String word, String rule) throws Exception {
    String argument = word;
    if (word.equals("--config=o.txt")) {
      Files.writeString(folder.resolve("o.txt"), "");
      argument = "--config=" + folder.resolve("o.txt");
    }
    String last = argument;
    assertThatThrownBy(() -> read(Map.of(), last))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule);
  }

  @Test
  void aSecretIsNotShown() {
    assertThatThrownBy(() -> read(Map.of(), "--kafka.ssl.key.password=hunter2"))
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> read(Map.of(), "--pseudonym-key=hunter2"))
        .hasMessageNotContaining("hunter2");
    assertThat(read(Map.of("GROUNDSWELL_PSEUDONYM_KEY", "hunter2")).get(Options.PSEUDONYM_KEY))
        .isEqualTo("hunter2");
    assertThat(read(Map.of("GROUNDSWELL_KAFKA_SASL_JAAS_CONFIG", "s")).kafka())
        .containsEntry("sasl.jaas.config", "s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--pseudonym-key hunter2",
        "--pseudonym-key=hunter2",
        "--pseudonym-key= hunter2",
        "--pseudonym-key correct hunter2",
        "-pseudonym-key=hunter2",
        "pseudonym-key=hunter2",
        "--pseudonym-kye hunter2",
        "--Pseudonym-Key=hunter2"
      })
  void aPseudonymKeyOnTheCommandLineIsRefusedAndNotShown(String words) {
    assertThatThrownBy(() -> KafkaJob.of(words.split(" "), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(OptionsTest::assertDoesNotShowIt);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pseudonym-key: \"hunter2",
        "pseudonym-key: 'hunter2''",
        "pseudonym-key: *hunter2",
        "pseudonym-key: !hunter2 x",
        "pseudonym-key: @hunter2",
        "pseudonym-key: %hunter2",
        "pseudonym-key: [hunter2",
        "pseudonym-key: {hunter2",
        "pseudonym-key: hunter2: x",
        "idle: 1 s\npseudonym-key:hunter2\ndisorder: 1 s",
        "pseudonym-key:hunter2",
        "- hunter2",
        "pseudonym-key: hunter2\npseudonym-key: hunter2",
        "pseudonym-key:\n  hunter2: x"
      })
  void aPseudonymKeyInAFileThatIsWrongIsNotShown(String yaml) throws Exception {
    Path file = folder.resolve("o.yaml");
    Files.writeString(file, yaml);
    assertThatThrownBy(() -> read(Map.of(), "--config", file.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(OptionsTest::assertDoesNotShowIt);
  }

  private static void assertDoesNotShowIt(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      assertThat(each.toString()).doesNotContain("hunter2");
    }
  }

  @Test
  void aPlaceInAFileThatIsNoYamlIsTold() throws Exception {
    Path file = folder.resolve("o.yaml");
    Files.writeString(file, "idle: 1 s\ndisorder: \"1 s\n");
    assertThatThrownBy(() -> read(Map.of(), "--config", file.toString()))
        .hasMessageContaining("must be YAML, is not at line 3");
  }

  @Test
  void thePseudonymKeyIsInNoViewOfTheJob() {
    KafkaJob job =
        KafkaJob.of(BROKER, Map.of("GROUNDSWELL_PSEUDONYM_KEY", "hunter2 and more of it"));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(job.configuration());
    job.build(env);
    StreamGraph graph = env.getStreamGraph();
    assertThat(job.configuration().toString()).doesNotContain("hunter2");
    assertThat(env.getConfiguration().toString()).doesNotContain("hunter2");
    assertThat(graph.getJobConfiguration().toString()).doesNotContain("hunter2");
    assertThat(graph.getExecutionConfig().toString()).doesNotContain("hunter2");
    assertThat(graph.getExecutionConfig().getGlobalJobParameters().toMap().toString())
        .doesNotContain("hunter2");
    assertThat(graph.getStreamingPlanAsJSON()).contains("supporter").doesNotContain("hunter2");
    Settings settings = Settings.live(Timing.DEFAULT, 0, "").with(new Pseudonyms("hunter2"));
    assertThat(settings.toString()).doesNotContain("hunter2");
    assertThatThrownBy(() -> KafkaJob.of(BROKER, Map.of("GROUNDSWELL_PSEUDONYM_KEY", " ")))
        .hasMessageContaining("pseudonym-key must not be empty, is a secret that is not shown");
  }

  @Test
  void theBrokersAreRequired() {
    assertThatThrownBy(() -> OptionReader.of(new String[0], Map.of()))
        .hasMessageContaining("--bootstrap-servers is required");
  }

  @Test
  void whatKubernetesTellsOfAServiceIsNoOption() {
    OptionReader options =
        read(
            Map.of(
                "GROUNDSWELL_SERVICE_HOST", "10.0.0.1",
                "GROUNDSWELL_SERVICE_PORT_REST", "8081",
                "GROUNDSWELL_PORT_8081_TCP_ADDR", "10.0.0.1",
                "GROUNDSWELL_KAFKA_SERVICE_HOST", "10.0.0.2"));
    assertThat(options.kafka()).isEmpty();
    assertThatThrownBy(() -> read(Map.of("GROUNDSWELL_IDEL", "1 s")))
        .hasMessageContaining("GROUNDSWELL_IDEL must name an option");
  }
}
