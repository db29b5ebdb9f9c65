package io.groundswell.local.topics;

import io.groundswell.kafka.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code topics}: makes the topics that are missing on a Kafka cluster. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the topics of groundswell that are missing on a Kafka cluster, and says which.",
      "Topics that are there stay as they are."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:All topics are there.", "1:A broker failed.", "2:A wrong option."})
public final class TopicsCommand implements Callable<Integer> {
  private static final int MOST_PARTITIONS = 10_000;
  private static final short BROKERS_DEFAULT = -1;
  private static final String PATIENCE_MS = "20000";

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT,...",
      description = "Kafka brokers.")
  private String bootstrapServers;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of each topic, 1 to 10000. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      description = "Copies of each partition, 1 to 100. Default: as the brokers say.")
  private Short replication;

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
      description = "A property of Kafka's admin client; repeatable. Secrets by --kafka-config.")
  private Map<String, String> kafka = new LinkedHashMap<>();

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "A properties file for Kafka's admin client (security settings, say).")
  private Path kafkaConfig;

  /**
   * Makes them.
   *
   * @return 0; 1 if a broker failed
   * @throws ParameterException with the rule and the value, if an option is wrong
   */
  @Override
  public Integer call() {
    check();
    PrintWriter out = spec.commandLine().getOut();
    try {
      short copies = replication == null ? BROKERS_DEFAULT : replication;
      List<String> made = Topics.create(properties(), topicPrefix, partitions, copies);
      Topics.all(topicPrefix, partitions, copies)
          .forEach(
              topic ->
                  out.println(
                      (made.contains(topic.name()) ? "made   " : "there  ") + topic.name()));
      out.flush();
      return CommandLine.ExitCode.OK;
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      spec.commandLine().getErr().println("topics: " + cause.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void check() {
    if (partitions < 1 || partitions > MOST_PARTITIONS) {
      throw wrong("--partitions must be from 1 to " + MOST_PARTITIONS + ", is " + partitions);
    }
    if (replication != null && (replication < 1 || replication > 100)) {
      throw wrong("--replication-factor must be from 1 to 100, is " + replication);
    }
    if (!topicPrefix.matches("[a-zA-Z0-9._-]{0,200}")) {
      throw wrong(
          "--topic-prefix must be letters, digits, '.', '_' and '-', at most 200, is '"
              + topicPrefix
              + "'");
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("default.api.timeout.ms", PATIENCE_MS);
    properties.put("request.timeout.ms", PATIENCE_MS);
    if (kafkaConfig != null) {
      try (Reader reader = Files.newBufferedReader(kafkaConfig, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException e) {
        throw wrong("--kafka-config must be a readable file, is " + kafkaConfig);
      }
    }
    properties.putAll(kafka);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
