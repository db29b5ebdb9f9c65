package io.groundswell.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.codec.FactReader;
import io.groundswell.codec.Inbound;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final LoadSpec SPEC =
      new LoadSpec(7, 100_000, 65, 20_000, 20, 1_000_000, false, false);

  private record Given(Topic topic, int partition, String key, long time, byte[] value) {}

  private static List<Given> of(LoadSpec spec) {
    List<Given> all = new ArrayList<>();
    new Load(spec).to((t, p, key, time, value) -> all.add(new Given(t, p, key, time, value)));
    return all;
  }

  private static List<Engagement> engagements(List<Given> load) throws Exception {
    List<Engagement> all = new ArrayList<>();
    for (Given each : load) {
      if (each.topic == Topic.ENGAGEMENTS && each.partition < 0) {
        all.add(FactReader.engagement(each.value, 0, 0));
      }
    }
    return all;
  }

  private static int digest(List<Given> load) {
    int hash = 0;
    for (Given each : load) {
      hash = 31 * hash + Arrays.hashCode(each.value) + each.key.hashCode() + (int) each.time;
    }
    return hash;
  }

  @Test
  void theSameSeedGivesTheSameBytesAnotherOthers() {
    LoadSpec small = new LoadSpec(7, 2_000, 65, 500, 20, 10_000, false, false);
    LoadSpec other = new LoadSpec(8, 2_000, 65, 500, 20, 10_000, false, false);
    assertThat(digest(of(small))).isEqualTo(digest(of(small))).isNotEqualTo(digest(of(other)));
    assertThat(small.topicPrefix()).isNotEqualTo(other.topicPrefix());
  }

  @Test
  void everyRecordIsAFact() {
    for (Given each : of(new LoadSpec(7, 5_000, 65, 500, 20, 10_000, false, false))) {
      Inbound record =
          new Inbound(
              each.topic,
              each.topic.wire(),
              0,
              0,
              each.time,
              Inbound.NO_CLOCK,
              each.key.getBytes(UTF_8),
              each.value);
      assertThat(record.isFact()).as("%s: %s", each.topic, new String(each.value, UTF_8)).isTrue();
      assertThat(record.time()).isEqualTo(each.time);
    }
  }

  @Test
  void engagementsAreWhatTheIssueAsksFor() throws Exception {
    List<Given> load = of(SPEC);
    List<Engagement> all = engagements(load);
    assertThat(all).hasSize(100_000);
    int[] kinds = new int[3];
    int sponsored = 0;
    int stated = 0;
    Map<String, Integer> posts = new HashMap<>();
    Map<String, String> pages = new HashMap<>();
    Set<String> advertised = new HashSet<>();
    for (Engagement e : all) {
      kinds[e.kind().ordinal()]++;
      sponsored += e.organic() ? 0 : 1;
      stated += e.audience() == Engagement.UNSTATED ? 0 : 1;
      posts.merge(e.post(), 1, Integer::sum);
      assertThat(pages.merge(e.supporter(), e.page(), (a, b) -> b)).isEqualTo(e.page());
      if (!e.organic()) {
        advertised.add(e.post());
      }
    }
    assertThat(kinds[Kind.LIKE.ordinal()] / 1e5).isCloseTo(0.8, within(0.01));
    assertThat(kinds[Kind.COMMENT.ordinal()] / 1e5).isCloseTo(0.15, within(0.01));
    assertThat(sponsored / 1e5).isCloseTo(0.1, within(0.01));
    assertThat(stated / 1e5).isCloseTo(0.85, within(0.02));
    // Zipf: of 20 000 ranks the first has 1 / sum(r^-1.1) = 14.6 %, the second 2^-1.1 of that.
    double first = posts.get("post-1000000") / 1e5;
    assertThat(first).isCloseTo(0.146, within(0.01));
    assertThat(posts.get("post-1000001") / 1e5 / first).isCloseTo(0.467, within(0.03));
    assertThat(advertised).allMatch(post -> post.endsWith("0"));
    assertThat(pages.values())
        .containsAll(Set.of("page-100", "page-119"))
        .hasSizeGreaterThan(80_000);
    double bytes =
        load.stream()
            .filter(each -> each.topic == Topic.ENGAGEMENTS)
            .mapToInt(each -> each.value.length)
            .average()
            .orElse(0);
    assertThat(bytes).isBetween(225.0, 255.0);
  }

  @Test
  void timeGoesOnWithAtMostFourSecondsOfDisorderAndEveryPartitionEndsLast() {
    List<Given> load = of(SPEC);
    long newest = 0;
    for (Given each : load) {
      if (each.topic == Topic.ENGAGEMENTS) {
        assertThat(each.time).isGreaterThan(newest - 4_100);
        newest = Math.max(newest, each.time);
      }
    }
    long end = new Load(SPEC).end();
    assertThat(end - Load.START).isEqualTo(65 * 60_000L);
    List<Given> last = load.subList(load.size() - 24, load.size());
    assertThat(last).allMatch(each -> each.time > end);
    assertThat(last.stream().map(each -> each.topic + "/" + each.partition).distinct()).hasSize(24);
  }

  @Test
  void everyTenthPostHasAnAdThatReportsEachQuarterOfAnHour() throws Exception {
    Map<String, List<Double>> reach = new HashMap<>();
    for (Given each : of(new LoadSpec(7, 100, 65, 200, 20, 10_000, false, false))) {
      if (each.topic == Topic.AD_DELIVERY && each.partition < 0) {
        var report = FactReader.adSnapshot(each.value);
        reach.computeIfAbsent(report.post(), post -> new ArrayList<>()).add(report.reach());
      }
    }
    assertThat(reach).hasSize(20);
    assertThat(reach.values()).allSatisfy(each -> assertThat(each).isSorted().hasSizeBetween(4, 5));
  }

  @Test
  void aViralPostGetsHalfOfAllAndZipfMakesSomeComeOften() throws Exception {
    LoadSpec viral = new LoadSpec(7, 20_000, 65, 20_000, 20, 1_000_000, false, true);
    long ofOne =
        engagements(of(viral)).stream().filter(e -> e.post().equals("post-1000000")).count();
    assertThat(ofOne / 2e4).isCloseTo(0.573, within(0.02));
    LoadSpec zipf = new LoadSpec(7, 20_000, 65, 20_000, 20, 1_000_000, true, false);
    long distinct = engagements(of(zipf)).stream().map(Engagement::supporter).distinct().count();
    assertThat(distinct).isLessThan(16_000);
  }
}
