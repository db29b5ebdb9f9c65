package io.groundswell.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
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

  @Option(names = "--rows", split = ",", description = "which rows (a to h, e-lean)")
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
  private int cap = 60;

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

  private final ObjectMapper json = new ObjectMapper();

  /** Measures. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    folder = Files.createDirectories(folder).toAbsolutePath();
    List<Row> order = rows.stream().map(Row::of).toList();
    LoadSpec spec = new LoadSpec(seed, events, minutes, posts, pages, supporters, zipf, viral);
    Map<Row, List<Run>> results = new EnumMap<>(Row.class);
    try (BrokerProcess broker = BrokerProcess.start(folder.resolve("kafka"))) {
      Preload load = load(spec, broker);
      for (int i = 1; i <= runs; i++) {
        for (Row row : order) {
          Run run = run(row, spec, load, broker);
          System.out.printf(Locale.ROOT, "run %d of %d, %s%n", i, runs, Text.line(run));
          results.computeIfAbsent(row, r -> new ArrayList<>()).add(run);
        }
      }
    }
    System.out.println();
    System.out.print(Text.table(results));
    return 0;
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

  private Run run(Row row, LoadSpec spec, Preload load, BrokerProcess broker) throws Exception {
    if (row == Row.A) {
      Preload.emptyTopics(broker.bootstrapServers(), load.prefix(), false);
    }
    Path own = Files.createTempDirectory(folder, "run-");
    try {
      Path file = own.resolve("task.properties");
      long end = new Load(spec).end();
      Task.of(row, load, end, broker, cap, parallelism, own, flink).write(file);
      List<String> options = new ArrayList<>(List.of("-Xmx" + heap));
      options.addAll(jvm);
      Process process = Jvm.of(RunProcess.class, options, file.toString()).inheritIO().start();
      try {
        if (!process.waitFor(cap + START_AND_STOP_SECONDS, TimeUnit.SECONDS)
            || process.exitValue() != 0) {
          throw new IOException("row " + row.letter() + " failed");
        }
      } finally {
        process.destroyForcibly();
      }
      return json.readValue(own.resolve(RunProcess.RESULT).toFile(), Run.class);
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
