package io.groundswell.board;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The newest rows of one kind, at most so many: beyond that the row of the lowest rank goes. It
 * remembers which rows changed since it was last asked. Not thread-safe.
 */
final class Table<T> {
  private record Entry<T>(String id, double rank, T value) {}

  private final String kind;
  private final int most;
  private final Map<String, Entry<T>> rows = new HashMap<>();
  private final TreeSet<Entry<T>> byRank =
      new TreeSet<>(Comparator.comparingDouble(Entry<T>::rank).thenComparing(Entry::id));
  private final Set<String> changed = new LinkedHashSet<>();
  private long dropped;

  /**
   * An empty table.
   *
   * @param kind what its rows are called on the wire
   * @param most rows that it keeps
   */
  Table(String kind, int most) {
    this.kind = kind;
    this.most = most;
  }

  String kind() {
    return kind;
  }

  int size() {
    return rows.size();
  }

  /** How many rows went for lack of room. */
  long dropped() {
    return dropped;
  }

  T get(String id) {
    Entry<T> entry = rows.get(id);
    return entry == null ? null : entry.value();
  }

  /** Sets a row; the one of the lowest rank goes where there are too many. */
  void put(String id, double rank, T value) {
    Entry<T> entry = new Entry<>(id, rank, value);
    Entry<T> before = rows.put(id, entry);
    if (before != null) {
      byRank.remove(before);
    }
    byRank.add(entry);
    changed.add(id);
    if (rows.size() > most) {
      dropped++;
      remove(byRank.first().id());
    }
  }

  /** Says that a row is another now, though it is the same object. */
  void touch(String id) {
    if (rows.containsKey(id)) {
      changed.add(id);
    }
  }

  /** Deletes a row, and returns what it was. */
  T remove(String id) {
    Entry<T> before = rows.remove(id);
    if (before == null) {
      return null;
    }
    byRank.remove(before);
    changed.add(id);
    return before.value();
  }

  /** All rows, highest rank first. */
  void all(BiConsumer<String, T> each) {
    Iterator<Entry<T>> descending = byRank.descendingIterator();
    while (descending.hasNext()) {
      Entry<T> entry = descending.next();
      each.accept(entry.id(), entry.value());
    }
  }

  /** The rows that changed since this was last asked; a value of null is a deletion. */
  void changes(BiConsumer<String, T> each) {
    for (String id : changed) {
      each.accept(id, get(id));
    }
    changed.clear();
  }
}
