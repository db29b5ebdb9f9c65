package io.groundswell.job;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * An operator with keys that are strings, which tells its backend the current one only when its
 * state is needed.
 *
 * @param <O> what goes out
 */
abstract class KeyedOperator<O> extends AbstractStreamOperator<O> implements StateCache.Owner {
  private static final long serialVersionUID = 1L;

  private transient String current;
  private transient boolean keyed;

  /**
   * Notes whose input comes. Most inputs wait on the heap: to tell the backend, which writes the
   * key out each time, is put off until its state is needed.
   */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public void setKeyContextElement1(StreamRecord record) throws Exception {
    lookAt((String) ((KeySelector<Object, ?>) getStateKeySelector1()).getKey(record.getValue()));
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public void setKeyContextElement2(StreamRecord record) throws Exception {
    KeySelector<Object, ?> selector = (KeySelector<Object, ?>) getStateKeySelector2();
    if (selector != null) {
      lookAt((String) selector.getKey(record.getValue()));
    }
  }

  @Override
  public final void lookAt(String key) {
    current = key;
    keyed = false;
  }

  @Override
  public final int keyGroup(String key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups());
  }

  /** The current key. */
  final String key() {
    return current;
  }

  @Override
  public final boolean keepsBytes() {
    return getKeyedStateBackend().getBackendTypeIdentifier().equals("rocksdb");
  }

  @Override
  public final void useState() {
    if (!keyed) {
      setCurrentKey(current);
      keyed = true;
    }
  }

  /** How many key groups there are. */
  final int keyGroups() {
    return getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
  }
}
