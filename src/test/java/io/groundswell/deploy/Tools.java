package io.groundswell.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of other projects that tests run: Debian's prometheus and prometheus-alertmanager. */
public final class Tools {
  private Tools() {}

  /** What a program said and how it ended. */
  public record Ended(int code, String said) {}

  /**
   * Where a program is. Where it is not installed the test is skipped, but fails in CI, which says
   * so by the variable {@code REQUIRE_TOOLS}.
   *
   * @param name the program
   * @param debian the Debian package that brings it
   */
  public static String find(String name, String debian) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path program = Path.of(folder.isEmpty() ? "." : folder, name);
      if (Files.isExecutable(program)) {
        return program.toString();
      }
    }
    String missing =
        "NOT TESTED: " + name + " is not installed; on Debian: apt-get install " + debian;
    if (isCi(System.getenv("REQUIRE_TOOLS"))) {
      Assertions.fail(missing);
    }
    return Assumptions.<String>abort(missing);
  }

  static boolean isCi(String variable) {
    return variable != null && !variable.isEmpty();
  }

  /** Runs a program to its end. */
  public static Ended run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }

  /** Starts a program that runs on; what it says goes to a file. */
  public static Process start(Path log, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Ends a program that was started. */
  public static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** A port of the loopback interface that is free now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
