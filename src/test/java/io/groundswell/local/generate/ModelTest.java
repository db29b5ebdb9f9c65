package io.groundswell.local.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.Topic;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The distributions, the ad curve and its reports, the queue. */
class ModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6, 1, 1.7})
  void zipfFrequenciesFallWithTheirExponent(double s) {
    int n = 1000;
    int draws = 400_000;
    Zipf zipf = new Zipf(n, s);
    Dice dice = new Dice(7);
    int[] counts = new int[n + 1];
    for (int i = 0; i < draws; i++) {
      counts[zipf.rank(dice)]++;
    }
    double[] weights = Zipf.weights(n, s);
    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
    for (int rank : new int[] {1, 2, 5, 20}) {
      double expected = weights[rank - 1] * draws;
      assertThat((double) counts[rank])
          .as("rank %d", rank)
          .isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }
    double slope =
        Math.log(sum(counts, 1, 10) / (double) sum(counts, 101, 1000))
            - Math.log(sum(weights, 1, 10) / sum(weights, 101, 1000));
    assertThat(slope).isCloseTo(0, within(0.06));
  }

  private static int sum(int[] counts, int from, int to) {
    return Arrays.stream(counts, from, to + 1).sum();
  }

  private static double sum(double[] weights, int from, int to) {
    return Arrays.stream(weights, from - 1, to).sum();
  }

  @Test
  void delaysFollowTheMemoryKernel() {
    Dice dice = new Dice(3);
    int draws = 200_000;
    double[] delays = new double[draws];
    Arrays.setAll(delays, i -> MemoryKernel.delay(dice));
    for (double minutes : new double[] {1, 5, 15, 60, 600, 10_000}) {
      double within = Arrays.stream(delays).filter(d -> d <= minutes * 60_000).count();
      assertThat(within / draws).isCloseTo(MemoryKernel.within(minutes * 60_000), within(0.006));
    }
    assertThat(MemoryKernel.within(Double.MAX_VALUE)).isCloseTo(1, within(1e-9));
  }

  @Test
  void poissonExponentialAndAudiencesHaveTheirMoments() {
    Dice dice = new Dice(5);
    for (double mean : new double[] {0.3, 4, 75}) {
      double sum = 0;
      for (int i = 0; i < 20_000; i++) {
        sum += dice.poisson(mean);
      }
      assertThat(sum / 20_000).isCloseTo(mean, within(5 * Math.sqrt(mean / 20_000)));
    }
    Audiences audiences = new Audiences(1);
    long[] people = new long[50_000];
    int unstated = 0;
    for (int i = 0; i < people.length; i++) {
      people[i] = audiences.real(i);
      long stated = audiences.stated(i);
      unstated += stated == Audiences.UNSTATED ? 1 : 0;
      assertThat(stated).isIn(Audiences.UNSTATED, people[i]);
    }
    Arrays.sort(people);
    assertThat(people[people.length / 2]).isBetween(190L, 210L);
    assertThat(people[(int) (people.length * 0.9)]).isBetween(1_300L, 1_650L);
    assertThat(people[people.length - 1]).isGreaterThan(200_000);
    assertThat(unstated / (double) people.length).isCloseTo(0.12, within(0.01));
  }

  @Test
  void theQueueGivesBackInOrderOfTimeThenOfAdding() {
    Dice dice = new Dice(11);
    EventQueue queue = new EventQueue();
    List<long[]> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      long time = dice.below(300);
      queue.add(time, 3, i, 4, -i);
      expected.add(new long[] {time, i});
    }
    expected.sort(Comparator.comparingLong(entry -> entry[0]));
    for (long[] entry : expected) {
      queue.take();
      assertThat(queue.time).isEqualTo(entry[0]);
      assertThat((long) queue.where).isEqualTo(entry[1]);
      assertThat(queue.more).isEqualTo(-entry[1]);
    }
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void theAdCurveRisesFromNothingToAllAndItsRateIsItsSlope() {
    long start = 1_767_600_000_000L;
    AdFlight ad = new AdFlight(0, 0, "ad", start, start + 18_000_000, 900_000, new Dice(1));
    ad.scaleTo(5000);
    assertThat(ad.reach(start)).isZero();
    assertThat(ad.reach(start + 18_000_000)).isEqualTo(5000);
    for (long t = start; t < start + 18_000_000; t += 700_001) {
      double slope = ad.reach(t + 1000) - ad.reach(t);
      assertThat(slope / 1000).isCloseTo(ad.rate(t + 500), within(1e-6));
      assertThat(ad.rate(t)).isBetween(0.0, ad.steepest());
    }
  }

  @Test
  void reportsAreNeverAboveTheCurveUnlessPutRightByTheNext() throws Exception {
    LoadOptions options = Collected.small();
    options.restated = 0.5;
    options.lateReports = 0;
    options.duplicates = 0;
    options.disorderSeconds = 0;
    options.reportMinutes = 16;
    Collected run = new Collected(options);
    Map<String, AdFlight> ads = new HashMap<>();
    run.world.ads.forEach(ad -> ads.put(ad.name, ad));
    Map<String, Long> pending = new HashMap<>();
    Map<String, Long> first = new HashMap<>();
    List<Collected.Out> reports =
        run.of(Topic.AD_DELIVERY).stream()
            .sorted(Comparator.comparingLong(Collected.Out::time))
            .toList();
    int high = 0;
    int again = 0;
    for (Collected.Out o : reports) {
      JsonNode json = JSON.readTree(o.value());
      AdFlight ad = ads.get(json.get("ad").textValue());
      String basis = json.path("basis").asText("reach");
      double truth = ad.reach(o.time()) * ad.perPerson[Arrays.asList(ad.bases).indexOf(basis)];
      long figure = json.get("reach").longValue();
      String key = ad.name + " " + basis;
      Long before = first.put(key + json.get("time").textValue(), figure);
      if (before != null) {
        again++;
        assertThat(figure).as("restated").isGreaterThanOrEqualTo(before);
      }
      if (figure > truth) {
        high++;
        assertThat(pending.put(key, o.time())).as("two too high in a row").isNull();
        assertThat(figure).isLessThanOrEqualTo((long) (truth * 1.1));
      } else if (pending.containsKey(key)) {
        long next = AdReporter.next(ad, pending.remove(key));
        assertThat(o.time()).as("the very next report").isEqualTo(next);
        assertThat(figure).isEqualTo((long) truth);
      }
      assertThat(OffsetDateTime.parse(json.get("time").textValue()).getMinute() % 4).isZero();
    }
    assertThat(pending).isEmpty();
    assertThat(high).isPositive();
    assertThat(again).isPositive();
  }
}
