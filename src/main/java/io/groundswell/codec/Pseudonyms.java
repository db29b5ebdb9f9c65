package io.groundswell.codec;

import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.Outcome;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes that stand for supporters' names in state and output (supporters.md section 6):
 * HMAC-SHA-256 of the UTF-8 identifier, base64url, the first 22 characters. Not thread-safe.
 */
public final class Pseudonyms implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 22;

  private final byte[] key;
  private transient Mac mac;

  /**
   * Pseudonyms by a key.
   *
   * @param key the secret, in UTF-8, without white space around it; not empty
   */
  public Pseudonyms(String key) {
    if (key.isBlank()) {
      throw new IllegalArgumentException("pseudonym-key must not be empty");
    }
    this.key = key.strip().getBytes(StandardCharsets.UTF_8);
  }

  /** What stands for an identifier; null for null. */
  public String of(String identifier) {
    if (identifier == null) {
      return null;
    }
    try {
      if (mac == null) {
        mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
      }
      byte[] hash = mac.doFinal(identifier.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** A fact with pseudonyms in the place of the supporters it names. */
  public Object of(Object fact) {
    if (fact instanceof Engagement e) {
      return new Engagement(
          e.page(),
          e.post(),
          of(e.supporter()),
          e.kind(),
          e.id(),
          e.time(),
          e.add(),
          e.audience(),
          e.ad(),
          of(e.via()),
          e.partition(),
          e.offset());
    }
    if (fact instanceof Outcome o) {
      return new Outcome(
          o.page(),
          o.kind(),
          o.id(),
          o.time(),
          o.post(),
          of(o.supporter()),
          of(o.referrer()),
          o.value(),
          o.currency());
    }
    return fact instanceof Erasure e ? new Erasure(e.page(), of(e.supporter()), e.time()) : fact;
  }
}
