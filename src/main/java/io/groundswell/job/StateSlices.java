package io.groundswell.job;

import io.groundswell.momentum.PostSlice;
import io.groundswell.momentum.SliceStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/**
 * The slices of one post, in state. What is touched until it is written is read once: a crowd that
 * comes in one slice touches the same two slices again and again. Nothing is held on to then: the
 * one is hardly ever asked for again, the other when the window has passed.
 */
final class StateSlices implements SliceStore {
  private final MapState<Long, PostSlice> state;
  private final SliceOperator<?, ?, ?> operator;
  private final String key;
  private final Touched all;
  private final Map<Long, Held> touched = new HashMap<>();

  /** The two that were asked for last: a contribution asks for the same two again and again. */
  private Held last;

  private Held lastButOne;

  /** The posts of which slices are held on the heap. */
  static final class Touched {
    /** One may be among them twice, or in vain. */
    private final List<StateSlices> posts = new ArrayList<>();

    private int slices;

    /** How many slices are held, or posts of which there were some. */
    int size() {
      return Math.max(slices, posts.size());
    }

    /** Writes those that have changed, and holds none. The current key is another after it. */
    void flush() throws Exception {
      for (StateSlices each : posts) {
        each.operator.lookAt(each.key);
        each.flush();
      }
      posts.clear();
    }
  }

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

  /**
   * Those of the operator's current key.
   *
   * @param all where it is noted that some of them are held on the heap
   */
  StateSlices(
      String key, MapState<Long, PostSlice> state, SliceOperator<?, ?, ?> operator, Touched all) {
    this.key = key;
    this.state = state;
    this.operator = operator;
    this.all = all;
  }

  @Override
  public PostSlice get(long end) {
    Held found = find(end);
    if (found == null) {
      try {
        operator.useState();
        found = hold(end, state.get(end));
      } catch (Exception e) {
        throw new IllegalStateException("a slice of a post can't be read", e);
      }
    }
    return found.slice;
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
    Held entry = new Held(end, slice);
    if (touched.isEmpty()) {
      all.posts.add(this);
    }
    touched.put(end, entry);
    all.slices++;
    lastButOne = last;
    last = entry;
    return entry;
  }

  @Override
  public void put(long end, PostSlice slice) {
    Held found = find(end);
    if (found == null) {
      found = hold(end, slice);
    }
    found.slice = slice;
    found.changed = true;
  }

  @Override
  public void remove(long end) {
    put(end, null);
  }

  /** Writes what has changed, and holds nothing; the post's must be the current key. */
  void flush() throws Exception {
    if (touched.isEmpty()) {
      return;
    }
    operator.useState();
    for (Held each : touched.values()) {
      if (each.changed && each.slice == null) {
        state.remove(each.end);
      } else if (each.changed) {
        state.put(each.end, each.slice);
      }
    }
    letGo();
  }

  private void letGo() {
    all.slices -= touched.size();
    touched.clear();
    last = null;
    lastButOne = null;
  }

  /** Forgets all slices of the post at hand. */
  void clear() {
    operator.useState();
    state.clear();
    letGo();
  }
}
