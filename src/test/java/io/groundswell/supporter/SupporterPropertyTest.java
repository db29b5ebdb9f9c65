package io.groundswell.supporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Profile;
import io.groundswell.supporter.NaiveSupporter.Counts;
import io.groundswell.supporter.NaiveSupporter.Known;
import io.groundswell.time.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a supporter tells its posts, added up, is what the definitions say of all the facts. */
class SupporterPropertyTest {
  private static final Timing SHORT = new Timing(10_000, 180_000, 600_000);
  private static final long HORIZON = 600_000;

  @Provide
  Arbitrary<List<Engagement>> tenMinutes() {
    return FactLists.lists(HORIZON, 24);
  }

  @Provide
  Arbitrary<List<Engagement>> threeHours() {
    return FactLists.lists(3 * 3_600_000, 20);
  }

  /** Steps one supporter as the job does and adds up what it tells. */
  private static final class Run {
    final List<Known> known = new ArrayList<>();
    final Map<String, Map<List<Object>, Long>> told = new HashMap<>();
    final List<Profile> profiles = new ArrayList<>();
    int steps;
    private Supporter supporter = new Supporter();

    void run(List<Known> facts, Timing timing, long until, Random random) throws IOException {
      known.addAll(facts);
      for (long e = timing.slice(); e <= until; e += timing.slice()) {
        long now = e;
        List<Engagement> due =
            new ArrayList<>(facts.stream().filter(f -> f.from() == now).map(Known::fact).toList());
        if (due.isEmpty() && supporter.wake() != e) {
          continue;
        }
        if (random != null) {
          due.addAll(due.subList(0, random.nextInt(due.size() + 1)));
          Collections.shuffle(due, random);
          if (random.nextBoolean()) {
            supporter = copy(supporter);
          }
        }
        steps++;
        supporter.step(
            "page", "s", e, due, end -> NaiveSupporter.terms(), timing, output(e, timing));
        long next = supporter.next("page", "s", e, timing);
        assertThat(next).isGreaterThan(e);
        supporter.wake(next);
      }
    }

    private Supporter.Output output(long e, Timing timing) {
      return new Supporter.Output() {
        @Override
        public void contribution(Contribution c) {
          assertThat(c.at()).isEqualTo(e);
          assertThat(c.spans()).isNotEmpty();
          for (Span span : c.spans()) {
            assertThat(span.until()).isGreaterThan(e).isLessThanOrEqualTo(e + timing.window());
            count(c.post(), span, c.at(), span.begins() ? 1 : -1);
            count(c.post(), span, span.until(), span.begins() ? -1 : 1);
          }
        }

        @Override
        public void profile(Profile profile) {
          profiles.add(profile);
        }
      };
    }

    private void count(String post, Span span, long at, long sign) {
      Map<List<Object>, Long> changes = told.computeIfAbsent(post, name -> new HashMap<>());
      changes.merge(List.of(at, span.what(), span.kind(), span.thousandths()), sign, Long::sum);
    }

    Counts counts(String post, long e) {
      long c = 0;
      Kind kind = null;
      List<Integer> organic = new ArrayList<>(List.of(0, 0, 0));
      List<Integer> sponsored = new ArrayList<>(List.of(0, 0, 0));
      Map<List<Object>, Long> strongest = new HashMap<>();
      for (Map.Entry<List<Object>, Long> change : told.getOrDefault(post, Map.of()).entrySet()) {
        List<Object> key = change.getKey();
        if ((long) key.get(0) > e) {
          continue;
        }
        Kind of = (Kind) key.get(2);
        if (key.get(1) == What.STRONGEST) {
          strongest.merge(List.of(of, key.get(3)), change.getValue(), Long::sum);
        } else {
          List<Integer> count = key.get(1) == What.ORGANIC ? organic : sponsored;
          count.set(of.ordinal(), count.get(of.ordinal()) + (int) (long) change.getValue());
        }
      }
      strongest.values().removeIf(times -> times == 0);
      assertThat(strongest.size()).as("at most one contribution counts").isLessThan(2);
      for (Map.Entry<List<Object>, Long> one : strongest.entrySet()) {
        assertThat(one.getValue()).isEqualTo(1);
        kind = (Kind) one.getKey().get(0);
        c = (long) one.getKey().get(1);
      }
      return new Counts(c, kind, organic, sponsored);
    }
  }

