package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.codec.PageWriter;
import io.groundswell.event.Control;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.Kind;
import io.groundswell.event.PostInput;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.Retraction;
import io.groundswell.event.SupporterInput;
import io.groundswell.fixture.Given;
import io.groundswell.page.CohortTally;
import io.groundswell.page.PageDays;
import io.groundswell.page.PageTally;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What posts are told ahead, less what is taken back, is what they would have been told when the
 * slice was passed: whatever comes late, whoever is erased, whatever rule is set meanwhile, and
 * through restores.
 */
class AheadTest {
  private static final Settings LIVE = Settings.live(Timing.DEFAULT, 30_000, "");
  private static final long TEN = Given.at("10:00:00");
  private static final long DISORDER = 5_000;

  /** One thing that happens at a time of the wall clock. */
  private record Happening(long at, SupporterInput fact, Control control, boolean restart) {}

  /** What came of it. */
  private static final class Outcome {
    /** By slice end, what posts have been told and not taken back. */
    final Map<Long, Map<String, Integer>> told = new TreeMap<>();

    final List<String> profiles = new ArrayList<>();
    final List<PageTally> pages = new ArrayList<>();

    /** By day, origin and minute. */
    final Map<String, CohortTally> cohorts = new TreeMap<>();

    int retracted;
    int ahead;
    private int seen;
    private int[] sides = new int[3];

    /** The watermark that had gone on when all was seen that had come till then. */
    private long before = Long.MIN_VALUE;

    /** Takes what has come besides, which must not be about what is over for those behind. */
    void takeSides(Step<SupporterInput, Control, PostInput> step) {
      for (ProfileDraft draft : since(0, step.side(SupporterOperator.PROFILES))) {
        assertThat(draft.profile().at()).isGreaterThanOrEqualTo(before);
        profiles.add(bytes(States.DRAFT, draft));
      }
      for (PageTally tally : since(1, step.side(SupporterOperator.PAGES))) {
        assertThat(tally.minute()).isGreaterThanOrEqualTo(before);
        pages.add(tally);
      }
      for (CohortTally tally : since(2, step.side(SupporterOperator.COHORTS))) {
        assertThat(tally.minute()).isGreaterThanOrEqualTo(before);
        cohorts.merge(
            tally.day() + "/" + tally.origin() + "/" + tally.minute(), tally, CohortTally::plus);
      }
      before = step.passedOn();
    }

    private <T> List<T> since(int side, List<T> all) {
      List<T> news = all.subList(sides[side], all.size());
      sides[side] = all.size();
      return news;
    }

    /** What leaves by the sides is counted anew. */
    void restarted() {
      sides = new int[3];
      before = Long.MIN_VALUE;
    }

    void take(PostInput input, long watermark) {
      boolean back = input instanceof Retraction;
      PostInput what = input instanceof Retraction retraction ? retraction.what() : input;
      long e = what instanceof io.groundswell.event.Contribution c ? c.at() : at(what);
      // Nobody hears of a slice end that the watermark has passed already.
      assertThat(e).isGreaterThan(watermark);
      retracted += back ? 1 : 0;
      int now =
          told.computeIfAbsent(e, each -> new HashMap<>())
              .merge(bytes(States.POST_INPUT, what), back ? -1 : 1, Integer::sum);
      assertThat(now).isNotNegative();
      if (now == 0) {
        told.get(e).remove(bytes(States.POST_INPUT, what));
      }
    }

    private static long at(PostInput input) {
      return ((io.groundswell.event.Forgotten) input).at();
    }
  }

  private static <T> String bytes(TypeInformation<T> type, T value) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(128);
      type.createSerializer(new SerializerConfigImpl()).serialize(value, out);
      return Base64.getEncoder().encodeToString(out.getCopyOfBuffer());
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Property(tries = 60)
  void isWhatWouldHaveBeenToldWhenTheSliceWasPassed(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<Happening> all = happenings(random);
    Outcome ahead = run(all, true);
    Outcome later = run(all, false);
    assertThat(ahead.told).isEqualTo(later.told);
    assertThat(ahead.profiles).containsExactlyInAnyOrderElementsOf(later.profiles);
    assertThat(days(ahead)).isEqualTo(days(later));
    assertThat(ahead.cohorts).isEqualTo(later.cohorts);
    assertThat(later.retracted).isZero();
    assertThat(later.ahead).isZero();
  }

