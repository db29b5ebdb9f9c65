package io.groundswell.local.topics;

import io.groundswell.cli.KafkaOptions;
import io.groundswell.kafka.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private KafkaOptions.Needed kafka;

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
      names = "--producer-timestamps",
      description = {
        "Engagements, reports of ads and rules keep their producer's timestamps: for loads that",
        "are sent faster than they happened. Else the broker dates them, and no producer's clock",
        "can move event time by more than the job's max-future."
      })
  private boolean producerTimestamps;

  /**
   * Makes them.
   *
   * @return 0; 1 if a broker failed
   * @throws ParameterException with the rule and the value, if an option is wrong
   */
  @Override
  public Integer call() {
    check();
    String prefix = kafka.topicPrefix();
    PrintWriter out = spec.commandLine().getOut();
    try {
      Topics.Clock clock = producerTimestamps ? Topics.Clock.PRODUCER : Topics.Clock.BROKER;
      short copies = replication == null ? BROKERS_DEFAULT : replication;
      List<String> made = Topics.create(properties(), prefix, partitions, copies, clock);
      Topics.all(prefix, partitions, copies, clock)
          .forEach(
              topic ->
                  out.println(
                      (made.contains(topic.name()) ? "made   " : "there  ") + topic.name()));
      out.flush();
      return CommandLine.ExitCode.OK;
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      spec.commandLine().getErr().println("topics: " + reasons(cause));
      return CommandLine.ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** What it says, and what its causes say besides: of TLS only they say what is wrong. */
  private static String reasons(Throwable error) {
    StringBuilder reasons = new StringBuilder(String.valueOf(error.getMessage()));
    for (Throwable each = error.getCause(); each != null; each = each.getCause()) {
      if (each.getMessage() != null && reasons.indexOf(each.getMessage()) < 0) {
        reasons.append(": ").append(each.getMessage());
      }
    }
    return reasons.toString();
  }

  private void check() {
    if (partitions < 1 || partitions > MOST_PARTITIONS) {
      throw wrong("--partitions must be from 1 to " + MOST_PARTITIONS + ", is " + partitions);
    }
    if (replication != null && (replication < 1 || replication > 100)) {
      throw wrong("--replication-factor must be from 1 to 100, is " + replication);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("default.api.timeout.ms", PATIENCE_MS);
    properties.put("request.timeout.ms", PATIENCE_MS);
    properties.putAll(kafka.properties());
    return properties;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
