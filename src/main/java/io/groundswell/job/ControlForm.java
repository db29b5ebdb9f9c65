package io.groundswell.job;

import io.groundswell.event.Control;
import io.groundswell.event.Erasure;
import io.groundswell.event.Rule;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The binary form of what is broadcast: a tag, then the fields. */
final class ControlForm {
  private static final int RULE = 0;
  private static final int ERASURE = 1;

  private ControlForm() {}

  static void write(Control control, DataOutput out) throws IOException {
    if (control instanceof Rule rule) {
      out.writeByte(RULE);
      Bytes.writeString(rule.page(), out);
      Bytes.writeSigned(rule.time(), out);
      Bytes.writeSigned(rule.sequence(), out);
      out.writeBoolean(rule.deleted());
      write(rule.like(), out);
      write(rule.comment(), out);
      write(rule.share(), out);
      write(rule.threshold(), out);
      write(rule.release(), out);
      write(rule.defaultAudience(), out);
      write(rule.audienceCap(), out);
      write(rule.minSupporters(), out);
      write(rule.minSponsored(), out);
      write(rule.confirm(), out);
      write(rule.patience(), out);
      write(rule.cooldownMinutes(), out);
    } else if (control instanceof Erasure erasure) {
      out.writeByte(ERASURE);
      Bytes.writeString(erasure.page(), out);
      Bytes.writeString(erasure.supporter(), out);
      Bytes.writeSigned(erasure.time(), out);
    }
  }

  static Control read(DataInput in) throws IOException {
    int tag = in.readByte();
    return switch (tag) {
      case RULE ->
          new Rule(
              Bytes.readString(in),
              Bytes.readSigned(in),
              Bytes.readSigned(in),
              in.readBoolean(),
              readInteger(in),
              readInteger(in),
              readInteger(in),
              readDouble(in),
              readDouble(in),
              readInteger(in),
              readInteger(in),
              readInteger(in),
              readInteger(in),
              readInteger(in),
              readInteger(in),
              readInteger(in));
      case ERASURE -> new Erasure(Bytes.readString(in), Bytes.readString(in), Bytes.readSigned(in));
      default -> throw new IOException("the kind of a control must be 0 or 1, is " + tag);
    };
  }

  private static void write(Integer value, DataOutput out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeInt(value);
    }
  }

  private static void write(Double value, DataOutput out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeDouble(value);
    }
  }

  private static Integer readInteger(DataInput in) throws IOException {
    return in.readBoolean() ? in.readInt() : null;
  }

  private static Double readDouble(DataInput in) throws IOException {
    return in.readBoolean() ? in.readDouble() : null;
  }
}
