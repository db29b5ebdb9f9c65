package io.groundswell.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark (docs/benchmarks.md): starts a broker, loads it, runs rows in turn, and tells. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures groundswell beside its limits and its alternatives.")
public final class Bench implements Callable<Integer> {
  private static final int START_AND_STOP_SECONDS = 150;

  @Option(names = "--rows", split = ",", description = "which rows (a to h, e-results, e-lean)")
  private List<String> rows = Arrays.stream(Row.values()).map(Row::letter).toList();

  @Option(names = "--runs", description = "how often each, in turn")
  private int runs = 3;

  @Option(names = "--events", description = "engagements of the load")
  private long events = 6_000_000;

  @Option(names = "--minutes", description = "event time that they are spread over")
  private int minutes = 65;

  @Option(names = "--posts", description = "live posts")
  private int posts = 20_000;

  @Option(names = "--pages", description = "pages")
  private int pages = 20;

  @Option(names = "--supporters", description = "supporters")
  private int supporters = 1_000_000;

  @Option(names = "--zipf", description = "some supporters come far more often than others")
  private boolean zipf;

  @Option(names = "--viral", description = "one post gets half of all events")
  private boolean viral;

  @Option(names = "--seed", description = "of the load")
  private long seed = 42;

  @Option(names = "--cap", description = "seconds after which a run is cut short")
  private int cap = 300;

  @Option(names = "--cap-alternatives", description = "the same for (f), (g) and (h)")
  private int capAlternatives = 60;

  @Option(names = "--parallelism", description = "of every row")
  private int parallelism = 2;

  @Option(names = "--heap", description = "of the JVM of a run")
  private String heap = "2g";

  @Option(names = "--jvm", description = "another option of the JVM of a run, as often as wanted")
  private List<String> jvm = List.of();

  @Option(names = "--flink", description = "KEY=VALUE of Flink's configuration, likewise")
  private List<String> flink = List.of();

  @Option(names = "--dir", description = "where broker and runs keep their data")
  private Path folder = Path.of("target/bench/data");

  @Option(names = "--out", description = "where tables and picture are written; docs for the page")
  private Path out = Path.of("target/bench/results");

  @Option(names = "--latency", description = "measures how long alerts take, instead of rows")
  private boolean latency;

  @Option(names = "--guarantees", split = ",", description = "of delivery, for that")
  private List<String> guarantees = List.of("exactly-once", "at-least-once");

  @Option(names = "--rate", description = "events/s for that; half of what (a) did, by --out, if 0")
  private double rate;

  @Option(names = "--interval", description = "ms between checkpoints for that")
  private long interval = 10_000;

  @Option(names = "--warm", description = "seconds before anything counts, for that")
  private int warm = 120;

  @Option(names = "--seconds", description = "seconds that count, for that")
  private int seconds = 90;

  @Option(names = "--growth", description = "runs (a) under other loads too, instead of rows")
  private boolean growth;

  @Option(names = "--loads", split = ",", description = "which of them, as the table names them")
  private List<String> loads = List.of();

  @Option(names = "--all", description = "rows, then growth, then latency")
  private boolean all;

  @Option(names = "--render", description = "only writes tables and picture of what was measured")
  private boolean render;

  private final ObjectMapper json = new ObjectMapper();

