package io.groundswell.job;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** A type that has a {@link BinarySerializer}. */
public final class BinaryType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final BinarySerializer<T> serializer;

  /** The type of a serializer. */
  public BinaryType(BinarySerializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return serializer.type();
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public String toString() {
    return "BinaryType<" + serializer.type().getSimpleName() + ">";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BinaryType<?> type && type.serializer.equals(serializer);
  }

  @Override
  public int hashCode() {
    return serializer.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof BinaryType<?>;
  }
}
