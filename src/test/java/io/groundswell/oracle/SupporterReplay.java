package io.groundswell.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.oracle.Facts.Engagement;
import io.groundswell.oracle.Facts.EngagementId;
import io.groundswell.oracle.Facts.Kind;
import io.groundswell.oracle.Facts.PageKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.CRC32;

/** One supporter of a page, from the first fact until forgotten, perhaps several times over. */
final class SupporterReplay {
  private static final long QUARTER = 15 * Slices.MINUTE;
  private static final long FORGOTTEN_AFTER_DAYS = 29;

  private final PageKey supporter;
  private final long minute;
  private final List<Engagement> facts;
  private final long horizon;
  private final OracleResult result;

  /**
   * Takes all facts of one supporter.
   *
   * @param horizon the last slice end of the replay
   */
  SupporterReplay(PageKey supporter, List<Engagement> facts, long horizon, OracleResult result) {
    this.supporter = supporter;
    this.minute = minute(supporter);
    this.facts = facts.stream().sorted(Comparator.comparingLong(Engagement::time)).toList();
    this.horizon = horizon;
    this.result = result;
  }

  /** The supporter's minute of the quarter hour. */
  static long minute(PageKey supporter) {
    CRC32 crc = new CRC32();
    crc.update(Wire.key(supporter).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % 15;
  }

  void run() {
    List<Engagement> life = new ArrayList<>();
    for (Engagement fact : facts) {
      if (!life.isEmpty() && Slices.day(fact.time()) >= forgottenOn(life)) {
        live(life);
        life.clear();
      }
      life.add(fact);
    }
    live(life);
  }

  private static long forgottenOn(List<Engagement> life) {
    return Slices.day(life.get(life.size() - 1).time()) + FORGOTTEN_AFTER_DAYS;
  }

  /** What is written of a supporter between being new and being forgotten. */
  private void live(List<Engagement> life) {
    boolean given = false;
    for (long e : minutesOf(life)) {
      List<Engagement> known = life.stream().filter(f -> f.end() <= e).toList();
      if (known.stream().anyMatch(Engagement::add)) {
        result.supporters().add(profile(known, e));
        given = true;
      }
    }
    long forgotten = forgottenOn(life) * Slices.DAY + Slices.SLICE;
    if (given && forgotten <= horizon) {
      result.supporters().add(identity(forgotten).put("deleted", true));
    }
  }

  /** The supporter's minutes before which, within 15 minutes, they were heard of. */
  private SortedSet<Long> minutesOf(List<Engagement> life) {
    SortedSet<Long> minutes = new TreeSet<>();
    for (Engagement fact : life) {
      for (long e = fact.end(); e < fact.end() + QUARTER; e += Slices.SLICE) {
        if (e % Slices.MINUTE == 0 && Math.floorMod(e / Slices.MINUTE, 15L) == minute) {
          minutes.add(e);
        }
      }
    }
    return minutes;
  }

  private ObjectNode identity(long e) {
    return Wire.object()
        .put("page", supporter.page())
        .put("supporter", supporter.name())
        .put("at", Wire.time(e));
  }

  private ObjectNode profile(List<Engagement> known, long e) {
    List<Engagement> adds = known.stream().filter(Engagement::add).toList();
    Long audience =
        adds.stream()
            .filter(fact -> fact.audience() != null)
            .max(Comparator.comparingLong(Engagement::time).thenComparingLong(Engagement::audience))
            .map(Engagement::audience)
            .orElse(null);
    ObjectNode profile = identity(e);
    profile.put("firstSeen", Wire.time(adds.get(0).time()));
    profile.put("lastSeen", Wire.time(adds.get(adds.size() - 1).time()));
    profile.put("audience", audience);
    profile.put("tier", tier(audience));
    profile.set("counts", Wire.object().set("day", day(known, e)));
    return profile;
  }

  static String tier(Long audience) {
    if (audience == null) {
      return "unknown";
    }
    if (audience < 10_000) {
      return "nano";
    }
    if (audience < 100_000) {
      return "micro";
    }
    return audience < 1_000_000 ? "macro" : "mega";
  }

  /** D24(e), counted. */
  private static ObjectNode day(List<Engagement> known, long e) {
    List<Engagement> day =
        standing(known).stream().filter(f -> Slices.within(f.end(), e, Slices.DAY)).toList();
    return Wire.object()
        .put("likes", organic(day, Kind.LIKE))
        .put("comments", organic(day, Kind.COMMENT))
        .put("shares", organic(day, Kind.SHARE))
        .put("sponsored", day.stream().filter(fact -> !fact.organic()).count());
  }

  private static long organic(List<Engagement> engagements, Kind kind) {
    return engagements.stream().filter(f -> f.organic() && f.id().kind() == kind).count();
  }

  /** The standing engagements: the newest fact of each chain of each engagement, if an add. */
  private static List<Engagement> standing(List<Engagement> known) {
    Map<EngagementId, List<Engagement>> byId = new HashMap<>();
    known.forEach(f -> byId.computeIfAbsent(f.id(), id -> new ArrayList<>()).add(f));
    List<Engagement> newest = new ArrayList<>();
    for (List<Engagement> ofId : byId.values()) {
      ofId.sort(Engagement.STANDING);
      for (int i = 0; i < ofId.size(); i++) {
        boolean lastOfChain =
            i == ofId.size() - 1 || ofId.get(i + 1).time() - ofId.get(i).time() > Slices.REMEMBER;
        if (lastOfChain && ofId.get(i).add()) {
          newest.add(ofId.get(i));
        }
      }
    }
    return newest;
  }
}
