package io.groundswell.job;

/** Keys of the keyed steps. */
final class Keys {
  private Keys() {}

  /**
   * (page, name) as one string. The length in front keeps two pairs apart that would read the same
   * side by side, whatever characters they are made of.
   */
  static String of(String page, String name) {
    return page.length() + ":" + page + name;
  }

  /** The page of a key. */
  static String page(String key) {
    return key.substring(key.indexOf(':') + 1, split(key));
  }

  /** The name within the page. */
  static String name(String key) {
    return key.substring(split(key));
  }

  private static int split(String key) {
    int length = 0;
    int at = 0;
    for (char c = key.charAt(at++); c != ':'; c = key.charAt(at++)) {
      length = length * 10 + (c - '0');
    }
    return at + length;
  }
}
