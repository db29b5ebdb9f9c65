package io.groundswell.board;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may see the board. With a token: who says it, in a header or once on the login page. Without
 * one: this machine alone, and only under its own name, so that no page elsewhere can lead a
 * browser here by a name of its own (DNS rebinding).
 */
final class Access {
  static final String COOKIE = "groundswell-board";
  private static final String ALGORITHM = "HmacSHA256";
  private static final String BEARER = "Bearer ";
  private static final List<String> OWN_NAMES =
      List.of("localhost", "localhost.", "127.0.0.1", "[::1]");

  private final byte[] token;
  private final String cookie;
  private final boolean anyHost;

  /**
   * Access.
   *
   * @param token null for none
   * @param anyHost whether a request may name any host: behind a proxy, or with a token
   */
  Access(String token, boolean anyHost) {
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    this.anyHost = anyHost || token != null;
    cookie = token == null ? null : derived(this.token);
  }

  /** What the cookie holds: not the token, which opens other doors too perhaps. */
  private static String derived(byte[] token) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token, ALGORITHM));
      byte[] hash = mac.doFinal("groundswell board cookie".getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Whether a token is asked for. */
  boolean guarded() {
    return token != null;
  }

  /** Whether a request that names this host may be answered at all. */
  boolean knows(String host) {
    if (anyHost) {
      return true;
    }
    if (host == null) {
      return false;
    }
    String name = host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    return OWN_NAMES.contains(name);
  }

  /** Whether a request with this header and this cookie may come in. */
  boolean admits(String authorization, String cookieValue) {
    return token == null
        || (authorization != null
            // Of whatever case the scheme is (RFC 9110, section 11.1).
            && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
            && isToken(authorization.substring(BEARER.length()).stripLeading()))
        || (cookieValue != null && equal(bytes(cookie), bytes(cookieValue)));
  }

  /** Whether this is the token. */
  boolean isToken(String said) {
    return token != null && said != null && equal(token, bytes(said));
  }

  /** What the browser keeps for who has said the token. */
  String cookie() {
    return cookie;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean equal(byte[] a, byte[] b) {
    return MessageDigest.isEqual(a, b);
  }
}
