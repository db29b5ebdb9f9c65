package io.groundswell.job;

import io.groundswell.alert.AlertLife;
import io.groundswell.codec.Inbound;
import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Basis;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.PostInput;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Topic;
import io.groundswell.momentum.Momentum;
import io.groundswell.momentum.PostSlice;
import io.groundswell.supporter.Supporter;
import io.groundswell.supporter.SupporterCodec;
import io.groundswell.wire.Bytes;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The binary forms of what goes between the steps and of what is kept in state. */
public final class Serializers {
  private Serializers() {}

  /** A record as it came; what is read of it is read anew. */
  public static final class InboundSerializer extends BinarySerializer<Inbound> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public InboundSerializer() {
      super(Inbound.class, 1, true);
    }

    @Override
    protected void write(Inbound r, DataOutputView out) throws IOException {
      out.writeByte(r.topic().ordinal());
      Bytes.writeString(r.topicName(), out);
      Bytes.writeUnsigned(r.partition(), out);
      Bytes.writeUnsigned(r.offset(), out);
      Bytes.writeSigned(r.timestamp(), out);
      Bytes.writeSigned(r.maxFuture(), out);
      Bytes.writeBytes(r.key(), out);
      Bytes.writeBytes(r.value(), out);
    }

    @Override
    protected Inbound read(int version, DataInputView in) throws IOException {
      return new Inbound(
          Topic.of(in.readByte()),
          Bytes.readString(in),
          (int) Bytes.readUnsigned(in),
          Bytes.readUnsigned(in),
          Bytes.readSigned(in),
          Bytes.readSigned(in),
          Bytes.readBytes(in),
          Bytes.readBytes(in));
    }

    @Override
    public TypeSerializerSnapshot<Inbound> snapshotConfiguration() {
      return new InboundSnapshot();
    }

