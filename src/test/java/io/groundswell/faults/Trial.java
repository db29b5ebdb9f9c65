package io.groundswell.faults;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One life of the job under a load, in which a fault strikes. */
final class Trial {
  private static final int PATIENCE_S = 180;
  private static final int SILENCE_S = 10;

  /**
   * What came of it.
   *
   * @param fault which
   * @param seed of the moments and of the load
   * @param times it struck
   * @param facts sent, what the fault added among them
   * @param seconds from the first fact to the last alert
   * @param verdict on the alerts
   * @param lettersDue how many dead letters there should be
   * @param letters how many there are
   * @param recoveries of each strike: seconds until a checkpoint begun when it was over was
   *     complete
   * @param within how many strikes fell within the load, that is all
   * @param late how many facts came later than the job waits for, by its own count; -1 if not asked
   * @param lateDue how many should; -1 if that depends on the moment
   * @param figures how many were compared when all had come, beside the alerts
   * @param unsettled how many of them were not as they should be
   * @param version of the code that was tried
   */
  record Outcome(
      Fault fault,
      long seed,
      int times,
      int facts,
      double seconds,
      Verdict verdict,
      int lettersDue,
      int letters,
      List<Double> recoveries,
      int within,
      int late,
      int lateDue,
      int figures,
      int unsettled,
      String version) {
    boolean good() {
      // Late facts may change alerts; that most are missing they do not explain.
      boolean mostly =
          verdict.twice() == 0 && verdict.whole() && 2 * verdict.lost() <= verdict.alerts();
      boolean told = fault.delays() ? mostly : verdict.good();
      // A trial of facts that are late in which none was has tried nothing.
      boolean counted = lateDue < 0 ? late != 0 : late == lateDue;
      boolean settled = unsettled == 0 && fault.settles() == figures > 0;
      return told && counted && settled && lettersDue == letters && within == recoveries.size();
    }
  }

  final Cluster cluster;
  final Flink flink;
  final Random random;
  final int times;
  Feeder feeder;
  private final Bench bench;
  private final Load load;
  private final Fault fault;
  private final long seed;
  private final String prefix;
  private final Path oldJar;
  private final String jar;
  private final List<Double> recoveries = new ArrayList<>();
  private String job;
  private int within;
  private int late = -1;

  private Trial(Bench bench, Fault fault, int times, long seed) throws Exception {
    this.cluster = bench.cluster();
    this.flink = bench.flink();
    this.bench = bench;
    this.load = bench.load(seed, times, fault);
    this.fault = fault;
    this.times = times;
    this.seed = seed;
    this.random = new Random(seed);
    this.prefix = fault.name().toLowerCase(java.util.Locale.ROOT) + "-" + seed + ".";
    this.jar = bench.jar();
    this.oldJar = bench.oldJar();
  }

  /** What a trial runs on. */
  interface Bench {
    Cluster cluster();

    Flink flink();

    /** The load of a fault for so many strikes. */
    Load load(long seed, int times, Fault fault) throws Exception;

    /** What is tried: the last commit, and whether anything was changed since. */
    String version();

    /** The job jar, as the JobManager knows it. */
    String jar() throws Exception;

    Path oldJar();

    double perSecond();
  }

  static Outcome run(Bench bench, Fault fault, int times, long seed) throws Exception {
    return new Trial(bench, fault, times, seed).run(bench.perSecond());
  }

  private Outcome run(double perSecond) throws Exception {
    List<Load.Item> items = fault.items(load, random);
    int lettersDue = fault.letters(load, items);
    long begin = System.nanoTime();
    List<Integer> gates = fault.gates(items);
    try (Feeder sending = Feeder.of(cluster.brokers(), prefix, items, perSecond, gates);
        Committed alerts = new Committed(cluster.brokers(), prefix, Topic.ALERTS);
        Committed momentum = new Committed(cluster.brokers(), prefix, Topic.POST_MOMENTUM);
        Committed letters = new Committed(cluster.brokers(), prefix, Topic.DEAD_LETTERS)) {
      feeder = sending;
      start(fault.firstJar(this), fault.firstParallelism(), null);
      // The load begins when the job runs: how long a start takes says nothing of the fault.
      recovered(System.currentTimeMillis());
      recoveries.clear();
      feeder.begin();
      fault.strike(this);
      for (int gate = holdingGate(); gate < gates.size(); gate++) {
        if (fault.settles()) {
          // What follows is overtaken by nothing: no skew between partitions makes it late.
          awaitRead(gate);
        }
        feeder.open(gate);
      }
      feeder.join();
      awaitTold(alerts, momentum, letters, lettersDue);
      double seconds = (System.nanoTime() - begin) / 1e9;
      flink.stop(job, cluster.folder().resolve("savepoints"));
      job = null;
      Verdict verdict = Verdict.of(load.alerts(), alerts.values());
      Settled settled = fault.settles() ? settled() : new Settled(0, List.of());
      if (!settled.wrong().isEmpty()) {
        // To be looked at, beside the logs.
        Files.write(cluster.folder().resolve(prefix + "unsettled"), settled.wrong());
      }
      return new Outcome(
          fault,
          seed,
          times,
          items.size(),
          seconds,
          verdict,
          lettersDue,
          letters.all().size(),
          List.copyOf(recoveries),
          within,
          late,
          fault.late(items),
          settled.figures(),
          settled.wrong().size(),
          bench.version());
    } finally {
      if (job != null) {
        flink.cancel(job);
      }
    }
  }

