package io.groundswell.job;

import io.groundswell.event.Credit;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.Kind;
import io.groundswell.event.Mention;
import io.groundswell.event.SupporterInput;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The binary form of what the supporter step takes in: a tag, then the fields. */
final class SupporterInputForm {
  private static final int ENGAGEMENT = 0;
  private static final int MENTION = 1;
  private static final int CREDIT = 2;
  private static final int ERASURE = 3;

  private SupporterInputForm() {}

  /** Writes one. */
  static void write(SupporterInput input, DataOutput out) throws IOException {
    if (input instanceof Engagement e) {
      out.writeByte(ENGAGEMENT);
      out.writeByte(
          e.kind().ordinal()
              | (e.add() ? 4 : 0)
              | (e.ad() != null ? 8 : 0)
              | (e.via() != null ? 16 : 0));
      Bytes.writeString(e.page(), out);
      Bytes.writeString(e.post(), out);
      Bytes.writeString(e.supporter(), out);
      Bytes.writeString(e.id(), out);
      Bytes.writeSigned(e.time(), out);
      Bytes.writeSigned(e.audience(), out);
      if (e.ad() != null) {
        Bytes.writeString(e.ad(), out);
      }
      if (e.via() != null) {
        Bytes.writeString(e.via(), out);
      }
      Bytes.writeUnsigned(e.partition(), out);
      Bytes.writeUnsigned(e.offset(), out);
    } else if (input instanceof Mention m) {
      out.writeByte(MENTION);
      Bytes.writeString(m.page(), out);
      Bytes.writeString(m.supporter(), out);
      Bytes.writeString(m.by(), out);
      Bytes.writeSigned(m.time(), out);
    } else if (input instanceof Credit c) {
      out.writeByte(CREDIT);
      Bytes.writeString(c.supporter(), out);
      OutcomeForm.write(c.outcome(), out);
    } else if (input instanceof Erasure e) {
      out.writeByte(ERASURE);
      Bytes.writeString(e.page(), out);
      Bytes.writeString(e.supporter(), out);
      Bytes.writeSigned(e.time(), out);
    }
  }

  /** Reads one. */
  static SupporterInput read(DataInput in) throws IOException {
    int tag = in.readByte();
    return switch (tag) {
      case ENGAGEMENT -> readEngagement(in);
      case MENTION ->
          new Mention(
              Bytes.readString(in),
              Bytes.readString(in),
              Bytes.readString(in),
              Bytes.readSigned(in));
      case CREDIT -> new Credit(Bytes.readString(in), OutcomeForm.read(in));
      case ERASURE -> new Erasure(Bytes.readString(in), Bytes.readString(in), Bytes.readSigned(in));
      default -> throw new IOException("the kind of a supporter's input must be 0 to 3, is " + tag);
    };
  }

  private static Engagement readEngagement(DataInput in) throws IOException {
    byte[] scratch = Bytes.scratch();
    int flags = in.readByte();
    String page = Bytes.readString(in, scratch);
    String post = Bytes.readString(in, scratch);
    String supporter = Bytes.readString(in, scratch);
    String id = Bytes.readString(in, scratch);
    long time = Bytes.readSigned(in);
    long audience = Bytes.readSigned(in);
    String ad = (flags & 8) != 0 ? Bytes.readString(in, scratch) : null;
    String via = (flags & 16) != 0 ? Bytes.readString(in, scratch) : null;
    int partition = (int) Bytes.readUnsigned(in);
    long offset = Bytes.readUnsigned(in);
    return new Engagement(
        page,
        post,
        supporter,
        Kind.of(flags & 3),
        id,
        time,
        (flags & 4) != 0,
        audience,
        ad,
        via,
        partition,
        offset);
  }
}
