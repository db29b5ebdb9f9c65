package io.groundswell.momentum;

import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A small set of slice ends, in order: an array, for it is read and written at every evaluation.
 */
final class SortedEnds {
  private long[] ends = new long[4];
  private int size;

  void add(long end) {
    int at = Arrays.binarySearch(ends, 0, size, end);
    if (at >= 0) {
      return;
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    int to = -at - 1;
    System.arraycopy(ends, to, ends, to + 1, size - to);
    ends[to] = end;
    size++;
  }

  void remove(long end) {
    int at = Arrays.binarySearch(ends, 0, size, end);
    if (at >= 0) {
      size--;
      System.arraycopy(ends, at + 1, ends, at, size - at);
    }
  }

  boolean contains(long end) {
    return Arrays.binarySearch(ends, 0, size, end) >= 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return ends[index];
  }

  /** The first, or MAX_VALUE. */
  long first() {
    return size == 0 ? Long.MAX_VALUE : ends[0];
  }

  void removeFirst() {
    remove(ends[0]);
  }

  void write(long base, DataOutput out) throws IOException {
    Bytes.writeUnsigned(size, out);
    long before = base;
    for (int i = 0; i < size; i++) {
      Bytes.writeSigned(ends[i] - before, out);
      before = ends[i];
    }
  }

  static SortedEnds read(long base, DataInput in) throws IOException {
    SortedEnds read = new SortedEnds();
    read.size = (int) Bytes.readUnsigned(in);
    read.ends = new long[read.size + 4];
    long before = base;
    for (int i = 0; i < read.size; i++) {
      before += Bytes.readSigned(in);
      read.ends[i] = before;
    }
    return read;
  }
}
