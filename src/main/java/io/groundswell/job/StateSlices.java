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

  /** The two that were asked for last: a contribution asks for the same two again and again. */
  private Held last;

  private Held lastButOne;

  /** A slice, null if there is none, and whether it is otherwise in state. */
  private static final class Held {
    final long end;
    PostSlice slice;
    boolean changed;

    Held(long end, PostSlice slice) {
      this.end = end;
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
    Held held = find(end);
    if (held == null) {
      try {
        operator.useState();
        held = hold(end, state.get(end));
      } catch (Exception e) {
        throw new IllegalStateException("a slice of a post can't be read", e);
      }
    }
    return held.slice;
  }

  private Held find(long end) {
    if (last != null && last.end == end) {
      return last;
    }
    Held found = lastButOne != null && lastButOne.end == end ? lastButOne : touched.get(end);
    if (found != null) {
      lastButOne = last;
      last = found;
    }
    return found;
  }

  private Held hold(long end, PostSlice slice) {
    Held held = new Held(end, slice);
    touched.put(end, held);
    lastButOne = last;
    last = held;
    return held;
  }

  @Override
  public void put(long end, PostSlice slice) {
    Held held = find(end);
    if (held == null) {
      held = hold(end, slice);
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
    last = null;
    lastButOne = null;
  }

  /** Forgets all slices of the post at hand. */
  void clear() {
    operator.useState();
    state.clear();
    touched.clear();
    last = null;
    lastButOne = null;
  }
}
