package io.groundswell.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomFolderTest {
  private static final int SEEDS = 20;

  @TempDir Path folder;

  @Test
  void manySeedsGiveOneOfEverything() throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Path facts = folder.resolve("facts-" + seed);
      RandomFolder.write(facts, seed, RandomFolder.Options.plain());
      OracleResult result = Oracle.run(facts);
      assertThat(result.deadLetters()).isEmpty();
      count(counts, result);
    }
    assertThat(counts.get("closed")).isEqualTo(counts.get("opened"));
    assertThat(counts)
        .as("what %d seeds give", SEEDS)
        .hasEntrySatisfying("opened", n -> assertThat(n).isGreaterThan(2 * SEEDS))
        .hasEntrySatisfying("raised", n -> assertThat(n).isGreaterThan(SEEDS / 4))
        .hasEntrySatisfying("tombstone", n -> assertThat(n).isGreaterThan(SEEDS))
        .hasEntrySatisfying("ended", n -> assertThat(n).isGreaterThan(SEEDS))
        .containsKeys("alert with nano", "alert with topics", "nanoInfluencer")
        .containsKeys("profile with topics", "profile with outcomes", "profile with pull")
        .containsKeys("profile that only ads made", "outcome organic", "outcome sponsored")
        .containsKeys("outcome unknown", "outcome with touch", "cohort of paid people")
        .containsKeys("cohort back within 28 days", "page with top", "page with topics")
        .containsKeys("page with cost", "page with two currencies", "page with nanoInfluencers");
  }

  private static void count(Map<String, Integer> counts, OracleResult result) {
    Counter counter = what -> counts.merge(what, 1, Integer::sum);
    for (JsonNode alert : result.alerts()) {
      counter.count(alert.get("status").asText());
      counter.count("alert with topics", !alert.get("topics").isEmpty());
      counter.count("alert with nano", alert.get("organic").get("nano").asDouble() > 0);
    }
    result.postMomentum().forEach(record -> counter.count("ended", record.has("deleted")));
    for (JsonNode record : result.supporters()) {
      counter.count(record.has("deleted") ? "tombstone" : "profile");
      counter.count("nanoInfluencer", record.path("nanoInfluencer").asBoolean());
      counter.count("profile with topics", !record.path("topics").isEmpty());
      counter.count("profile with outcomes", !record.path("outcomes").isEmpty());
      counter.count("profile with pull", record.path("pull").asDouble() > 0);
      counter.count("profile that only ads made", record.path("score").asDouble(1) == 0);
    }
    for (JsonNode outcome : result.outcomesAttributed()) {
      counter.count("outcome " + outcome.get("origin").asText());
      counter.count("outcome with touch", !outcome.get("touch").isNull());
    }
    for (JsonNode cohort : result.cohorts()) {
      counter.count("cohort");
      counter.count("cohort back within 28 days", cohort.get("back28").asInt() > 0);
      counter.count("cohort of paid people", cohort.get("origin").asText().equals("sponsored"));
    }
    for (JsonNode page : result.pages()) {
      counter.count("page");
      counter.count("page with top", !page.get("top").isEmpty());
      counter.count("page with topics", !page.get("topics").isEmpty());
      counter.count("page with two currencies", page.get("spend").size() > 1);
      counter.count("page with cost", !page.get("costPerOutcome").isEmpty());
      counter.count("page with nanoInfluencers", page.get("nanoInfluencers").asInt() > 0);
    }
    for (String note : result.notes()) {
      counter.count(note.substring(0, note.indexOf(':')));
    }
  }

  /** Counts what happens. */
  private interface Counter {
    void count(String what);

    default void count(String what, boolean happened) {
      if (happened) {
        count(what);
      }
    }
  }

  @Test
  void garbageChangesNothingAndEveryBadRecordIsOneDeadLetter() throws Exception {
    for (long seed = 0; seed < 3; seed++) {
      Path clean = folder.resolve("clean-" + seed);
      Path dirty = folder.resolve("dirty-" + seed);
      RandomFolder.write(clean, seed, RandomFolder.Options.plain());
      Map<String, Integer> bad =
          RandomFolder.write(dirty, seed, RandomFolder.Options.withGarbage());
      OracleResult expected = Oracle.run(clean);
      OracleResult result = Oracle.run(dirty);
      assertThat(result.alerts()).isEqualTo(expected.alerts());
      assertThat(result.postMomentum()).isEqualTo(expected.postMomentum());
      assertThat(result.supporters()).isEqualTo(expected.supporters());
      assertThat(result.outcomesAttributed()).isEqualTo(expected.outcomesAttributed());
      assertThat(result.cohorts()).isEqualTo(expected.cohorts());
      assertThat(result.pages()).isEqualTo(expected.pages());
      Map<String, Integer> letters = new TreeMap<>();
      for (JsonNode letter : result.deadLetters()) {
        letters.merge(letter.get("topic").asText(), 1, Integer::sum);
      }
      assertThat(letters).isEqualTo(bad);
      assertRawIsTheLine(dirty, result.deadLetters());
    }
  }

  @Test
  void compressionChangesNothing() throws Exception {
    RandomFolder.write(folder.resolve("plain"), 7, new RandomFolder.Options(60, true, false));
    RandomFolder.write(folder.resolve("gzip"), 7, new RandomFolder.Options(60, true, true));
    assertThat(Oracle.run(folder.resolve("gzip"))).isEqualTo(Oracle.run(folder.resolve("plain")));
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws Exception {
    RandomFolder.write(folder.resolve("one"), 11, RandomFolder.Options.withGarbage());
    RandomFolder.write(folder.resolve("two"), 11, RandomFolder.Options.withGarbage());
    for (String topic : FactReader.TOPICS) {
      Path one = folder.resolve("one").resolve(topic + ".jsonl");
      Path two = folder.resolve("two").resolve(topic + ".jsonl");
      assertThat(two).hasSameBinaryContentAs(one);
    }
  }

  /** ISO 8859-1 keeps every byte, and a line feed is a line feed in it. */
  private static void assertRawIsTheLine(Path facts, List<JsonNode> deadLetters)
      throws IOException {
    Map<String, String[]> lines = new TreeMap<>();
    for (String topic : FactReader.TOPICS) {
      Path file = facts.resolve(topic + ".jsonl");
      lines.put(topic, Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1));
    }
    for (JsonNode letter : deadLetters) {
      byte[] raw = Base64.getDecoder().decode(letter.get("raw").asText());
      assertThat(new String(raw, StandardCharsets.ISO_8859_1))
          .isEqualTo(lines.get(letter.get("topic").asText())[letter.get("line").asInt() - 1]);
    }
  }
}
