package io.groundswell.oracle;

import io.groundswell.oracle.Facts.Erasure;
import io.groundswell.oracle.Facts.PageKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Section 6 of supporters.md. The erasures of one supporter cut what is said of them into eras: a
 * fact about them belongs to the era that follows the last erasure before it in time; an era ends
 * at the end of the erasure that follows.
 */
final class Erasures {
  private final List<Erasure> facts;

  /** The same question is asked again and again; the answer does not change. */
  private final Map<PageKey, NavigableSet<Long>> answers = new HashMap<>();

  Erasures(List<Erasure> facts) {
    this.facts = facts;
  }

  /** The times of all erasures of one supporter of a page. */
  private NavigableSet<Long> times(String page, String supporter) {
    return answers.computeIfAbsent(
        new PageKey(page, supporter),
        key ->
            facts.stream()
                .filter(fact -> fact.page().equals("*") || fact.page().equals(page))
                .filter(fact -> fact.supporter().equals(supporter))
                .map(Erasure::time)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Whether what was said of a supporter at this time is gone at e. */
  boolean gone(String page, String supporter, long time, long e) {
    return times(page, supporter).tailSet(time, true).stream().anyMatch(t -> Slices.end(t) <= e);
  }

  /** Whether what is said of a supporter at this time comes too late to be taken at all. */
  boolean ignored(String page, String supporter, long time) {
    return gone(page, supporter, time, Slices.end(time));
  }

  /** The era of a time: how many erasures lie before it. */
  int era(String page, String supporter, long time) {
    return times(page, supporter).headSet(time, false).size();
  }

  /** The slice end at which an era is over; never, where no erasure follows. */
  long eraEnd(String page, String supporter, int era) {
    List<Long> times = List.copyOf(times(page, supporter));
    return era < times.size() ? Slices.end(times.get(era)) : Long.MAX_VALUE;
  }

  /** The ends of all erasures that touch a page. */
  List<Long> ends(String page) {
    return facts.stream()
        .filter(fact -> fact.page().equals("*") || fact.page().equals(page))
        .map(fact -> Slices.end(fact.time()))
        .toList();
  }
}
