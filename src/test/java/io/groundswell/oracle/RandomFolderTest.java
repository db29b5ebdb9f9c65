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
  void manySeedsGiveAlertsOfEveryStatusAndTombstones() throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Path facts = folder.resolve("facts-" + seed);
      RandomFolder.write(facts, seed, RandomFolder.Options.plain());
      OracleResult result = Oracle.run(facts);
      assertThat(result.deadLetters()).isEmpty();
      for (JsonNode alert : result.alerts()) {
        counts.merge(alert.get("status").asText(), 1, Integer::sum);
      }
      counts.merge("forgotten", tombstones(result.supporters()), Integer::sum);
      counts.merge("ended", tombstones(result.postMomentum()), Integer::sum);
      for (String note : result.notes()) {
        counts.merge(note.substring(0, note.indexOf(':')), 1, Integer::sum);
      }
    }
    assertThat(counts)
        .as("what %d seeds give", SEEDS)
        .hasEntrySatisfying("opened", n -> assertThat(n).isGreaterThan(2 * SEEDS))
        .hasEntrySatisfying("raised", n -> assertThat(n).isGreaterThan(SEEDS / 2))
        .hasEntrySatisfying("closed", n -> assertThat(n).isEqualTo(counts.get("opened")))
        .hasEntrySatisfying("forgotten", n -> assertThat(n).isGreaterThan(SEEDS / 2))
        .hasEntrySatisfying("ended", n -> assertThat(n).isGreaterThan(SEEDS));
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

  private static int tombstones(List<JsonNode> records) {
    return (int) records.stream().filter(record -> record.has("deleted")).count();
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
