package io.groundswell.job;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;

/** The watermark before a restart: it is not known again until every source has spoken. */
final class Passed {
  private final ListState<Long> state;
  private final long before;

  Passed(StateInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getUnionListState(States.passed());
    long least = Long.MAX_VALUE;
    for (long each : state.get()) {
      least = Math.min(least, each);
    }
    before = least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }

  /** Where it stood, the least of all subtasks; {@link Long#MIN_VALUE} if there was none. */
  long before() {
    return before;
  }

  /** Writes where it stands to state. */
  void keep(long watermark) throws Exception {
    state.update(List.of(watermark));
  }
}
