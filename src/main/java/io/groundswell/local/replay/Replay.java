package io.groundswell.local.replay;

import io.groundswell.codec.Inbound;
import io.groundswell.codec.PageWriter;
import io.groundswell.codec.Pseudonyms;
import io.groundswell.codec.ResultWriter;
import io.groundswell.codec.Times;
import io.groundswell.event.Alert;
import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Cohort;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Names;
import io.groundswell.event.Outcome;
import io.groundswell.event.PageDay;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.event.Topic;
import io.groundswell.job.Environment;
import io.groundswell.job.Pipeline;
import io.groundswell.job.Settings;
import io.groundswell.time.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Back-testing on files: what would the job have told? The folder's facts are sorted by time, run
 * through the pipeline in an embedded Flink, and the results are written in the wire format, sorted
 * by key and time: the same bytes at every parallelism.
 */
public final class Replay {
  /** So many facts, and their state, fit the heap that Java takes by default on 8 GiB. */
  private static final long FACTS_ON_HEAP = 1_000_000;

  private static final long PROFILE_QUARTER = 15 * Timing.MINUTE;

  private Replay() {}

  /** Where state is kept; the results are the same. */
  public enum State {
    /** On the heap for up to a million facts, in RocksDB for more. */
    AUTO,
    /** On the heap: the fastest. */
    HEAP,
    /** In RocksDB, as in a live run: memory stays bounded whatever the folder's size. */
    ROCKSDB
  }

  /**
   * What a replay did.
   *
   * @param facts records that are facts
   * @param rejected records that are none
   * @param alerts alert records by type and status
   * @param results records written, by topic
   * @param sortSeconds how long reading and sorting took
   * @param runSeconds how long the pipeline took
   */
  public record Summary(
      long facts,
      long rejected,
      Map<String, Long> alerts,
      Map<Topic, Long> results,
      double sortSeconds,
      double runSeconds) {}

  /** Replays a folder, its state where {@link State#AUTO} says. */
  public static Summary run(InputFolder input, Path output, int parallelism) throws Exception {
    return run(input, output, parallelism, State.AUTO, null);
  }

  /**
   * Replays a folder.
   *
   * @param input the folder's files
   * @param output the folder that results are written to; it is made if it is not there
   * @param parallelism of every step
   * @param state where state is kept
   * @param pseudonyms what stands for supporters' names, null if they are taken as they come
   */
  public static Summary run(
      InputFolder input, Path output, int parallelism, State state, Pseudonyms pseudonyms)
      throws Exception {
    Files.createDirectories(output);
    Path temporary = Files.createTempDirectory("groundswell-replay-");
    try {
      long begin = System.nanoTime();
      Path sorted = temporary.resolve("facts.sorted");
      SortedFacts facts = SortedFacts.write(input, sorted, temporary);
      long run = System.nanoTime();
      boolean heap = state == State.HEAP || (state == State.AUTO && facts.facts() <= FACTS_ON_HEAP);
      String backend = heap ? "hashmap" : "rocksdb";
      execute(sorted, facts.newest(), temporary, parallelism, backend, pseudonyms);
      long end = System.nanoTime();
      Map<String, Long> alerts = new TreeMap<>();
      Map<Topic, Long> results = new TreeMap<>();
      for (Topic topic : Topic.outputs()) {
        results.put(topic, 0L);
        ResultFiles.merge(
            temporary,
            topic,
            output,
            temporary,
            json -> {
              results.merge(topic, 1L, Long::sum);
              if (topic == Topic.ALERTS) {
                alerts.merge(Alert.TYPE + " " + statusOf(json), 1L, Long::sum);
              }
            });
      }
      return new Summary(
          facts.facts(), facts.rejected(), alerts, results, (run - begin) / 1e9, (end - run) / 1e9);
    } finally {
      delete(temporary);
    }
  }

  private static void execute(
      Path sorted,
      long newest,
      Path temporary,
      int parallelism,
      String backend,
      Pseudonyms pseudonyms)
      throws Exception {
    Timing timing = Timing.DEFAULT;
    long horizon = newest == Long.MIN_VALUE ? Long.MIN_VALUE : timing.end(newest) + PROFILE_QUARTER;
    Configuration configuration = Environment.defaults();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    DataStream<Inbound> records =
        env.fromSource(
                FileSource.forRecordStreamFormat(
                        new SortedFacts.Format(), new org.apache.flink.core.fs.Path(sorted.toUri()))
                    .build(),
                SortedFacts.watermarks(timing.slice()),
                "facts")
            .uid("facts")
            .setParallelism(1);
    Pipeline.Results results =
        Pipeline.build(records, Settings.replay(timing, horizon).with(pseudonyms));
    sink(results.alerts(), temporary, Topic.ALERTS, Replay::line);
    sink(results.momentum(), temporary, Topic.POST_MOMENTUM, Replay::line);
    sink(results.profiles(), temporary, Topic.SUPPORTERS, Replay::line);
    sink(results.outcomes(), temporary, Topic.OUTCOMES_ATTRIBUTED, Replay::line);
    sink(results.cohorts(), temporary, Topic.COHORTS, Replay::line);
    sink(results.pages(), temporary, Topic.PAGES, Replay::line);
    sink(results.deadLetters(), temporary, Topic.DEAD_LETTERS, Replay::line);
    env.execute("groundswell replay");
  }

  private static <T> void sink(
      DataStream<T> results, Path folder, Topic topic, ResultFiles.Encoder<T> encoder) {
    results
        .sinkTo(new ResultFiles.PartSink<>(folder, topic, encoder))
        .name(topic.wire())
        .uid(topic.wire());
  }

  private static ResultFiles.Line line(Alert alert) {
    return ResultFiles.Line.of(
        Names.key(alert.page(), alert.post()), alert.at(), ResultWriter.alert(alert));
  }

  private static ResultFiles.Line line(PostMomentum m) {
    return ResultFiles.Line.of(Names.key(m.page(), m.post()), m.at(), ResultWriter.postMomentum(m));
  }

  private static ResultFiles.Line line(Profile p) {
    return ResultFiles.Line.of(Names.key(p.page(), p.supporter()), p.at(), ResultWriter.profile(p));
  }

  /** By page and time, then kind and id, by name. */
  private static ResultFiles.Line line(AttributedOutcome attributed) {
    Outcome outcome = attributed.outcome();
    return ResultFiles.Line.of(
        Names.encode(outcome.page()),
        outcome.time(),
        outcome.kind() + '\0' + outcome.id(),
        PageWriter.outcome(attributed));
  }

  private static ResultFiles.Line line(Cohort cohort) {
    String key = Names.key(cohort.page(), Times.day(cohort.day())) + '/' + cohort.origin().wire();
    return ResultFiles.Line.of(key, cohort.at(), PageWriter.cohort(cohort));
  }

  private static ResultFiles.Line line(PageDay day) {
    return ResultFiles.Line.of(
        Names.key(day.page(), Times.day(day.day())), day.at(), PageWriter.pageDay(day));
  }

  private static ResultFiles.Line line(DeadLetter letter) {
    return ResultFiles.Line.of(letter.topic(), letter.offset(), ResultWriter.deadLetter(letter));
  }

  private static String statusOf(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    for (Alert.Status status : Alert.Status.values()) {
      if (text.contains("\"status\":\"" + status.wire() + "\"")) {
        return status.wire();
      }
    }
    throw new IllegalStateException("an alert must have a status, is " + text);
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, IOException failure)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
