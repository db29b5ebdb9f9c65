package io.groundswell.local.generate;

import java.util.Arrays;

/**
 * What is still to happen, soonest first; at the same time in the order it was added. A binary heap
 * over parallel arrays: 36 bytes an entry, since millions of reactions may be pending.
 */
final class EventQueue {
  private long[] times = new long[1024];
  private long[] orders = new long[1024];
  private byte[] types = new byte[1024];
  private int[] wheres = new int[1024];
  private int[] whos = new int[1024];
  private long[] mores = new long[1024];
  private int size;
  private long added;

  long time;
  int type;
  int where;
  int who;
  long more;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** Adds an entry; {@code time} in epoch ms, the rest is the caller's. */
  void add(long time, int type, int where, int who, long more) {
    if (size == times.length) {
      grow();
    }
    int i = size++;
    long order = added++;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (times[parent] <= time) {
        break;
      }
      move(parent, i);
      i = parent;
    }
    times[i] = time;
    orders[i] = order;
    types[i] = (byte) type;
    wheres[i] = where;
    whos[i] = who;
    mores[i] = more;
  }

  /** Takes the soonest entry out, into this queue's fields. */
  void take() {
    time = times[0];
    type = types[0];
    where = wheres[0];
    who = whos[0];
    more = mores[0];
    int last = --size;
    int i = 0;
    while (true) {
      int child = 2 * i + 1;
      if (child >= last) {
        break;
      }
      if (child + 1 < last && before(child + 1, child)) {
        child++;
      }
      if (!before(child, last)) {
        break;
      }
      move(child, i);
      i = child;
    }
    move(last, i);
  }

  private boolean before(int a, int b) {
    return times[a] < times[b] || (times[a] == times[b] && orders[a] < orders[b]);
  }

  private void move(int from, int to) {
    times[to] = times[from];
    orders[to] = orders[from];
    types[to] = types[from];
    wheres[to] = wheres[from];
    whos[to] = whos[from];
    mores[to] = mores[from];
  }

  private void grow() {
    int capacity = size + (size >> 1);
    times = Arrays.copyOf(times, capacity);
    orders = Arrays.copyOf(orders, capacity);
    types = Arrays.copyOf(types, capacity);
    wheres = Arrays.copyOf(wheres, capacity);
    whos = Arrays.copyOf(whos, capacity);
    mores = Arrays.copyOf(mores, capacity);
  }
}
