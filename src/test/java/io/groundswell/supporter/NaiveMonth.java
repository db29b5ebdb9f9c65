package io.groundswell.supporter;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.AttributedOutcome.Touch;
import io.groundswell.event.Credit;
import io.groundswell.event.Engagement;
import io.groundswell.event.Origin;
import io.groundswell.event.Outcome;
import io.groundswell.event.Profile;
import io.groundswell.event.SupporterInput;
import io.groundswell.supporter.NaiveSupporter.Known;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * supporters.md sections 1 to 6 read word by word for one supporter, over all facts each time.
 * Every fact comes in time; at most one erasure cuts them in two.
 */
final class NaiveMonth {
  private static final Timing TIMING = Timing.DEFAULT;
  private static final long REACH_BACK = 7 * Timing.DAY;

  /** One time as somebody known, from the first word on until they are forgotten or erased. */
  record Life(List<SupporterInput> facts, long over, boolean isErased) {
    <T extends SupporterInput> List<T> of(Class<T> type, long e) {
      return facts.stream()
          .filter(type::isInstance)
          .map(type::cast)
          .filter(fact -> TIMING.end(fact.time()) <= e)
          .toList();
    }

    List<Engagement> adds(long e) {
      return of(Engagement.class, e).stream().filter(Engagement::add).toList();
    }
  }

  private final List<SupporterInput> taken;
  private final Long erased;

  /**
   * Somebody.
   *
   * @param facts all facts
   * @param erased the time of their erasure, or null
   */
  NaiveMonth(Collection<SupporterInput> facts, Long erased) {
    this.erased = erased;
    taken =
        facts.stream()
            .filter(
                f ->
                    erased == null
                        || f.time() > erased
                        || TIMING.end(f.time()) < TIMING.end(erased))
            .toList();
  }

  private boolean after(SupporterInput fact) {
    return erased != null && fact.time() > erased;
  }

  /** The lives, the first first. */
  List<Life> lives() {
    List<Life> lives = new ArrayList<>();
    for (boolean after : new boolean[] {false, true}) {
      List<SupporterInput> era = taken.stream().filter(f -> after(f) == after).toList();
      NavigableSet<Long> days = new TreeSet<>();
      era.stream().filter(f -> isHeard(f, era)).forEach(f -> days.add(Timing.day(f.time())));
      List<Long> begins = new ArrayList<>();
      for (long day : days) {
        if (days.lower(day) == null || day - days.lower(day) >= 29) {
          begins.add(day);
        }
      }
      for (int i = 0; i < begins.size(); i++) {
        long first = begins.get(i);
        long next = i + 1 < begins.size() ? begins.get(i + 1) : Long.MAX_VALUE;
        long over = (days.lower(next) + 29) * Timing.DAY + TIMING.slice();
        boolean isErased = erased != null && !after && TIMING.end(erased) <= over;
        List<SupporterInput> facts =
            era.stream()
                .filter(f -> Timing.day(f.time()) >= first && Timing.day(f.time()) < next)
                .toList();
        boolean cutShort = isErased && TIMING.end(erased) < over;
        lives.add(new Life(facts, cutShort ? TIMING.end(erased) : over, isErased && cutShort));
      }
    }
    return lives;
  }

  private boolean isHeard(SupporterInput fact, List<SupporterInput> era) {
    return !(fact instanceof Credit credit) || attribute(credit, era).creditedTo() != null;
  }

  /** The life at {@code e}, or null. */
  Life life(long e) {
    for (Life life : lives()) {
      boolean begun =
          life.facts().stream()
              .anyMatch(f -> TIMING.end(f.time()) <= e && isHeard(f, life.facts()));
      if (begun && e < life.over()) {
        return life;
      }
    }
    return null;
  }

  static NaiveSupporter engagements(Life life, long e) {
    return new NaiveSupporter(
        life.of(Engagement.class, e).stream().map(f -> new Known(f, TIMING.end(f.time()))).toList(),
        TIMING);
  }

  /** Section 3, of an outcome that counts. */
  AttributedOutcome attribute(Credit credit) {
    return attribute(credit, taken.stream().filter(f -> after(f) == after(credit)).toList());
  }

  private static AttributedOutcome attribute(Credit credit, List<SupporterInput> era) {
    Outcome outcome = credit.outcome();
    if (outcome.referrer() != null && !outcome.referrer().equals(outcome.supporter())) {
      return new AttributedOutcome(outcome, Origin.ORGANIC, outcome.referrer(), null);
    }
    long e = TIMING.end(outcome.time());
    Engagement touch =
        engagements(new Life(era, Long.MAX_VALUE, false), e).standing(e).stream()
            .filter(f -> f.time() > outcome.time() - REACH_BACK && f.time() <= outcome.time())
            .min(
                Comparator.comparing((Engagement f) -> !f.post().equals(outcome.post()))
                    .thenComparing(Comparator.comparingLong(Engagement::time).reversed())
                    .thenComparing(f -> !f.organic())
                    .thenComparing(Comparator.comparing(Engagement::kind).reversed())
                    .thenComparing(Engagement::post)
                    .thenComparing(Engagement::id))
            .orElse(null);
    return touch == null
        ? new AttributedOutcome(outcome, Origin.UNKNOWN, null, null)
        : new AttributedOutcome(
            outcome,
            touch.organic() ? Origin.ORGANIC : Origin.SPONSORED,
            credit.supporter(),
            new Touch(touch.kind(), touch.time(), touch.post(), touch.ad()));
  }

  List<AttributedOutcome> outcomes() {
    return taken.stream()
        .filter(Credit.class::isInstance)
        .map(fact -> attribute((Credit) fact))
        .toList();
  }

