package io.groundswell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A secret from where it belongs: a file or the environment, never the command line. */
public final class SecretText {
  private SecretText() {}

  /**
   * Reads one.
   *
   * @param file what the option says, null if nothing
   * @param option the option's name
   * @param environment where it is looked for otherwise
   * @param variable under this name
   * @return without blanks around it; null where it is in neither
   * @throws ParameterException with the rule, never with the secret
   */
  public static String of(
      CommandLine command,
      Path file,
      String option,
      Map<String, String> environment,
      String variable) {
    String secret;
    if (file != null) {
      try {
        secret = Files.readString(file);
      } catch (IOException e) {
        throw new ParameterException(command, option + " must be a readable file, is " + file, e);
      }
    } else {
      secret = environment.get(variable);
    }
    if (secret == null) {
      return null;
    }
    if (secret.isBlank()) {
      throw new ParameterException(
          command, (file == null ? variable : option) + " must not be empty");
    }
    return secret.strip();
  }
}
