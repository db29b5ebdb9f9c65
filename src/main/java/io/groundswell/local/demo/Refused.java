package io.groundswell.local.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Three records that break the contract, each in a way of its own: what the job does with such can
 * be seen in the topic of dead letters and on the board's page on health. They change nothing else.
 */
final class Refused {
  /** They come so many records apart, from the beginning on: soon enough to be seen. */
  private static final long APART = 200;

  private static final String BEGINNING =
      "{\"id\":\"demo-refused-%d\",\"page\":\"cause-ouvelle-fictive\","
          + "\"post\":\"petition-lancement\",\"kind\":\"like\",";

  /** Cut off; nobody named; of a day that is far off. All are for the topic engagements. */
  private static final List<String> VALUES =
      List.of(
          BEGINNING.formatted(1) + "\"supporter\":\"ca",
          BEGINNING.formatted(2) + "\"time\":\"2026-10-12T16:20:00Z\"}",
          BEGINNING.formatted(3)
              + "\"supporter\":\"camille.demo\",\"time\":\"2036-10-12T16:20:00Z\"}");

  private int next;

  /** The value that is due when so many records have been sent, null if none is. */
  byte[] due(long sent) {
    if (next == VALUES.size() || sent < APART * (next + 1)) {
      return null;
    }
    return VALUES.get(next++).getBytes(StandardCharsets.UTF_8);
  }
}
