package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Names;

/**
 * The newest word on one engagement of a supporter with a post.
 *
 * @param kind like, comment or share; with {@code id} its identity within the post
 * @param id the platform's id
 * @param time the time of the fact, epoch milliseconds
 * @param add whether it is an {@code add}
 * @param audience as the fact states it, {@link Engagement#UNSTATED} if it does not
 * @param ad the ad that brought it, null = organic
 * @param via the supporter whose share brought it, null if not stated
 * @param exposure of an organic add: people it plausibly put the post in front of, thousandths
 */
record Click(
    Kind kind,
    String id,
    long time,
    boolean add,
    long audience,
    String ad,
    String via,
    long exposure) {

  static Click of(Engagement fact, long exposure) {
    return new Click(
        fact.kind(),
        fact.id(),
        fact.time(),
        fact.add(),
        fact.audience(),
        fact.ad(),
        fact.via(),
        exposure);
  }

  boolean is(Engagement fact) {
    return kind == fact.kind() && id.equals(fact.id());
  }

  boolean organic() {
    return ad == null;
  }

  /**
   * Whether {@code fact}, of the same identity, is the newer word. At the same time a withdrawal
   * wins; of two adds the one with the larger audience, then the one without {@code ad}, then the
   * smaller {@code ad}, then the one without {@code via}, then the smaller {@code via} (momentum.md
   * section 3). The same fact again is no newer word.
   */
  boolean yieldsTo(Engagement fact) {
    if (fact.time() != time) {
      return fact.time() > time;
    }
    if (fact.add() != add) {
      return add;
    }
    if (!add) {
      return false;
    }
    if (fact.audience() != audience) {
      return fact.audience() > audience;
    }
    int byAd = absentFirst(fact.ad(), ad);
    return byAd != 0 ? byAd < 0 : absentFirst(fact.via(), via) < 0;
  }

  /** Whether a fact of the same identity says just the same at the same time. */
  boolean repeats(Engagement fact) {
    return fact.time() == time
        && fact.add() == add
        && (!add
            || (fact.audience() == audience
                && absentFirst(fact.ad(), ad) == 0
                && absentFirst(fact.via(), via) == 0));
  }

  private static int absentFirst(String a, String b) {
    if (a == null) {
      return b == null ? 0 : -1;
    }
    if (b == null) {
      return 1;
    }
    return Names.compare(a, b);
  }

  /**
   * Whether this is the stronger source of the supporter's contribution: the larger exposure, then
   * share before comment before like, then the one that lasts longer.
   */
  boolean strongerThan(Click other) {
    if (exposure != other.exposure) {
      return exposure > other.exposure;
    }
    if (kind != other.kind) {
      return kind.compareTo(other.kind) > 0;
    }
    return time > other.time;
  }
}
