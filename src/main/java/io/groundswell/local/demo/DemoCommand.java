package io.groundswell.local.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jContextFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: broker, cluster, job and a replay of real data through Kafka, in one process. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Plays a day of real data through Kafka and the job, all in this process, and prints alerts.",
      "Ctrl-C stops it; nothing is left behind."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:All was played (with --exit-at-end).",
      "1:Something failed.",
      "2:A wrong option.",
      "130:Stopped by Ctrl-C."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
  private static final int PARALLELISM = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "480",
      description =
          "Event time per real time, 1 to 10000; 480 plays a day in three minutes. Beyond about"
              + " 2000 the job sets the pace. Default: ${DEFAULT-VALUE}.")
  private double speed;

  @Option(
      names = "--lang",
      paramLabel = "fr|en",
      description = "French or English. Default: by the locale.")
  private String lang;

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description =
          "A folder of your own facts, with the files that replay takes, lines in order of"
              + " arrival. Default: the data that come with groundswell (docs/data.md).")
  private Path input;

  @Option(names = "--exit-at-end", description = "End when all was played.")
  private boolean exitAtEnd;

  /**
   * Plays.
   *
   * @return 0; 1 if something failed
   * @throws ParameterException with the rule and the value, if an option is wrong
   */
  @Override
  public Integer call() {
    Pace pace;
    try {
      pace = new Pace(speed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Words words = new Words(language(), ZoneId.systemDefault());
    Screen screen = new Screen(spec.commandLine().getOut(), isTerminal());
    Demo demo =
        new Demo(new Demo.Program(input, pace, CHECKPOINT_INTERVAL, PARALLELISM), words, screen);
    Thread hook = new Thread(() -> end(demo), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      if (demo.run() && !exitAtEnd) {
        demo.lookAround();
      }
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CommandLine.ExitCode.SOFTWARE;
    } catch (Exception e) {
      if (!demo.isStopped()) {
        spec.commandLine().getErr().println("demo: " + reason(e));
      }
      return CommandLine.ExitCode.SOFTWARE;
    } finally {
      end(demo);
    }
  }

  private static void end(Demo demo) {
    demo.stop();
    silence();
    demo.close();
  }

  /**
   * Everything that runs logs its surprise at the end of the others: that is no news. Flink loads
   * its RPC apart, and what it loads has a context of logging of its own.
   */
  static void silence() {
    if (LogManager.getFactory() instanceof Log4jContextFactory factory) {
      for (LoggerContext each : factory.getSelector().getLoggerContexts()) {
        each.getConfiguration().getLoggers().values().forEach(one -> one.setLevel(Level.OFF));
        each.updateLoggers();
      }
    }
  }

  /** Since Java 22 there is a console even where there is no terminal. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null && Runtime.version().feature() < 22;
  }

  private Language language() {
    if (lang == null) {
      return Language.of(Locale.getDefault());
    }
    for (Language language : Language.values()) {
      if (language.wire().equals(lang)) {
        return language;
      }
    }
    throw new ParameterException(spec.commandLine(), "--lang must be fr or en, is " + lang);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
