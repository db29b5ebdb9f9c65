package io.groundswell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What it was measured on. */
final class Machine {
  private Machine() {}

  /** In a line. */
  static String describe() {
    return String.format(
        Locale.ROOT,
        "%d cores (%s), %.0f GiB, %s %s, Java %s",
        Runtime.getRuntime().availableProcessors(),
        field("/proc/cpuinfo", "model name"),
        Double.parseDouble("0" + field("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
            / (1 << 20),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"));
  }

  private static String field(String file, String name) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
