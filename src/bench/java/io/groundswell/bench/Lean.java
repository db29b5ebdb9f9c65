package io.groundswell.bench;

import io.groundswell.event.Engagement;
import io.groundswell.job.BinarySerializer;
import io.groundswell.job.BinaryType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * An engagement with its names folded to numbers: less than any job could do with that must say
 * names again, and so a limit beyond the limit.
 *
 * @param supporter a hash of page and supporter
 * @param post a hash of page and post
 * @param time epoch milliseconds
 * @param audience people, -1 if not stated
 * @param kind the kind's ordinal, plus 4 if sponsored
 */
record Lean(long supporter, long post, long time, int audience, byte kind) {
  static final TypeInformation<Lean> TYPE = new BinaryType<>(new Serializer());

  static Lean of(Engagement e) {
    return new Lean(
        hash(e.page(), e.supporter()),
        hash(e.page(), e.post()),
        e.time(),
        (int) e.audience(),
        (byte) (e.kind().ordinal() | (e.organic() ? 0 : 4)));
  }

  /** FNV-1a over both, then spread. */
  private static long hash(String page, String name) {
    long h = fold(fold(0xcbf29ce484222325L, page), name);
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    return h ^ (h >>> 33);
  }

  private static long fold(long hash, String text) {
    long h = hash;
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x100000001b3L;
    }
    return h;
  }

  private static final class Serializer extends BinarySerializer<Lean> {
    private static final long serialVersionUID = 1L;

    Serializer() {
      super(Lean.class, 1, true);
    }

    @Override
    protected void write(Lean value, DataOutputView out) throws IOException {
      out.writeLong(value.supporter);
      out.writeLong(value.post);
      out.writeLong(value.time);
      out.writeInt(value.audience);
      out.writeByte(value.kind);
    }

    @Override
    protected Lean read(int version, DataInputView in) throws IOException {
      return new Lean(in.readLong(), in.readLong(), in.readLong(), in.readInt(), in.readByte());
    }

    @Override
    public TypeSerializerSnapshot<Lean> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** There is only one version of it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Lean> {
    /** Instantiated by Flink. */
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