  /** Measures. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    folder = Files.createDirectories(folder).toAbsolutePath();
    Report report = Report.in(out);
    if (!render) {
      LoadSpec spec = new LoadSpec(seed, events, minutes, posts, pages, supporters, zipf, viral);
      try (BrokerProcess broker = BrokerProcess.start(folder.resolve("kafka"))) {
        if (all || !(latency || growth)) {
          rows(spec, broker, report);
        }
        if (all || growth) {
          growth(spec, broker, report);
        }
        if (all || latency) {
          latency(spec, broker, report);
        }
      }
    }
    report.write();
    return 0;
  }

  private void rows(LoadSpec spec, BrokerProcess broker, Report report) throws Exception {
    List<Row> order = rows.stream().map(Row::of).toList();
    Map<Row, List<Run>> results = new EnumMap<>(Row.class);
    Preload load = load(spec, broker);
    for (int i = 1; i <= runs; i++) {
      for (Row row : order) {
        Run run = run(row, spec, load, broker, i);
        if (run != null) {
          results.computeIfAbsent(row, r -> new ArrayList<>()).add(run);
        }
      }
    }
    System.out.println(Text.table(results));
    report.rows(spec, cap, results);
    report.write();
  }

  private void growth(LoadSpec spec, BrokerProcess broker, Report report) throws Exception {
    Map<String, LoadSpec> specs = Growth.loads(spec, loads);
    Map<String, List<Run>> results = new LinkedHashMap<>();
    for (int i = 1; i <= runs; i++) {
      for (Map.Entry<String, LoadSpec> each : specs.entrySet()) {
        Run run = run(Row.A, each.getValue(), load(each.getValue(), broker), broker, i);
        if (run != null) {
          results.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(run);
        }
      }
    }
    System.out.println(Text.growth(results));
    report.growth(spec, cap, results);
    report.write();
  }

  private void latency(LoadSpec spec, BrokerProcess broker, Report report) throws Exception {
    List<Run> whole = report.rows().getOrDefault(Row.A, List.of());
    if (rate == 0 && whole.isEmpty()) {
      throw new IllegalArgumentException("--rate must be given where row a was not measured");
    }
    double half = rate > 0 ? rate : Text.median(whole, Run::rate) / 2;
    List<Delays> results = new ArrayList<>();
    for (String guarantee : guarantees) {
      Path own = Latency.folder(folder);
      try {
        results.addAll(
            new Latency(spec, broker, options())
                .measure(guarantee, interval, half, warm, seconds, parallelism, own));
      } finally {
        delete(own);
      }
    }
    System.out.println(Text.delays(results));
    report.latency(spec, results);
    report.write();
  }

  private List<String> options() {
    // As Flink's own scripts size a TaskManager's heap, and deploy/kubernetes its regions.
    List<String> options =
        new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:G1HeapRegionSize=8m"));
    options.addAll(jvm);
    return options;
  }

  private Preload load(LoadSpec spec, BrokerProcess broker) throws Exception {
    long begin = System.nanoTime();
    Preload load = Preload.of(spec, broker.bootstrapServers(), folder);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d records, of them %,d engagements of %.1f bytes (%.0f s)%n",
        spec,
        load.records(),
        load.engagements(),
        load.bytes() / (double) load.engagements(),
        (System.nanoTime() - begin) / 1e9);
    return load;
  }

  /** Runs a row once; null if it failed, which is told. */
  private Run run(Row row, LoadSpec spec, Preload load, BrokerProcess broker, int number)
      throws Exception {
    if (row == Row.A) {
      Preload.emptyTopics(broker.bootstrapServers(), load.prefix(), false);
    }
    Path own = Files.createTempDirectory(folder, "run-");
    try {
      Path file = own.resolve("task.properties");
      long end = new Load(spec).end();
      int limit = row.isAlternative() ? Math.min(cap, capAlternatives) : cap;
      Task.of(row, load, end, broker, limit, parallelism, own, List.of(), flink).write(file);
      Process process = Jvm.of(RunProcess.class, options(), file.toString()).inheritIO().start();
      boolean ended = process.waitFor(cap + START_AND_STOP_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly().waitFor();
      if (!ended || process.exitValue() != 0) {
        System.out.printf(Locale.ROOT, "run %d, row %s failed%n", number, row.letter());
        return null;
      }
      Run run = json.readValue(own.resolve(RunProcess.RESULT).toFile(), Run.class);
      System.out.printf(Locale.ROOT, "run %d of %d, %s%n", number, runs, Text.line(run));
      return run;
    } finally {
      delete(own);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