    /** The snapshot. */
    public static final class InboundSnapshot extends SimpleTypeSerializerSnapshot<Inbound> {
      /** The snapshot. */
      public InboundSnapshot() {
        super(InboundSerializer::new);
      }
    }
  }

  /** What the supporter step takes in. */
  public static final class SupporterInputSerializer extends BinarySerializer<SupporterInput> {
    private static final long serialVersionUID = 1L;
    private static final int ENGAGEMENT = 0;

    /** The serializer. */
    public SupporterInputSerializer() {
      super(SupporterInput.class, 1, true);
    }

    @Override
    protected void write(SupporterInput input, DataOutputView out) throws IOException {
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
      }
    }

    @Override
    protected SupporterInput read(int version, DataInputView in) throws IOException {
      int tag = in.readByte();
      if (tag != ENGAGEMENT) {
        throw new IOException("the kind of a supporter's input must be 0, is " + tag);
      }
      int flags = in.readByte();
      String page = Bytes.readString(in);
      String post = Bytes.readString(in);
      String supporter = Bytes.readString(in);
      String id = Bytes.readString(in);
      long time = Bytes.readSigned(in);
      long audience = Bytes.readSigned(in);
      String ad = (flags & 8) != 0 ? Bytes.readString(in) : null;
      String via = (flags & 16) != 0 ? Bytes.readString(in) : null;
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

    @Override
    public TypeSerializerSnapshot<SupporterInput> snapshotConfiguration() {
      return new SupporterInputSnapshot();
    }

    /** The snapshot. */
    public static final class SupporterInputSnapshot
        extends SimpleTypeSerializerSnapshot<SupporterInput> {
      /** The snapshot. */
      public SupporterInputSnapshot() {
        super(SupporterInputSerializer::new);
      }
    }
  }

  /** What the momentum step takes in. */
  public static final class PostInputSerializer extends BinarySerializer<PostInput> {
    private static final long serialVersionUID = 1L;
    private static final What[] WHATS = What.values();
    private static final int CONTRIBUTION = 0;
    private static final int AD_SNAPSHOT = 1;

    /** The serializer. */
    public PostInputSerializer() {
      super(PostInput.class, 1, true);
    }

    @Override
    protected void write(PostInput input, DataOutputView out) throws IOException {
      if (input instanceof Contribution c) {
        out.writeByte(CONTRIBUTION);
        Bytes.writeString(c.page(), out);
        Bytes.writeString(c.post(), out);
        Bytes.writeString(c.supporter(), out);
        Bytes.writeSigned(c.at(), out);
        Bytes.writeSigned(c.began() == 0 ? 0 : c.at() - c.began() + 1, out);
        Bytes.writeUnsigned(c.spans().length, out);
        for (Span span : c.spans()) {
          out.writeByte(
              span.what().ordinal() | span.kind().ordinal() << 2 | (span.begins() ? 16 : 0));
          Bytes.writeSigned(span.until() - c.at(), out);
          if (span.what() == What.STRONGEST) {
            Bytes.writeUnsigned(span.thousandths(), out);
          }
        }
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
      }
    }

    @Override
    protected PostInput read(int version, DataInputView in) throws IOException {
      int tag = in.readByte();
      return switch (tag) {
        case CONTRIBUTION -> readContribution(in);
        case AD_SNAPSHOT -> readAdSnapshot(in);
        default -> throw new IOException("the kind of a post's input must be 0 or 1, is " + tag);
      };
    }

    private static Contribution readContribution(DataInputView in) throws IOException {
      String page = Bytes.readString(in);
      String post = Bytes.readString(in);
      String supporter = Bytes.readString(in);
      long at = Bytes.readSigned(in);
      long back = Bytes.readSigned(in);
      Span[] spans = new Span[(int) Bytes.readUnsigned(in)];
      for (int i = 0; i < spans.length; i++) {
        int flags = in.readByte();
        What what = WHATS[flags & 3];
        long until = Bytes.readSigned(in) + at;
        long thousandths = what == What.STRONGEST ? Bytes.readUnsigned(in) : 0;
        spans[i] = new Span(what, Kind.of(flags >> 2 & 3), (flags & 16) != 0, until, thousandths);
      }
      return new Contribution(page, post, supporter, at, back == 0 ? 0 : at - back + 1, spans);
    }

    private static AdSnapshot readAdSnapshot(DataInputView in) throws IOException {
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
          in.readDouble());
    }

    @Override
    public TypeSerializerSnapshot<PostInput> snapshotConfiguration() {
      return new PostInputSnapshot();
    }

    /** The snapshot. */
    public static final class PostInputSnapshot extends SimpleTypeSerializerSnapshot<PostInput> {
      /** The snapshot. */
      public PostInputSnapshot() {
        super(PostInputSerializer::new);
      }
    }
  }

  /** All that is kept of one supporter. */
  public static final class SupporterSerializer extends BinarySerializer<Supporter> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public SupporterSerializer() {
      super(Supporter.class, 1, false);
    }

    @Override
    protected void write(Supporter value, DataOutputView out) throws IOException {
      SupporterCodec.write(value, out);
    }

    @Override
    protected Supporter read(int version, DataInputView in) throws IOException {
      return SupporterCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Supporter> snapshotConfiguration() {
      return new SupporterSnapshot();
    }

    /** The snapshot. */
    public static final class SupporterSnapshot extends SimpleTypeSerializerSnapshot<Supporter> {
      /** The snapshot. */
      public SupporterSnapshot() {
        super(SupporterSerializer::new);
      }
    }
  }

  /** All that is kept of one post. */
  static final class PostStateSerializer extends BinarySerializer<PostState> {
    private static final long serialVersionUID = 1L;

    PostStateSerializer() {
      super(PostState.class, 1, false);
    }

    @Override
    protected void write(PostState value, DataOutputView out) throws IOException {
      Bytes.writeTime(value.wake, out);
      out.writeBoolean(value.given);
      Bytes.writeTime(value.last, out);
      value.life.write(out);
      value.momentum.write(base(value.wake), out);
    }

    /** What times are written as differences to: the wake-up, which is near them. */
    private static long base(long wake) {
      return wake == Long.MAX_VALUE ? 0 : wake;
    }

    @Override
    protected PostState read(int version, DataInputView in) throws IOException {
      long wake = Bytes.readTime(in);
      boolean given = in.readBoolean();
      long last = Bytes.readTime(in);
      AlertLife life = AlertLife.read(in);
      PostState state = new PostState(Momentum.read(base(wake), in), life);
      state.wake = wake;
      state.given = given;
      state.last = last;
      return state;
    }

    @Override
    public TypeSerializerSnapshot<PostState> snapshotConfiguration() {
      return new PostStateSnapshot();
    }

    /** The snapshot. */
    public static final class PostStateSnapshot extends SimpleTypeSerializerSnapshot<PostState> {
      /** The snapshot. */
      public PostStateSnapshot() {
        super(PostStateSerializer::new);
      }
    }
  }

  /** What is kept of one slice end of a post. */
  static final class PostSliceSerializer extends BinarySerializer<PostSlice> {
    private static final long serialVersionUID = 1L;

    PostSliceSerializer() {
      super(PostSlice.class, 1, false);
    }

    @Override
    protected void write(PostSlice value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected PostSlice read(int version, DataInputView in) throws IOException {
      return PostSlice.read(in);
    }

    @Override
    public TypeSerializerSnapshot<PostSlice> snapshotConfiguration() {
      return new PostSliceSnapshot();
    }

    /** The snapshot. */
    public static final class PostSliceSnapshot extends SimpleTypeSerializerSnapshot<PostSlice> {
      /** The snapshot. */
      public PostSliceSnapshot() {
        super(PostSliceSerializer::new);
      }
    }
  }
}
