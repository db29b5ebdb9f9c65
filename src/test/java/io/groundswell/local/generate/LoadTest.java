package io.groundswell.local.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.Topic;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves the generator: the spec's field rules, determinism, disorder, shares. */
class LoadTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void sameSeedSameBytesAnotherSeedOthers() {
    LoadOptions other = Collected.small();
    other.seed = 2;
    String first = new Collected(Collected.small()).bytes();
    assertThat(new Collected(Collected.small()).bytes()).isEqualTo(first);
    assertThat(new Collected(other).bytes()).isNotEqualTo(first);
  }

  @Test
  void disturbancesDoNotChangeWhatReallyHappens() {
    LoadOptions disturbed = Collected.small();
    disturbed.duplicates = 0.5;
    disturbed.disorderSeconds = 60;
    disturbed.late = 0.5;
    disturbed.missing = 0.5;
    disturbed.labelled = 0;
    Collected calm = new Collected(Collected.small());
    Collected rough = new Collected(disturbed);
    assertThat(rough.out.size()).isGreaterThan(calm.out.size());
    for (PostPlan post : calm.world.posts) {
      assertThat(rough.truth.verdict(post.number)).isEqualTo(calm.truth.verdict(post.number));
    }
  }

  @Test
  void everyRecordObeysTheFieldRules() throws Exception {
    LoadOptions options = Collected.small();
    options.rules = true;
    options.outcomes = 0.1;
    Collected run = new Collected(options);
    assertThat(run.finished).isTrue();
    for (Topic topic : Topic.inputs()) {
      // Nobody in a generated load asks to be forgotten.
      boolean erasures = topic == Topic.ERASURES;
      assertThat(run.of(topic).isEmpty()).as(topic.wire()).isEqualTo(erasures);
    }
    for (Collected.Out o : run.out) {
      JsonNode json = JSON.readTree(o.value());
      assertThat(json.isObject()).isTrue();
      assertThat(o.value()).doesNotContain("\n").doesNotContain(":null");
      long time = OffsetDateTime.parse(json.get("time").textValue()).toInstant().toEpochMilli();
      assertThat(time).isEqualTo(o.time()).isBetween(run.world.start, run.world.end - 1);
      for (String id : List.of("id", "page", "post", "supporter", "ad", "via", "referrer")) {
        if (json.has(id)) {
          assertThat(json.get(id).textValue()).isNotEmpty().hasSizeLessThanOrEqualTo(256);
        }
      }
      switch (o.topic()) {
        case ENGAGEMENTS -> checkEngagement(o, json);
        case AD_DELIVERY -> checkReport(o, json);
        case POSTS -> {
          assertThat(o.key()).isEqualTo(json.get("post").textValue());
          assertThat(json.get("topics").isArray()).isTrue();
        }
        case OUTCOMES -> {
          assertThat(o.key()).isEqualTo(json.get("page").textValue());
          assertThat(json.get("kind").textValue()).isIn("signature", "purchase", "attendance");
          assertThat(json.get("id").textValue()).isNotEmpty();
        }
        default -> assertThat(o.key()).isEqualTo(json.get("page").textValue());
      }
    }
  }

  private static void checkEngagement(Collected.Out o, JsonNode json) {
    assertThat(o.key()).isEqualTo(json.get("supporter").textValue());
    assertThat(json.get("kind").textValue()).isIn("like", "comment", "share");
    assertThat(json.get("id").textValue()).isNotEmpty();
    assertThat(json.get("post").textValue()).isNotEmpty();
    assertThat(json.path("action").asText("remove")).isEqualTo("remove");
    if (json.has("audience")) {
      assertThat(json.get("audience").isIntegralNumber()).isTrue();
      assertThat(json.get("audience").longValue()).isBetween(0L, 1L << 53);
    }
  }

  private static void checkReport(Collected.Out o, JsonNode json) {
    assertThat(o.key()).isEqualTo(json.get("post").textValue());
    assertThat(json.get("ad").textValue()).isNotEmpty();
    assertThat(json.path("basis").asText("reach")).isIn("reach", "views", "impressions");
    for (String figure : List.of("reach", "likes", "comments", "shares", "spend")) {
      assertThat(json.path(figure).asDouble(0)).isGreaterThanOrEqualTo(0);
    }
    assertThat(json.has("reach")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0", "5", "90.5"})
  void neverMoreDisorderThanAllowed(double seconds) {
    LoadOptions options = Collected.small();
    options.disorderSeconds = seconds;
    options.duplicates = 0.2;
    options.lateReports = 0;
    options.restated = 0;
    long newest = Long.MIN_VALUE;
    long arrival = Long.MIN_VALUE;
    long most = 0;
    for (Collected.Out o : new Collected(options).out) {
      newest = Math.max(newest, o.time());
      most = Math.max(most, newest - o.time());
      assertThat(o.arrival()).isGreaterThanOrEqualTo(arrival);
      arrival = o.arrival();
    }
    assertThat(most).isLessThanOrEqualTo((long) (seconds * 1000));
    assertThat(most).as("and it is used").isGreaterThanOrEqualTo((long) (seconds * 500));
  }

  @Test
  void lateRecordsComeAfterTheDisorderAndWithinTheirBound() {
    LoadOptions options = Collected.small();
    options.late = 0.2;
    options.lateMinutes = 10;
    int late = 0;
    List<Collected.Out> engagements = new Collected(options).of(Topic.ENGAGEMENTS);
    for (Collected.Out o : engagements) {
      long delay = o.arrival() - o.time();
      assertThat(delay).isLessThanOrEqualTo(600_000 + 5_000);
      late += delay > 5_000 ? 1 : 0;
    }
    assertThat(late / (double) engagements.size()).isBetween(0.15, 0.25);
  }

  @Test
  void sharesAreAboutAsAskedFor() throws Exception {
    LoadOptions options = Collected.small();
    options.events = 20_000;
    options.duration = "12h";
    options.posts = 100;
    options.duplicates = 0.1;
    options.withdrawals = 0.1;
    options.branching = 0.4;
    Collected run = new Collected(options);
    int size = run.real.size();
    assertThat(size).isBetween(16_000, 24_000);
    long sponsored = run.real.stream().filter(r -> r.sponsored).count();
    assertThat(sponsored / (double) size).isBetween(0.11, 0.19);
    Map<String, Integer> seen = new HashMap<>();
    int removed = 0;
    int labelled = 0;
    Set<String> adds = new HashSet<>();
    for (Collected.Out o : run.of(Topic.ENGAGEMENTS)) {
      JsonNode json = JSON.readTree(o.value());
      if (seen.merge(o.value(), 1, Integer::sum) > 1) {
        continue;
      }
      if (json.has("action")) {
        removed++;
      } else {
        assertThat(adds.add(json.get("id").textValue())).as("one id, one add").isTrue();
        labelled += json.has("ad") ? 1 : 0;
      }
    }
    assertThat(adds).hasSize(size);
    assertThat(removed / (double) size).isBetween(0.08, 0.105);
    assertThat(labelled / (double) sponsored).isBetween(0.45, 0.55);
    long twice = seen.values().stream().filter(n -> n == 2).count();
    assertThat(twice / (double) seen.size()).isBetween(0.08, 0.12);
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "3, 0", "1, 1"})
  void theNumberOfEngagementsIsAboutAsAskedForHoweverSkewed(double posts, double supporters) {
    LoadOptions options = Collected.small();
    options.duration = "24h";
    options.zipfPosts = posts;
    options.zipfSupporters = supporters;
    options.branching = 0.4;
    assertThat(new Collected(options).real.size()).isBetween(2_800, 5_200);
  }
}
