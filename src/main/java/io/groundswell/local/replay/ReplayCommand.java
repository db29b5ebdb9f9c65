package io.groundswell.local.replay;

import io.groundswell.codec.Pseudonyms;
import io.groundswell.event.Topic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: back-testing on files, without Kafka. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Back-testing on files: what would groundswell have told you?",
      "Reads engagements, ad-delivery, posts, outcomes and rules (.jsonl or .jsonl.gz, each"
          + " optional) from a folder and writes alerts, post-momentum, supporters and"
          + " dead-letters (.jsonl), sorted by key and time."
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final int MOST_PARALLELISM = 128;

  @Option(names = "--input", required = true, paramLabel = "DIR", description = "the facts")
  private Path input;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "the results")
  private Path output;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "subtasks of each step, 1 to 128 (default: one per core, at most 4)")
  private Integer parallelism;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "rules to try, in place of the folder's own")
  private Path rules;

  @Option(
      names = "--state",
      paramLabel = "WHERE",
      description =
          "where state is kept: heap (fastest), rocksdb (bounded memory), or auto: on the heap for"
              + " up to a million facts (default: auto)")
  private String state = "auto";

  /** A secret comes from the environment, not from a command line that all can see. */
  private static final String PSEUDONYM_KEY = "GROUNDSWELL_PSEUDONYM_KEY";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    int subtasks =
        parallelism == null ? Math.min(4, Runtime.getRuntime().availableProcessors()) : parallelism;
    if (subtasks < 1 || subtasks > MOST_PARALLELISM) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--parallelism must be from 1 to " + MOST_PARALLELISM + ", is " + subtasks);
    }
    Replay.State where;
    try {
      where = Replay.State.valueOf(state.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--state must be auto, heap or rocksdb, is " + state, e);
    }
    InputFolder folder;
    try {
      folder = InputFolder.of(input, rules);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
    }
    String key = System.getenv(PSEUDONYM_KEY);
    print(Replay.run(folder, output, subtasks, where, key == null ? null : new Pseudonyms(key)));
    return 0;
  }

  private void print(Replay.Summary summary) {
    PrintWriter out = spec.commandLine().getOut();
    long read = summary.facts() + summary.rejected();
    out.printf(Locale.ROOT, "facts read       %,d%n", read);
    out.printf(Locale.ROOT, "rejected         %,d  (see dead-letters.jsonl)%n", summary.rejected());
    out.printf(Locale.ROOT, "late             0  (a replay treats no fact as late)%n");
    if (summary.alerts().isEmpty()) {
      out.printf(Locale.ROOT, "alerts           0%n");
    }
    for (Map.Entry<String, Long> alerts : summary.alerts().entrySet()) {
      out.printf(Locale.ROOT, "alerts           %,d  %s%n", alerts.getValue(), alerts.getKey());
    }
    for (Topic topic : Topic.outputs()) {
      out.printf(
          Locale.ROOT,
          "written          %,d  %s.jsonl%n",
          summary.results().get(topic),
          output.resolve(topic.wire()));
    }
    out.printf(
        Locale.ROOT,
        "events per second %,.0f  (%.1f s to read and sort, %.1f s to run)%n",
        read / (summary.sortSeconds() + summary.runSeconds()),
        summary.sortSeconds(),
        summary.runSeconds());
    out.flush();
  }
}