  /** Figures against those of the replay, from when everybody was heard of once more. */
  private Settled settled() throws Exception {
    return Settled.of(
        load::told,
        topic -> {
          try (Committed committed = new Committed(cluster.brokers(), prefix, topic)) {
            return committed.values();
          }
        },
        Load.LAST_CALL,
        Load.END);
  }

  /** The gate that a load with a fault in it does not pass before that is over. */
  private int holdingGate() {
    return fault.gates(load.items()).size() - (fault.settles() ? 2 : 1);
  }

  /** Waits until a checkpoint has all that stands before a gate. */
  void awaitRead(int gate) throws Exception {
    feeder.awaitGate(gate);
    Flink.await("all that was sent to be read")
        .atMost(Duration.ofMinutes(5))
        .ignoreExceptions()
        .until(() -> Committed.isRead(cluster.brokers(), prefix, prefix + "groundswell"));
  }

  /** How many facts came later than the job waits for, by its own count since it started. */
  double lateFacts() throws InterruptedException {
    double count = -1;
    while (true) {
      double now = flink.count(job, "supporter.groundswell.topic.engagements.late");
      if (now == count) {
        return count;
      }
      count = now;
      // A JobManager asks for counts every 10 s.
      sleep(21);
    }
  }

  /** Those since a former count. */
  void countLate(double before) throws InterruptedException {
    late = (int) (lateFacts() - before);
  }

  /** Lets the load through its first gate, once all before it was read, and counts those since. */
  void countLateAfterGate() throws Exception {
    awaitRead(0);
    feeder.open(0);
    awaitRead(1);
    countLate(0);
  }

  /** Until as much was told as should be; what is lost is waited for in vain. */
  private void awaitTold(Committed alerts, Committed momentum, Committed letters, int lettersDue)
      throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    if (fault.settles()) {
      // How much that is, late facts decide: until nothing more is told.
      int told = -1;
      for (long since = System.nanoTime();
          System.nanoTime() < Math.min(end, since + TimeUnit.SECONDS.toNanos(SILENCE_S)); ) {
        if (alerts.poll() + momentum.poll() != told) {
          told = alerts.poll() + momentum.poll();
          since = System.nanoTime();
        }
      }
      return;
    }
    while (System.nanoTime() < end
        && (alerts.poll() < load.alerts().size() || letters.poll() < lettersDue)) {
      Thread.onSpinWait();
    }
  }

  private void start(String jarId, int parallelism, String savepoint) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--bootstrap-servers",
                cluster.brokersOfJob(),
                "--topic-prefix",
                prefix,
                "--group-id",
                prefix + "groundswell",
                "--checkpoint-dir",
                fault.checkpoints(this).toUri().toString(),
                "--parallelism",
                Integer.toString(parallelism)));
    words.addAll(fault.options());
    job = flink.run(jarId, words, savepoint);
  }

  String jar() {
    return jar;
  }

  /** The jar of an earlier version. */
  String oldJar() throws Exception {
    if (oldJar == null) {
      throw new IllegalArgumentException("OLD_JAR must name the jar of an earlier version");
    }
    return flink.upload(oldJar);
  }

  String job() {
    return job;
  }

  /** Stops with a savepoint and goes on from it. */
  void renew(String jarId, int parallelism) throws Exception {
    long since = strike();
    String savepoint = flink.stop(job, cluster.folder().resolve("savepoints"));
    start(jarId, parallelism, savepoint);
    recovered(since);
  }

  /** One blow, and what puts an end to it. */
  interface Blow {
    void fall() throws Exception;
  }

  /**
   * Lets a blow fall as often as the trial says, at random moments of the load; each time results
   * must flow again before the next.
   */
  void eachTime(Blow blow) throws Exception {
    for (double moment : random.doubles(times, 0.05, 0.7).sorted().toArray()) {
      await(moment);
      // One that had to wait for the one before it falls at no particular moment either.
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
      long since = strike();
      blow.fall();
      recovered(since);
    }
  }

  /** A blow is about to fall; returns the time. */
  private long strike() {
    within += feeder.flows(holdingGate()) ? 1 : 0;
    return System.currentTimeMillis();
  }

  /**
   * Waits until results flow again: a checkpoint is complete that began after the fault was over,
   * which is now. One that began while a disk was not quite full yet says nothing.
   */
  void recovered(long since) {
    long over = System.currentTimeMillis();
    long[] done = new long[1];
    Flink.await("a checkpoint after the fault")
        .until(
            () ->
                flink
                    .newestCheckpoint(job)
                    .filter(each -> each[0] >= over)
                    .map(each -> done[0] = each[1])
                    .isPresent());
    recoveries.add((done[0] - since) / 1000.0);
  }

  /** Waits until so much of the load was sent. */
  void await(double share) throws InterruptedException {
    feeder.await(share, holdingGate());
  }

  void sleep(int seconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(seconds);
  }
}
