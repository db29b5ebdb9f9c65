package io.groundswell.job;

import io.groundswell.momentum.PostSlice;
import io.groundswell.momentum.SliceStore;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/**
 * The slices of one post, in state. What is touched while the post is held on the heap is read once
 * and written once: a crowd that comes in one slice touches the same two slices again and again.
 */
final class StateSlices implements SliceStore {
  private final MapState<Long, PostSlice> state;
  private final SliceOperator<?, ?, ?> operator;
  private final Map<Long, Held> touched = new HashMap<>();

  /** A slice, null if there is none, and whether it is otherwise in state. */
  private static final class Held {
    PostSlice slice;
    boolean changed;

    Held(PostSlice slice) {
      this.slice = slice;
    }
  }

  /** Those of the operator's current key. */
  StateSlices(MapState<Long, PostSlice> state, SliceOperator<?, ?, ?> operator) {
    this.state = state;
    this.operator = operator;
  }

  @Override
  public PostSlice get(long end) {
    Held held = touched.get(end);
    if (held == null) {
      try {
        operator.useState();
        held = new Held(state.get(end));
      } catch (Exception e) {
        throw new IllegalStateException("a slice of a post can't be read", e);
      }
      touched.put(end, held);
    }
    return held.slice;
  }

  @Override
  public void put(long end, PostSlice slice) {
    Held held = touched.get(end);
    if (held == null) {
      held = new Held(slice);
      touched.put(end, held);
    }
    held.slice = slice;
    held.changed = true;
  }

  @Override
  public void remove(long end) {
    put(end, null);
  }

  /** How many slices are held on the heap. */
  int size() {
    return touched.size();
  }

  /** Writes what has changed; the post's must be the current key. */
  void flush() throws Exception {
    for (Iterator<Map.Entry<Long, Held>> all = touched.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Long, Held> each = all.next();
      Held held = each.getValue();
      if (held.changed) {
        if (held.slice == null) {
          state.remove(each.getKey());
        } else {
          state.put(each.getKey(), held.slice);
        }
        held.changed = false;
      }
      if (held.slice == null) {
        all.remove();
      }
    }
  }

  /** Forgets all slices of the post at hand. */
  void clear() {
    operator.useState();
    state.clear();
    touched.clear();
  }
}
