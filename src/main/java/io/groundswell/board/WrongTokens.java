package io.groundswell.board;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many wrong tokens came from each address within a minute, for as many addresses as there is
 * room. It says when somebody guesses; it never decides about a right token.
 */
final class WrongTokens {
  /** Nobody mistypes so often. */
  static final int MOST = 20;

  /** Addresses that are remembered, those of the latest minutes. */
  static final int MOST_ADDRESSES = 4_096;

  private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();

  private static final class Minute {
    private final long start;
    private int wrong;

    Minute(long start) {
      this.start = start;
    }
  }

  private final Clock clock;
  private final Map<String, Minute> minutes = new LinkedHashMap<>();

  WrongTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts one.
   *
   * @return 0 while they are few; else the seconds until the address's minute is over
   */
  synchronized int count(String address) {
    long now = clock.millis();
    Minute minute = minutes.get(address);
    if (minute == null || now < minute.start || now >= minute.start + MINUTE_MS) {
      minutes.remove(address);
      if (minutes.size() >= MOST_ADDRESSES) {
        Iterator<String> oldest = minutes.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
      minute = new Minute(now);
      minutes.put(address, minute);
    }
    minute.wrong++;
    return minute.wrong <= MOST ? 0 : (int) ((minute.start + MINUTE_MS - now + 999) / 1_000);
  }

  /** How many addresses are remembered. */
  synchronized int addresses() {
    return minutes.size();
  }
}
