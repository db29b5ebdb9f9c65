package io.groundswell.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** One row to be run once, as it is handed to the JVM that runs it. */
final class Task {
  private final Properties properties = new Properties();

  /**
   * A task.
   *
   * @param row which
   * @param load where its input stands
   * @param end of the load's event time
   * @param broker what it is read from
   * @param capSeconds after so long it is over, however much was read
   * @param folder its own, for state and the result
   * @param job options of groundswell's, in turn names and values
   * @param flink what else is set of Flink, {@code key=value}
   */
  static Task of(
      Row row,
      Preload load,
      long end,
      BrokerProcess broker,
      int capSeconds,
      int parallelism,
      Path folder,
      List<String> job,
      List<String> flink) {
    Task task = new Task();
    task.put("row", row.name());
    task.put("prefix", load.prefix());
    task.put("records", load.records());
    task.put("engagements", load.engagements());
    task.put("end", end);
    task.put("bootstrap", broker.bootstrapServers());
    task.put("brokerPid", broker.pid());
    task.put("cap", capSeconds);
    task.put("parallelism", parallelism);
    task.put("folder", folder);
    task.put("job", String.join("\n", job));
    task.put("flink", String.join("\n", flink));
    return task;
  }

  private void put(String name, Object value) {
    properties.setProperty(name, value.toString());
  }

  /** Writes it. */
  void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
  }

  /** Reads it. */
  static Task read(Path file) throws IOException {
    Task task = new Task();
    try (Reader in = Files.newBufferedReader(file)) {
      task.properties.load(in);
    }
    return task;
  }

  private String text(String name) {
    return properties.getProperty(name);
  }

  private long number(String name) {
    return Long.parseLong(text(name));
  }

  Row row() {
    return Row.valueOf(text("row").toUpperCase(Locale.ROOT));
  }

  String topicPrefix() {
    return text("prefix");
  }

  long records() {
    return number("records");
  }

  long engagements() {
    return number("engagements");
  }

  /** Behind this no engagement stands, epoch milliseconds. */
  long end() {
    return number("end");
  }

  String bootstrapServers() {
    return text("bootstrap");
  }

  long brokerPid() {
    return number("brokerPid");
  }

  int capSeconds() {
    return (int) number("cap");
  }

  int parallelism() {
    return (int) number("parallelism");
  }

  Path folder() {
    return Path.of(text("folder"));
  }

  /** Options of groundswell's, in turn names and values. */
  List<String> job() {
    return Arrays.stream(text("job").split("\n", -1)).filter(word -> !word.isBlank()).toList();
  }

  /** What else is set of Flink. */
  Map<String, String> flink() {
    Map<String, String> set = new TreeMap<>();
    Arrays.stream(text("flink").split("\n", -1))
        .filter(line -> !line.isBlank())
        .forEach(line -> set.put(line.replaceFirst("=.*", ""), line.replaceFirst("[^=]*=", "")));
    return set;
  }
}
