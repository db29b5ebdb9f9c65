package io.groundswell.local;

import io.groundswell.board.BoardCommand;
import io.groundswell.local.dataset.DatasetCommand;
import io.groundswell.local.demo.DemoCommand;
import io.groundswell.local.generate.GenerateCommand;
import io.groundswell.local.replay.ReplayCommand;
import io.groundswell.local.topics.TopicsCommand;
import io.groundswell.notify.NotifyCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar groundswell.jar}: groundswell on one machine. */
@Command(
    name = "groundswell",
    mixinStandardHelpOptions = true,
    version = "groundswell 0.1.0",
    description = "Alerts the moment organic momentum surpasses sponsored reach.",
    subcommands = {
      DemoCommand.class,
      BoardCommand.class,
      ReplayCommand.class,
      GenerateCommand.class,
      TopicsCommand.class,
      NotifyCommand.class,
      DatasetCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs a subcommand; exits with 0, with 2 where its words are wrong, with 1 where it failed. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs a subcommand and returns the exit code. */
  static int run(String[] args) {
    CommandLine line =
        new CommandLine(new Main())
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    if (args.length == 0) {
      line.usage(line.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(args);
  }
}
