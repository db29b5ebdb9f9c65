package io.groundswell.local.dataset;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code groundswell dataset}: rebuilds the extract that the demo replays from the real sources.
 * The same sources give the same lines on every run. Exit codes: 0, or 1 with the reason if a
 * source is missing or not what it should be.
 */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    description = {
      "Rebuilds the demo's input from real public data.",
      "What is real in it and what is reconstructed: docs/data.md."
    })
public final class DatasetCommand implements Callable<Integer> {
  @Option(
      names = "--source",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder with tideh-seismic, facebook-metrics-uci, snap-political-ads and"
              + " petition-700143.")
  private Path source;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to; files of the same names are replaced.")
  private Path output;

  @Spec private CommandSpec spec;

  /** For picocli. */
  public DatasetCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Scenario day = OctoberDay.scenario();
      Extract extract =
          Composer.compose(day, RealData.read(source, day), OctoberDay.CLOCK_OFFSET.toMillis());
      Map<String, Integer> sizes = extract.write(output);
      extract
          .lines()
          .forEach(
              (topic, lines) -> {
                String name = Extract.fileName(topic);
                out.printf("%-22s %6d records %8d bytes%n", name, lines.size(), sizes.get(name));
              });
      out.flush();
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      spec.commandLine().getErr().println("dataset: " + e.getMessage());
      spec.commandLine().getErr().flush();
      return 1;
    }
  }
}
