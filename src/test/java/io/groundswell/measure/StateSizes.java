package io.groundswell.measure;

import io.groundswell.job.Environment;
import io.groundswell.job.Pipeline;
import io.groundswell.job.Settings;
import io.groundswell.job.States;
import io.groundswell.local.replay.InputFolder;
import io.groundswell.time.Timing;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * What the state weighs after a folder of facts: it runs the folder through the pipeline with its
 * state in RocksDB, takes two savepoints after the last fact, and counts. The canonical one has
 * every entry of every state, with its key, as the serializers wrote it; the files of the native
 * one are those of a full checkpoint.
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -Xmx3g --add-opens=java.base/java.util=ALL-UNNAMED \
 *   -cp "target/test-classes:target/classes:$(cat target/classpath)" \
 *   io.groundswell.measure.StateSizes src/main/resources/dataset
 * </pre>
 */
public final class StateSizes {
  private StateSizes() {}

  /** Measures the folder that is named, and prints a table in Markdown. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException(
          "there must be one argument, the folder of facts, are " + arguments.length);
    }
    Path temporary = Files.createTempDirectory("groundswell-state-");
    int facts = FolderSource.read(InputFolder.of(Path.of(arguments[0]), null));
    JobClient job = start();
    FolderSource.GIVEN.await();
    Path canonical = savepoint(job, temporary.resolve("canonical"), SavepointFormatType.CANONICAL);
    Path files = savepoint(job, temporary.resolve("native"), SavepointFormatType.NATIVE);
    job.cancel().get();
    print(
        facts,
        SavepointReader.sizes(canonical, Environment.MAX_PARALLELISM),
        SavepointReader.weights(files),
        System.out);
    System.exit(0);
  }

  @SuppressWarnings("deprecation") // as its source is
  private static JobClient start() throws Exception {
    Configuration configuration = Environment.defaults();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    Timing timing = Timing.DEFAULT;
    Pipeline.Results results =
        Pipeline.build(
            env.addSource(new FolderSource(timing.slice()), "facts", States.INBOUND).uid("facts"),
            Settings.replay(timing, Long.MAX_VALUE));
    for (DataStream<?> stream :
        List.of(
            results.alerts(),
            results.momentum(),
            results.profiles(),
            results.outcomes(),
            results.cohorts(),
            results.pages(),
            results.deadLetters())) {
      discard(stream);
    }
    return env.executeAsync("state sizes");
  }

  private static <T> void discard(DataStream<T> stream) {
    stream.sinkTo(new DiscardingSink<>()).uid("sink-" + stream.getId());
  }

  /** All facts are in it: its barrier goes behind them. */
  private static Path savepoint(JobClient job, Path folder, SavepointFormatType format)
      throws Exception {
    return Path.of(URI.create(job.triggerSavepoint(folder.toUri().toString(), format).get()));
  }

  private static void print(
      int facts,
      Map<String, Map<String, Sizes>> sizes,
      Map<String, Long> weights,
      PrintStream out) {
    out.printf(Locale.ROOT, "%,d facts%n%n", facts);
    out.println(
        "| step | state | entries | key, mean | median | p99 | max | mean | all |\n"
            + "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    sizes.forEach(
        (step, states) ->
            states.forEach(
                (state, s) ->
                    out.printf(
                        Locale.ROOT,
                        "| %s | %s | %,d | %.1f | %,d | %,d | %,d | %.1f | %,d |%n",
                        step,
                        state,
                        s.count(),
                        s.meanKey(),
                        s.quantile(0.5),
                        s.quantile(0.99),
                        s.quantile(1),
                        s.mean(),
                        s.sum())));
    long supporters = sizes.get("supporter").get("supporter").count();
    out.printf(
        Locale.ROOT,
        "%n%,d supporters alive%n%n"
            + "| step | entries, bytes | per supporter | full checkpoint, bytes | per supporter |%n"
            + "| --- | ---: | ---: | ---: | ---: |%n",
        supporters);
    sizes.forEach(
        (step, states) -> {
          long entries = states.values().stream().mapToLong(Sizes::sum).sum();
          long weight = weights.getOrDefault(step, 0L);
          out.printf(
              Locale.ROOT,
              "| %s | %,d | %.1f | %,d | %.1f |%n",
              step,
              entries,
              (double) entries / supporters,
              weight,
              (double) weight / supporters);
        });
  }
}
