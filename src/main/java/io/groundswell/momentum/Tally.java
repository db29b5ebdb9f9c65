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

  private final long[] cells = new long[3 * FIELDS];

  /** O_k, thousandths of a person. */
  long reach(Kind kind) {
    return cells[kind.ordinal() * FIELDS + REACH];
  }

  /** Q_k, thousandths squared. */
  double squares(Kind kind) {
    int at = kind.ordinal() * FIELDS;
    long low = cells[at + SQUARES_LOW];
    double unsigned = (double) (low >>> 1) * 2 + (low & 1);
    return cells[at + SQUARES_HIGH] * 0x1p64 + unsigned;
  }

  /** N_k, supporters. */
  long supporters(Kind kind) {
    return cells[kind.ordinal() * FIELDS + SUPPORTERS];
  }

  /** How many of them are of nano tier. */
  long nano(Kind kind) {
    return cells[kind.ordinal() * FIELDS + NANO];
  }

  /** Live engagements without {@code ad}. */
  long organic(Kind kind) {
    return cells[kind.ordinal() * FIELDS + ORGANIC];
  }

  /** Live engagements with {@code ad}. */
  long sponsored(Kind kind) {
    return cells[kind.ordinal() * FIELDS + SPONSORED];
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
    Arrays.fill(cells, 0);
  }

  /** Counts what a span is worth, once more (+1) or once less (-1). */
  void add(Span span, int sign) {
    int at = span.kind().ordinal() * FIELDS;
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
        if (sign > 0) {
          addSquares(at, high, low);
        } else {
          addSquares(at, low == 0 ? -high : ~high, -low);
        }
      }
    }
  }

  /** Adds another tally to this one. */
  void add(Tally other) {
    for (int at = 0; at < cells.length; at += FIELDS) {
      cells[at + REACH] += other.cells[at + REACH];
      cells[at + SUPPORTERS] += other.cells[at + SUPPORTERS];
      cells[at + NANO] += other.cells[at + NANO];
      cells[at + ORGANIC] += other.cells[at + ORGANIC];
      cells[at + SPONSORED] += other.cells[at + SPONSORED];
      addSquares(at, other.cells[at + SQUARES_HIGH], other.cells[at + SQUARES_LOW]);
    }
  }

  private void addSquares(int at, long high, long low) {
    long sum = cells[at + SQUARES_LOW] + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    cells[at + SQUARES_LOW] = sum;
    cells[at + SQUARES_HIGH] += high + carry;
  }

  void write(DataOutput out) throws IOException {
    int kinds = 0;
    for (int kind = 0; kind < 3; kind++) {
      for (int i = 0; i < FIELDS; i++) {
        if (cells[kind * FIELDS + i] != 0) {
          kinds |= 1 << kind;
        }
      }
    }
    out.writeByte(kinds);
    for (int kind = 0; kind < 3; kind++) {
      if ((kinds & 1 << kind) != 0) {
        for (int i = 0; i < FIELDS; i++) {
          Bytes.writeSigned(cells[kind * FIELDS + i], out);
        }
      }
    }
  }

  static Tally read(int version, DataInput in) throws IOException {
    int fields = version == 1 ? FIELDS_VERSION_1 : FIELDS;
    Tally tally = new Tally();
    int kinds = in.readByte();
    for (int kind = 0; kind < 3; kind++) {
      if ((kinds & 1 << kind) != 0) {
        for (int i = 0; i < fields; i++) {
          tally.cells[kind * FIELDS + i] = Bytes.readSigned(in);
        }
      }
    }
    return tally;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally tally && Arrays.equals(cells, tally.cells);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(cells);
  }
}
