package io.groundswell.wire;

import java.nio.charset.StandardCharsets;

/** Reads out of an array what {@link Bytes} wrote: without a stream, and past what is not asked. */
public final class ByteReader {
  private byte[] bytes = new byte[0];
  private int at;

  /** Goes to a place of an array. */
  public void at(byte[] array, int place) {
    bytes = array;
    at = place;
  }

  /** The place that is read next. */
  public int at() {
    return at;
  }

  /** A byte. */
  public int readByte() {
    return bytes[at++];
  }

  /** What {@link Bytes#writeUnsigned} wrote. */
  public long readUnsigned() {
    long value = bytes[at++];
    if (value >= 0) {
      return value;
    }
    value &= 0x7F;
    for (int shift = 7; ; shift += 7) {
      byte b = bytes[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  /** What {@link Bytes#writeSigned} wrote. */
  public long readSigned() {
    long value = readUnsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  /** What {@link Bytes#writeString} wrote. */
  public String readString() {
    int length = (int) readUnsigned();
    String read = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return read;
  }

  /** Goes past a number. */
  public void skipNumber() {
    byte b;
    do {
      b = bytes[at++];
    } while (b < 0);
  }

  /** Goes past a string. */
  public void skipString() {
    int length = (int) readUnsigned();
    at += length;
  }

  /** Goes past a string; returns whether it is this one. */
  public boolean skipIfString(String wanted) {
    int length = (int) readUnsigned();
    int from = at;
    at += length;
    // UTF-8 never has fewer bytes than UTF-16 has units; as long as all is ASCII they are the same.
    int units = wanted.length();
    if (units > length) {
      return false;
    }
    for (int i = 0; i < units; i++) {
      char unit = wanted.charAt(i);
      if (unit >= 0x80) {
        return wanted.equals(new String(bytes, from, length, StandardCharsets.UTF_8));
      }
      if (unit != bytes[from + i]) {
        return false;
      }
    }
    return units == length;
  }
}
