package io.groundswell.supporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.event.Contribution;
import io.groundswell.event.Credit;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.Profile;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.ProfileDraft.Engaged;
import io.groundswell.event.SupporterInput;
import io.groundswell.supporter.NaiveMonth.Life;
import io.groundswell.supporter.NaiveSupporter.Counts;
import io.groundswell.time.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What a supporter gives out over months is what the definitions say of all the facts. */
class SupporterMonthPropertyTest {
  private static final Timing TIMING = Timing.DEFAULT;
  private static final List<String> POSTS = List.of("p", "q", "r");

  @Provide
  Arbitrary<List<SupporterInput>> months() {
    return FactLists.months();
  }

  @Provide
  Arbitrary<List<SupporterInput>> fans() {
    return FactLists.fans();
  }

  @Provide
  Arbitrary<List<SupporterInput>> hours() {
    return FactLists.hours();
  }

  /** Steps one supporter as the job does, until nothing happens any more. */
  private static Told run(List<SupporterInput> facts, Long erased, NaiveMonth naive, Random random)
      throws IOException {
    TreeMap<Long, List<SupporterInput>> due = new TreeMap<>();
    for (SupporterInput fact : facts) {
      due.computeIfAbsent(TIMING.end(fact.time()), end -> new ArrayList<>()).add(fact);
    }
    Erasures erasures = new Erasures();
    if (erased != null) {
      erasures.take(new Erasure("page", "s", erased));
      due.computeIfAbsent(TIMING.end(erased), end -> new ArrayList<>());
    }
    Told told = new Told(TIMING);
    Supporter supporter = new Supporter();
    // What a store would have: what was last said to be kept.
    byte[] kept = null;
    long wake = Long.MAX_VALUE;
    while (!due.isEmpty() || !supporter.isEmpty()) {
      long asked = Math.min(due.isEmpty() ? Long.MAX_VALUE : due.firstKey(), wake);
      // Who is forgotten is looked for once a day; a step forgets by itself.
      long forgotten = supporter.isEmpty() ? Long.MAX_VALUE : supporter.forgottenAt(TIMING);
      if (forgotten < asked && random.nextBoolean()) {
        long late = Math.min(asked, forgotten + random.nextInt(3_600_000));
        // Whenever that is, the day on which it was so is told.
        told.at(forgotten);
        assertThat(supporter.forget("page", "s", late, TIMING, told)).isTrue();
        supporter = new Supporter();
        kept = null;
        wake = Long.MAX_VALUE;
        continue;
      }
      long e = Math.min(asked, forgotten);
      List<SupporterInput> now = new ArrayList<>(due.getOrDefault(e, List.of()));
      due.remove(e);
      // An outcome counts once before it comes here; all else may come again.
      now.addAll(
          now.subList(0, random.nextInt(now.size() + 1)).stream()
              .filter(fact -> !(fact instanceof Credit))
              .toList());
      Collections.shuffle(now, random);
      if (kept != null && random.nextBoolean()) {
        supporter = SupporterPropertyTest.read(kept);
      }
      told.at(e);
      int before = told.contributions.size();
      boolean changed =
          supporter.step(
              "page", "s", e, now, end -> NaiveSupporter.terms(), erasures, TIMING, told);
      long next = supporter.next("page", "s", e, TIMING);
      assertThat(next).isGreaterThan(e);
      wake = next;
      if (supporter.wake(next, e) || changed) {
        kept = SupporterPropertyTest.bytes(supporter);
      }
      if (supporter.isEmpty()) {
        supporter = new Supporter();
        kept = null;
      }
      Life life = naive.life(e);
      assertThat(supporter.isEmpty()).as("at %d", e).isEqualTo(life == null);
      assertCounts(told, life, e);
      assertStanding(told.contributions.subList(before, told.contributions.size()), life, e);
    }
    return told;
  }

