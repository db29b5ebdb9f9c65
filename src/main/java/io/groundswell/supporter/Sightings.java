package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Origin;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;

/**
 * When a supporter was seen, how they came, whether they came back and how many they reach; told to
 * the cohort of their first day and to the page's days (supporters.md sections 4 and 5).
 */
final class Sightings {
  /** A cohort is asked after so many days who has come back. */
  static final int[] BACK_DAYS = {1, 7, 28};

  /** A day is told to its page until it is final: two days later. */
  private static final long MARKED_DAYS = 2;

  long firstSeen = Supporter.NEVER;
  long lastSeen = Supporter.NEVER;

  /** That of the first {@code add}; null before it, and where a version did not keep it. */
  Origin origin;

  /** Which of {@link #BACK_DAYS} they have come back within, one bit each. */
  int back;

  long audience = Engagement.UNSTATED;
  long audienceTime = Supporter.NEVER;
  final List<DayMark> days = new ArrayList<>(1);

  boolean none() {
    return firstSeen == Supporter.NEVER;
  }

  /**
   * An {@code add}, withdrawn or not.
   *
   * @param newcomer whether there was none before this step
   */
  void take(Engagement fact, boolean newcomer, SupporterOutput out) {
    long day = Timing.day(fact.time());
    // Once evaluated, firstSeen and origin never move: of a step's facts the first comes first.
    if (none()) {
      firstSeen = fact.time();
      origin = fact.organic() ? Origin.ORGANIC : Origin.SPONSORED;
      out.cohort(day, origin, 1, 0, 0, 0);
    } else if (newcomer && fact.time() == firstSeen && fact.organic()) {
      if (origin == Origin.SPONSORED) {
        out.cohort(day, Origin.SPONSORED, -1, 0, 0, 0);
        out.cohort(day, Origin.ORGANIC, 1, 0, 0, 0);
      }
      origin = Origin.ORGANIC;
    }
    comeBack(day - Timing.day(firstSeen), out);
    lastSeen = Math.max(lastSeen, fact.time());
    if (fact.audience() != Engagement.UNSTATED
        && (fact.time() > audienceTime
            || (fact.time() == audienceTime && fact.audience() > audience))) {
      audience = fact.audience();
      audienceTime = fact.time();
    }
    if (fact.organic()) {
      DayMark mark = mark(day);
      int supporters = mark.active() ? 0 : 1;
      int nano = mark.nano() ? -1 : 0;
      mark.take(fact);
      nano += mark.nano() ? 1 : 0;
      if (supporters != 0 || nano != 0) {
        out.active(day, supporters, nano);
      }
    }
  }

  private void comeBack(long daysLater, SupporterOutput out) {
    if (daysLater < 1) {
      return;
    }
    int[] now = new int[BACK_DAYS.length];
    int before = back;
    for (int i = 0; i < BACK_DAYS.length; i++) {
      if (daysLater <= BACK_DAYS[i] && (back & 1 << i) == 0) {
        back |= 1 << i;
        now[i] = 1;
      }
    }
    if (back != before && origin != null) {
      out.cohort(Timing.day(firstSeen), origin, 0, now[0], now[1], now[2]);
    }
  }

  /** What that day has been told. */
  DayMark mark(long day) {
    for (DayMark mark : days) {
      if (mark.day == day) {
        return mark;
      }
    }
    DayMark mark = new DayMark(day);
    days.add(mark);
    return mark;
  }

  /** Drops the days that are final for the page. */
  void prune(long today) {
    days.removeIf(mark -> mark.day < today - MARKED_DAYS);
  }

  void clear() {
    firstSeen = Supporter.NEVER;
    lastSeen = Supporter.NEVER;
    origin = null;
    back = 0;
    audience = Engagement.UNSTATED;
    audienceTime = Supporter.NEVER;
    days.clear();
  }
}
