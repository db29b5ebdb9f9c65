package io.groundswell.job;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * A walk through the keys that a state has, as they are when it begins, a few at a time. A timer
 * per key would find in time those that are due; for what may be late, to look at each key once a
 * day takes less of both time and space.
 */
final class Sweep implements AutoCloseable {
  /** A walk that is over. */
  static final Sweep NONE = new Sweep(Stream.empty());

  private final Stream<String> stream;
  private final Iterator<String> keys;
  private boolean open = true;

  private Sweep(Stream<String> stream) {
    this.stream = stream;
    this.keys = stream.iterator();
  }

  /** Takes a key. */
  interface Visitor {
    /** Takes it; its state may change. */
    void visit(String key) throws Exception;
  }

  /** A walk through a state's keys. */
  static Sweep of(KeyedStateBackend<String> backend, String state) {
    Stream<String> keys = backend.getKeys(state, VoidNamespace.INSTANCE);
    if (backend.getBackendTypeIdentifier().equals("rocksdb")) {
      return new Sweep(keys);
    }
    // A state on the heap must not change while one walks through it.
    try (keys) {
      List<String> now = keys.toList();
      return new Sweep(now.stream());
    }
  }

  /** Goes on, by so many keys at the most. */
  void next(int most, Visitor visitor) throws Exception {
    for (int i = 0; i < most && open; i++) {
      if (keys.hasNext()) {
        visitor.visit(keys.next());
      } else {
        close();
      }
    }
  }

  @Override
  public void close() {
    open = false;
    stream.close();
  }
}
