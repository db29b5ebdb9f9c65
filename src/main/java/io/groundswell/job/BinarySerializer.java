package io.groundswell.job;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of our own, for a type that is hot or kept as state: a version byte, then the bytes
 * of that version. A later release reads every version and writes the newest; golden bytes of each
 * are kept with the tests.
 */
public abstract class BinarySerializer<T> extends TypeSerializerSingleton<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final byte version;
  private final boolean immutable;
  private transient DataOutputSerializer bytes;
  private transient T ready;

  /**
   * A serializer.
   *
   * @param type the type
   * @param version the version that is written
   * @param immutable whether values never change, so that a copy is the value itself
   */
  protected BinarySerializer(Class<T> type, int version, boolean immutable) {
    this.type = type;
    this.version = (byte) version;
    this.immutable = immutable;
  }

  /** Writes a value in the newest version. */
  protected abstract void write(T value, DataOutputView out) throws IOException;

  /** Reads a value that was written in some version up to the newest. */
  protected abstract T read(int version, DataInputView in) throws IOException;

  /** The type. */
  public Class<T> type() {
    return type;
  }

  /**
   * The bytes of a value, which it is written with from now on without being asked for them again,
   * until {@link #letGo}: for one that goes to two places.
   */
  final DataOutputSerializer bytesOf(T value) throws IOException {
    letGo();
    if (bytes == null) {
      bytes = new DataOutputSerializer(1 << 10);
    }
    bytes.clear();
    serialize(value, bytes);
    ready = value;
    return bytes;
  }

  /** The value may change again. */
  final void letGo() {
    ready = null;
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    if (ready != null && value == ready) {
      out.write(bytes.getSharedBuffer(), 0, bytes.length());
      return;
    }
    out.writeByte(version);
    write(value, out);
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    byte written = in.readByte();
    if (written < 1 || written > version) {
      throw new IOException(
          type.getSimpleName()
              + " must be of version 1 to "
              + version
              + ", is of version "
              + written
              + ": was it written by a later release?");
    }
    return read(written, in);
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public boolean isImmutableType() {
    return immutable;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    if (immutable || from == null) {
      return from;
    }
    try {
      DataOutputSerializer out = new DataOutputSerializer(256);
      serialize(from, out);
      return deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }
}
