package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Names;
import java.util.Comparator;

/**
 * The newest word on one chain of facts about an engagement of a supporter with a post
 * (supporters.md section 1). It keeps what can still be asked of it, and no more: see {@link #aged}
 * and {@link #old}. Who is named in {@code via} is told to them and not kept here.
 *
 * @param kind like, comment or share; with {@code id} its identity within the post
 * @param id the platform's id, null once it is {@link #old}
 * @param time the time of the fact, epoch milliseconds
 * @param add whether it is an {@code add}
 * @param audience as the fact states it, {@link Engagement#UNSTATED} if it does not or is aged
 * @param ad the ad that brought it, null = organic; empty once it is {@link #old}
 * @param exposure of an organic add: people it plausibly put the post in front of, thousandths
 * @param counted whether the chain has had an {@code add}, which its day has counted
 */
record Click(
    Kind kind,
    String id,
    long time,
    boolean add,
    long audience,
    String ad,
    long exposure,
    boolean counted) {

  /**
   * Of facts: by time; at the same time what is added before what is withdrawn, and of two adds
   * first the one that stands.
   */
  static final Comparator<Engagement> ORDER =
      Comparator.comparingLong(Engagement::time)
          .thenComparing(fact -> !fact.add())
          .thenComparing(Comparator.comparingLong(Engagement::audience).reversed())
          .thenComparing(Engagement::ad, Click::absentFirst);

  static Click of(Engagement fact, long exposure, boolean counted) {
    return new Click(
        fact.kind(),
        fact.id(),
        fact.time(),
        fact.add(),
        fact.audience(),
        fact.ad(),
        exposure,
        counted);
  }

  /** The same, where it has turned out that its chain had an {@code add}. */
  Click asCounted() {
    return new Click(kind, id, time, add, audience, ad, exposure, true);
  }

  /** What is left of it when no fact can be a newer word on it: it may still be touched. */
  Click aged() {
    if (audience == Engagement.UNSTATED && exposure == 0) {
      return this;
    }
    return new Click(kind, id, time, add, Engagement.UNSTATED, ad, 0, counted);
  }

  /** What is left of it when no outcome can be credited to it: it is still counted. */
  Click old() {
    return new Click(
        kind, null, time, add, Engagement.UNSTATED, ad == null ? null : "", 0, counted);
  }

  boolean isOld() {
    return id == null;
  }

  boolean is(Engagement fact) {
    return kind == fact.kind() && fact.id().equals(id);
  }

  boolean organic() {
    return ad == null;
  }

  /**
   * Whether {@code fact}, of the same chain, is the newer word. At the same time a withdrawal wins;
   * of two adds the one with the larger audience, then the one without {@code ad}, then the smaller
   * {@code ad} (momentum.md section 3; what is said of {@code via} makes no difference here). The
   * same fact again is no newer word.
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
    return absentFirst(fact.ad(), ad) < 0;
  }

  /** Whether a fact of the same chain says just the same at the same time. */
  boolean repeats(Engagement fact) {
    return fact.time() == time
        && fact.add() == add
        && (!add || (fact.audience() == audience && absentFirst(fact.ad(), ad) == 0));
  }

  static int absentFirst(String a, String b) {
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
