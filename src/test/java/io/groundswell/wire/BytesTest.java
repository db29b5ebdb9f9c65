package io.groundswell.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Whole numbers take the bytes that Protocol Buffers' take, however they are written. */
class BytesTest {
  @Property
  void aWholeNumberIsSevenBitsAByteAndComesBack(
      @ForAll long any, @ForAll @IntRange(max = 63) int shift) throws IOException {
    long value = any >>> shift;
    DataOutputSerializer out = new DataOutputSerializer(1);
    Bytes.writeUnsigned(value, out);
    assertThat(out.getCopyOfBuffer()).isEqualTo(byteByByte(value));
    assertThat(Bytes.readUnsigned(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(value);
    out.clear();
    Bytes.writeSigned(any, out);
    assertThat(Bytes.readSigned(new DataInputDeserializer(out.getCopyOfBuffer()))).isEqualTo(any);
  }

  private static byte[] byteByByte(long value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      long rest = value;
      while (rest >>> 7 != 0) {
        out.writeByte((int) (rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      out.writeByte((int) rest);
    }
    return bytes.toByteArray();
  }
}
