package io.groundswell.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.label.Labels;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The options of notify: each rule, said with the value, and never with a secret. */
class NotifyCommandTest {
  @TempDir Path folder;

  private static String refused(String... options) {
    List<String> all = new ArrayList<>(List.of("--bootstrap-servers", "localhost:1"));
    all.addAll(List.of(options));
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new NotifyCommand())
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    assertThat(code).as(err.toString()).isEqualTo(2);
    return err.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "--resend, 4, --resend must be from 5 to 3600",
    "--hold, 119, --hold must be from 120 to 86400",
    "--cap, 0, --cap must be from 1 to 10000",
    "--old, 0, --old must be from 1 to 10080",
    "--lang, de, --lang must be",
    "--topic-prefix, a/b, --topic-prefix must be",
    "--alertmanager, ftp://x, --alertmanager must be an http or https address",
    "--webhook, http://user:word@x/, --webhook must be an http or https address",
    "--webhook-file, nowhere, --webhook-file must be a readable file",
    "--kafka-config, nowhere, --kafka-config must be a readable file"
  })
  void saysTheRuleOfAWrongOption(String option, String value, String rule) {
    assertThat(refused(option, value)).contains(rule);
  }

  @Test
  void wantsSomebodyToTell() {
    assertThat(refused()).contains("give --alertmanager, or a webhook, or both");
  }

  @Test
  void wantsStatusesThatThereAre() {
    assertThat(refused("--webhook", "http://x/", "--statuses", "opened,ended"))
        .contains("--statuses must be of opened, raised and closed, is ended");
  }

  @Test
  void neverShowsASecretThatIsTooShortOrAnAddressThatIsWrong() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "hunter2\n");
    assertThat(refused("--webhook", "http://x/", "--secret-file", secret.toString()))
        .contains("a secret must be 16 bytes or more")
        .doesNotContain("hunter2");
    Path address = Files.writeString(folder.resolve("address"), "hooks.example/T0/secret");
    assertThat(refused("--webhook-file", address.toString()))
        .contains("--webhook-file must be an http or https address")
        .doesNotContain("T0/secret");
  }

  private static Labels labels(Map<String, String> environment, String... options) {
    NotifyCommand command = new NotifyCommand(environment);
    List<String> all = new ArrayList<>(List.of("--bootstrap-servers", "localhost:1"));
    all.addAll(List.of(options));
    new CommandLine(command).parseArgs(all.toArray(String[]::new));
    return command.discretion().labels();
  }

  @Test
  void namesNobodyUnlessToldToAndLabelsAreThoseOfTheBoard() throws Exception {
    assertThat(labels(Map.of()).names()).isFalse();
    assertThat(labels(Map.of(), "--show-names").of("Chloé")).isEqualTo("Chloé");
    Path file = Files.writeString(folder.resolve("labels"), "of labels\n");
    // As BoardCommandTest has it.
    String label = "9ADV-N3SD";
    assertThat(labels(Map.of(), "--label-key-file", file.toString()).of("Chloé")).isEqualTo(label);
    assertThat(labels(Map.of("GROUNDSWELL_BOARD_LABEL_KEY", "of labels")).of("Chloé"))
        .isEqualTo(label);
    assertThat(labels(Map.of()).of("Chloé")).isNotEqualTo(label);
    assertThat(refused("--label-key-file", "nowhere"))
        .contains("--label-key-file must be a readable file");
  }
}
