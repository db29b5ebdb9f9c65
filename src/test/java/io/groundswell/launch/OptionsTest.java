package io.groundswell.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(read(Map.of("GROUNDSWELL_KAFKA_SASL_JAAS_CONFIG", "s")).kafka())
        .containsEntry("sasl.jaas.config", "s");
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
