package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Tier;

/** What a page's day has been told of a supporter (supporters.md section 5). */
final class DayMark {
  final long day;

  /** The first organic {@code add} of the day, or NEVER. */
  long first = Supporter.NEVER;

  /** The audience that it states. */
  long audience = Engagement.UNSTATED;

  /** Whether a profile of the day has called them a nano-influencer. */
  boolean nanoInfluencer;

  DayMark(long day) {
    this.day = day;
  }

  boolean active() {
    return first != Supporter.NEVER;
  }

  boolean nano() {
    Tier tier = Tier.of(audience);
    return active() && (tier == Tier.NANO || tier == Tier.UNKNOWN);
  }

  /** Takes an organic {@code add} of the day: the first counts, at the same time the larger. */
  void take(Engagement fact) {
    if (!active() || fact.time() < first || (fact.time() == first && fact.audience() > audience)) {
      first = fact.time();
      audience = fact.audience();
    }
  }
}
