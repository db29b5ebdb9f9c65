package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.codec.PageWriter;
import io.groundswell.event.Control;
import io.groundswell.event.Credit;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.Kind;
import io.groundswell.event.Mention;
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
import org.junit.jupiter.api.Test;

/**
 * What posts are told ahead, less what is taken back, is what they would have been told when the
 * slice was passed: whatever comes late, whatever falls back, whoever is erased, whatever rule is
 * set meanwhile, where more waits than may be held, while sources are idle, and through restores.
 */
class AheadTest {
  private static final Settings LIVE = Settings.live(Timing.DEFAULT, 30_000, "");

  /** Windows of three minutes, so that much of what posts count falls back while all is live. */
  private static final Settings SHORT =
      Settings.live(
          new Timing(Timing.DEFAULT.slice(), 180_000, Timing.DEFAULT.remember()), 30_000, "");

  private static final long TEN = Given.at("10:00:00");
  private static final long DISORDER = 5_000;

  /** What may happen to a job besides what comes. */
  private enum Mishap {
    RESTART,
    IDLENESS
  }

  /** One thing that happens at a time of the wall clock. */
  private record Happening(long at, SupporterInput fact, Control control, Mishap mishap) {}

  /** How the step is set: its timing, and how many bytes it may hold of what waits. */
  private record Way(Settings settings, long most) {
    static Way any(Random random) {
      return new Way(
          random.nextBoolean() ? LIVE : SHORT,
          random.nextInt(3) > 0 ? Long.MAX_VALUE : 2_000 + random.nextInt(20_000));
    }
  }

  /** What came of it. */
  private static final class Outcome {
    /** By slice end, what posts have been told and not taken back. */
    final Map<Long, Map<String, Integer>> told = new TreeMap<>();

    final List<String> profiles = new ArrayList<>();
    final List<String> outcomes = new ArrayList<>();
    final List<PageTally> pages = new ArrayList<>();

    /** By day, origin and minute. */
    final Map<String, CohortTally> cohorts = new TreeMap<>();

    int retracted;
    int ahead;
    private int seen;
    private int[] sides = new int[4];

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
      since(3, step.side(SupporterOperator.OUTCOMES))
          .forEach(each -> outcomes.add(bytes(States.ATTRIBUTED_OUTCOME, each)));
      before = step.passedOn();
    }

    private <T> List<T> since(int side, List<T> all) {
      List<T> news = all.subList(sides[side], all.size());
      sides[side] = all.size();
      return news;
    }

