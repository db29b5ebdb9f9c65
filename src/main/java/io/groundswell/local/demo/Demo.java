package io.groundswell.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.board.Board;
import io.groundswell.event.Topic;
import io.groundswell.local.replay.InputFolder;
import io.groundswell.time.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Real data through a real broker and the real job, in one process, at a chosen pace; its alerts
 * are those of a replay of the same data.
 */
final class Demo implements AutoCloseable {
  /** A page that there is not, to say what time it is when all records have been read. */
  static final String NO_PAGE = "groundswell-demo-end-of-data";

  private static final int CLOSING_HOURS = 2;
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration CATCH_UP = Duration.ofSeconds(30);
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(50);

  /**
   * What is to be played, and how.
   *
   * @param input a folder of facts, null for the data that come with groundswell
   * @param pace how event time runs
   * @param checkpointInterval of the job
   * @param parallelism of the job
   */
  record Program(Path input, Pace pace, Duration checkpointInterval, int parallelism) {}

  private final Program program;
  private final Words words;
  private final Screen screen;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Long> alerts = new TreeMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Stage stage;
  private volatile AlertReader reader;
  private Board board;
  private boolean closed;
  private double firstAlert = Double.NaN;

  /** A demo that speaks these words on this screen. */
  Demo(Program program, Words words, Screen screen) {
    this.program = program;
    this.words = words;
    this.screen = screen;
  }

  /**
   * Starts everything, plays all records and returns when their alerts have been seen.
   *
   * @return whether it came to the end, and was not stopped
   * @throws IllegalArgumentException where the input is no folder of facts
   */
  boolean run() throws Exception {
    screen.line(words.starting());
    synchronized (this) {
      if (isStopped()) {
        return false;
      }
      stage = Stage.empty();
    }
    InputFolder input = input();
    Arrivals.Span span = Arrivals.span(input);
    synchronized (this) {
      if (isStopped()) {
        return false;
      }
      stage.startBroker();
      board = Board.start(Board.Plan.demo(stage.bootstrapServers()));
      stage.startJob(program.pace(), program.checkpointInterval(), IDLE, program.parallelism());
      reader = new AlertReader(stage.bootstrapServers(), this::alert);
    }
    screen.line(
        words.welcome(
            span,
            program.pace(),
            program.input() == null,
            stage.bootstrapServers(),
            stage.web(),
            board.address()));
    return until(() -> stage.page().running()) && play(input, span);
  }

  private InputFolder input() throws IOException {
    if (program.input() != null) {
      return InputFolder.of(program.input(), null);
    }
    Path folder = Files.createDirectory(stage.folder().resolve("dataset"));
    for (Topic topic : Topic.inputs()) {
      for (String ending : new String[] {".jsonl", ".jsonl.gz"}) {
        String name = topic.wire() + ending;
        try (InputStream in = Demo.class.getResourceAsStream("/dataset/" + name)) {
          if (in != null) {
            Files.copy(in, folder.resolve(name));
          }
        }
      }
    }
    return InputFolder.of(folder, null);
  }

  private boolean play(InputFolder input, Arrivals.Span span) throws Exception {
    long begin = System.nanoTime();
    Refused refused = new Refused();
    try (Arrivals arrivals = Arrivals.of(input);
        Player player =
            new Player(stage.bootstrapServers(), stage.page(), program.pace(), this::goesOn)) {
      boolean played =
          player.play(
              arrivals,
              span,
              (sent, arrival) -> {
                byte[] bad = program.input() == null ? refused.due(sent) : null;
                if (bad != null) {
                  player.sendBeside(Topic.ENGAGEMENTS, bad, arrival);
                }
                if (screen.wantsStatus()) {
                  screen.status(words.progress(span, sent, arrival, countAlerts()));
                }
              });
      screen.noStatus();
      if (!played) {
        return false;
      }
      long took = System.nanoTime() - begin;
      if (!span.timeless()) {
        screen.line(words.closingTime(CLOSING_HOURS));
        long time = span.last() + program.pace().disorder() + CLOSING_HOURS * 60 * Timing.MINUTE;
        if (!player.sayTime(NO_PAGE, time) || !settle(time - program.pace().disorder())) {
          return false;
        }
      }
      showDays();
      synchronized (alerts) {
        screen.line(words.summary(player.sent(), took, alerts, firstAlert));
      }
      return true;
    }
  }

  private void showDays() throws IOException {
    DayWords told = words.days();
    String heading = told.heading();
    for (byte[] value : DayReader.newest(stage.bootstrapServers()).values()) {
      JsonNode day = json.readTree(value);
      if (!day.path("page").asText().equals(NO_PAGE)) {
        screen.line(heading.isEmpty() ? told.day(day) : heading + "\n" + told.day(day));
        heading = "";
      }
    }
  }

  /** Waits until everything up to an event time has been computed, committed and read. */
  private boolean settle(long time) throws Exception {
    JobPage page = stage.page();
    if (!until(() -> page.eventTime() >= time)) {
      return false;
    }
    // One checkpoint may have begun before; the next covers it, and the one after it begins only
    // when that one's results are committed.
    long enough = page.checkpoints() + 3;
    return until(() -> page.checkpoints() >= enough) && reader.catchUp(CATCH_UP);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private boolean until(Condition condition) throws IOException {
    while (goesOn()) {
      if (condition.holds()) {
        return true;
      }
      LockSupport.parkNanos(NAP);
    }
    return false;
  }

  /** Whether neither the user nor the job has ended it. */
  private boolean goesOn() {
    if (isStopped()) {
      return false;
    }
    if (stage.over()) {
      throw new IllegalStateException("the job has failed: " + stage.reason());
    }
    return true;
  }

  /** Whether somebody has stopped it. */
  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void alert(byte[] value) {
    JsonNode alert;
    String line;
    try {
      alert = json.readTree(value);
      line = words.alert(alert);
    } catch (IOException | DateTimeException | ArithmeticException e) {
      // The job's own have all of it: somebody tries something on the demo's broker.
      return;
    }
    synchronized (alerts) {
      if (Double.isNaN(firstAlert)) {
        firstAlert =
            (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
      }
      alerts.merge(alert.path("status").asText(), 1L, Long::sum);
    }
    screen.line(line);
  }

  private long countAlerts() {
    synchronized (alerts) {
      return alerts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Where its topics are. */
  String bootstrapServers() {
    return stage.bootstrapServers();
  }

  /** Where its board is. */
  URI board() {
    return board.address();
  }

  /** Where everything is written that the broker, the cluster and the job write. */
  Path folder() {
    return stage.folder();
  }

  /** Leaves everything as it is until somebody stops it. */
  void lookAround() throws InterruptedException {
    screen.line(words.lookAround());
    stopped.await();
  }

  /** Tells the demo to stop. */
  void stop() {
    stopped.countDown();
  }

  /** Stops everything and deletes the temporary folder. */
  @Override
  public synchronized void close() {
    stop();
    if (stage == null || closed) {
      return;
    }
    closed = true;
    screen.noStatus();
    screen.line(words.stopping());
    if (reader != null) {
      reader.close();
    }
    if (board != null) {
      board.close();
    }
    stage.close();
  }
}
