package io.groundswell.page;

import io.groundswell.event.Origin;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What happened to one cohort within some minute; it can be added up in any order and grouping.
 *
 * @param page the page
 * @param day the day on which its supporters were first seen, counted from the epoch
 * @param origin organic or sponsored
 * @param minute the whole minute of event time that it counts at, epoch milliseconds
 * @param size how many more it has
 * @param back1 how many more have come back on the next day
 * @param back7 on any of the next 7
 * @param back28 on any of the next 28
 */
public record CohortTally(
    String page, long day, Origin origin, long minute, int size, int back1, int back7, int back28) {

  /** Both together. */
  public CohortTally plus(CohortTally more) {
    return new CohortTally(
        page,
        day,
        origin,
        minute,
        size + more.size,
        back1 + more.back1,
        back7 + more.back7,
        back28 + more.back28);
  }

  /** Whether it changes nothing. */
  public boolean isZero() {
    return size == 0 && back1 == 0 && back7 == 0 && back28 == 0;
  }

  /** Writes it, version 1. */
  public void write(DataOutput out) throws IOException {
    Bytes.writeString(page, out);
    Bytes.writeSigned(day, out);
    out.writeByte(origin.ordinal());
    Bytes.writeSigned(minute, out);
    Bytes.writeSigned(size, out);
    Bytes.writeSigned(back1, out);
    Bytes.writeSigned(back7, out);
    Bytes.writeSigned(back28, out);
  }

  /** Reads what {@link #write} wrote. */
  public static CohortTally read(DataInput in) throws IOException {
    return new CohortTally(
        Bytes.readString(in),
        Bytes.readSigned(in),
        Origin.of(in.readByte()),
        Bytes.readSigned(in),
        (int) Bytes.readSigned(in),
        (int) Bytes.readSigned(in),
        (int) Bytes.readSigned(in),
        (int) Bytes.readSigned(in));
  }
}