  @Property(tries = 3)
  void mostIsToldAheadAndSomeIsTakenBack(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    int told = 0;
    int retracted = 0;
    int facts = 0;
    for (int i = 0; i < 10; i++) {
      List<Happening> all = happenings(random);
      all.removeIf(each -> each.fact() == null);
      Outcome ahead = run(all, true);
      told += ahead.ahead;
      retracted += ahead.retracted;
      facts += all.size();
    }
    assertThat(told).isGreaterThan(facts / 4);
    assertThat(retracted).isPositive();
  }

  private static List<Happening> happenings(Random random) {
    List<Happening> all = new ArrayList<>();
    int people = 1 + random.nextInt(40);
    long length = 15 * 60_000L + random.nextInt(120_000);
    for (int i = 50 + random.nextInt(600); i > 0; i--) {
      long time = TEN + (long) (random.nextDouble() * length);
      // Most come at once; some later than the watermark waits.
      long delay = random.nextInt(4) > 0 ? random.nextInt(500) : random.nextInt(6_500);
      String who = "s" + random.nextInt(people);
      String id = "" + random.nextInt(3);
      Kind kind = Kind.values()[random.nextInt(3)];
      Engagement fact =
          random.nextInt(5) == 0
              ? Given.remove(kind, who, id, time)
              : Given.add(kind, who, id, time, random.nextInt(5_000));
      all.add(new Happening(time + delay, Given.on("p" + random.nextInt(3), fact), null, false));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      long time = TEN + (long) (random.nextDouble() * length);
      Control control =
          random.nextBoolean()
              ? Given.likeVisibility(Given.PAGE, time, i, random.nextInt(1000))
              : new Erasure(
                  random.nextBoolean() ? Given.PAGE : "*", "s" + random.nextInt(people), time);
      all.add(new Happening(time + random.nextInt(7_000), null, control, false));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      all.add(new Happening(TEN + (long) (random.nextDouble() * length), null, null, true));
    }
    all.sort(Comparator.comparingLong(Happening::at));
    return all;
  }

  private static Outcome run(List<Happening> all, boolean live) throws Exception {
    Outcome outcome = new Outcome();
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      long newest = Long.MIN_VALUE;
      long passed = Long.MIN_VALUE;
      for (Happening each : all) {
        if (live) {
          step.wallClock(each.at());
          drain(step, outcome, passed);
        }
        if (each.restart()) {
          step.barrier();
          drain(step, outcome, passed);
          SupporterOperatorTest.assertNothingAfterItsWatermark(step);
          step.restoreBeforeAnyWatermark();
          outcome.restarted();
          if (passed != Long.MIN_VALUE) {
            step.watermark(passed);
          }
          drain(step, outcome, passed);
        } else if (each.control() != null) {
          step.tell(each.control());
          if (each.control() instanceof Erasure erasure && !erasure.page().equals("*")) {
            step.take(erasure);
          }
        } else {
          step.take(each.fact());
          int before = outcome.seen;
          drain(step, outcome, passed);
          outcome.ahead += outcome.seen - before;
          newest = Math.max(newest, each.fact().time());
        }
        if (newest - DISORDER - 1 > passed && each.at() % 3 != 0) {
          step.watermark(newest - DISORDER - 1);
          drain(step, outcome, passed);
          passed = newest - DISORDER - 1;
        }
      }
      step.watermark(TEN + 3 * 3_600_000);
      // What is gathered leaves before a barrier.
      step.barrier();
      drain(step, outcome, passed);
      SupporterOperatorTest.assertNothingAfterItsWatermark(step);
    }
    return outcome;
  }

  private static void drain(
      Step<SupporterInput, Control, PostInput> step, Outcome outcome, long passed) {
    List<PostInput> out = step.out();
    for (; outcome.seen < out.size(); outcome.seen++) {
      outcome.take(out.get(outcome.seen), passed);
    }
    outcome.takeSides(step);
  }

  private static List<String> days(Outcome outcome) {
    PageDays page = new PageDays(Given.PAGE);
    page.take(outcome.pages);
    return page.at(TEN + 4 * 3_600_000, Long.MIN_VALUE / 2, Timing.DEFAULT).stream()
        .map(
            day ->
                new String(
                    PageWriter.pageDay(day.givenAt(0)), java.nio.charset.StandardCharsets.UTF_8))
        .toList();
  }
}