    /** What leaves by the sides is counted anew. */
    void restarted() {
      sides = new int[4];
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
    Way way = Way.any(random);
    Outcome ahead = run(all, way, true);
    Outcome later = run(all, way, false);
    assertThat(ahead.told).isEqualTo(later.told);
    assertThat(ahead.profiles).containsExactlyInAnyOrderElementsOf(later.profiles);
    assertThat(ahead.outcomes).containsExactlyInAnyOrderElementsOf(later.outcomes);
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
      Outcome ahead = run(all, new Way(LIVE, Long.MAX_VALUE), true);
      told += ahead.ahead;
      retracted += ahead.retracted;
      facts += all.size();
    }
    assertThat(told).isGreaterThan(facts / 4);
    assertThat(retracted).isPositive();
  }

  /** The slice is over, and posts know of it; the supporter has not been stepped for good yet. */
  @Test
  void whoIsErasedBeforeTheRestIsDoneIsErasedInTheNextSlice() throws Exception {
    List<Happening> all = new ArrayList<>();
    long end = TEN + 10_000;
    all.add(liked("s", TEN + 1));
    // The slice before is passed.
    all.add(liked("r", TEN + 5_200));
    // It is live: "s" is told ahead.
    all.add(liked("t", end + 2_000));
    // The slice is passed.
    all.add(liked("u", end + 5_200));
    Erasure erasure = new Erasure(Given.PAGE, "s", TEN + 5_000);
    all.add(new Happening(end + 5_300, null, erasure, null));
    all.add(liked("u", end + 20_000));
    Way way = new Way(LIVE, Long.MAX_VALUE);
    Outcome ahead = run(all, way, true);
    assertThat(ahead.ahead).isPositive();
    assertThat(ahead.told).isEqualTo(run(all, way, false).told);
  }

  private static Happening liked(String who, long time) {
    return new Happening(time, Given.add(Kind.LIKE, who, "1", time, 1_000), null, null);
  }

  private static List<Happening> happenings(Random random) {
    List<Happening> all = new ArrayList<>();
    int people = 1 + random.nextInt(40);
    long length = 15 * 60_000L + random.nextInt(120_000);
    for (int i = 50 + random.nextInt(600); i > 0; i--) {
      long time = TEN + (long) (random.nextDouble() * length);
      // Most come at once; some later than the watermark waits.
      long delay = random.nextInt(4) > 0 ? random.nextInt(500) : random.nextInt(6_500);
      all.add(new Happening(time + delay, fact(random, people, time), null, null));
    }
    for (int i = random.nextInt(12); i > 0; i--) {
      long time = TEN + (long) (random.nextDouble() * length);
      Control control =
          random.nextBoolean()
              ? Given.likeVisibility(Given.PAGE, time, i, random.nextInt(1000))
              : new Erasure(
                  random.nextBoolean() ? Given.PAGE : "*", "s" + random.nextInt(people), time);
      all.add(new Happening(time + random.nextInt(7_000), null, control, null));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      long time = TEN + (long) (random.nextDouble() * length);
      all.add(new Happening(time, null, null, Mishap.values()[random.nextInt(2)]));
    }
    all.sort(Comparator.comparingLong(Happening::at));
    return all;
  }

  private static SupporterInput fact(Random random, int people, long time) {
    String who = "s" + random.nextInt(people);
    String id = "" + random.nextInt(3);
    int what = random.nextInt(16);
    if (what == 0) {
      return new Mention(Given.PAGE, who, "s" + random.nextInt(people), time);
    }
    if (what == 1) {
      String doer = random.nextBoolean() ? who : "s" + random.nextInt(people);
      return new Credit(
          who,
          new io.groundswell.event.Outcome(
              Given.PAGE, "visit", "o" + time, time, null, doer, who, Double.NaN, null));
    }
    Kind kind = Kind.values()[random.nextInt(3)];
    Engagement fact =
        random.nextInt(5) == 0
            ? Given.remove(kind, who, id, time)
            : Given.add(kind, who, id, time, random.nextInt(5_000));
    return Given.on("p" + random.nextInt(3), fact);
  }

  /** A run of the step, and where it stands. */
  private static final class Run implements AutoCloseable {
    final Outcome outcome = new Outcome();
    private final Step<SupporterInput, Control, PostInput> step;
    private long newest = Long.MIN_VALUE;
    private long passed = Long.MIN_VALUE;
    private boolean idle;

    Run(Way way) throws Exception {
      step = Step.supporter(way.settings(), way.most());
    }

    void happens(Happening each) throws Exception {
      if (each.mishap() == Mishap.RESTART) {
        restart();
      } else if (each.mishap() == Mishap.IDLENESS) {
        step.idle(true);
        idle = true;
      } else if (each.control() != null) {
        step.tell(each.control());
        if (each.control() instanceof Erasure erasure && !erasure.page().equals("*")) {
          step.take(erasure);
        }
      } else {
        take(each.fact());
      }
      drain(step, outcome, passed);
      if (newest - DISORDER - 1 > passed && each.at() % 3 != 0) {
        wake();
        step.watermark(newest - DISORDER - 1);
        drain(step, outcome, passed);
        passed = newest - DISORDER - 1;
      }
    }

    private void take(SupporterInput fact) throws Exception {
      step.take(fact);
      int before = outcome.seen;
      drain(step, outcome, passed);
      outcome.ahead += outcome.seen - before;
      newest = Math.max(newest, fact.time());
    }

    private void wake() throws Exception {
      if (idle) {
        step.idle(false);
        idle = false;
      }
    }

    private void restart() throws Exception {
      step.barrier();
      drain(step, outcome, passed);
      SupporterOperatorTest.assertNothingAfterItsWatermark(step);
      step.restoreBeforeAnyWatermark();
      idle = false;
      outcome.restarted();
      if (passed != Long.MIN_VALUE) {
        step.watermark(passed);
      }
    }

    void end() throws Exception {
      wake();
      step.watermark(TEN + 3 * 3_600_000);
      // What is gathered leaves before a barrier.
      step.barrier();
      drain(step, outcome, passed);
      SupporterOperatorTest.assertNothingAfterItsWatermark(step);
    }

    @Override
    public void close() throws Exception {
      step.close();
    }
  }

  private static Outcome run(List<Happening> all, Way way, boolean live) throws Exception {
    try (Run run = new Run(way)) {
      for (Happening each : all) {
        if (live) {
          run.step.wallClock(each.at());
          drain(run.step, run.outcome, run.passed);
        }
        run.happens(each);
      }
      run.end();
      return run.outcome;
    }
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
