package io.groundswell.board;

import io.groundswell.cli.KafkaOptions;
import io.groundswell.cli.LabelOptions;
import io.groundswell.cli.SecretText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code board}: a live page of the output topics. */
@Command(
    name = "board",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows, live, what people carry: reads the output topics and serves one page.",
      "Ctrl-C stops it; it leaves nothing behind on the brokers. See docs/board.md."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"1:Something failed.", "2:A wrong option.", "130:Stopped by Ctrl-C."})
public final class BoardCommand implements Callable<Integer> {
  private static final String TOKEN_VARIABLE = "GROUNDSWELL_BOARD_TOKEN";
  private static final int SHORTEST_TOKEN = 16;

  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions.Needed kafka;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Where to listen. Any other than this machine's own needs a token or --behind-proxy."
              + " Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8200",
      description = "Port, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  /** Was one once; now it is refused without being said again. */
  @Option(
      names = "--token",
      paramLabel = "TEXT",
      hidden = true,
      description = "Refused: a command line can be read by others. See --token-file.")
  private String token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "A file that holds the token: who says it may look. At least 16 characters. Or the"
              + " variable GROUNDSWELL_BOARD_TOKEN.")
  private Path tokenFile;

  @Option(
      names = "--behind-proxy",
      description =
          "A proxy in front decides who may look, and under which name: listen anywhere without a"
              + " token, answer to any name.")
  private boolean behindProxy;

  @Mixin private LabelOptions labels;

  private final Map<String, String> environment;

  /** The command. */
  public BoardCommand() {
    this(System.getenv());
  }

  BoardCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Serves until it is stopped.
   *
   * @return 1 if something failed
   * @throws ParameterException with the rule and the value, if an option is wrong
   */
  @Override
  public Integer call() {
    Board.Plan plan = plan();
    try (Board board = Board.start(plan)) {
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop-board"));
      spec.commandLine().getOut().println("board  " + board.address());
      spec.commandLine().getOut().flush();
      stopped.await();
      return CommandLine.ExitCode.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CommandLine.ExitCode.SOFTWARE;
    } catch (KafkaException e) {
      throw wrong("Kafka: " + (e.getCause() == null ? e : e.getCause()).getMessage());
    } catch (Exception e) {
      spec.commandLine().getErr().println("board: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** What the options say. */
  Board.Plan plan() {
    if (port < 0 || port > 65_535) {
      throw wrong("--port must be from 0 to 65535, is " + port);
    }
    if (token != null) {
      throw wrong(
          "--token must not be said where others can read it: the token belongs into --token-file"
              + " or the variable "
              + TOKEN_VARIABLE);
    }
    String secret =
        SecretText.of(spec.commandLine(), tokenFile, "--token-file", environment, TOKEN_VARIABLE);
    if (secret != null && secret.length() < SHORTEST_TOKEN) {
      throw wrong("the token must have at least " + SHORTEST_TOKEN + " characters");
    }
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw wrong("--host must be an address of this machine, is " + host);
    }
    boolean here = Stream.of(addresses).allMatch(InetAddress::isLoopbackAddress);
    if (!here && secret == null && !behindProxy) {
      throw wrong(
          "--host off this machine (" + host + ") needs a token (--token-file) or --behind-proxy");
    }
    return new Board.Plan(
        kafka.properties(),
        kafka.topicPrefix(),
        new InetSocketAddress(addresses[0], port),
        secret,
        behindProxy,
        labels.showNames(),
        labels.key(environment));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
