package io.groundswell.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What can go wrong. */
enum Fault {
  NONE("nothing") {},

  KILL_TASKMANAGER("`kill -9` of a TaskManager that runs tasks; another one is started") {
    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.killTaskManager(trial));
    }
  },

  KILL_JOBMANAGER(
      "`kill -9` of the JobManager; it is started again, and finds its job in ZooKeeper") {
    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.killJobManager(trial));
    }
  },

  STOP_BROKER("the broker stops, and starts 5 s later") {
    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.stopBroker(trial, 5));
    }
  },

  KILL_BROKER("`kill -9` of the broker; it starts 5 s later") {
    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.killBroker(trial, 5));
    }
  },

  FREEZE_TASKMANAGER("SIGSTOP of a TaskManager that runs tasks, for 30 s") {
    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.freeze(trial, trial.flink.busyTaskManager(), 30));
    }
  },

  FREEZE_JOBMANAGER("SIGSTOP of the JobManager, for 30 s") {
    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.freeze(trial, "jobmanager", 30));
    }
  },

  CUT_NETWORK("nothing comes through between job and broker, for 20 s") {
    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.cut(trial, 20));
    }
  },

  FREEZE_TASKMANAGER_DEFAULT_IDLE(
      "SIGSTOP of a TaskManager that runs tasks, for 45 s, at the job's defaults (`idle` 30 s)",
      true) {
    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.freeze(trial, trial.flink.busyTaskManager(), 45));
    }
  },

  STOP_BROKER_DEFAULT_IDLE(
      "the broker stops, and starts 45 s later, at the job's defaults (`idle` 30 s)", true) {
    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.stopBroker(trial, 45));
    }
  },

  CUT_NETWORK_DEFAULT_IDLE(
      "nothing comes through between job and broker, for 45 s, at the job's defaults (`idle` 30 s)",
      true) {
    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.cut(trial, 45));
    }
  },

  FULL_DISK("no room left for checkpoints, until one has failed and 10 s more") {
    @Override
    Path checkpoints(Trial trial) {
      return SmallDisk.of(trial.cluster.folder().resolve("small"));
    }

    @Override
    void strike(Trial trial) throws Exception {
      trial.eachTime(() -> Outages.fillDisk(trial, checkpoints(trial)));
    }
  },

  POISON("10 % garbage in every input topic") {
    @Override
    List<Load.Item> items(Load load, Random random) {
      return Spoilt.withGarbage(load, random);
    }
  },

  REDELIVER("20 % of the input a second time, up to half an hour later") {
    @Override
    List<Load.Item> items(Load load, Random random) {
      return Spoilt.twice(load, random);
    }

    @Override
    int letters(Load load, List<Load.Item> items) {
      return 0;
    }
  },

  LATE_PARTITION("one partition of engagements an hour behind the others") {
    @Override
    List<Load.Item> items(Load load, Random random) {
      return Spoilt.withLatePartition(load);
    }
  },

  LATE_FACTS("one partition of engagements silent beyond `idle`, and up to an hour late then") {
    @Override
    List<String> options() {
      List<String> options = new ArrayList<>(super.options());
      options.set(options.indexOf("--idle") + 1, "3 s");
      return options;
    }

    /** So that an hour of the load lasts far longer than that. */
    @Override
    int longer() {
      return 3;
    }

    @Override
    Load.Shape shape() {
      return Load.Shape.PAUSING;
    }

    @Override
    List<Load.Item> items(Load load, Random random) {
      return Spoilt.withLateFacts(load);
    }

    @Override
    List<Integer> gates(List<Load.Item> items) {
      List<Integer> gates = new ArrayList<>(super.gates(items));
      gates.add(0, Load.before(items, Spoilt.HELD_UNTIL));
      gates.add(1, Load.before(items, Spoilt.HELD_UNTIL + 1));
      return gates;
    }

    /** Between the two, nothing but late facts is read. */
    @Override
    void strike(Trial trial) throws Exception {
      trial.awaitRead(0);
      double before = trial.lateFacts();
      trial.feeder.open(0);
      trial.awaitRead(1);
      trial.countLate(before);
      trial.feeder.open(1);
    }

    @Override
    int late(List<Load.Item> items) {
      return (int) items.stream().filter(Spoilt::isLate).count();
    }

    @Override
    boolean delays() {
      return true;
    }
  },

  CLOCK_AHEAD(
      "a producer whose clock is 4 min ahead, less than `max-future`: 5 % more engagements, and each"
          + " half hour a record in every partition, dated by it where producers date them") {
    @Override
    Load.Shape shape() {
      return Load.Shape.AHEAD;
    }

    /** So that event time is ahead by more than goes by between two watermarks. */
    @Override
    int longer() {
      return 3;
    }

    @Override
    List<Integer> gates(List<Load.Item> items) {
      return onceTimeIsKnown(super.gates(items), items);
    }

    /** Whose facts are overtaken by event time, which goes with the clock that is ahead. */
    @Override
    void strike(Trial trial) throws Exception {
      trial.countLateAfterGate();
    }

    @Override
    boolean delays() {
      return true;
    }
  },

  CLOCK_BEHIND(
      "a producer whose clock is 6 h behind: 5 % more engagements, as it dates them, on posts of"
          + " then") {
    @Override
    Load.Shape shape() {
      return Load.Shape.BEHIND;
    }

    @Override
    List<Integer> gates(List<Load.Item> items) {
      return onceTimeIsKnown(super.gates(items), items);
    }

    @Override
    void strike(Trial trial) throws Exception {
      trial.countLateAfterGate();
    }

    @Override
    int late(List<Load.Item> items) {
      return (int) items.stream().filter(item -> item.isDatedWrongly()).count();
    }
  },

  WRONG_CLOCK("a producer whose clock is an hour ahead: 5 % more engagements, as it dates them") {
    @Override
    List<Load.Item> items(Load load, Random random) {
      return Spoilt.withWrongClock(load, random);
    }
  },

  REPORTS_AHEAD(
      "reports of ads by a clock that is 26 h ahead, one in twenty more, their records dated truly") {
    @Override
    List<Load.Item> items(Load load, Random random) {
      return Spoilt.withReportsAhead(load, random);
    }

    @Override
    int letters(Load load, List<Load.Item> items) {
      return 0;
    }
  },

  BROKEN_RULE("rules that are none: out of bounds, of other types, half a JSON") {
    @Override
    List<Load.Item> items(Load load, Random random) {
      return Spoilt.withBrokenRules(load, random);
    }
  },

  RESCALE("parallelism 1 to 2 to 4 in the middle, by savepoints") {
    /** So that the second falls within the load, however long the first takes. */
    @Override
    int longer() {
      return 2;
    }

    @Override
    int firstParallelism() {
      return 1;
    }

    @Override
    void strike(Trial trial) throws Exception {
      trial.await(0.3);
      trial.renew(trial.jar(), 2);
      trial.await(0.6);
      trial.renew(trial.jar(), 4);
    }
  },

  OLD_SAVEPOINT("an earlier version's savepoint, restored by this one in the middle") {
    @Override
    String firstJar(Trial trial) throws Exception {
      return trial.oldJar();
    }

    @Override
    void strike(Trial trial) throws Exception {
      trial.await(0.5);
      trial.renew(trial.jar(), 2);
    }
  };

  private final String words;

  /** Whether the job has its own defaults, by which facts may be late after an outage. */
  private final boolean defaults;

  Fault(String words) {
    this(words, false);
  }

  Fault(String words, boolean defaults) {
    this.words = words;
    this.defaults = defaults;
  }

  /** What it is, for the table. */
  String words() {
    return words;
  }

  /** What is sent, and in which order. */
  List<Load.Item> items(Load load, Random random) {
    return load.items();
  }

  /** How many records that are no facts it adds: each is one dead letter. */
  int letters(Load load, List<Load.Item> items) {
    return items.size() - load.items().size();
  }

  /** How many times as much is sent as usual, at the same rate. */
  int longer() {
    return defaults ? 3 : 1;
  }

  /**
   * Facts come in every partition all the time: none is idle, however slow the machine. Checkpoints
   * come often, so that the trial is short.
   */
  List<String> options() {
    return defaults
        ? List.of()
        : List.of(
            "--idle", "10 min", "--transaction-timeout", "5 min", "--checkpoint-interval", "1 s");
  }

  /** The load that it takes. */
  Load.Shape shape() {
    return defaults ? Load.Shape.SETTLING : Load.Shape.PLAIN;
  }

  /** Whether figures are compared, too, after all has come. */
  boolean settles() {
    return shape() != Load.Shape.PLAIN;
  }

  /** Before which items the load waits; at the last but one of a load that settles, or the last. */
  List<Integer> gates(List<Load.Item> items) {
    return settles()
        ? List.of(Load.before(items, Load.LAST_CALL), Load.before(items, Load.END))
        : List.of(Feeder.lastTenth(items));
  }

  /** How many facts come later than the job waits for; -1 where that depends on the moment. */
  int late(List<Load.Item> items) {
    return -1;
  }

  Path checkpoints(Trial trial) {
    return trial.cluster.folder().resolve("checkpoints");
  }

  String firstJar(Trial trial) throws Exception {
    return trial.jar();
  }

  int firstParallelism() {
    return 2;
  }

  /** Lets it happen, as often as the trial says, and waits until the job has recovered. */
  void strike(Trial trial) throws Exception {}

  /** Whether facts come later than the job waits for: alerts may differ until they are over. */
  boolean delays() {
    return defaults;
  }

  /**
   * One gate more: before it nothing is dated wrongly, for while time is not known nothing is late.
   */
  private static List<Integer> onceTimeIsKnown(List<Integer> gates, List<Load.Item> items) {
    List<Integer> all = new ArrayList<>(gates);
    all.add(0, Load.before(items, Load.CLOCK_GOES_WRONG));
    return all;
  }
}
