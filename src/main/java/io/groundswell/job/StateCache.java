package io.groundswell.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.state.ValueState;

/**
 * Keyed state with the values of the keys that were looked at last in front of it (a write-back
 * cache). What changes is written when its key makes room for others, and before each checkpoint.
 *
 * <p>Two generations stand in for the order of use: what is looked at moves to the younger one;
 * when that is full, the older one goes as a whole. So to look at a value moves no other, and the
 * garbage collector finds what goes together where it was put together.
 *
 * <p>With a {@link Doorkeeper} only keys that come again soon are held; of the others what changes
 * is written at once. Where most come once in a long while, to hold them as objects costs more than
 * it saves. Their rows may be held, as bytes, by a {@link RowCache}: it has what the backend has.
 */
final class StateCache<V> {
  private static final class Held<V> {
    final String key;
    V value;
    int weight;
    boolean changed;

    Held(String key) {
      this.key = key;
    }
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

  /** Whose keyed state it is. */
  interface Owner {
    /** Makes a key the current one. */
    void lookAt(String key);

    /** Must be called before the current key's state is used. */
    void useState();

    /** The key group of a key. */
    int keyGroup(String key);

    /** Whether its backend keeps bytes, not the objects that it is given. */
    boolean keepsBytes();
  }

  private final Reader<V> reader;
  private final Writer<V> writer;
  private final Owner owner;
  private final ToIntFunction<V> weight;
  private final long most;
  private final boolean serializing;
  private final Doorkeeper doorkeeper;
  private final Rows<V> rows;
  private final List<Held<V>> changed = new ArrayList<>();
  private Map<String, Held<V>> younger = new HashMap<>();
  private Map<String, Held<V>> older = new HashMap<>();
  private long held;

  /** Whether the key that was looked for in vain last is to be held. */
  private boolean admitted;

  /**
   * A cache.
   *
   * @param reader reads a value from state
   * @param writer writes a value to it
   * @param owner whose state it is
   * @param weight how much of {@code most} a value takes
   * @param most what it holds at the most
   * @param doorkeeper who says which keys are held
   * @param rows the bytes of values that are in state, or null
   */
  StateCache(
      Reader<V> reader,
      Writer<V> writer,
      Owner owner,
      ToIntFunction<V> weight,
      long most,
      Doorkeeper doorkeeper,
      Rows<V> rows) {
    this.reader = reader;
    this.writer = writer;
    this.owner = owner;
    this.weight = weight;
    this.most = most;
    this.doorkeeper = doorkeeper;
    this.serializing = owner.keepsBytes();
    this.rows = serializing ? rows : null;
  }

  /** A cache in front of one value state. */
  static <V> StateCache<V> of(
      ValueState<V> state,
      Owner owner,
      ToIntFunction<V> weight,
      long most,
      Doorkeeper doorkeeper,
      Rows<V> rows) {
    return new StateCache<>(
        state::value,
        value -> {
          if (value == null) {
            state.clear();
          } else {
            state.update(value);
          }
        },
        owner,
        weight,
        most,
        doorkeeper,
        rows);
  }

  /** The value of the operator's current key, or null. */
  V get(String current) throws Exception {
    Held<V> found = find(current);
    if (found == null) {
      V value = read(current);
      admitted = doorkeeper.admits(current);
      if (value == null || !admitted) {
        return value;
      }
      found = hold(current, value);
    }
    V value = found.value;
    makeRoom(current);
    return value;
  }

  /** The value of the operator's current key, or null; one that is not held is not held now. */
  V peek(String current) throws Exception {
    Held<V> found = younger.getOrDefault(current, older.get(current));
    if (found != null) {
      return found.value;
    }
    if (rows != null && rows.find(current)) {
      return rows.found();
    }
    owner.useState();
    return reader.read();
  }

  /** The value of the operator's current key as an object of its own, or null. */
  V copy(String current, UnaryOperator<V> copier) throws Exception {
    Held<V> found = younger.getOrDefault(current, older.get(current));
    if (found != null) {
      return copier.apply(found.value);
    }
    V value = read(current);
    return serializing || value == null ? value : copier.apply(value);
  }

  /**
   * Has the row of the operator's current key at hand, which will be asked for soon: what takes
   * long is better done while there is time.
   */
  void prepare(String current) throws Exception {
    if (rows != null
        && !younger.containsKey(current)
        && !older.containsKey(current)
        && !rows.find(current)) {
      readState(current);
    }
  }

  private V read(String current) throws Exception {
    if (rows != null && rows.find(current)) {
      return rows.found();
    }
    return readState(current);
  }

  private V readState(String current) throws Exception {
    owner.useState();
    V value = reader.read();
    if (rows != null && value == null) {
      rows.keepNothing(current);
    } else if (rows != null) {
      rows.keep(current, value);
    }
    return value;
  }

  private void write(String current, V value) throws Exception {
    owner.useState();
    if (rows == null) {
      writer.write(value);
    } else {
      rows.write(current, value, writer);
    }
  }

  /** Knows nothing of a key any more, of which there is nothing in state. */
  void forget(String current) {
    if (rows != null) {
      rows.forget(current);
    }
  }

  /** Changes the value of the operator's current key, which was looked at last. */
  void put(String current, V value) throws Exception {
    Held<V> entry = find(current);
    if (entry == null && !admitted) {
      write(current, value);
      return;
    }
    entry = hold(current, value);
    if (!entry.changed) {
      entry.changed = true;
      changed.add(entry);
    }
    makeRoom(current);
  }

  /** What is held of a key, among the younger from now on. */
  private Held<V> find(String current) {
    Held<V> found = younger.get(current);
    if (found == null) {
      found = older.remove(current);
      if (found != null) {
        younger.put(current, found);
        held += found.weight;
      }
    }
    return found;
  }

  private Held<V> hold(String current, V value) {
    Held<V> entry = younger.computeIfAbsent(current, Held::new);
    int now = weight.applyAsInt(value);
    held += now - entry.weight;
    entry.weight = now;
    entry.value = value;
    return entry;
  }

  private void makeRoom(String current) throws Exception {
    if (held <= most / 2) {
      return;
    }
    for (Held<V> out : older.values()) {
      write(out);
    }
    owner.lookAt(current);
    changed.removeIf(each -> !each.changed);
    older = younger;
    younger = new HashMap<>();
    held = 0;
  }

  private void write(Held<V> entry) throws Exception {
    if (entry.changed) {
      owner.lookAt(entry.key);
      write(entry.key, entry.value);
      entry.changed = false;
    }
  }

  /** Forgets the value of the operator's current key. */
  void remove(String current) throws Exception {
    Held<V> entry = find(current);
    if (entry != null) {
      younger.remove(current);
      held -= entry.weight;
      entry.changed = false;
    }
    forget(current);
    owner.useState();
    writer.write(null);
  }

  /**
   * Writes what has changed. Of a backend that keeps objects nothing is held on to: it may be
   * writing them to a checkpoint from now on. The operator's current key is another after it.
   */
  void flush() throws Exception {
    // In RocksDB's order, as what waits is taken: see Waiting.forEachKey.
    changed.sort(
        Comparator.comparingInt((Held<V> each) -> owner.keyGroup(each.key))
            .thenComparingInt(each -> each.key.length())
            .thenComparing(each -> each.key));
    for (Held<V> each : changed) {
      write(each);
    }
    changed.clear();
    if (!serializing) {
      younger.clear();
      older.clear();
      held = 0;
    }
  }
}
