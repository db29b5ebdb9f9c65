package io.groundswell.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Basis;
import io.groundswell.event.Kind;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Figures of ads, pruned as time goes on, beside a naive reading of all reports. */
class AdvertisingPropertyTest {
  private static final Timing TIMING = Timing.DEFAULT;
  private static final long BEGIN = Given.at("10:00:00");
  private static final long HOUR = 3_600_000;

  /** A report and the first slice end that is evaluated after it came. */
  private record Coming(AdSnapshot report, long from) {}

  private static final class Campaign {
    private final Random random;
    private final List<Coming> reports = new ArrayList<>();

    Campaign(long seed, boolean silences, boolean late) {
      random = new Random(seed);
      for (int ad = random.nextInt(3); ad >= 0; ad--) {
        flight("ad" + ad, silences, late);
      }
    }

    private void flight(String ad, boolean silences, boolean late) {
      long time = BEGIN + random.nextInt(7200) * 1000L;
      long begin = time - random.nextInt(7200) * 1000L;
      double reach = random.nextInt(1000);
      for (int i = random.nextInt(14); i >= 0; i--) {
        double factor = 0.9 + random.nextDouble() * 0.5;
        reach = Math.round(reach * factor) + random.nextInt(50);
        AdSnapshot report =
            Given.report(
                ad,
                time,
                Basis.of(random.nextInt(4) == 0 ? random.nextInt(3) : 0),
                reach,
                random.nextInt(3) == 0 ? begin + random.nextInt(3) * 60_000L : null,
                sometimes(reach / 100),
                sometimes(reach / 200),
                sometimes(reach / 300),
                sometimes(reach / 10));
        long end = TIMING.end(time);
        long from =
            late && random.nextInt(3) == 0
                ? end + random.nextInt(90) * TIMING.slice()
                : end - random.nextInt(2) * TIMING.slice();
        reports.add(new Coming(report, from));
        if (random.nextInt(5) == 0) {
          reports.add(new Coming(report, from));
        }
        time += gap(silences);
      }
    }

    private double sometimes(double value) {
      return random.nextInt(3) == 0 ? Double.NaN : Math.floor(value);
    }

    private long gap(boolean silences) {
      return switch (random.nextInt(silences ? 7 : 6)) {
        case 0 -> 0;
        case 1 -> 1000 + random.nextInt(10_000);
        case 2 -> random.nextInt(3_600) * 1000L;
        case 3, 4 -> HOUR + random.nextInt(60_000);
        case 5 -> 12 * HOUR + random.nextInt(12 * 3_600) * 1000L;
        default -> 24 * HOUR - 5_000 + random.nextInt(10) * 1000L;
      };
    }

    long last() {
      return reports.stream().mapToLong(Coming::from).max().orElseThrow();
    }
  }

