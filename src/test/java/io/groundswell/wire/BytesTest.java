package io.groundswell.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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
    assertThat(Bytes.lengthOfUnsigned(value)).isEqualTo(out.length());
    out.clear();
    Bytes.writeSigned(any, out);
    assertThat(Bytes.readSigned(new DataInputDeserializer(out.getCopyOfBuffer()))).isEqualTo(any);
    assertThat(Bytes.lengthOfSigned(any)).isEqualTo(out.length());
  }

  @Property
  void theLengthOfAStringIsKnownBeforeItIsWritten(@ForAll String any) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1);
    Bytes.writeString(any, out);
    assertThat(Bytes.lengthOf(any)).isEqualTo(out.length());
  }

  /** An array is read as a stream is, value by value, whether each is asked for or passed over. */
  @Property
  void anArrayIsReadAsAStreamIs(
      @ForAll @Size(max = 8) List<String> strings, @ForAll long number, @ForAll boolean skip)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1);
    for (String each : strings) {
      Bytes.writeString(each, out);
      Bytes.writeUnsigned(number, out);
      Bytes.writeSigned(number, out);
      out.writeByte((int) number);
    }
    DataInputDeserializer stream = new DataInputDeserializer(out.getCopyOfBuffer());
    ByteReader array = new ByteReader();
    array.at(out.getCopyOfBuffer(), 0);
    for (int i = 0; i < strings.size(); i++) {
      String expected = Bytes.readString(stream);
      if (skip) {
        array.skipString();
      } else if (i % 2 == 0) {
        assertThat(array.readString()).isEqualTo(expected);
      } else {
        assertThat(array.skipIfString(expected)).isTrue();
      }
      if (skip) {
        array.skipNumber();
        Bytes.readUnsigned(stream);
      } else {
        assertThat(array.readUnsigned()).isEqualTo(Bytes.readUnsigned(stream));
      }
      assertThat(array.readSigned()).isEqualTo(Bytes.readSigned(stream));
      assertThat(array.readByte()).isEqualTo(stream.readByte());
    }
    assertThat(array.at()).isEqualTo(out.length());
  }

  @Property
  void aStringIsToldFromOthersByItsBytes(@ForAll String one, @ForAll String other)
      throws IOException {
    for (String wanted : List.of(one, other, one + other, one.substring(one.length() / 2))) {
      DataOutputSerializer out = new DataOutputSerializer(1);
      Bytes.writeString(one, out);
      ByteReader array = new ByteReader();
      array.at(out.getCopyOfBuffer(), 0);
      // What is not text, a lone surrogate, has become a question mark on its way.
      String written = new String(one.getBytes(UTF_8), UTF_8);
      assertThat(array.skipIfString(wanted)).isEqualTo(written.equals(wanted));
      assertThat(array.at()).isEqualTo(out.length());
    }
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
