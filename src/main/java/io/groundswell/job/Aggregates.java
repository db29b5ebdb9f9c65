package io.groundswell.job;

import io.groundswell.event.Origin;
import io.groundswell.page.CohortTally;
import io.groundswell.page.PageTally;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What supporters do to the figures of their pages, gathered per page, day and minute before it is
 * sent on: a page that fifty million people act on must not become one hot key. Nothing of it is
 * state: it is given out before the watermark passes the minute, and before each checkpoint.
 */
final class Aggregates {
  /** More tallies than this are not held back. */
  private static final int MOST = 10_000;

  private record Day(String page, long day, long minute) {}

  private record Group(String page, long day, Origin origin, long minute) {}

  private final Map<Day, PageTally> days = new HashMap<>();
  private final Map<Group, CohortTally> cohorts = new HashMap<>();

  /** The tally that was asked for last: a step asks for the same one several times. */
  private PageTally last;

  /** The tally of a day of a page, at a minute. */
  PageTally day(String page, long day, long minute) {
    if (last == null || last.minute() != minute || last.day() != day || !last.page().equals(page)) {
      last =
          days.computeIfAbsent(new Day(page, day, minute), key -> new PageTally(page, day, minute));
    }
    return last;
  }

  /** Adds to a cohort's. */
  void add(CohortTally tally) {
    cohorts.merge(
        new Group(tally.page(), tally.day(), tally.origin(), tally.minute()),
        tally,
        CohortTally::plus);
  }

  boolean isFull() {
    return days.size() + cohorts.size() > MOST;
  }

  /** Gives out what counts at minutes up to {@code minute}. */
  void give(long minute, Consumer<PageTally> toPages, Consumer<CohortTally> toCohorts) {
    last = null;
    for (Iterator<PageTally> each = days.values().iterator(); each.hasNext(); ) {
      PageTally tally = each.next();
      if (tally.minute() <= minute) {
        toPages.accept(tally);
        each.remove();
      }
    }
    for (Iterator<CohortTally> each = cohorts.values().iterator(); each.hasNext(); ) {
      CohortTally tally = each.next();
      if (tally.minute() <= minute) {
        if (!tally.isZero()) {
          toCohorts.accept(tally);
        }
        each.remove();
      }
    }
  }
}
