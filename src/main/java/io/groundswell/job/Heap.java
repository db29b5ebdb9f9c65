package io.groundswell.job;

import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.taskmanager.TaskManagerRuntimeInfo;

/** The heap that a slot has. */
final class Heap {
  private Heap() {}

  /** How many slots share the heap of a TaskManager. */
  static int slots(TaskManagerRuntimeInfo manager) {
    return Math.max(1, manager.getConfiguration().get(TaskManagerOptions.NUM_TASK_SLOTS));
  }

  /**
   * A slot's share, bytes. (Several TaskManagers in one JVM, which only tests have, each count on
   * all of its heap.)
   */
  static long ofSlot(TaskManagerRuntimeInfo manager) {
    return Runtime.getRuntime().maxMemory() / slots(manager);
  }
}
