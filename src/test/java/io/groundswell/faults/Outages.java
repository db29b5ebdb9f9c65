package io.groundswell.faults;

import java.io.IOException;
import java.nio.file.Path;

/** What takes something away for a while and gives it back. */
final class Outages {
  private Outages() {}

  /** Another one takes the place of one that runs tasks. */
  static void killTaskManager(Trial trial) throws Exception {
    trial.cluster.kill(trial.flink.busyTaskManager());
    trial.cluster.startTaskManager();
  }

  static void killJobManager(Trial trial) throws Exception {
    trial.cluster.kill("jobmanager");
    trial.cluster.startJobManager();
  }

  static void killBroker(Trial trial, int seconds) throws Exception {
    trial.cluster.kill("broker");
    trial.sleep(seconds);
    trial.cluster.startBroker();
  }

  static void freeze(Trial trial, String name, int seconds)
      throws IOException, InterruptedException {
    trial.cluster.freeze(name);
    trial.sleep(seconds);
    trial.cluster.thaw(name);
  }

  static void stopBroker(Trial trial, int seconds) throws Exception {
    trial.cluster.stop("broker");
    trial.sleep(seconds);
    trial.cluster.startBroker();
  }

  static void cut(Trial trial, int seconds) throws InterruptedException {
    trial.cluster.proxy().cut();
    trial.sleep(seconds);
    trial.cluster.proxy().mend();
  }

  /** Until a checkpoint has failed, and 10 s more. */
  static void fillDisk(Trial trial, Path disk) throws Exception {
    int failed = trial.flink.failedCheckpoints(trial.job());
    int restarts = trial.flink.restarts(trial.job());
    SmallDisk.fill(disk);
    Flink.await("a failed checkpoint")
        .until(
            () ->
                trial.flink.failedCheckpoints(trial.job()) > failed
                    || trial.flink.restarts(trial.job()) > restarts);
    trial.sleep(10);
    SmallDisk.free(disk);
  }
}
