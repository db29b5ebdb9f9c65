package io.groundswell.job;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Basis;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Kind;
import io.groundswell.event.Post;
import io.groundswell.event.PostInput;
import io.groundswell.event.Retraction;
import io.groundswell.event.Tier;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The binary form of what the momentum step takes in: a tag, then the fields. */
final class PostInputForm {
  private static final What[] WHATS = What.values();
  private static final int CONTRIBUTION = 0;
  private static final int AD_SNAPSHOT = 1;
  private static final int POST = 2;
  private static final int FORGOTTEN = 3;
  private static final int RETRACTION = 4;

  private PostInputForm() {}

  /** Writes one, version 2. */
  static void write(PostInput input, DataOutput out) throws IOException {
    if (input instanceof Contribution contribution) {
      out.writeByte(CONTRIBUTION);
      write(contribution, out);
    } else if (input instanceof Retraction retraction) {
      out.writeByte(RETRACTION);
      write(retraction.what(), out);
    } else if (input instanceof AdSnapshot ad) {
      out.writeByte(AD_SNAPSHOT);
      Bytes.writeString(ad.page(), out);
      Bytes.writeString(ad.post(), out);
      Bytes.writeString(ad.ad(), out);
      Bytes.writeSigned(ad.time(), out);
      out.writeByte(ad.basis().ordinal() | (ad.start() != null ? 4 : 0));
      out.writeDouble(ad.reach());
      if (ad.start() != null) {
        Bytes.writeSigned(ad.start(), out);
      }
      out.writeDouble(ad.likes());
      out.writeDouble(ad.comments());
      out.writeDouble(ad.shares());
      out.writeDouble(ad.spend());
      Bytes.writeNullable(ad.currency(), out);
    } else if (input instanceof Post p) {
      out.writeByte(POST);
      Bytes.writeString(p.page(), out);
      Bytes.writeString(p.post(), out);
      Bytes.writeSigned(p.time(), out);
      Bytes.writeSigned(p.sequence(), out);
      Bytes.writeUnsigned(p.topics().length, out);
      for (String topic : p.topics()) {
        Bytes.writeString(topic, out);
      }
    } else if (input instanceof Forgotten f) {
      out.writeByte(FORGOTTEN);
      Bytes.writeString(f.page(), out);
      Bytes.writeString(f.post(), out);
      Bytes.writeString(f.supporter(), out);
      Bytes.writeSigned(f.at(), out);
    }
  }

  private static void write(Contribution c, DataOutput out) throws IOException {
    Bytes.writeString(c.page(), out);
    Bytes.writeString(c.post(), out);
    Bytes.writeString(c.supporter(), out);
    Bytes.writeSigned(c.at(), out);
    Bytes.writeSigned(c.began() == 0 ? 0 : c.at() - c.began() + 1, out);
    Bytes.writeUnsigned(c.spans().length, out);
    for (Span span : c.spans()) {
      out.writeByte(
          span.what().ordinal()
              | span.kind().ordinal() << 2
              | (span.begins() ? 16 : 0)
              | (span.nano() ? 32 : 0));
      Bytes.writeSigned(span.until() - c.at(), out);
      if (span.what() == What.STRONGEST) {
        Bytes.writeUnsigned(span.thousandths(), out);
      }
    }
    out.writeByte(c.tier() == null ? -1 : c.tier().ordinal());
    if (c.tier() != null) {
      out.writeDouble(c.score());
    }
  }

  /** Reads one of some version up to the newest. */
  static PostInput read(int version, DataInput in) throws IOException {
    int tag = in.readByte();
    return switch (tag) {
      case CONTRIBUTION -> readContribution(version, in);
      case RETRACTION -> new Retraction(readContribution(version, in));
      case AD_SNAPSHOT -> readAdSnapshot(version, in);
      case POST -> readPost(in);
      case FORGOTTEN ->
          new Forgotten(
              Bytes.readString(in),
              Bytes.readString(in),
              Bytes.readString(in),
              Bytes.readSigned(in));
      default -> throw new IOException("the kind of a post's input must be 0 to 4, is " + tag);
    };
  }

  /** What the steps need of a post: neither its text nor where it stands. */
  private static Post readPost(DataInput in) throws IOException {
    String page = Bytes.readString(in);
    String post = Bytes.readString(in);
    long time = Bytes.readSigned(in);
    long sequence = Bytes.readSigned(in);
    String[] topics = new String[(int) Bytes.readUnsigned(in)];
    for (int i = 0; i < topics.length; i++) {
      topics[i] = Bytes.readString(in);
    }
    return new Post(page, post, time, topics, null, null, null, null, sequence);
  }

  private static Contribution readContribution(int version, DataInput in) throws IOException {
    byte[] scratch = Bytes.scratch();
    String page = Bytes.readString(in, scratch);
    String post = Bytes.readString(in, scratch);
    String supporter = Bytes.readString(in, scratch);
    long at = Bytes.readSigned(in);
    long back = Bytes.readSigned(in);
    Span[] spans = new Span[(int) Bytes.readUnsigned(in)];
    for (int i = 0; i < spans.length; i++) {
      int flags = in.readByte();
      What what = WHATS[flags & 3];
      long until = Bytes.readSigned(in) + at;
      long thousandths = what == What.STRONGEST ? Bytes.readUnsigned(in) : 0;
      spans[i] =
          new Span(
              what,
              Kind.of(flags >> 2 & 3),
              (flags & 16) != 0,
              until,
              thousandths,
              (flags & 32) != 0);
    }
    int tier = version == 1 ? -1 : in.readByte();
    return new Contribution(
        page,
        post,
        supporter,
        at,
        back == 0 ? 0 : at - back + 1,
        spans,
        tier < 0 ? null : Tier.of(tier),
        tier < 0 ? Double.NaN : in.readDouble());
  }

  private static AdSnapshot readAdSnapshot(int version, DataInput in) throws IOException {
    String page = Bytes.readString(in);
    String post = Bytes.readString(in);
    String ad = Bytes.readString(in);
    long time = Bytes.readSigned(in);
    int flags = in.readByte();
    double reach = in.readDouble();
    Long start = (flags & 4) != 0 ? Bytes.readSigned(in) : null;
    return new AdSnapshot(
        page,
        post,
        ad,
        time,
        Basis.of(flags & 3),
        reach,
        start,
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        version == 1 ? null : Bytes.readNullable(in));
  }
}
