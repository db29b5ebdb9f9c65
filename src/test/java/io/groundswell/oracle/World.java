package io.groundswell.oracle;

import io.groundswell.oracle.Facts.Engagement;
import io.groundswell.oracle.Facts.Outcome;
import io.groundswell.oracle.Facts.PageKey;
import io.groundswell.oracle.Facts.PostFact;
import io.groundswell.oracle.Facts.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** All that is ever known, without what an erasure makes ignored; and what simply follows. */
final class World {
  private static final long QUIET = 15 * Slices.MINUTE;

  final Rules rules;
  final Erasures erasures;
  final List<Engagement> engagements;
  final List<Snapshot> snapshots;
  final List<PostFact> posts;
  final List<Outcomes.Attributed> outcomes;

  /** The last slice end of the replay. */
  final long horizon;

  private final Map<PageKey, List<Life>> lives = new HashMap<>();

  World(Facts facts) {
    rules = new Rules(facts.rules);
    erasures = new Erasures(facts.erasures);
    engagements =
        facts.engagements.stream()
            .filter(f -> !erasures.ignored(f.id().page(), f.id().supporter(), f.time()))
            .toList();
    snapshots = facts.snapshots;
    posts = facts.posts;
    outcomes = new Outcomes(engagements, erasures).attribute(facts.outcomes);
    horizon = facts.lastEnd + QUIET;
    heard().forEach((who, times) -> lives.put(who, Life.of(who, times, erasures)));
  }

  /** When each supporter was heard of. */
  private Map<PageKey, List<Long>> heard() {
    Map<PageKey, List<Long>> heard = new HashMap<>();
    for (Engagement fact : engagements) {
      heard.computeIfAbsent(fact.supporter(), key -> new ArrayList<>()).add(fact.time());
      if (brings(fact) && !erasures.ignored(fact.id().page(), fact.via(), fact.time())) {
        PageKey brought = new PageKey(fact.id().page(), fact.via());
        heard.computeIfAbsent(brought, key -> new ArrayList<>()).add(fact.time());
      }
    }
    for (Outcomes.Attributed attributed : outcomes) {
      if (attributed.creditedTo() != null) {
        Outcome outcome = attributed.outcome();
        heard
            .computeIfAbsent(
                new PageKey(outcome.page(), attributed.creditedTo()), key -> new ArrayList<>())
            .add(outcome.time());
      }
    }
    return heard;
  }

  /** Whether an engagement is an organic add that names another supporter in `via`. */
  static boolean brings(Engagement fact) {
    return fact.add()
        && fact.organic()
        && fact.via() != null
        && !fact.via().equals(fact.id().supporter());
  }

  /** Everything about a supporter, between being new and being forgotten, in order of time. */
  List<Life> lives(PageKey supporter) {
    return lives.getOrDefault(supporter, List.of());
  }

  List<Life> lives() {
    return lives.values().stream().flatMap(List::stream).toList();
  }

  /** The life that a supporter who was heard of leads at e. */
  Life lifeAt(PageKey supporter, long e) {
    return lives(supporter).stream()
        .filter(life -> life.firstEnd() <= e && e < life.over())
        .findFirst()
        .orElseThrow();
  }

  /** The engagement facts of a page with end <= e that no erasure has taken by then. */
  List<Engagement> known(String page, long e) {
    return engagements.stream()
        .filter(f -> f.id().page().equals(page) && f.end() <= e)
        .filter(f -> !erasures.gone(page, f.id().supporter(), f.time(), e))
        .toList();
  }

  /** Every page that any fact but a rule or an erasure is about. */
  SortedSet<String> pages() {
    SortedSet<String> pages = new TreeSet<>(Slices.BY_NAME);
    engagements.forEach(f -> pages.add(f.id().page()));
    snapshots.forEach(f -> pages.add(f.post().page()));
    posts.forEach(f -> pages.add(f.post().page()));
    outcomes.forEach(o -> pages.add(o.outcome().page()));
    return Collections.unmodifiableSortedSet(pages);
  }
}
