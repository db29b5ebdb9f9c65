package io.groundswell.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The strings that were read last, by their bytes: names of pages, posts and ads come again and
 * again, and need not be made anew each time. A thread has its own, of bounded size; one string may
 * take another's place.
 */
public final class StringPool {
  private static final int BITS = 15;
  private static final int SLOTS = 1 << BITS;

  /** Longer ones are not held. */
  private static final int LONGEST = 128;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** 2^64 divided by the golden ratio: its products are spread out (Knuth, TAOCP 3, 6.4). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final ThreadLocal<StringPool> OWN = ThreadLocal.withInitial(StringPool::new);

  private final String[] strings = new String[SLOTS];

  /** Of each string its bytes. */
  private final byte[][] utf8 = new byte[SLOTS][];

  /** For bytes on their way to a string. */
  private final byte[] scratch = new byte[LONGEST];

  private StringPool() {}

  /** This thread's. */
  public static StringPool own() {
    return OWN.get();
  }

  /** {@link #LONGEST} bytes that anybody may overwrite. */
  byte[] scratch() {
    return scratch;
  }

  /** The string that a part of some bytes is in UTF-8. */
  public String get(byte[] bytes, int from, int length) {
    if (length > LONGEST) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int slot = slot(bytes, from, length);
    byte[] held = utf8[slot];
    if (held != null && Arrays.equals(held, 0, held.length, bytes, from, from + length)) {
      return strings[slot];
    }
    String made = new String(bytes, from, length, StandardCharsets.UTF_8);
    utf8[slot] = Arrays.copyOfRange(bytes, from, from + length);
    strings[slot] = made;
    return made;
  }

  /** By all of the bytes, eight at a time; the last eight may overlap those before them. */
  private static int slot(byte[] bytes, int from, int length) {
    long hash = length;
    if (length < Long.BYTES) {
      for (int i = from; i < from + length; i++) {
        hash = hash << Byte.SIZE | (bytes[i] & 0xFF);
      }
    } else {
      int last = from + length - Long.BYTES;
      for (int i = from; i < last; i += Long.BYTES) {
        hash = (hash ^ (long) WORD.get(bytes, i)) * SPREAD;
        hash ^= hash >>> 32;
      }
      hash ^= (long) WORD.get(bytes, last);
    }
    return (int) ((hash * SPREAD) >>> (Long.SIZE - BITS));
  }
}