  private static Advertising copy(Advertising ads, long base) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ads.write(base, new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    Advertising read = Advertising.read(base, in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static void assertFigures(Advertising ads, NaiveAds naive, long e) {
    Advertising.Reach reach = ads.reach(e, TIMING);
    Advertising.Reach expected = naive.reach(e);
    same(reach.reach(), expected.reach());
    assertThat(reach.basis()).isEqualTo(expected.basis());
    same(ads.claimed(Kind.LIKE, e, TIMING), orZero(naive.sum(AdSnapshot::likes, e)));
    same(ads.claimed(Kind.COMMENT, e, TIMING), orZero(naive.sum(AdSnapshot::comments, e)));
    same(ads.claimed(Kind.SHARE, e, TIMING), orZero(naive.sum(AdSnapshot::shares, e)));
    same(ads.spend(e, TIMING), naive.sum(AdSnapshot::spend, e));
    assertThat(ads.asOf(e, TIMING)).isEqualTo(naive.asOf(e));
    assertThat(ads.rising(reach.basis(), e, TIMING)).isEqualTo(naive.rising(expected.basis(), e));
  }

  private static void same(double figure, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(figure).isNaN();
      return;
    }
    assertThat(figure).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static void follow(Campaign campaign, long seed) throws IOException {
    Random random = new Random(seed);
    List<Coming> waiting = new ArrayList<>(campaign.reports);
    waiting.sort(Comparator.comparingLong(Coming::from));
    List<AdSnapshot> came = new ArrayList<>();
    Advertising ads = new Advertising();
    long end = campaign.last() + 30 * HOUR;
    long e = TIMING.end(BEGIN);
    while (e < end) {
      while (!waiting.isEmpty() && waiting.get(0).from() <= e) {
        came.add(waiting.get(0).report());
        ads.take(waiting.remove(0).report());
      }
      ads = random.nextInt(4) == 0 ? copy(ads, e) : ads;
      ads.prune(e, TIMING);
      NaiveAds naive = new NaiveAds(came, TIMING);
      assertFigures(ads, naive, e);
      long next = ads.nextRise(e, TIMING);
      assertThat(next).isGreaterThan(e);
      long step = TIMING.slice() * (1 + random.nextInt(random.nextBoolean() ? 6 : 700));
      long until = waiting.isEmpty() ? e + step : Math.min(e + step, waiting.get(0).from());
      for (long still = e + TIMING.slice();
          still < Math.min(next, until);
          still += 31 * TIMING.slice()) {
        same(naive.reach(still).reach(), 0);
      }
      e = Math.max(until, e + TIMING.slice());
    }
    ads.prune(end, TIMING);
    assertThat(ads.isEmpty()).isTrue();
  }

  @Property(tries = 150, seed = "20261123")
  void prunedFiguresAreThoseOfAllReports(@ForAll long seed) throws IOException {
    follow(new Campaign(seed, true, false), seed);
  }

  @Property(tries = 150, seed = "20261123")
  void prunedFiguresAreThoseOfAllReportsWhereSomeComeLate(@ForAll long seed) throws IOException {
    follow(new Campaign(seed, false, true), seed);
  }

  @Property(tries = 100, seed = "20261123")
  void orderOfReportsDoesNotMatter(@ForAll long seed) {
    Campaign campaign = new Campaign(seed, true, false);
    List<AdSnapshot> reports =
        new ArrayList<>(campaign.reports.stream().map(Coming::report).toList());
    java.util.Collections.shuffle(reports, new Random(seed));
    Advertising ads = new Advertising();
    reports.forEach(ads::take);
    NaiveAds naive = new NaiveAds(reports, TIMING);
    for (long e = TIMING.end(BEGIN); e < campaign.last() + 2 * HOUR; e += 47 * TIMING.slice() * 9) {
      assertFigures(ads, naive, e);
    }
  }

  @Test
  void reportAmongForgottenOnesKeepsTheAdsTogether() {
    // Views are reported once a day; what lies between them is forgotten, but was no silence.
    Advertising ads = new Advertising();
    List<AdSnapshot> reports = new ArrayList<>();
    long[] hours = {0, 1, 20, 25, 26, 27, 28};
    for (long hour : hours) {
      Basis basis = hour < 2 ? Basis.VIEWS : Basis.REACH;
      reports.add(Given.report("ad", BEGIN + hour * HOUR, basis, 100.0 * hour, null));
    }
    reports.forEach(ads::take);
    ads.prune(TIMING.end(BEGIN + 30 * HOUR), TIMING);
    AdSnapshot late = Given.report("ad", BEGIN + 26 * HOUR + HOUR / 2, Basis.REACH, 2_650, null);
    AdSnapshot views = Given.report("ad", BEGIN + 31 * HOUR, Basis.VIEWS, 90_000, null);
    for (AdSnapshot report : List.of(late, views)) {
      reports.add(report);
      ads.take(report);
    }
    long e = TIMING.end(BEGIN + 31 * HOUR);
    ads.prune(e, TIMING);
    assertFigures(ads, new NaiveAds(reports, TIMING), e);
  }
}
