package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof of who sent a body and when: HMAC-SHA-256 over {@code <timestamp>.<body>}, in hexadecimal.
 * With several secrets (while they are changed) there is one proof for each.
 */
final class Signature {
  /** Epoch seconds of the try. */
  static final String TIMESTAMP = "Groundswell-Timestamp";

  /** {@code v1=<hex>}, several separated by a comma. */
  static final String SIGNATURE = "Groundswell-Signature";

  /** The same for every try to deliver the same: what a receiver deduplicates by. */
  static final String DELIVERY = "Groundswell-Delivery";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The value of the header. */
  static String of(List<String> secrets, long timestamp, byte[] body) {
    return secrets.stream()
        .map(secret -> "v1=" + hmac(secret, timestamp, body))
        .collect(Collectors.joining(","));
  }

  private static String hmac(String secret, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
