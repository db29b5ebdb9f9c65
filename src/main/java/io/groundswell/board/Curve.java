package io.groundswell.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * Momentum over time, as points in order of time, each time once; at most so many. Where it is full
 * it either forgets its oldest points or, where its whole length matters, every other one. Not
 * thread-safe.
 */
final class Curve {
  private static final int FIRST_CAPACITY = 8;

  private final int most;
  private final boolean whole;
  private long[] at = new long[FIRST_CAPACITY];
  private float[] organic = new float[FIRST_CAPACITY];
  private float[] lower = new float[FIRST_CAPACITY];
  private float[] sponsored = new float[FIRST_CAPACITY];
  private int size;

  /**
   * An empty curve.
   *
   * @param most points, at least 4
   * @param whole whether the whole length is kept, more coarsely, rather than the newest points
   */
  Curve(int most, boolean whole) {
    this.most = most;
    this.whole = whole;
  }

  int size() {
    return size;
  }

  long at(int i) {
    return at[i];
  }

  float organic(int i) {
    return organic[i];
  }

  float sponsored(int i) {
    return sponsored[i];
  }

  /** Adds a point, or sets the one of that time. */
  void add(long time, double people, double least, double paid) {
    int i = size;
    while (i > 0 && at[i - 1] > time) {
      i--;
    }
    if (i > 0 && at[i - 1] == time) {
      set(i - 1, time, people, least, paid);
      return;
    }
    if (size == most) {
      if (!whole && i == 0) {
        return;
      }
      i = makeRoom(i);
    }
    if (size == at.length) {
      grow(Math.min(most, 2 * size));
    }
    for (Object column : new Object[] {at, organic, lower, sponsored}) {
      System.arraycopy(column, i, column, i + 1, size - i);
    }
    size++;
    set(i, time, people, least, paid);
  }

  private void set(int i, long time, double people, double least, double paid) {
    at[i] = time;
    organic[i] = (float) people;
    lower[i] = (float) least;
    sponsored[i] = (float) paid;
  }

  /** Frees at least one place; returns where place {@code i} is now. */
  private int makeRoom(int i) {
    if (!whole) {
      for (Object column : new Object[] {at, organic, lower, sponsored}) {
        System.arraycopy(column, 1, column, 0, size - 1);
      }
      size--;
      return i - 1;
    }
    int kept = 0;
    for (int from = 0; from < size; from += 2) {
      set(kept++, at[from], organic[from], lower[from], sponsored[from]);
    }
    size = kept;
    return (i + 1) / 2;
  }

  private void grow(int capacity) {
    at = Arrays.copyOf(at, capacity);
    organic = Arrays.copyOf(organic, capacity);
    lower = Arrays.copyOf(lower, capacity);
    sponsored = Arrays.copyOf(sponsored, capacity);
  }

  /** Adds the points of another from a time on. */
  void addAll(Curve other, long from) {
    for (int i = 0; i < other.size; i++) {
      if (other.at[i] >= from) {
        add(other.at[i], other.organic[i], other.lower[i], other.sponsored[i]);
      }
    }
  }

  /** Column by column, as charts take it. */
  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode times = node.putArray("t");
    ArrayNode people = node.putArray("o");
    ArrayNode least = node.putArray("l");
    ArrayNode paid = node.putArray("s");
    for (int i = 0; i < size; i++) {
      times.add(at[i]);
      people.add(Math.round(organic[i]));
      least.add(Math.round(lower[i]));
      paid.add(Math.round(sponsored[i]));
    }
    return node;
  }
}
