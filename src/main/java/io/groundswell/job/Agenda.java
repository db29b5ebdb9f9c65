package io.groundswell.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What waits on the heap for slice ends that are near: inputs, and keys that are to be looked at
 * whatever comes. Some of the latter can wait until all others of their slice end have been looked
 * at: they stand apart.
 *
 * @param <I> what comes for a key
 */
final class Agenda<I> {
  private final Waiting.Form<I> form;
  private final TreeMap<Long, Waiting<I>> first = new TreeMap<>();
  private final TreeMap<Long, Waiting<I>> last = new TreeMap<>();

  /** Keys of which nothing may be left but inputs. */
  private final Set<String> forgotten = new HashSet<>();

  private int size;
  private long bytes;

  Agenda(Waiting.Form<I> form) {
    this.form = form;
  }

  /** Holds an input. */
  void add(long end, String key, I input) throws IOException {
    add(end, key, input, Waiting.INPUT);
  }

  /** Holds a key's inputs; without any, the key is to be looked at. */
  void add(long end, String key, List<I> inputs) throws IOException {
    if (inputs.isEmpty()) {
      wake(end, key);
    }
    for (I input : inputs) {
      add(end, key, input);
    }
  }

  /** Has a key looked at. */
  void wake(long end, String key) throws IOException {
    add(end, key, null, 0);
  }

  /** Has a key looked at when all others have been. */
  void wakeLater(long end, String key) throws IOException {
    add(end, key, null, Waiting.LATER);
  }

  /** Holds an input, or none, and what is to be known of it: see {@link Waiting}. */
  void add(long end, String key, I input, int what) throws IOException {
    Waiting<I> there = at((what & Waiting.LATER) != 0 ? last : first, end);
    bytes -= there.bytes();
    there.add(key, input, what);
    bytes += there.bytes();
    size++;
  }

  private Waiting<I> at(TreeMap<Long, Waiting<I>> ends, long end) {
    Waiting<I> there = ends.get(end);
    if (there == null) {
      there = new Waiting<>(form);
      ends.put(end, there);
    }
    return there;
  }

  /** What waits for a slice end, but what gives way to it, or null. */
  Waiting<I> at(long end) {
    return first.get(end);
  }

  /** The first slice end that something waits for; {@link Long#MAX_VALUE} if nothing does. */
  long firstEnd() {
    long end = first.isEmpty() ? Long.MAX_VALUE : first.firstKey();
    return last.isEmpty() ? end : Math.min(end, last.firstKey());
  }

  /** Whether something waits for a slice end up to {@code passed}. */
  boolean isDue(long passed) {
    return (!first.isEmpty() || !last.isEmpty()) && firstEnd() <= passed;
  }

  /** What waits for a slice end, which is not held here any more; possibly nothing. */
  Waiting<I> take(long end) {
    return take(first, end);
  }

  /** The keys that are to be looked at when all others have been, which are not held any more. */
  Waiting<I> takeLast(long end) {
    return take(last, end);
  }

  private Waiting<I> take(TreeMap<Long, Waiting<I>> ends, long end) {
    Waiting<I> due = ends.remove(end);
    if (due == null) {
      return new Waiting<>(form);
    }
    size -= due.size();
    bytes -= due.bytes();
    return due;
  }

  /** The slice ends of which something has been told before they were passed. */
  List<Long> toldEnds() {
    List<Long> ends = new ArrayList<>(1);
    first.forEach(
        (end, each) -> {
          if (each.told() > 0) {
            ends.add(end);
          }
        });
    return ends;
  }

  /** Takes all that waits for a key at a slice end. */
  interface Spilled<I> {
    /** What waits; inputs are possibly none. */
    void take(long end, String key, List<I> inputs) throws Exception;
  }

  /** Gives all there is, and holds nothing any more. */
  void spill(Spilled<I> out) throws Exception {
    for (Map.Entry<Long, Waiting<I>> each : all()) {
      long end = each.getKey();
      each.getValue().forEachKey((key, come) -> out.take(end, key, come));
      each.getValue().clear();
    }
    first.clear();
    last.clear();
    size = 0;
    bytes = 0;
  }

  /** All there is, by slice end; of some there are two. */
  List<Map.Entry<Long, Waiting<I>>> all() {
    List<Map.Entry<Long, Waiting<I>>> all = new ArrayList<>(first.entrySet());
    all.addAll(last.entrySet());
    return all;
  }

  /** How many keys and inputs are held. */
  int size() {
    return size;
  }

  /** How much memory they take, bytes. */
  long bytes() {
    return bytes;
  }

  /** The keys that something is held for. */
  Set<String> keys() throws IOException {
    Set<String> keys = new LinkedHashSet<>();
    for (Map.Entry<Long, Waiting<I>> each : all()) {
      each.getValue().keys(keys);
    }
    return keys;
  }

  /** Nothing is kept of a key: nor are its wake-ups, from {@link #dropForgotten} on. */
  void forget(String key) {
    forgotten.add(key);
  }

  /** Takes {@link #forget} back. */
  void remember(String key) {
    if (!forgotten.isEmpty()) {
      forgotten.remove(key);
    }
  }

  /** Drops the wake-ups of those who were forgotten and have not asked for another since. */
  void dropForgotten() throws IOException {
    if (forgotten.isEmpty()) {
      return;
    }
    size = 0;
    bytes = 0;
    for (Map.Entry<Long, Waiting<I>> each : all()) {
      each.getValue().wakeNoMore(forgotten);
      size += each.getValue().size();
      bytes += each.getValue().bytes();
    }
    first.values().removeIf(each -> each.size() == 0);
    last.values().removeIf(each -> each.size() == 0);
    forgotten.clear();
  }
}
