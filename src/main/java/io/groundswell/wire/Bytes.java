package io.groundswell.wire;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Compact binary forms: variable-length whole numbers (seven bits a byte, as in Protocol Buffers;
 * zigzag where they may be negative) and UTF-8 strings behind their length.
 */
public final class Bytes {
  private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[128]);

  private Bytes() {}

  /**
   * A whole number >= 0 (or any 64 bits, in up to ten bytes). Of up to four bytes they are written
   * at once: an output that checks its room for each byte takes several times as long.
   */
  public static void writeUnsigned(long value, DataOutput out) throws IOException {
    if ((value & ~0x7FL) == 0) {
      out.writeByte((int) value);
    } else if ((value & ~0x3FFFL) == 0) {
      out.writeShort((more(value) << 8) | (int) (value >>> 7));
    } else if ((value & ~0x1FFFFFL) == 0) {
      out.writeShort((more(value) << 8) | more(value >>> 7));
      out.writeByte((int) (value >>> 14));
    } else {
      int three = (more(value) << 24) | (more(value >>> 7) << 16) | (more(value >>> 14) << 8);
      if ((value & ~0xFFFFFFFL) == 0) {
        out.writeInt(three | (int) (value >>> 21));
      } else {
        out.writeInt(three | more(value >>> 21));
        writeUnsigned(value >>> 28, out);
      }
    }
  }

  /** The lowest seven bits, and that more follow. */
  private static int more(long value) {
    return ((int) value & 0x7F) | 0x80;
  }

  /** What {@link #writeUnsigned} wrote. */
  public static long readUnsigned(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.readByte();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IOException("a whole number takes at most ten bytes");
  }

  /** A whole number of either sign, small ones short. */
  public static void writeSigned(long value, DataOutput out) throws IOException {
    writeUnsigned((value << 1) ^ (value >> 63), out);
  }

  /** What {@link #writeSigned} wrote. */
  public static long readSigned(DataInput in) throws IOException {
    long value = readUnsigned(in);
    return (value >>> 1) ^ -(value & 1);
  }

  /** Epoch milliseconds in eight bytes: any value, those that mean "never" among them. */
  public static void writeTime(long time, DataOutput out) throws IOException {
    out.writeLong(time);
  }

  /** What {@link #writeTime} wrote. */
  public static long readTime(DataInput in) throws IOException {
    return in.readLong();
  }

  /** A string, not null. */
  public static void writeString(String value, DataOutput out) throws IOException {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    writeUnsigned(utf8.length, out);
    out.write(utf8);
  }

  /** What {@link #writeString} wrote. */
  public static String readString(DataInput in) throws IOException {
    return readString(in, scratch());
  }

  /**
   * The same, by somebody who has this thread's {@link #scratch} at hand: to find it takes a while.
   * What stood there is overwritten.
   */
  public static String readString(DataInput in, byte[] scratch) throws IOException {
    int length = (int) readUnsigned(in);
    byte[] utf8 = length <= scratch.length ? scratch : new byte[length];
    in.readFully(utf8, 0, length);
    return new String(utf8, 0, length, StandardCharsets.UTF_8);
  }

  /** Memory of this thread's for bytes on their way to a string. */
  public static byte[] scratch() {
    return SCRATCH.get();
  }

  /** How many bytes {@link #writeUnsigned} takes. */
  public static int lengthOfUnsigned(long value) {
    return (Long.SIZE + 6 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  /** How many bytes {@link #writeSigned} takes. */
  public static int lengthOfSigned(long value) {
    return lengthOfUnsigned((value << 1) ^ (value >> 63));
  }

  /** How many bytes {@link #writeString} takes. */
  public static int lengthOf(String value) {
    int length = value.length();
    for (int i = 0; i < length; i++) {
      if (value.charAt(i) >= 0x80) {
        length = value.getBytes(StandardCharsets.UTF_8).length;
        break;
      }
    }
    return lengthOfUnsigned(length) + length;
  }

  /** A string, or null. */
  public static void writeNullable(String value, DataOutput out) throws IOException {
    writeBytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8), out);
  }

  /** What {@link #writeNullable} wrote. */
  public static String readNullable(DataInput in) throws IOException {
    byte[] utf8 = readBytes(in);
    return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
  }

  /** Bytes, or null. */
  public static void writeBytes(byte[] value, DataOutput out) throws IOException {
    writeUnsigned(value == null ? 0 : value.length + 1L, out);
    if (value != null) {
      out.write(value);
    }
  }

  /** What {@link #writeBytes} wrote. */
  public static byte[] readBytes(DataInput in) throws IOException {
    long length = readUnsigned(in);
    if (length == 0) {
      return null;
    }
    byte[] value = new byte[(int) (length - 1)];
    in.readFully(value);
    return value;
  }
}
