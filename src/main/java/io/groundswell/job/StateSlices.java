package io.groundswell.job;

import io.groundswell.momentum.PostSlice;
import io.groundswell.momentum.SliceStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.MapState;

/**
 * The slices of one post, in state. What is touched while the post is held on the heap is read once
 * and written once: a crowd that comes in one slice touches the same two slices again and again.
 */
final class StateSlices implements SliceStore {
  private final MapState<Long, PostSlice> state;
  private final SliceOperator<?, ?, ?> operator;
  private final Map<Long, PostSlice> touched = new HashMap<>();
  private final Map<Long, PostSlice> changed = new HashMap<>();

  /** Those of the operator's current key. */
  StateSlices(MapState<Long, PostSlice> state, SliceOperator<?, ?, ?> operator) {
    this.state = state;
    this.operator = operator;
  }

  @Override
  public PostSlice get(long end) {
    if (touched.containsKey(end)) {
      return touched.get(end);
    }
    try {
      operator.useState();
      PostSlice slice = state.get(end);
      touched.put(end, slice);
      return slice;
    } catch (Exception e) {
      throw new IllegalStateException("a slice of a post can't be read", e);
    }
  }

  @Override
  public void put(long end, PostSlice slice) {
    touched.put(end, slice);
    changed.put(end, slice);
  }

  @Override
  public void remove(long end) {
    touched.put(end, null);
    changed.put(end, null);
  }

  /** How many slices are held on the heap. */
  int size() {
    return touched.size();
  }

  /** Writes what has changed; the post's must be the current key. */
  void flush() throws Exception {
    for (Map.Entry<Long, PostSlice> each : changed.entrySet()) {
      if (Objects.isNull(each.getValue())) {
        state.remove(each.getKey());
      } else {
        state.put(each.getKey(), each.getValue());
      }
    }
    changed.clear();
    touched.values().removeIf(Objects::isNull);
  }

  /** Forgets all slices of the post at hand. */
  void clear() {
    operator.useState();
    state.clear();
    touched.clear();
    changed.clear();
  }
}
