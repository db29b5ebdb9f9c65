package io.groundswell.event;

import java.nio.charset.StandardCharsets;

/**
 * Names on the wire: keys of records and ids of alerts, each part percent-encoded as in RFC 3986
 * (UTF-8, unreserved characters as they are), so that a slash in a name cannot confuse; and the
 * order "by name", which is by Unicode code point.
 */
public final class Names {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private Names() {}

  /** {@code page/name}, each part percent-encoded. */
  public static String key(String page, String name) {
    StringBuilder out = new StringBuilder(page.length() + name.length() + 8);
    encode(page, out);
    out.append('/');
    encode(name, out);
    return out.toString();
  }

  /** One part, percent-encoded. */
  public static String encode(String part) {
    StringBuilder out = new StringBuilder(part.length() + 8);
    encode(part, out);
    return out.toString();
  }

  private static void encode(String part, StringBuilder out) {
    int plain = 0;
    while (plain < part.length() && unreserved(part.charAt(plain))) {
      plain++;
    }
    if (plain == part.length()) {
      out.append(part);
      return;
    }
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (unreserved(c)) {
        out.append(c);
      } else {
        out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
  }

  private static boolean unreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /**
   * Compares by Unicode code point. {@link String#compareTo} compares UTF-16 units, which puts the
   * characters beyond U+FFFF before those from U+E000 to U+FFFF.
   */
  public static int compare(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xs = Character.isSurrogate(x);
        boolean ys = Character.isSurrogate(y);
        return xs == ys ? Character.compare(x, y) : xs ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
