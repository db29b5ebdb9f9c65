package io.groundswell.label;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the board and notify call supporters: their names where the operator allows it, else labels
 * that are stable for a key and say nothing without it (HMAC-SHA-256).
 */
public final class Labels {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  /** Crockford's base 32: no letter that may be taken for a digit, and no word by accident. */
  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  private static final int LABEL_LENGTH = 8;

  private final boolean names;
  private final Mac mac;

  /**
   * Labels by a key.
   *
   * @param key of the labels; null for one of this start
   * @param names whether names are shown instead
   */
  public Labels(byte[] key, boolean names) {
    this.names = names;
    byte[] secret = key;
    if (secret == null) {
      secret = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(secret);
    }
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Whether names are shown. */
  public boolean names() {
    return names;
  }

  /** What to call a supporter; null for null. */
  public String of(String supporter) {
    return names || supporter == null ? supporter : label(hash(supporter));
  }

  /** What a row about a supporter is known by: never the name. */
  public String id(String supporter) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(supporter));
  }

  /**
   * An alert's sentence with labels for names. It ends with one or two of them; if a name might
   * stand anywhere else there is no such sentence.
   *
   * @param text the sentence
   * @param names of the alert's strongest supporters, the strongest first
   * @param and what stands between two of them
   * @return null where it is better worded anew, of the alert's figures
   */
  public String sentence(String text, List<String> names, String and) {
    if (this.names) {
      return text;
    }
    for (int thanked = Math.min(2, names.size()); thanked > 0; thanked--) {
      List<String> some = names.subList(0, thanked);
      String end = String.join(and, some) + ".";
      if (text.endsWith(" " + end)) {
        String kept = text.substring(0, text.length() - end.length());
        if (names.stream().anyMatch(kept::contains)) {
          return null;
        }
        return kept + String.join(and, some.stream().map(this::spoken).toList()) + ".";
      }
    }
    return names.stream().anyMatch(text::contains) ? null : text;
  }

  private String spoken(String supporter) {
    return "supporter\u00a0" + of(supporter);
  }

  private synchronized byte[] hash(String supporter) {
    return mac.doFinal(supporter.getBytes(StandardCharsets.UTF_8));
  }

  private static String label(byte[] hash) {
    StringBuilder out = new StringBuilder(LABEL_LENGTH + 1);
    long bits = 0;
    for (int i = 0; i < 5; i++) {
      bits = (bits << 8) | (hash[i] & 0xFF);
    }
    for (int i = LABEL_LENGTH - 1; i >= 0; i--) {
      out.append(DIGITS[(int) (bits >> (5 * i)) & 31]);
      if (i == LABEL_LENGTH / 2) {
        out.append('-');
      }
    }
    return out.toString();
  }
}
