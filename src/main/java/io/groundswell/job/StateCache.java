package io.groundswell.job;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * Keyed state with the values of the keys that were looked at last in front of it (a write-back
 * cache, least recently used out first). What changes is written when its key makes room for
 * others, and before each checkpoint.
 */
final class StateCache<V> {
  private static final class Held<V> {
    V value;
    int weight;
    boolean changed;
  }

  /** Reads the value of the current key, and whatever else is kept with it. */
  interface Reader<V> {
    /** Reads it, or null. */
    V read() throws Exception;
  }

  /** Writes a value for the current key, and whatever else is kept with it. */
  interface Writer<V> {
    /** Writes it; null: nothing is kept any more. */
    void write(V value) throws Exception;
  }

  private final Reader<V> reader;
  private final Writer<V> writer;
  private final Consumer<String> key;
  private final ToIntFunction<V> weight;
  private final long most;
  private final boolean serializing;
  private final Map<String, Held<V>> values = new LinkedHashMap<>(16, 0.75f, true);
  private long held;

  /**
   * A cache.
   *
   * @param reader reads a value from state
   * @param writer writes a value to it
   * @param backend sets the key that the state is read and written for
   * @param weight how much of {@code most} a value takes
   * @param most what it holds at the most
   */
  StateCache(
      Reader<V> reader,
      Writer<V> writer,
      KeyedStateBackend<String> backend,
      ToIntFunction<V> weight,
      long most) {
    this.reader = reader;
    this.writer = writer;
    this.key = backend::setCurrentKey;
    this.weight = weight;
    this.most = most;
    this.serializing = backend.getBackendTypeIdentifier().equals("rocksdb");
  }

  /** A cache in front of one value state. */
  static <V> StateCache<V> of(
      ValueState<V> state, KeyedStateBackend<String> backend, ToIntFunction<V> weight, long most) {
    return new StateCache<>(
        state::value,
        value -> {
          if (value == null) {
            state.clear();
          } else {
            state.update(value);
          }
        },
        backend,
        weight,
        most);
  }

  /** The value of the current key, or null. */
  V get(String current) throws Exception {
    Held<V> found = values.get(current);
    if (found != null) {
      return found.value;
    }
    V value = reader.read();
    if (value != null) {
      hold(current, value, false);
    }
    return value;
  }

  /** Changes the value of the current key. */
  void put(String current, V value) throws Exception {
    hold(current, value, true);
    makeRoom(current);
  }

  private void hold(String current, V value, boolean changed) {
    Held<V> entry = values.computeIfAbsent(current, each -> new Held<>());
    int now = weight.applyAsInt(value);
    held += now - entry.weight;
    entry.weight = now;
    entry.value = value;
    entry.changed |= changed;
  }

  private void makeRoom(String current) throws Exception {
    if (held <= most) {
      return;
    }
    boolean moved = false;
    Iterator<Map.Entry<String, Held<V>>> eldest = values.entrySet().iterator();
    while (held > most && values.size() > 1) {
      Map.Entry<String, Held<V>> out = eldest.next();
      if (out.getValue().changed) {
        key.accept(out.getKey());
        writer.write(out.getValue().value);
        moved = true;
      }
      held -= out.getValue().weight;
      eldest.remove();
    }
    if (moved) {
      key.accept(current);
    }
  }

  /** Forgets the value of the current key. */
  void remove(String current) throws Exception {
    Held<V> entry = values.remove(current);
    if (entry != null) {
      held -= entry.weight;
    }
    writer.write(null);
  }

  /**
   * Writes what has changed. Of a backend that keeps objects nothing is held on to: it may be
   * writing them to a checkpoint from now on. The current key is another after it.
   */
  void flush() throws Exception {
    for (Map.Entry<String, Held<V>> each : values.entrySet()) {
      if (each.getValue().changed) {
        key.accept(each.getKey());
        writer.write(each.getValue().value);
        each.getValue().changed = false;
      }
    }
    if (!serializing) {
      values.clear();
      held = 0;
    }
  }
}
