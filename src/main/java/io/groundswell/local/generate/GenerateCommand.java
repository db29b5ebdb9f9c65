package io.groundswell.local.generate;

import io.groundswell.cli.KafkaOptions;
import io.groundswell.event.Topic;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code generate}: a seeded, realistic load into files or Kafka, with the truth beside it.
 *
 * <p>Exit codes: 0 all records were written; 1 a file or a broker failed; 2 a wrong option.
 */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Generates a seeded, realistic load into files or Kafka topics, and beside it the truth:"
            + " which posts' organic reach really surpassed their sponsored reach, and when.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:All records were written.",
      "1:A file or a broker failed.",
      "2:A wrong option."
    })
public final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Folder for engagements.jsonl, ad-delivery.jsonl, posts.jsonl, outcomes.jsonl,"
              + " rules.jsonl and truth.jsonl. This or --bootstrap-servers.")
  private Path output;

  @Option(names = "--gzip", description = "Compress the topics' files (.jsonl.gz).")
  private boolean gzip;

  @Option(names = "--force", description = "Replace files that are already in the folder.")
  private boolean force;

  @Mixin private KafkaOptions.OrOutput kafka;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "0",
      description =
          "Kafka: event time per real time; 1 is real time, 0 as fast as possible. 0 to 100000."
              + " Default: ${DEFAULT-VALUE}.")
  private double speed;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "Where the truth goes. Default: truth.jsonl in --output's folder; with Kafka, nowhere.")
  private Path truthFile;

  @Option(names = "--no-truth", description = "Compute no truth: load only.")
  private boolean noTruth;

  @Mixin private LoadOptions load;

  /**
   * Generates.
   *
   * @return 0; 1 if a file or a broker failed
   * @throws ParameterException with the rule and the value, if an option is wrong
   */
  @Override
  public Integer call() {
    check();
    long began = System.nanoTime();
    Path truthPath = truthPath();
    try {
      World world = new World(load);
      Truth truth = truthPath == null ? null : new Truth(world);
      Simulation simulation;
      Outbox outbox;
      try (Sink sink = sink()) {
        outbox = new Outbox(sink, load);
        simulation = new Simulation(load, world, outbox, truth == null ? Latent.NONE : truth);
        simulation.run();
        sink.finish();
      }
      if (truth != null) {
        writeTruth(truthPath, world, truth);
      }
      summarize(simulation, outbox, truth, (System.nanoTime() - began) / 1e9);
      return CommandLine.ExitCode.OK;
    } catch (IOException | KafkaException e) {
      spec.commandLine().getErr().println("generate: " + reason(e));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void check() {
    try {
      load.check();
      LoadOptions.within("--speed", speed, 0, 100_000);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    // Said here, so that a wrong one stops before anything is made.
    kafka.topicPrefix();
    if ((output == null) == (kafka.bootstrapServers() == null)) {
      throw wrong("give either --output or --bootstrap-servers");
    }
    if (output != null && (speed > 0 || kafka.tuned())) {
      throw wrong("--speed, --kafka and --kafka-config go with --bootstrap-servers, not --output");
    }
    if (output == null && (gzip || force)) {
      throw wrong("--gzip and --force go with --output, not --bootstrap-servers");
    }
    if (noTruth && truthFile != null) {
      throw wrong("give either --truth or --no-truth");
    }
    if (output != null && Files.exists(output) && !Files.isDirectory(output)) {
      throw wrong("--output must be a folder, but is '" + output + "'");
    }
    if (output != null && !force) {
      refuseToReplace();
    }
  }

  private void refuseToReplace() {
    for (Topic topic : Topic.inputs()) {
      for (boolean compressed : new boolean[] {false, true}) {
        Path file = FileSink.file(output, topic, compressed);
        if (Files.exists(file)) {
          throw wrong(
              "--output must not hold a load yet (or --force), but there is '" + file + "'");
        }
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Path truthPath() {
    if (noTruth) {
      return null;
    }
    return truthFile != null || output == null ? truthFile : output.resolve("truth.jsonl");
  }

  private Sink sink() throws IOException {
    if (output != null) {
      removeOther();
      return new FileSink(output, gzip);
    }
    Sink sink = KafkaSink.connect(kafka.properties(), kafka.topicPrefix());
    return speed > 0 ? new PacedSink(sink, speed) : sink;
  }

  /** With --force: a plain file beside a compressed one of the same topic would be read twice. */
  private void removeOther() throws IOException {
    for (Topic topic : Topic.inputs()) {
      Files.deleteIfExists(FileSink.file(output, topic, !gzip));
    }
  }

  private static void writeTruth(Path path, World world, Truth truth) throws IOException {
    Records records = new Records();
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      for (PostPlan post : world.posts) {
        out.write(records.truth(post, truth.verdict(post.number)));
        out.write('\n');
      }
    }
  }

  private void summarize(Simulation simulation, Outbox outbox, Truth truth, double seconds) {
    PrintWriter out = spec.commandLine().getOut();
    long all = 0;
    for (Topic topic : Topic.inputs()) {
      all += outbox.count(topic);
      out.printf(Locale.ROOT, "%-12s %,d%n", topic.wire(), outbox.count(topic));
    }
    out.printf(
        Locale.ROOT,
        "%,d engagements happened, %,d of them through ads%n",
        simulation.engagements(),
        simulation.sponsoredEngagements());
    if (truth != null) {
      out.printf(Locale.ROOT, "%,d posts truly crossed%n", truth.crossed());
    }
    out.printf(Locale.ROOT, "%,d records in %.1f s, %,.0f a second%n", all, seconds, all / seconds);
    out.flush();
  }

  private static String reason(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return e.getCause() == null || message.contains(String.valueOf(e.getCause().getMessage()))
        ? message
        : message + ": " + e.getCause().getMessage();
  }
}
