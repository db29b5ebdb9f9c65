package io.groundswell.supporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.codec.ResultWriter;
import io.groundswell.event.Engagement;
import io.groundswell.event.SupporterInput;
import io.groundswell.supporter.NaiveSupporter.Known;
import io.groundswell.time.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
  Arbitrary<List<Engagement>> halfAnHour() {
    return FactLists.lists(3 * HORIZON, 24);
  }

  /** Steps one supporter as the job does and adds up what it tells. */
  private static final class Run {
    final List<Known> known = new ArrayList<>();
    final Told told;
    int steps;
    private final Timing timing;
    private Supporter supporter = new Supporter();

    /** What a store would have. */
    private byte[] kept;

    Run(Timing timing) {
      this.timing = timing;
      told = new Told(timing);
    }

    void run(List<Known> facts, long until, Random random) throws IOException {
      known.addAll(facts);
      for (long e = timing.slice(); e <= until; e += timing.slice()) {
        long now = e;
        List<SupporterInput> due = new ArrayList<>();
        facts.stream().filter(f -> f.from() == now).forEach(f -> due.add(f.fact()));
        if (due.isEmpty() && supporter.wake() != e) {
          continue;
        }
        if (random != null) {
          due.addAll(List.copyOf(due.subList(0, random.nextInt(due.size() + 1))));
          Collections.shuffle(due, random);
          if (kept != null && random.nextBoolean()) {
            supporter = read(kept);
          }
        }
        steps++;
        told.at(e);
        boolean changed =
            supporter.step(
                "page", "s", e, due, end -> NaiveSupporter.terms(), new Erasures(), timing, told);
        long next = supporter.next("page", "s", e, timing);
        assertThat(next).isGreaterThan(e);
        changed = supporter.wake(next, e) || changed;
        if (changed) {
          kept = bytes(supporter);
        }
      }
    }
  }

  static List<String> json(Told told) {
    return told.profiles.stream()
        .map(draft -> new String(ResultWriter.profile(draft.profile()), StandardCharsets.UTF_8))
        .toList();
  }

  static byte[] bytes(Supporter supporter) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SupporterCodec.write(supporter, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  static Supporter read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    Supporter read = SupporterCodec.read(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static void assertAsDefined(Run run, long until) {
    NaiveSupporter naive = new NaiveSupporter(run.known, SHORT);
    for (String post : List.of("p", "q")) {
      for (long e = SHORT.slice(); e <= until; e += SHORT.slice()) {
        assertThat(run.told.counts(post, e))
            .as("%s at %d", post, e)
            .isEqualTo(naive.counts(post, e));
      }
    }
  }

  private static List<Known> inTime(List<Engagement> facts) {
    return facts.stream().map(f -> new Known(f, SHORT.end(f.time()))).toList();
  }

  @Property(tries = 300, seed = "20261123")
  void toldSpansAddUpToTheStrongestLiveExposureInAnyOrderCutAnywhere(
      @ForAll("tenMinutes") List<Engagement> facts, @ForAll long seed) throws IOException {
    long until = HORIZON + SHORT.window() + SHORT.slice();
    Run run = new Run(SHORT);
    run.run(inTime(facts), until, new Random(seed));
    assertAsDefined(run, until);
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
    Run run = new Run(SHORT);
    run.run(known, until, random);
    assertAsDefined(run, until);
  }

  @Property(tries = 200, seed = "20261123")
  void anEngagementThatWasSilentForLongerThanRememberBeginsAnew(
      @ForAll("halfAnHour") List<Engagement> facts, @ForAll long seed) throws IOException {
    long until = 3 * HORIZON + SHORT.window() + SHORT.slice();
    Run run = new Run(SHORT);
    run.run(inTime(facts), until, new Random(seed));
    assertAsDefined(run, until);
  }

  @Property(tries = 200, seed = "20261123")
  void sameFactsGiveTheSameWordsAndProfilesInAnyOrder(
      @ForAll("tenMinutes") List<Engagement> facts, @ForAll long seed) throws IOException {
    Run plain = new Run(SHORT);
    plain.run(inTime(facts), 2 * HORIZON, null);
    Run shuffled = new Run(SHORT);
    shuffled.run(inTime(facts), 2 * HORIZON, new Random(seed));
    assertThat(shuffled.told.spans).isEqualTo(plain.told.spans);
    assertThat(shuffled.told.engaged).isEqualTo(plain.told.engaged);
    assertThat(shuffled.told.active).isEqualTo(plain.told.active);
    assertThat(shuffled.told.cohorts).isEqualTo(plain.told.cohorts);
    assertThat(shuffled.told.scores).isEqualTo(plain.told.scores);
    assertThat(json(shuffled.told)).isEqualTo(json(plain.told));
    assertThat(shuffled.steps).isEqualTo(plain.steps);
  }
}
