package io.groundswell.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What waits on the heap for one slice end: inputs, in two lists side by side, for there are many
 * and most keys have one only; and the keys that are to be looked at whatever comes.
 *
 * @param <I> what comes for a key
 */
final class Waiting<I> {
  private final List<String> keys = new ArrayList<>();
  private final List<I> inputs = new ArrayList<>();
  private final Set<String> wakes = new HashSet<>();

  void add(String key, I input) {
    keys.add(key);
    inputs.add(input);
  }

  /** Inputs of a key; without any, the key is to be looked at. Returns how much more is held. */
  int addAll(String key, List<I> all) {
    for (I input : all) {
      add(key, input);
    }
    return all.isEmpty() ? (wake(key) ? 1 : 0) : all.size();
  }

  /** Says that a key is to be looked at; returns whether nobody had. */
  boolean wake(String key) {
    return wakes.add(key);
  }

  /** Takes {@link #wake} back; returns whether it was so. */
  boolean wakeNoMore(String key) {
    return wakes.remove(key);
  }

  /** How many inputs and keys are held. */
  int size() {
    return inputs.size() + wakes.size();
  }

  /** Each input with its key, and each key that is to be looked at with null. */
  void forEach(BiConsumer<String, I> each) {
    for (int i = 0; i < inputs.size(); i++) {
      each.accept(keys.get(i), inputs.get(i));
    }
    for (String key : wakes) {
      each.accept(key, null);
    }
  }

  /** All of it by key; of one that is only to be looked at, an empty list. */
  Map<String, List<I>> byKey() {
    Map<String, List<I>> byKey = new HashMap<>((inputs.size() + wakes.size()) * 4 / 3 + 1);
    for (int i = 0; i < inputs.size(); i++) {
      List<I> one = List.of(inputs.get(i));
      List<I> before = byKey.putIfAbsent(keys.get(i), one);
      if (before != null) {
        if (before.size() == 1) {
          before = new ArrayList<>(before);
          byKey.put(keys.get(i), before);
        }
        before.add(inputs.get(i));
      }
    }
    for (String key : wakes) {
      byKey.putIfAbsent(key, List.of());
    }
    return byKey;
  }
}
