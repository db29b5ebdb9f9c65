package io.groundswell.job;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * How many there are of something that comes and goes with keyed state, which no backend can say
 * without reading all of it. Each subtask adds up what comes and goes with it, and keeps the count
 * in its checkpoints; after a restore the first subtask goes on from the sum, the others from zero.
 * So only the sum over all subtasks means something, at any parallelism; one subtask's may be
 * negative (docs/adr/0012-counts-that-survive.md).
 */
final class LiveCount {
  private final ListState<Long> kept;
  private final boolean counted;
  private long count;

  private LiveCount(ListState<Long> kept, long count, boolean counted) {
    this.kept = kept;
    this.count = count;
    this.counted = counted;
  }

  /**
   * The count as it was at the checkpoint, or zero.
   *
   * @param context of the operator's {@code initializeState}
   * @param descriptor the state it is kept in
   */
  static LiveCount of(StateInitializationContext context, ListStateDescriptor<Long> descriptor)
      throws Exception {
    ListState<Long> kept = context.getOperatorStateStore().getUnionListState(descriptor);
    long sum = 0;
    boolean counted = !context.isRestored();
    for (long each : kept.get()) {
      sum += each;
      counted = true;
    }
    return new LiveCount(kept, sum, counted);
  }

  /**
   * Begins to count. What a version without this count has left is counted once; the current key is
   * another after it.
   *
   * @param subtask which one it is
   * @param backend the keyed state
   * @param state the state whose keys are counted
   * @param counts which of them count; it is asked with the key set
   */
  void begin(
      TaskInfo subtask, KeyedStateBackend<String> backend, String state, Predicate<String> counts) {
    if (counted) {
      count = subtask.getIndexOfThisSubtask() == 0 ? count : 0;
      return;
    }
    try (Stream<String> keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      count =
          keys.filter(
                  key -> {
                    backend.setCurrentKey(key);
                    return counts.test(key);
                  })
              .count();
    }
  }

  /** Something was there, or not, and is there now, or not. */
  void change(boolean was, boolean is) {
    count += (is ? 1 : 0) - (was ? 1 : 0);
  }

  /** The count. */
  long count() {
    return count;
  }

  /** Keeps it in a checkpoint. */
  void keep() throws Exception {
    kept.update(List.of(count));
  }
}
