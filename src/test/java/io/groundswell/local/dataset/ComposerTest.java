package io.groundswell.local.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposerTest {
  @TempDir Path folder;

  @BeforeEach
  void source() throws IOException {
    TinySource.write(folder);
  }

  private Extract compose(long seed) throws IOException {
    Scenario scenario = TinySource.scenario(seed);
    return Composer.compose(scenario, RealData.read(folder, scenario), 7_200_000);
  }

  private List<JsonNode> records(String topic) throws IOException {
    return Lines.parse(compose(1).lines().get(topic));
  }

  @Test
  void sameSourcesAndSeedGiveTheSameBytes() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    compose(1).write(one);
    compose(1).write(two);
    for (String topic : List.of("engagements", "ad-delivery", "outcomes", "posts", "rules")) {
      String name = Extract.fileName(topic);
      assertThat(two.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
    }
    assertThat(compose(2).lines().get("engagements"))
        .isNotEqualTo(compose(1).lines().get("engagements"));
  }

  @Test
  void asManyStandInTheEndAsTheRecordCounts() throws IOException {
    assertThat(Lines.standing(records("engagements")))
        .isEqualTo(Map.of("only like", 70, "only comment", 12, "only share", 11));
  }

  @Test
  void withdrawalsComeOnTop() throws IOException {
    List<JsonNode> facts = records("engagements");
    assertThat(facts).anyMatch(fact -> Lines.text(fact, "action").equals("remove"));
    long end = TinySource.TO.toEpochMilli();
    assertThat(facts).allMatch(fact -> Lines.time(fact) < end);
  }

  @Test
  void sharesKeepTheirSecondAndTheirFollowers() throws IOException {
    Set<Long> audiences = new HashSet<>();
    for (JsonNode fact : records("engagements")) {
      if (Lines.text(fact, "kind").equals("share") && !fact.has("action")) {
        long second = (Lines.time(fact) - TinySource.PUBLISHED.toEpochMilli()) / 1000;
        assertThat(fact.get("audience").asLong()).isEqualTo(second / 97 * 10);
        assertThat(second % 97).isZero();
        audiences.add(fact.get("audience").asLong());
      }
    }
    assertThat(audiences).hasSize(11);
  }

  @Test
  void anAdEndsWithItsRealFigures() throws IOException {
    JsonNode people = last("people");
    assertThat(people.get("time").asText()).isEqualTo("2026-10-12T13:40:00Z");
    assertThat(people.get("reach").asLong()).isEqualTo(2000);
    assertThat(people.get("spend").asDouble()).isEqualTo(12.0);
    assertThat(people.has("basis")).isFalse();
    JsonNode shown = last("shown");
    assertThat(shown.get("reach").asLong()).isEqualTo(900);
    assertThat(shown.get("basis").asText()).isEqualTo("impressions");
    assertThat(shown.get("currency").asText()).isEqualTo("GBP");
    long likes = people.get("likes").asLong() + shown.get("likes").asLong();
    assertThat(likes).isEqualTo(21);
  }

  private JsonNode last(String ad) throws IOException {
    List<JsonNode> reports =
        records("ad-delivery").stream().filter(r -> Lines.text(r, "ad").equals(ad)).toList();
    return reports.get(reports.size() - 1);
  }

  @Test
  void aRestatedReportComesTwiceForTheSameMoment() throws IOException {
    List<JsonNode> reports =
        records("ad-delivery").stream()
            .filter(r -> Lines.text(r, "ad").equals("people"))
            .filter(r -> Lines.text(r, "time").equals("2026-10-12T13:00:00Z"))
            .toList();
    assertThat(reports).hasSize(2);
    assertThat(reports.get(0).get("reach").asLong())
        .isLessThan(reports.get(1).get("reach").asLong());
  }

  @Test
  void asManySignaturesAsTheCounterRose() throws IOException {
    List<JsonNode> signatures = records("outcomes");
    assertThat(signatures).hasSize(17);
    assertThat(signatures.subList(0, 10))
        .allMatch(s -> Lines.text(s, "time").startsWith("2026-10-12T09:0"));
    Set<String> ids = new TreeSet<>();
    signatures.forEach(s -> ids.add(Lines.text(s, "id")));
    assertThat(ids).hasSize(17);
  }

  @Test
  void aRuleIsWrittenWithAWholeNumber() throws IOException {
    assertThat(compose(1).lines().get("rules"))
        .containsExactly(
            "{\"page\":\"tiny\",\"time\":\"2026-10-12T08:00:00Z\",\"minSupporters\":20}");
  }

  @Test
  void aWrongLineIsNamed() throws IOException {
    Files.writeString(folder.resolve("tideh-seismic/RT7.txt"), "2 0.5\n0 9\n5 many\n");
    assertThatThrownBy(() -> compose(1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("RT7.txt, line 3");
  }

  @Test
  void aCascadeThatIsTooSmallIsRefused() throws IOException {
    Files.writeString(folder.resolve("tideh-seismic/RT7.txt"), "2 0.5\n0 9\n5 1\n");
    assertThatThrownBy(() -> compose(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cascade 7 has 1");
  }

  @Test
  void aMissingFigureIsNamed() throws IOException {
    Csv table = PostMetrics.open(folder.resolve("facebook-metrics-uci/dataset_Facebook.csv"));
    assertThatThrownBy(() -> PostMetrics.of(table, 3))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 4: Paid is not a whole number");
  }

  @Test
  void anAdMustBeTheOnlyOneAndHaveAnEnd() throws IOException {
    Csv library = AdFigures.open(folder.resolve("snap-political-ads/PoliticalAds_2018.csv"));
    assertThatThrownBy(() -> AdFigures.of(library, "aaaa")).hasMessageContaining("a second ad");
    assertThatThrownBy(() -> AdFigures.of(library, "cc")).hasMessageContaining("has no ad");
    assertThatThrownBy(() -> AdFigures.of(library, "bbbb")).hasMessageContaining("not a time");
    assertThat(AdFigures.of(library, "aaaa11")).isEqualTo(new AdFigures(16_200, 4000, 12, "EUR"));
  }
}
