package io.groundswell.cli;

import io.groundswell.launch.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which Kafka a command speaks to, and how: a mixin, so that every command says it alike. */
public abstract class KafkaOptions {
  private static final String SERVERS = "bootstrap.servers";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--topic-prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description =
          "Put before the names of the topics: letters, digits, '.', '_' and '-', at most 200."
              + " Default: none.")
  private String topicPrefix;

  @Option(
      names = "--kafka",
      paramLabel = "KEY=VALUE",
      description = "A property of Kafka's client; repeatable. Secrets by --kafka-config.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "A properties file for Kafka's client (security settings, say).")
  private Path file;

  private KafkaOptions() {}

  /** For a command that can do nothing without Kafka. */
  public static final class Needed extends KafkaOptions {
    @Option(
        names = "--bootstrap-servers",
        order = FIRST,
        required = true,
        paramLabel = "HOST:PORT,...",
        description = "Kafka brokers.")
    private String bootstrapServers;

    @Override
    public String bootstrapServers() {
      return bootstrapServers;
    }
  }

  /** For a command that writes to a folder otherwise. */
  public static final class OrOutput extends KafkaOptions {
    @Option(
        names = "--bootstrap-servers",
        order = FIRST,
        paramLabel = "HOST:PORT,...",
        description = "Kafka brokers. This or --output.")
    private String bootstrapServers;

    @Override
    public String bootstrapServers() {
      return bootstrapServers;
    }
  }

  /** Before the options that have no order of their own. */
  private static final int FIRST = -2;

  /** The brokers to ask first; null if none were said. */
  public abstract String bootstrapServers();

  /** Whether anything was said of how to speak to Kafka. */
  public boolean tuned() {
    return file != null || !properties.isEmpty();
  }

  /**
   * What stands before the topics' names.
   *
   * @throws ParameterException with the rule and the value, if it cannot
   */
  public String topicPrefix() {
    if (!topicPrefix.matches("[a-zA-Z0-9._-]{0,200}")) {
      throw wrong(
          "--topic-prefix must be letters, digits, '.', '_' and '-', at most 200, is '"
              + topicPrefix
              + "'");
    }
    return topicPrefix;
  }

  /**
   * The client's properties: those of the file, over them those said one by one.
   *
   * @throws ParameterException with the rule and the value, if the file cannot be read, or a secret
   *     is said where others can read it
   */
  public Properties properties() {
    for (String name : properties.keySet()) {
      if (Secrets.isSecret(name)) {
        throw wrong(
            "--kafka must not say " + name + ", which is a secret: it belongs into --kafka-config");
      }
    }
    Properties all = new Properties();
    if (file != null) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        all.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw wrong("--kafka-config must be a readable file of properties, is '" + file + "'");
      }
    }
    all.putAll(properties);
    all.put(SERVERS, bootstrapServers());
    return all;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
