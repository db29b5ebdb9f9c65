package io.groundswell.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.faults.Trial.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The suite's command. Needs the jars of {@code mvn package}.
 *
 * <pre>
 * run FAULT[:TIMES][@SEED] ...   tries faults one after the other on one cluster
 * table FILE                     puts the table of all that was tried into a page
 * </pre>
 *
 * <p>System properties: {@code events} (80000; three quarters as many more for each strike after
 * the first) and {@code rate} (2000 a second) of the load, {@code old-jar} of an earlier version,
 * {@code version} of what is tried, {@code folder} (target/faults).
 */
final class Faults implements Trial.Bench, AutoCloseable {
  private static final Path JAR = Path.of("target/groundswell-job.jar");
  private static final Path FOLDER = Path.of(System.getProperty("folder", "target/faults"));
  private static final Path RESULTS = FOLDER.resolve("results.jsonl");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Cluster cluster;
  private final Flink flink;
  private final int events;

  private Faults(Cluster cluster, Flink flink, int events) {
    this.cluster = cluster;
    this.flink = flink;
    this.events = events;
  }

  /**
   * Starts a cluster of two TaskManagers in a new folder.
   *
   * @param events engagements of a load
   */
  static Faults start(int events) throws Exception {
    Files.createDirectories(FOLDER);
    Cluster cluster =
        Cluster.start(Files.createTempDirectory(FOLDER.toAbsolutePath(), "cluster-"), 2);
    try {
      Flink flink = new Flink(cluster.restPorts());
      flink.awaitTaskManagers(2);
      return new Faults(cluster, flink, events);
    } catch (Exception | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** Tries a fault. */
  Outcome run(Fault fault, int times, long seed) throws Exception {
    Flink.await("2 TaskManagers")
        .until(
            () -> {
              // As a supervisor does.
              cluster.startWhatEnded();
              return flink.taskManagers() >= 2;
            });
    return Trial.run(this, fault, times, seed);
  }

  @Override
  public Cluster cluster() {
    return cluster;
  }

  @Override
  public Flink flink() {
    return flink;
  }

  @Override
  public Load load(long seed, int times, Fault fault) throws Exception {
    // In those that settle everybody acts once more.
    Load.Shape shape = fault.shape();
    int once = (shape == Load.Shape.PLAIN ? events : events / 2) * fault.longer();
    // What a replay gave, another version's need not give.
    return Load.of(FOLDER.resolve(digest()), seed, once + (times - 1) * once * 3 / 4, shape);
  }

  @Override
  public String version() {
    return System.getProperty("version", "unknown") + ", job jar " + digest();
  }

  /** The job jar's, eight digits of it: builds are reproducible, so that it stands for the code. */
  private static String digest() {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(JAR));
      return HexFormat.of().formatHex(sha, 0, 4);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String jar() throws Exception {
    // A JobManager that is started again has forgotten what it was handed.
    return flink.upload(JAR);
  }

  @Override
  public Path oldJar() {
    return System.getProperty("old-jar") == null ? null : Path.of(System.getProperty("old-jar"));
  }

  @Override
  public double perSecond() {
    return Integer.getInteger("rate", 2_000);
  }

  @Override
  public void close() throws Exception {
    cluster.close();
    SmallDisk.remove(cluster.folder().resolve("small"));
  }

  /** The command. */
  public static void main(String[] words) throws Exception {
    if (words.length == 2 && words[0].equals("table")) {
      table(Path.of(words[1]));
      System.exit(0);
    }
    boolean good = words.length > 1 && words[0].equals("run");
    if (good) {
      try (Faults faults = start(Integer.getInteger("events", 80_000))) {
        for (int i = 1; i < words.length; i++) {
          String[] parts = words[i].split("[:@]", -1);
          int times = words[i].contains(":") ? Integer.parseInt(parts[1]) : 1;
          long seed = words[i].contains("@") ? Long.parseLong(parts[parts.length - 1]) : 1;
          Outcome outcome =
              faults.run(Fault.valueOf(parts[0].toUpperCase(Locale.ROOT)), times, seed);
          Files.writeString(
              RESULTS,
              JSON.writeValueAsString(outcome) + "\n",
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
          System.out.println((outcome.good() ? "good " : "BAD  ") + outcome);
          good &= outcome.good();
        }
      }
    }
    System.exit(good ? 0 : 1);
  }

  /** The table between the two marks of a page, made anew. */
  private static void table(Path page) throws IOException {
    Map<Fault, List<JsonNode>> tried = new LinkedHashMap<>();
    for (Fault fault : Fault.values()) {
      tried.put(fault, new ArrayList<>());
    }
    for (String line : Files.readAllLines(RESULTS)) {
      JsonNode outcome = JSON.readTree(line);
      tried.get(Fault.valueOf(outcome.get("fault").asText())).add(outcome);
    }
    StringBuilder table =
        new StringBuilder(
            "| fault | times | facts | alerts | lost | twice | different | figures (wrong)"
                + " | late (due) | dead letters (due) | recovery, s: median (most) | good |\n| --- |"
                + " ---: |".repeat(11)
                + "\n");
    for (Map.Entry<Fault, List<JsonNode>> each : tried.entrySet()) {
      row(table, each.getKey(), each.getValue());
    }
    String versions =
        tried.values().stream()
            .flatMap(List::stream)
            .map(outcome -> outcome.get("version").asText())
            .distinct()
            .collect(Collectors.joining("; "));
    table.append("\nTried: ").append(versions).append(".\n");
    String text = Files.readString(page);
    String begin = "<!-- faults -->\n";
    String end = "<!-- /faults -->";
    int from = text.indexOf(begin) + begin.length();
    Files.writeString(
        page, text.substring(0, from) + table + text.substring(text.indexOf(end, from)));
  }

  private static void row(StringBuilder table, Fault fault, List<JsonNode> outcomes)
      throws IOException {
    if (outcomes.isEmpty()) {
      return;
    }
    int good = 0;
    for (JsonNode each : outcomes) {
      good += JSON.treeToValue(each, Outcome.class).good() ? 1 : 0;
    }
    List<Double> recoveries = new ArrayList<>();
    outcomes.forEach(each -> each.get("recoveries").forEach(r -> recoveries.add(r.asDouble())));
    recoveries.sort(null);
    String recovery =
        recoveries.isEmpty()
            ? "-"
            : String.format(
                Locale.ROOT,
                "%.1f (%.1f)",
                median(recoveries),
                recoveries.get(recoveries.size() - 1));
    // Of alerts that may differ it is told how many did.
    String may = fault.delays() ? "%,d, may" : "%,d";
    String late = fault.late(List.of()) < 0 ? "%,d" : "%,d (%,d)";
    boolean counted = outcomes.stream().allMatch(each -> each.get("late").asInt() >= 0);
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %,d | %,d | %s | %s | %s | %s | %s | %,d (%,d) | %s | %d of %d |%n",
            fault.words(),
            sum(outcomes, "/times"),
            sum(outcomes, "/facts"),
            sum(outcomes, "/verdict/alerts"),
            String.format(Locale.ROOT, may, sum(outcomes, "/verdict/lost")),
            sum(outcomes, "/verdict/twice"),
            String.format(Locale.ROOT, may, sum(outcomes, "/verdict/different")),
            fault.settles()
                ? String.format(
                    Locale.ROOT,
                    "%,d (%,d)",
                    sum(outcomes, "/figures"),
                    sum(outcomes, "/unsettled"))
                : "-",
            counted
                ? String.format(
                    Locale.ROOT, late, sum(outcomes, "/late"), sum(outcomes, "/lateDue"))
                : "-",
            sum(outcomes, "/letters"),
            sum(outcomes, "/lettersDue"),
            recovery,
            good,
            outcomes.size()));
  }

  private static double median(List<Double> sorted) {
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }

  private static long sum(List<JsonNode> outcomes, String field) {
    return outcomes.stream().mapToLong(each -> each.at(field).asLong()).sum();
  }
}
