package io.groundswell.job;

import io.groundswell.event.Outcome;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The binary form of an outcome. */
final class OutcomeForm {
  private OutcomeForm() {}

  static void write(Outcome outcome, DataOutput out) throws IOException {
    Bytes.writeString(outcome.page(), out);
    Bytes.writeString(outcome.kind(), out);
    Bytes.writeString(outcome.id(), out);
    Bytes.writeSigned(outcome.time(), out);
    Bytes.writeNullable(outcome.post(), out);
    Bytes.writeNullable(outcome.supporter(), out);
    Bytes.writeNullable(outcome.referrer(), out);
    out.writeDouble(outcome.value());
    Bytes.writeNullable(outcome.currency(), out);
  }

  static Outcome read(DataInput in) throws IOException {
    return new Outcome(
        Bytes.readString(in),
        Bytes.readString(in),
        Bytes.readString(in),
        Bytes.readSigned(in),
        Bytes.readNullable(in),
        Bytes.readNullable(in),
        Bytes.readNullable(in),
        in.readDouble(),
        Bytes.readNullable(in));
  }
}
