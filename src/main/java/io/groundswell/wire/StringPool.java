package io.groundswell.wire;

import java.nio.charset.StandardCharsets;

/**
 * The strings that were read last, by their bytes: names of pages, posts and ads come again and
 * again, and need not be made anew each time. A thread has its own, of bounded size; one string may
 * take another's place.
 */
public final class StringPool {
  private static final int SLOTS = 1 << 12;

  /** Longer ones are not held. */
  private static final int LONGEST = 128;

  private static final ThreadLocal<StringPool> OWN = ThreadLocal.withInitial(StringPool::new);

  private final String[] strings = new String[SLOTS];

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
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    int slot = (hash ^ hash >>> 15) & SLOTS - 1;
    String held = strings[slot];
    if (held != null && isAscii(held, bytes, from, length)) {
      return held;
    }
    String made = new String(bytes, from, length, StandardCharsets.UTF_8);
    strings[slot] = made;
    return made;
  }

  /** Whether bytes are a string, in ASCII; one that is not is never found again. */
  private static boolean isAscii(String string, byte[] bytes, int from, int length) {
    if (string.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      // A byte beyond ASCII is negative, which no character is.
      if (string.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
