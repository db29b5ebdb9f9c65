package io.groundswell.supporter;

import io.groundswell.event.Kind;
import io.groundswell.event.Names;
import io.groundswell.event.Profile;
import io.groundswell.event.Tier;
import io.groundswell.time.Timing;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/** What is told of a supporter, and when (supporters.md section 2). It changes nothing of them. */
final class Profiles {
  /** Of fewer engagements in a month no profile is given. */
  static final int LEAST_ENGAGEMENTS = 3;

  /** How often a profile may be given, minutes. */
  private static final long MINUTES = 15;

  private static final int NANO_INFLUENCER_ENGAGEMENTS = 5;
  private static final int NANO_INFLUENCER_DAYS = 3;
  private static final double NANO_INFLUENCER_SCORE = 50;

  private Profiles() {}

  /** Whether a profile may be given, or taken back, at a slice end. */
  static boolean isDue(Supporter s, String page, String name, long e) {
    return Timing.wholeMinute(e)
        && s.heard != Supporter.NEVER
        && s.heard > e - MINUTES * Timing.MINUTE
        && Math.floorMod(e / Timing.MINUTE, MINUTES) == minute(page, name);
  }

  /**
   * The next slice end after {@code e} at which a profile is due if nothing more is heard, or
   * {@link Long#MAX_VALUE}. Of a passer-by there is nothing to tell.
   */
  static long next(Supporter s, String page, String name, long e) {
    if (!s.given && !Month.hasAtLeast(LEAST_ENGAGEMENTS, s.posts, e)) {
      return Long.MAX_VALUE;
    }
    long minute = Timing.nextMinute(e) / Timing.MINUTE;
    long wait = Math.floorMod(minute(page, name) - minute, MINUTES);
    long next = (minute + wait) * Timing.MINUTE;
    return s.heard > next - MINUTES * Timing.MINUTE ? next : Long.MAX_VALUE;
  }

  /** The supporter's minute of the quarter hour: CRC-32 of the record's key, modulo 15. */
  static long minute(String page, String name) {
    CRC32 crc = new CRC32();
    crc.update(Names.key(page, name).getBytes(StandardCharsets.US_ASCII));
    return crc.getValue() % MINUTES;
  }

  /** How a supporter is rated at a slice end. */
  static Profile.Rating rating(Supporter s, Month month, long e) {
    long seenDays =
        s.sightings.firstSeen == Supporter.NEVER
            ? 0
            : Math.min(
                Timing.MONTH_DAYS, Timing.dayOfEnd(e) - Timing.day(s.sightings.firstSeen) + 1);
    return Ratings.of(
        month.counts(),
        month.activeDays(),
        seenDays,
        month.posts(),
        s.brought.count(e),
        s.sightings.audience);
  }

  /** The profile at a slice end; what stands with the page's posts is still to come. */
  static Profile of(Supporter s, Month month, String page, String name, long e, Timing timing) {
    Profile.Rating rating = rating(s, month, e);
    Tier tier = Tier.of(s.sightings.audience);
    boolean nanoInfluencer =
        (tier == Tier.NANO || tier == Tier.UNKNOWN)
            && month.organic() >= NANO_INFLUENCER_ENGAGEMENTS
            && month.activeDays() >= NANO_INFLUENCER_DAYS
            && rating.score() >= NANO_INFLUENCER_SCORE;
    return new Profile(
        page,
        name,
        e,
        true,
        s.sightings.firstSeen,
        s.sightings.lastSeen,
        s.sightings.audience,
        countDay(s, e, timing),
        month.counts(),
        month.activeDays(),
        month.posts(),
        s.brought.count(e),
        rating,
        nanoInfluencer,
        new Profile.TopicLift[0],
        Double.NaN,
        credited(s),
        s.sightings.origin);
  }

  private static Profile.Credited[] credited(Supporter s) {
    return s.outcomes.entrySet().stream()
        .map(
            (Map.Entry<String, Integer> each) ->
                new Profile.Credited(each.getKey(), each.getValue()))
        .toArray(Profile.Credited[]::new);
  }

  private static Profile.Counts countDay(Supporter s, long e, Timing timing) {
    int[] organic = new int[Kind.values().length];
    int sponsored = 0;
    ClickCursor click = new ClickCursor();
    for (PostClicks post : s.posts) {
      for (post.over(click); click.next(); ) {
        if (click.add() && timing.end(click.time()) > e - Timing.DAY) {
          if (click.organic()) {
            organic[click.kind().ordinal()]++;
          } else {
            sponsored++;
          }
        }
      }
    }
    return new Profile.Counts(
        organic[Kind.LIKE.ordinal()],
        organic[Kind.COMMENT.ordinal()],
        organic[Kind.SHARE.ordinal()],
        sponsored);
  }
}
