package io.groundswell.job;

import io.groundswell.alert.AlertLife;
import io.groundswell.codec.Inbound;
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

    /** The serializer. */
    public SupporterInputSerializer() {
      super(SupporterInput.class, 1, true);
    }

    @Override
    protected void write(SupporterInput input, DataOutputView out) throws IOException {
      SupporterInputForm.write(input, out);
    }

    @Override
    protected SupporterInput read(int version, DataInputView in) throws IOException {
      return SupporterInputForm.read(in);
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

    /** The serializer. */
    public PostInputSerializer() {
      super(PostInput.class, 2, true);
    }

    @Override
    protected void write(PostInput input, DataOutputView out) throws IOException {
      PostInputForm.write(input, out);
    }

    @Override
    protected PostInput read(int version, DataInputView in) throws IOException {
      return PostInputForm.read(version, in);
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
      super(Supporter.class, 3, false);
    }

    @Override
    protected void write(Supporter value, DataOutputView out) throws IOException {
      SupporterCodec.write(value, out);
    }

    @Override
    protected Supporter read(int version, DataInputView in) throws IOException {
      return switch (version) {
        case 1 -> SupporterCodec.readVersion1(in);
        case 2 -> SupporterCodec.readVersion2(in);
        default -> SupporterCodec.read(in);
      };
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
      super(PostState.class, 3, false);
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
      PostState state = new PostState(Momentum.read(version, base(wake), in), life);
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
      super(PostSlice.class, 3, false);
    }

    @Override
    protected void write(PostSlice value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected PostSlice read(int version, DataInputView in) throws IOException {
      return PostSlice.read(version, in);
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
