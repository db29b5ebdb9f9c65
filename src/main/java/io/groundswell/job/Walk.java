package io.groundswell.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes from key to key. What is held only after it began it does not see; it ends when something is
 * let go.
 *
 * @param <I> what comes for a key
 */
final class Walk<I> {
  private final Waiting<I> of;
  private final long[] order;
  private final int size;
  private final int generation;
  private int first;
  private int end;

  Walk(Waiting<I> of, long[] order) {
    this.of = of;
    this.order = order;
    this.size = of.size();
    this.generation = of.generation();
  }

  /** Goes to the next key; returns whether there is one. */
  boolean next() {
    if (end == size || generation != of.generation()) {
      return false;
    }
    first = end++;
    while (end < size && of.compare(order[first], order[end]) == 0) {
      end++;
    }
    return true;
  }

  /** Goes before the first key. */
  void again() {
    end = 0;
  }

  String key() throws IOException {
    return of.key(order[first]);
  }

  /** All that has come for the key, in the order in which it came. */
  List<I> inputs() throws IOException {
    return inputs(0);
  }

  /** Of all that has come what has been told. */
  List<I> toldInputs() throws IOException {
    return inputs(Waiting.TOLD);
  }

  private List<I> inputs(int flags) throws IOException {
    List<I> inputs = new ArrayList<>(1);
    for (int i = first; i < end; i++) {
      int what = of.what(order[i]);
      if ((what & Waiting.INPUT) != 0 && (what & flags) == flags) {
        inputs.add(of.input(order[i]));
      }
    }
    return inputs;
  }

  /** Whether what follows from all that is held of the key has been told. */
  boolean allTold() {
    return told() == end - first;
  }

  /** Whether what follows from some of it has been. */
  boolean someTold() {
    return told() > 0;
  }

  private int told() {
    int told = 0;
    for (int i = first; i < end && of.told() > 0; i++) {
      told += (of.what(order[i]) & Waiting.TOLD) != 0 ? 1 : 0;
    }
    return told;
  }

  /** Remembers whether what follows from all of it has been told. */
  void told(boolean now) {
    for (int i = first; i < end; i++) {
      of.told(order[i], now);
    }
  }

  /** The memory may be used for others. */
  void letGo() {
    end = size;
    of.reuse(order);
  }
}
