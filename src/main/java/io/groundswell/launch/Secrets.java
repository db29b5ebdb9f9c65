package io.groundswell.launch;

import java.util.Locale;

/** Which options are secrets: they must not stand on a command line, which others can read. */
public final class Secrets {
  private Secrets() {}

  /** Whether an option, or a property of Kafka's clients, is a secret, by its name. */
  public static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("password")
        || lower.contains("passphrase")
        || lower.contains("passwd")
        || lower.contains("secret")
        || lower.equals(Options.PSEUDONYM_KEY.name())
        || lower.contains("jaas.config")
        || lower.endsWith("ssl.keystore.key");
  }
}