  private static void assertCounts(Told told, Life life, long e) {
    for (String post : POSTS) {
      Counts expected =
          life == null
              ? new Counts(0, null, List.of(0, 0, 0), List.of(0, 0, 0))
              : NaiveMonth.engagements(life, e).counts(post, e);
      assertThat(told.counts(post, e)).as("%s at %d", post, e).isEqualTo(expected);
    }
  }

  /** Who begins at a post is told with their tier and score as they are then. */
  private static void assertStanding(List<Contribution> contributions, Life life, long e) {
    for (Contribution each : contributions) {
      if (each.tier() != null) {
        assertThat(each.tier()).isEqualTo(NaiveRating.tier(NaiveRating.audience(life, e)));
        assertThat(each.score()).isCloseTo(NaiveRating.rating(life, e).score(), within(1e-9));
      }
    }
  }

  private static void assertProfiles(List<ProfileDraft> drafts, NaiveMonth naive) {
    List<Profile> expected = naive.profiles();
    assertThat(drafts).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(drafts.get(i).profile())
          .usingRecursiveComparison()
          .withEqualsForType(
              (Double a, Double b) -> a.equals(b) || Math.abs(a - b) < 1e-9, Double.class)
          .isEqualTo(expected.get(i));
      if (expected.get(i).known()) {
        assertEngaged(drafts.get(i), naive);
      }
    }
  }

  /** The posts of the organic ones, how many each has and when the first was. */
  private static void assertEngaged(ProfileDraft draft, NaiveMonth naive) {
    long e = draft.profile().at();
    Map<String, Engaged> expected = new HashMap<>();
    for (Engagement f : NaiveRating.month(naive.life(e), e)) {
      if (f.organic()) {
        expected.merge(
            f.post(),
            new Engaged(f.post(), 1, f.time()),
            (a, b) ->
                new Engaged(a.post(), a.count() + b.count(), Math.min(a.earliest(), b.earliest())));
      }
    }
    assertThat(Arrays.asList(draft.engaged()))
        .containsExactlyInAnyOrderElementsOf(expected.values());
  }

  private static Told assertAsDefined(List<SupporterInput> facts, Long erased, Random random)
      throws IOException {
    NaiveMonth naive = new NaiveMonth(facts, erased);
    Told told = run(facts, erased, naive, random);
    assertProfiles(told.profiles, naive);
    assertThat(told.outcomes).containsExactlyInAnyOrderElementsOf(naive.outcomes());
    assertThat(told.engaged).isEqualTo(naive.engaged());
    assertThat(told.active).isEqualTo(naive.active());
    assertThat(told.cohorts).isEqualTo(naive.cohorts());
    assertScores(told.scores, NaiveMonth.scores(naive.profiles()));
    assertThat(told.erased)
        .isEqualTo(naive.lives().stream().filter(Life::isErased).map(Life::over).toList());
    return told;
  }

  /**
   * What a store has is as good as what the heap has, where facts come late, too: engagements by up
   * to a day, outcomes by up to ten.
   */
  @Property(tries = 400, seed = "20261128")
  void whatIsKeptIsAllThatMatters(
      @ForAll("months") List<SupporterInput> months,
      @ForAll("hours") List<SupporterInput> hours,
      @ForAll long seed)
      throws IOException {
    for (List<SupporterInput> facts : List.of(months, hours)) {
      Random random = new Random(seed);
      TreeMap<Long, List<SupporterInput>> due = new TreeMap<>();
      for (SupporterInput fact : facts) {
        long most = fact instanceof Credit ? 10 * Timing.DAY : Timing.DAY - 60_000;
        long late = random.nextInt(3) == 0 ? random.nextLong(most) : 0;
        due.computeIfAbsent(TIMING.end(fact.time() + late), end -> new ArrayList<>()).add(fact);
      }
      Told onTheHeap = steps(due, false);
      Told fromTheStore = steps(due, true);
      assertThat(fromTheStore.spans).isEqualTo(onTheHeap.spans);
      assertThat(fromTheStore.outcomes).isEqualTo(onTheHeap.outcomes);
      assertThat(fromTheStore.engaged).isEqualTo(onTheHeap.engaged);
      assertThat(fromTheStore.active).isEqualTo(onTheHeap.active);
      assertThat(fromTheStore.cohorts).isEqualTo(onTheHeap.cohorts);
      assertThat(fromTheStore.scores).isEqualTo(onTheHeap.scores);
      assertThat(SupporterPropertyTest.json(fromTheStore))
          .isEqualTo(SupporterPropertyTest.json(onTheHeap));
    }
  }

  private static Told steps(TreeMap<Long, List<SupporterInput>> due, boolean restarts)
      throws IOException {
    Told told = new Told(TIMING);
    Supporter supporter = new Supporter();
    byte[] kept = null;
    long wake = Long.MAX_VALUE;
    TreeMap<Long, List<SupporterInput>> left = new TreeMap<>(due);
    while (!left.isEmpty() || wake != Long.MAX_VALUE) {
      long e = Math.min(left.isEmpty() ? Long.MAX_VALUE : left.firstKey(), wake);
      List<SupporterInput> now = left.getOrDefault(e, List.of());
      left.remove(e);
      if (restarts) {
        supporter = kept == null ? new Supporter() : SupporterPropertyTest.read(kept);
      }
      if (!supporter.isEmpty() && supporter.forgottenAt(TIMING) <= e) {
        told.at(supporter.forgottenAt(TIMING));
        supporter.forget("page", "s", e, TIMING, told);
        supporter = new Supporter();
        kept = null;
      }
      told.at(e);
      boolean changed =
          supporter.step(
              "page", "s", e, now, end -> NaiveSupporter.terms(), new Erasures(), TIMING, told);
      wake = supporter.next("page", "s", e, TIMING);
      if (supporter.wake(wake, e) || changed) {
        kept = SupporterPropertyTest.bytes(supporter);
      }
      if (supporter.isEmpty()) {
        supporter = new Supporter();
        kept = null;
      }
    }
    return told;
  }

  private static void assertScores(List<Told.Scored> actual, List<Told.Scored> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).day()).isEqualTo(expected.get(i).day());
      assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-9));
      assertThat(actual.get(i).firstAsNanoInfluencer())
          .isEqualTo(expected.get(i).firstAsNanoInfluencer());
    }
  }

  @Property(tries = 200, seed = "20261123")
  void monthsAreAsDefinedInAnyOrderCutAnywhere(
      @ForAll("months") List<SupporterInput> facts, @ForAll long seed) throws IOException {
    Told told = assertAsDefined(facts, null, new Random(seed));
    Statistics.label("a profile is taken back")
        .collect(told.profiles.stream().anyMatch(draft -> !draft.profile().known()))
        .coverage(coverage -> coverage.check(true).percentage(p -> p > 20));
  }

  @Property(tries = 100, seed = "20261123")
  void fansAreAsDefined(@ForAll("fans") List<SupporterInput> facts, @ForAll long seed)
      throws IOException {
    Told told = assertAsDefined(facts, null, new Random(seed));
    Statistics.label("a nano-influencer")
        .collect(told.profiles.stream().anyMatch(draft -> draft.profile().nanoInfluencer()))
        .coverage(coverage -> coverage.check(true).percentage(p -> p > 20));
  }

  @Property(tries = 100, seed = "20261123")
  void hoursAreAsDefined(@ForAll("hours") List<SupporterInput> facts, @ForAll long seed)
      throws IOException {
    assertAsDefined(facts, null, new Random(seed));
  }

  @Property(tries = 200, seed = "20261123")
  void anErasureAnywhereIsAsDefined(@ForAll("months") List<SupporterInput> facts, @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    SupporterInput any = facts.get(random.nextInt(facts.size()));
    long time = any.time() + random.nextInt(3) * 5_000L - 5_000;
    Told told = assertAsDefined(facts, time, random);
    Statistics.label("somebody was there to erase")
        .collect(!told.erased.isEmpty())
        .coverage(coverage -> coverage.check(true).percentage(p -> p > 20));
  }
}
