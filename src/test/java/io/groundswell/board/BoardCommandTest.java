package io.groundswell.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.label.Labels;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the options of the board allow. */
class BoardCommandTest {
  private static final String TOKEN = "0123456789abcdef";

  @TempDir private Path folder;

  private static Board.Plan plan(Map<String, String> environment, String... arguments) {
    BoardCommand command = new BoardCommand(environment);
    CommandLine line = new CommandLine(command);
    line.parseArgs(arguments);
    return command.plan();
  }

  private static String refusal(Map<String, String> environment, String... arguments) {
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new BoardCommand(environment))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertThat(code).isEqualTo(2);
    return err.toString();
  }

  @Test
  void itListensOnThisMachineAndHidesNamesUnlessToldOtherwise() {
    Board.Plan plan = plan(Map.of(), "--bootstrap-servers", "k:9092");
    assertThat(plan.address().getAddress().isLoopbackAddress()).isTrue();
    assertThat(plan.address().getPort()).isEqualTo(8200);
    assertThat(plan.names()).isFalse();
    assertThat(plan.token()).isNull();
    assertThat(plan.anyHost()).isFalse();
    assertThat(plan.kafka()).containsEntry("bootstrap.servers", "k:9092");
  }

  @Test
  void offThisMachineItWantsATokenOrAProxy() throws Exception {
    String[] out = {"--bootstrap-servers", "k:9092", "--host", "0.0.0.0"};
    assertThat(refusal(Map.of(), out)).contains("needs a token (--token-file) or --behind-proxy");
    assertThat(refusal(Map.of("GROUNDSWELL_BOARD_TOKEN", "short"), out)).contains("at least 16");
    assertThat(refusal(Map.of("GROUNDSWELL_BOARD_TOKEN", " "), out)).contains("must not be empty");

    assertThat(plan(Map.of("GROUNDSWELL_BOARD_TOKEN", TOKEN), out).token()).isEqualTo(TOKEN);
    Path file = folder.resolve("token");
    Files.writeString(file, TOKEN + "\n");
    String[] withFile = {out[0], out[1], out[2], out[3], "--token-file", file.toString()};
    assertThat(plan(Map.of(), withFile).token()).isEqualTo(TOKEN);
    assertThat(refusal(Map.of(), out[0], out[1], out[2], out[3], "--token", TOKEN))
        .contains("--token must not be said", "--token-file", "GROUNDSWELL_BOARD_TOKEN")
        .doesNotContain(TOKEN);
    assertThat(plan(Map.of(), out[0], out[1], out[2], out[3], "--behind-proxy").anyHost()).isTrue();
  }

  @Test
  void aWrongOptionIsRefusedWithTheRuleAndTheValue() {
    String[] base = {"--bootstrap-servers", "k:9092"};
    assertThat(refusal(Map.of(), base[0], base[1], "--port", "70000"))
        .contains("--port must be from 0 to 65535, is 70000");
    assertThat(refusal(Map.of(), base[0], base[1], "--topic-prefix", "a b")).contains("is 'a b'");
    assertThat(refusal(Map.of(), base[0], base[1], "--host", "no.such.host.invalid"))
        .contains("is no.such.host.invalid");
    assertThat(refusal(Map.of(), base[0], base[1], "--token-file", "/does/not/exist"))
        .contains("must be a readable file");
  }

  @Test
  void theLabelsKeyComesFromAFileOrTheEnvironment() throws Exception {
    byte[] key =
        plan(Map.of("GROUNDSWELL_BOARD_LABEL_KEY", "of labels"), "--bootstrap-servers", "k:1")
            .labelKey();
    assertThat(key).isEqualTo("of labels".getBytes(StandardCharsets.UTF_8));
    assertThat(plan(Map.of(), "--bootstrap-servers", "k:1").labelKey()).isNull();
    Path file = Files.writeString(folder.resolve("labels"), "of labels\n");
    Board.Plan plan =
        plan(Map.of(), "--bootstrap-servers", "k:1", "--label-key-file", file.toString());
    // As NotifyCommandTest has it.
    assertThat(new Labels(plan.labelKey(), plan.names()).of("Chloé")).isEqualTo("9ADV-N3SD");
  }
}
