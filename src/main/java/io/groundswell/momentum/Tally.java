package io.groundswell.momentum;

import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Kind;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What a post's window holds, kind by kind, or how it changes at a slice end: whole numbers that
 * agree in any order of adding. O_k, Q_k and N_k of momentum.md section 3, how many of N_k are of
 * nano tier, and the live engagements of kind k with and without {@code ad}. Q_k is a sum of
 * squares of up to 2^67 each and takes 128 bits.
 */
final class Tally {
  private static final int REACH = 0;
  private static final int SQUARES_HIGH = 1;
  private static final int SQUARES_LOW = 2;
  private static final int SUPPORTERS = 3;
  private static final int ORGANIC = 4;
  private static final int SPONSORED = 5;
  private static final int NANO = 6;
  private static final int FIELDS = 7;

  /** Version 1 did not count those of nano tier. */
  private static final int FIELDS_VERSION_1 = 6;

  private static final int KINDS = 3;
  private static final long[] NONE = new long[0];

  /** The kinds that something is counted of, one bit each: most slices of a post know of one. */
  private int kinds;

  /** The fields of each of them, in order. */
  private long[] cells = NONE;

  /** O_k, thousandths of a person. */
  long reach(Kind kind) {
    return get(kind, REACH);
  }

  /** Q_k, thousandths squared. */
  double squares(Kind kind) {
    long low = get(kind, SQUARES_LOW);
    double unsigned = (double) (low >>> 1) * 2 + (low & 1);
    return get(kind, SQUARES_HIGH) * 0x1p64 + unsigned;
  }

  /** N_k, supporters. */
  long supporters(Kind kind) {
    return get(kind, SUPPORTERS);
  }

  /** How many of them are of nano tier. */
  long nano(Kind kind) {
    return get(kind, NANO);
  }

  /** Live engagements without {@code ad}. */
  long organic(Kind kind) {
    return get(kind, ORGANIC);
  }

  /** Live engagements with {@code ad}. */
  long sponsored(Kind kind) {
    return get(kind, SPONSORED);
  }

  private long get(Kind kind, int field) {
    return has(kind.ordinal()) ? cells[place(kind.ordinal()) + field] : 0;
  }

  private boolean has(int kind) {
    return (kinds & 1 << kind) != 0;
  }

  /** Where the fields of a kind begin, or would. */
  private int place(int kind) {
    return FIELDS * Integer.bitCount(kinds & ((1 << kind) - 1));
  }

  /** Where the fields of a kind begin, which there are from now on. */
  private int placeFor(int kind) {
    int at = place(kind);
    if (!has(kind)) {
      long[] more = new long[cells.length + FIELDS];
      System.arraycopy(cells, 0, more, 0, at);
      System.arraycopy(cells, at, more, at + FIELDS, cells.length - at);
      cells = more;
      kinds |= 1 << kind;
    }
    return at;
  }

  /** Whether no engagement is live in the window. */
  boolean windowEmpty() {
    for (int at = 0; at < cells.length; at += FIELDS) {
      if (cells[at + ORGANIC] != 0 || cells[at + SPONSORED] != 0) {
        return false;
      }
    }
    return true;
  }

  boolean isZero() {
    for (long cell : cells) {
      if (cell != 0) {
        return false;
      }
    }
    return true;
  }

  void clear() {
    cells = NONE;
    kinds = 0;
  }

  /** Counts what a span is worth, once more (+1) or once less (-1). */
  void add(Span span, int sign) {
    int at = placeFor(span.kind().ordinal());
    switch (span.what()) {
      case ORGANIC -> cells[at + ORGANIC] += sign;
      case SPONSORED -> cells[at + SPONSORED] += sign;
      case STRONGEST -> {
        long c = span.thousandths();
        cells[at + REACH] += sign * c;
        cells[at + SUPPORTERS] += sign;
        cells[at + NANO] += span.nano() ? sign : 0;
        long high = Math.multiplyHigh(c, c);
        long low = c * c;
        addSquares(at, high, low, sign);
      }
    }
  }

  /** Adds another tally to this one, or takes it away where {@code sign} is -1. */
  void add(Tally other, int sign) {
    for (int kind = 0; kind < KINDS; kind++) {
      if (other.has(kind)) {
        int from = other.place(kind);
        int at = placeFor(kind);
        cells[at + REACH] += sign * other.cells[from + REACH];
        cells[at + SUPPORTERS] += sign * other.cells[from + SUPPORTERS];
        cells[at + NANO] += sign * other.cells[from + NANO];
        cells[at + ORGANIC] += sign * other.cells[from + ORGANIC];
        cells[at + SPONSORED] += sign * other.cells[from + SPONSORED];
        addSquares(at, other.cells[from + SQUARES_HIGH], other.cells[from + SQUARES_LOW], sign);
      }
    }
  }

  /** Adds (or takes away) a whole number of 128 bits. */
  private void addSquares(int at, long high, long low, int sign) {
    if (sign > 0) {
      addSquares(at, high, low);
    } else {
      addSquares(at, low == 0 ? -high : ~high, -low);
    }
  }

  private void addSquares(int at, long high, long low) {
    long sum = cells[at + SQUARES_LOW] + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    cells[at + SQUARES_LOW] = sum;
    cells[at + SQUARES_HIGH] += high + carry;
  }

  /** The kinds that something is counted of which is not 0, one bit each. */
  private int kindsThatCount() {
    int counting = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      if (has(kind)) {
        int at = place(kind);
        for (int i = 0; i < FIELDS; i++) {
          counting |= cells[at + i] != 0 ? 1 << kind : 0;
        }
      }
    }
    return counting;
  }

  void write(DataOutput out) throws IOException {
    int counting = kindsThatCount();
    out.writeByte(counting);
    for (int kind = 0; kind < KINDS; kind++) {
      if ((counting & 1 << kind) != 0) {
        int at = place(kind);
        for (int i = 0; i < FIELDS; i++) {
          Bytes.writeSigned(cells[at + i], out);
        }
      }
    }
  }

  static Tally read(int version, DataInput in) throws IOException {
    int fields = version == 1 ? FIELDS_VERSION_1 : FIELDS;
    Tally tally = new Tally();
    int kinds = in.readByte();
    if (kinds == 0) {
      return tally;
    }
    tally.kinds = kinds;
    tally.cells = new long[FIELDS * Integer.bitCount(kinds)];
    for (int at = 0; at < tally.cells.length; at += FIELDS) {
      for (int i = 0; i < fields; i++) {
        tally.cells[at + i] = Bytes.readSigned(in);
      }
    }
    return tally;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally tally && sameAs(tally);
  }

  private boolean sameAs(Tally other) {
    int counting = kindsThatCount();
    if (counting != other.kindsThatCount()) {
      return false;
    }
    for (int kind = 0; kind < KINDS; kind++) {
      int at = place(kind);
      int there = other.place(kind);
      if ((counting & 1 << kind) != 0
          && !Arrays.equals(cells, at, at + FIELDS, other.cells, there, there + FIELDS)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    long hash = 0;
    for (long cell : cells) {
      hash += cell;
    }
    return Long.hashCode(hash);
  }
}
