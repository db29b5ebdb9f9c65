package io.groundswell.supporter;

import io.groundswell.event.Erased;
import io.groundswell.event.Erasure;
import io.groundswell.event.Rule;
import io.groundswell.time.Timing;
import io.groundswell.wire.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who was erased, without their names (supporters.md section 6): by the digest of the name, the
 * pages and up to when. Remembered as long as the state of others may count what they did, a month.
 */
public final class Erasures {
  /** Nobody was. */
  public static final long NEVER = Long.MIN_VALUE;

  private final Map<Long, Erased[]> byName = new HashMap<>();

  /** Whether nobody was erased. */
  boolean isEmpty() {
    return byName.isEmpty();
  }

  /** The digest that stands for a supporter's name. */
  public static long digest(String supporter) {
    return Digest.of(supporter);
  }

  /** Takes an erasure; returns all that is known of that name now. */
  public Erased[] take(Erasure erasure) {
    Erased now = new Erased(erasure.page(), erasure.time());
    List<Erased> all = new ArrayList<>();
    for (Erased each : byName.getOrDefault(digest(erasure.supporter()), new Erased[0])) {
      if (!each.equals(now)) {
        all.add(each);
      }
    }
    all.add(now);
    put(digest(erasure.supporter()), all.toArray(new Erased[0]));
    return byName.get(digest(erasure.supporter()));
  }

  /** Takes what was known before a restart. */
  public void put(long name, Erased[] erased) {
    byName.put(name, erased);
  }

  /** The names. */
  public List<Long> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * Forgets what nothing at {@code watermark} or later asks for.
   *
   * @return what is left of that name, null if nothing is
   */
  public Erased[] prune(long name, long watermark) {
    List<Erased> left = new ArrayList<>();
    for (Erased each : byName.get(name)) {
      if (Timing.day(each.time()) + Timing.MONTH_DAYS + 1 > Timing.day(watermark)) {
        left.add(each);
      }
    }
    if (left.isEmpty()) {
      byName.remove(name);
      return null;
    }
    put(name, left.toArray(new Erased[0]));
    return byName.get(name);
  }

  /** Up to when facts about a supporter are ignored, as known at {@code e}, or {@link #NEVER}. */
  public long until(String page, String supporter, long e, Timing timing) {
    return isEmpty() ? NEVER : until(page, digest(supporter), e, timing);
  }

  /** The same, where only the digest of the name is known. */
  long until(String page, long name, long e, Timing timing) {
    if (isEmpty()) {
      return NEVER;
    }
    long until = NEVER;
    Erased[] known = byName.get(name);
    if (known != null) {
      for (Erased each : known) {
        boolean here = each.page().equals(page) || each.page().equals(Rule.EVERY_PAGE);
        if (here && timing.end(each.time()) <= e) {
          until = Math.max(until, each.time());
        }
      }
    }
    return until;
  }
}
