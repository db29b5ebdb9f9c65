package io.groundswell.page;

import io.groundswell.event.Cohort;
import io.groundswell.event.Origin;
import io.groundswell.time.Timing;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One cohort: how many it has, how many of them came back, and what was last told of it. */
public final class CohortFigures {
  private static final int[] DAYS = {1, 7, 28};
  private static final long NOTHING = -1;

  private long size;
  private final long[] back = new long[DAYS.length];
  private long toldSize = NOTHING;
  private final long[] told = {NOTHING, NOTHING, NOTHING};

  /** Takes what happened. */
  public void take(CohortTally more) {
    size += more.size();
    back[0] += more.back1();
    back[1] += more.back7();
    back[2] += more.back28();
  }

  /** What there is to tell at a whole minute {@code e}, or null if no number has changed. */
  public Cohort tell(String page, long day, Origin origin, long e) {
    boolean changed = toldSize != size;
    toldSize = size;
    for (int i = 0; i < DAYS.length; i++) {
      long now = Timing.dayOfEnd(e) > day + DAYS[i] ? back[i] : NOTHING;
      changed |= now != told[i];
      told[i] = now;
    }
    return changed
        ? new Cohort(page, day, origin, e, size, number(told[0]), number(told[1]), number(told[2]))
        : null;
  }

  private static Long number(long told) {
    return told == NOTHING ? null : told;
  }

  /** The first whole minute after {@code e} at which one more number is known, or MAX_VALUE. */
  public static long nextKnown(long day, long e) {
    for (int days : DAYS) {
      long known = (day + days + 1) * Timing.DAY + Timing.MINUTE;
      if (known > e) {
        return known;
      }
    }
    return Long.MAX_VALUE;
  }

  /** When no fact that is still taken can change it. */
  public static long forgottenAt(long day, Timing timing) {
    int longest = DAYS[DAYS.length - 1];
    return (day + longest + 1) * Timing.DAY + timing.remember() + Timing.MINUTE;
  }

  /** Writes all of it, version 1. */
  public void write(DataOutput out) throws IOException {
    Bytes.writeUnsigned(size, out);
    Bytes.writeSigned(toldSize, out);
    for (int i = 0; i < DAYS.length; i++) {
      Bytes.writeUnsigned(back[i], out);
      Bytes.writeSigned(told[i], out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static CohortFigures read(DataInput in) throws IOException {
    CohortFigures read = new CohortFigures();
    read.size = Bytes.readUnsigned(in);
    read.toldSize = Bytes.readSigned(in);
    for (int i = 0; i < DAYS.length; i++) {
      read.back[i] = Bytes.readUnsigned(in);
      read.told[i] = Bytes.readSigned(in);
    }
    return read;
  }
}