  private static Supporter copy(Supporter supporter) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SupporterCodec.write(supporter, new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    Supporter read = SupporterCodec.read(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static void assertAsDefined(Run run, Timing timing, long until) {
    NaiveSupporter naive = new NaiveSupporter(run.known, timing);
    for (String post : List.of("p", "q")) {
      for (long e = timing.slice(); e <= until; e += timing.slice()) {
        assertThat(run.counts(post, e)).as("%s at %d", post, e).isEqualTo(naive.counts(post, e));
      }
    }
  }

  private static List<Known> inTime(List<Engagement> facts, Timing timing) {
    return facts.stream().map(f -> new Known(f, timing.end(f.time()))).toList();
  }

  @Property(tries = 300, seed = "20261123")
  void toldSpansAddUpToTheStrongestLiveExposureInAnyOrderCutAnywhere(
      @ForAll("tenMinutes") List<Engagement> facts, @ForAll long seed) throws IOException {
    long until = HORIZON + SHORT.window() + SHORT.slice();
    Run run = new Run();
    run.run(inTime(facts, SHORT), SHORT, until, new Random(seed));
    assertAsDefined(run, SHORT, until);
  }

  @Property(tries = 300, seed = "20261123")
  void lateFactsCountFromTheSliceTheyComeInAndNoEarlier(
      @ForAll("tenMinutes") List<Engagement> facts, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Known> known = new ArrayList<>();
    for (Engagement fact : facts) {
      long late = random.nextInt(3) > 0 ? 0 : random.nextInt(30) * SHORT.slice();
      known.add(new Known(fact, SHORT.end(fact.time()) + late));
    }
    long until = HORIZON + SHORT.window() + 31 * SHORT.slice();
    Run run = new Run();
    run.run(known, SHORT, until, random);
    assertAsDefined(run, SHORT, until);
  }

  @Property(tries = 200, seed = "20261123")
  void sameFactsGiveTheSameBytesAndProfilesInAnyOrder(
      @ForAll("tenMinutes") List<Engagement> facts, @ForAll long seed) throws IOException {
    Run plain = new Run();
    plain.run(inTime(facts, SHORT), SHORT, HORIZON, null);
    Run shuffled = new Run();
    shuffled.run(inTime(facts, SHORT), SHORT, HORIZON, new Random(seed));
    assertThat(shuffled.profiles).isEqualTo(plain.profiles);
    assertThat(shuffled.told).isEqualTo(plain.told);
    assertThat(shuffled.steps).isEqualTo(plain.steps);
  }

  @Property(tries = 100, seed = "20261123")
  void profilesAreGivenAtTheSupportersMinuteWithTheCountsOfADay(
      @ForAll("threeHours") List<Engagement> facts, @ForAll long seed) throws IOException {
    Timing timing = Timing.DEFAULT;
    long until = 3 * Timing.DAY / 24 + 20 * Timing.MINUTE;
    Run run = new Run();
    run.run(inTime(facts, timing), timing, until, new Random(seed));
    NaiveSupporter naive = new NaiveSupporter(run.known, timing);
    List<Profile> expected = new ArrayList<>();
    for (long e = timing.slice(); e <= until; e += timing.slice()) {
      long now = e;
      boolean minute =
          e % Timing.MINUTE == 0 && e / Timing.MINUTE % 15 == Supporter.profileMinute("page", "s");
      boolean heard =
          facts.stream()
              .mapToLong(f -> timing.end(f.time()))
              .anyMatch(end -> end <= now && end > now - 15 * Timing.MINUTE);
      List<Engagement> adds =
          facts.stream().filter(f -> f.add() && timing.end(f.time()) <= now).toList();
      if (minute && heard && !adds.isEmpty()) {
        expected.add(profile(adds, naive.standing(e), e));
      }
    }
    assertThat(run.profiles).isEqualTo(expected);
  }

  private static Profile profile(List<Engagement> adds, List<Engagement> standing, long e) {
    long audience =
        adds.stream()
            .filter(f -> f.audience() >= 0)
            .max(
                java.util.Comparator.comparingLong(Engagement::time)
                    .thenComparingLong(Engagement::audience))
            .map(Engagement::audience)
            .orElse(-1L);
    int[] organic = new int[3];
    for (Engagement each : standing) {
      organic[each.kind().ordinal()] += each.organic() ? 1 : 0;
    }
    int sponsored = standing.size() - Arrays.stream(organic).sum();
    return new Profile(
        "page",
        "s",
        e,
        true,
        times(adds).min(Long::compare).orElseThrow(),
        times(adds).max(Long::compare).orElseThrow(),
        audience,
        new Profile.Counts(organic[0], organic[1], organic[2], sponsored));
  }

  private static Stream<Long> times(List<Engagement> adds) {
    return adds.stream().map(Engagement::time);
  }
}
