package io.groundswell.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a command calls supporters: a mixin, so that the same person has one label everywhere. */
public final class LabelOptions {
  private static final String KEY_VARIABLE = "GROUNDSWELL_BOARD_LABEL_KEY";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--show-names",
      description =
          "Call supporters by their names. Default: by labels that say nothing (HMAC-SHA-256).")
  private boolean showNames;

  @Option(
      names = "--label-key-file",
      paramLabel = "FILE",
      description =
          "A file that holds the labels' key, so that they stay the same, and are the same on the"
              + " board and in notify; or the variable GROUNDSWELL_BOARD_LABEL_KEY. Default: a new"
              + " one with each start.")
  private Path labelKeyFile;

  /** Whether names are shown. */
  public boolean showNames() {
    return showNames;
  }

  /**
   * The labels' key, null for one of this start.
   *
   * @throws ParameterException with the rule, if it cannot be read
   */
  public byte[] key(Map<String, String> environment) {
    String key =
        SecretText.of(
            command.commandLine(), labelKeyFile, "--label-key-file", environment, KEY_VARIABLE);
    return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
  }
}