  /** Section 2, without what stands with the posts. */
  Profile profile(Life life, long e) {
    List<Engagement> month = NaiveRating.month(life, e);
    List<Engagement> organic = month.stream().filter(Engagement::organic).toList();
    List<Engagement> adds = life.adds(e);
    long people = NaiveRating.audience(life, e);
    Profile.Rating rating = NaiveRating.rating(life, e);
    Map<String, Integer> credited = new TreeMap<>();
    for (Credit credit : life.of(Credit.class, e)) {
      if (attribute(credit).creditedTo() != null) {
        credited.merge(credit.outcome().kind(), 1, Integer::sum);
      }
    }
    return new Profile(
        "page",
        "s",
        e,
        true,
        NaiveRating.first(adds).time(),
        adds.stream().mapToLong(Engagement::time).max().orElseThrow(),
        people,
        NaiveRating.counts(
            engagements(life, e).standing(e).stream()
                .filter(f -> TIMING.end(f.time()) > e - Timing.DAY)
                .toList()),
        NaiveRating.counts(month),
        NaiveRating.activeDays(organic),
        NaiveRating.posts(organic),
        NaiveRating.brought(life, e),
        rating,
        people < 10_000
            && organic.size() >= 5
            && NaiveRating.activeDays(organic) >= 3
            && rating.score() >= 50,
        new Profile.TopicLift[0],
        Double.NaN,
        credited.entrySet().stream()
            .map(each -> new Profile.Credited(each.getKey(), each.getValue()))
            .toArray(Profile.Credited[]::new),
        NaiveRating.origin(NaiveRating.first(adds)));
  }

  /** All profiles and tombstones, in order. */
  List<Profile> profiles() {
    long minute = Profiles.minute("page", "s");
    List<Profile> all = new ArrayList<>();
    for (Life life : lives()) {
      NavigableSet<Long> due = new TreeSet<>();
      for (SupporterInput fact : life.facts()) {
        if (isHeard(fact, life.facts())) {
          long end = TIMING.end(fact.time());
          for (long e = end; e < end + 15 * Timing.MINUTE && e < life.over(); e += 10_000) {
            if (e % Timing.MINUTE == 0 && e / Timing.MINUTE % 15 == minute) {
              due.add(e);
            }
          }
        }
      }
      boolean given = false;
      boolean ever = false;
      for (long e : due) {
        if (NaiveRating.month(life, e).size() >= 3) {
          all.add(profile(life, e));
          given = true;
          ever = true;
        } else if (given) {
          all.add(Profile.forgotten("page", "s", e));
          given = false;
        }
      }
      if (ever || life.isErased()) {
        all.add(Profile.forgotten("page", "s", life.over()));
      }
    }
    return all;
  }

  /** Section 5: the first add of each chain, by day, post, kind and whether organic. */
  Map<List<Object>, Integer> engaged() {
    Map<List<Object>, Integer> engaged = new HashMap<>();
    for (Life life : lives()) {
      for (List<Engagement> chain : engagements(life, life.over()).chains(life.over())) {
        chain.stream()
            .filter(Engagement::add)
            .min(
                Comparator.comparingLong(Engagement::time)
                    .thenComparing(NaiveSupporter.STANDS.reversed()))
            .ifPresent(
                f ->
                    engaged.merge(
                        List.of(Timing.day(f.time()), f.post(), f.kind(), f.organic()),
                        1,
                        Integer::sum));
      }
    }
    return engaged;
  }

  /** Section 5: supporters with an organic add on a day, and those of nano tier. */
  Map<Long, List<Integer>> active() {
    Map<Long, List<Integer>> active = new HashMap<>();
    for (Life life : lives()) {
      Map<Long, Engagement> firsts = new HashMap<>();
      for (Engagement f : life.adds(life.over())) {
        if (f.organic()) {
          firsts.merge(
              Timing.day(f.time()),
              f,
              (a, b) ->
                  a.time() != b.time()
                      ? (a.time() < b.time() ? a : b)
                      : (a.audience() >= b.audience() ? a : b));
        }
      }
      firsts.forEach(
          (day, f) -> active.merge(day, List.of(1, f.audience() < 10_000 ? 1 : 0), Told::plus));
    }
    return active;
  }

  /** Section 4: by day and origin of the first add, the size and who came back. */
  Map<List<Object>, List<Integer>> cohorts() {
    Map<List<Object>, List<Integer>> cohorts = new HashMap<>();
    for (Life life : lives()) {
      Engagement first = NaiveRating.first(life.adds(life.over()));
      if (first == null) {
        continue;
      }
      long day = Timing.day(first.time());
      List<Integer> counts = new ArrayList<>(List.of(1));
      for (long days : new long[] {1, 7, 28}) {
        boolean back =
            life.adds(life.over()).stream()
                .map(f -> Timing.day(f.time()) - day)
                .anyMatch(later -> later >= 1 && later <= days);
        counts.add(back ? 1 : 0);
      }
      cohorts.merge(List.of(day, NaiveRating.origin(first)), counts, Told::plus);
    }
    return cohorts;
  }

  /** Section 5: the scores of all profiles, and whether they are the first of their day to say. */
  static List<Told.Scored> scores(List<Profile> profiles) {
    List<Told.Scored> scores = new ArrayList<>();
    List<Object> said = new ArrayList<>();
    for (Profile profile : profiles) {
      if (!profile.known()) {
        said.clear();
        continue;
      }
      long day = Math.floorDiv(profile.at() - 1, Timing.DAY);
      boolean first = profile.nanoInfluencer() && !said.contains(day);
      said.addAll(first ? List.of(day) : List.of());
      scores.add(new Told.Scored(day, profile.rating().score(), first));
    }
    return scores;
  }
}
