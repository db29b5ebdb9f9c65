package io.groundswell.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first eight bytes of SHA-256: stands for a text where the text itself must not be kept, or
 * need not be. Two of a hundred million texts share one with a probability of less than 1 in 3000.
 */
public final class Digest {
  private static final ThreadLocal<MessageDigest> SHA256 =
      ThreadLocal.withInitial(
          () -> {
            try {
              return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
              throw new IllegalStateException("every Java has SHA-256", e);
            }
          });

  private Digest() {}

  /** The digest of a text in UTF-8. */
  public static long of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of bytes. */
  public static long of(byte[] bytes) {
    byte[] hash = SHA256.get().digest(bytes);
    long digest = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      digest = digest << 8 | (hash[i] & 0xFF);
    }
    return digest;
  }
}
