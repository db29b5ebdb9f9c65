package io.groundswell.local.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The extract in the jar is what {@code docs/data.md} says it is. */
class ShippedExtractTest {
  private static final Path PAGE = Path.of("docs/data.md");

  /** A row of the table of files: name, then the number of records. */
  private static final Pattern FILE_ROW =
      Pattern.compile("\\| `([a-z-]+)\\.jsonl[.a-z]*` \\| (\\d+) \\|");

  /** A row of the table of posts: post, UCI record, cascade, likes, comments, shares. */
  private static final Pattern POST_ROW =
      Pattern.compile(
          "\\| `([a-z0-9-]+)` \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|");

  private static final long DISORDER_MS = 5_000;

  @Test
  void hasAsManyRecordsAsThePageSays() throws IOException {
    Matcher row = FILE_ROW.matcher(Files.readString(PAGE));
    Set<String> topics = new HashSet<>();
    while (row.find()) {
      topics.add(row.group(1));
      assertThat(Lines.shipped(row.group(1)))
          .as(row.group(1))
          .hasSize(Integer.parseInt(row.group(2)));
    }
    assertThat(topics)
        .containsExactlyInAnyOrder("engagements", "ad-delivery", "posts", "outcomes", "rules");
  }

  @Test
  void everyPostHasTheRealCountsThatThePageGives() throws IOException {
    Map<String, Integer> standing = Lines.standing(Lines.shipped("engagements"));
    Matcher row = POST_ROW.matcher(Files.readString(PAGE));
    Map<String, Integer> said = new HashMap<>();
    Map<String, List<Integer>> plans = new HashMap<>();
    while (row.find()) {
      plans.put(
          row.group(1), List.of(Integer.parseInt(row.group(2)), Integer.parseInt(row.group(3))));
      said.put(row.group(1) + " like", Integer.parseInt(row.group(4)));
      said.put(row.group(1) + " comment", Integer.parseInt(row.group(5)));
      said.put(row.group(1) + " share", Integer.parseInt(row.group(6)));
    }
    assertThat(standing).isEqualTo(said);
    for (Scenario.PostPlan plan : OctoberDay.scenario().posts()) {
      assertThat(plans.get(plan.post())).isEqualTo(List.of(plan.metricsRow(), plan.cascade()));
    }
  }

  @Test
  void engagementsArriveWithinTheDisorderOfTheContract() throws IOException {
    long newest = Long.MIN_VALUE;
    for (JsonNode fact : Lines.shipped("engagements")) {
      newest = Math.max(newest, Lines.time(fact));
      assertThat(newest - Lines.time(fact)).isLessThan(DISORDER_MS);
    }
  }

  @Test
  void everythingLiesWithinItsDayAndNamesAKnownPost() throws IOException {
    Scenario day = OctoberDay.scenario();
    Set<String> posts = new HashSet<>();
    Lines.shipped("posts")
        .forEach(post -> posts.add(Lines.text(post, "page") + "/" + Lines.text(post, "post")));
    assertThat(posts).hasSize(day.posts().size());
    for (String topic : List.of("engagements", "ad-delivery", "outcomes", "posts", "rules")) {
      for (JsonNode fact : Lines.shipped(topic)) {
        assertThat(Lines.time(fact))
            .isBetween(day.from().toEpochMilli(), day.to().toEpochMilli() - 1);
        if (fact.has("post")) {
          assertThat(posts).contains(Lines.text(fact, "page") + "/" + Lines.text(fact, "post"));
        }
      }
    }
  }

  @Test
  void noRealPartIsUsedTwice() {
    Set<Object> used = new HashSet<>();
    for (Scenario.PostPlan plan : OctoberDay.scenario().posts()) {
      assertThat(used.add("record " + plan.metricsRow())).as(plan.post()).isTrue();
      assertThat(used.add("cascade " + plan.cascade())).as(plan.post()).isTrue();
      for (Scenario.AdPlan ad : plan.ads()) {
        assertThat(used.add("ad " + ad.figures())).as(ad.ad()).isTrue();
        assertThat(used.add(ad.ad())).isTrue();
      }
    }
  }

  @Test
  void anEngagementIsNamedOnceAndLabelledWithAnAdOfItsPost() throws IOException {
    Map<String, String> adPost = new HashMap<>();
    Lines.shipped("ad-delivery")
        .forEach(report -> adPost.put(Lines.text(report, "ad"), Lines.text(report, "post")));
    Map<String, String> owner = new HashMap<>();
    for (JsonNode fact : Lines.shipped("engagements")) {
      String who = Lines.text(fact, "post") + " " + Lines.text(fact, "supporter");
      assertThat(owner.putIfAbsent(Lines.text(fact, "id"), who)).isIn(null, who);
      if (fact.has("ad")) {
        assertThat(adPost.get(Lines.text(fact, "ad"))).isEqualTo(Lines.text(fact, "post"));
      }
    }
  }

  @Test
  void anAdNeverFallsExceptWhereItIsRestated() throws IOException {
    Map<String, JsonNode> last = new HashMap<>();
    for (JsonNode report : Lines.shipped("ad-delivery")) {
      JsonNode before = last.put(Lines.text(report, "ad"), report);
      if (before != null && Lines.time(report) >= Lines.time(before)) {
        assertThat(report.get("reach").asLong())
            .isGreaterThanOrEqualTo(before.get("reach").asLong());
        assertThat(report.get("spend").asDouble())
            .isGreaterThanOrEqualTo(before.get("spend").asDouble());
      }
    }
  }
}
