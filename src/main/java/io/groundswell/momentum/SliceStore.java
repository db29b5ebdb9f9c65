package io.groundswell.momentum;

import java.util.HashMap;
import java.util.Map;

/** Where a post's slices are kept, so that an evaluation touches only those it needs. */
public interface SliceStore {
  /** The slice that ends at {@code end}, or null. */
  PostSlice get(long end);

  /** Keeps it. */
  void put(long end, PostSlice slice);

  /** Forgets it. */
  void remove(long end);

  /** A store in memory. */
  static SliceStore inMemory() {
    Map<Long, PostSlice> slices = new HashMap<>();
    return new SliceStore() {
      @Override
      public PostSlice get(long end) {
        return slices.get(end);
      }

      @Override
      public void put(long end, PostSlice slice) {
        slices.put(end, slice);
      }

      @Override
      public void remove(long end) {
        slices.remove(end);
      }
    };
  }
}
