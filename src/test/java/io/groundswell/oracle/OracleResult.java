package io.groundswell.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a replay must write, in the order of its files.
 *
 * @param alerts the alerts, without their sentences
 * @param postMomentum the figures of posts, tombstones among them
 * @param supporters the profiles of supporters, tombstones among them
 * @param outcomesAttributed the outcomes that count, and who brought them about
 * @param cohorts of people first seen on one day, how many came back
 * @param pages the pages, day by day
 * @param deadLetters the bad records; the wording of a reason is free
 * @param notes where another reading or other rounding might lead to another result: comparisons
 *     that the last digits of a double decide, and supporters who are not named because more than
 *     five contributions began in one slice
 */
public record OracleResult(
    List<JsonNode> alerts,
    List<JsonNode> postMomentum,
    List<JsonNode> supporters,
    List<JsonNode> outcomesAttributed,
    List<JsonNode> cohorts,
    List<JsonNode> pages,
    List<JsonNode> deadLetters,
    List<String> notes) {

  /** An empty result, to be filled. */
  static OracleResult empty() {
    return new OracleResult(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** Brings every list into the order of its file: by key, then time. */
  void sort() {
    alerts.sort(byKey("page", "post"));
    postMomentum.sort(byKey("page", "post"));
    supporters.sort(byKey("page", "supporter"));
    cohorts.sort(byKey("page", "day", "origin"));
    pages.sort(byKey("page", "day"));
    outcomesAttributed.sort(
        Comparator.comparing((JsonNode node) -> Wire.encode(node.get("page").asText()))
            .thenComparing(node -> node.get("time").asText())
            .thenComparing(node -> node.get("kind").asText(), Slices.BY_NAME)
            .thenComparing(node -> node.get("id").asText(), Slices.BY_NAME));
  }

  private static Comparator<JsonNode> byKey(String... names) {
    Map<List<String>, String> keys = new HashMap<>();
    Function<JsonNode, String> key =
        node -> {
          List<String> parts = Stream.of(names).map(name -> node.get(name).asText()).toList();
          return keys.computeIfAbsent(
              parts, p -> p.stream().map(Wire::encode).collect(Collectors.joining("/")));
        };
    return Comparator.comparing(key).thenComparing(node -> node.get("at").asText());
  }

  /**
   * Writes the files of a replay ({@code notes} are not among them).
   *
   * @param folder where to; made if it does not exist
   * @throws IOException if it cannot be written
   */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("alerts.jsonl"), alerts);
    write(folder.resolve("post-momentum.jsonl"), postMomentum);
    write(folder.resolve("supporters.jsonl"), supporters);
    write(folder.resolve("outcomes-attributed.jsonl"), outcomesAttributed);
    write(folder.resolve("cohorts.jsonl"), cohorts);
    write(folder.resolve("pages.jsonl"), pages);
    write(folder.resolve("dead-letters.jsonl"), deadLetters);
  }

  private static void write(Path file, List<JsonNode> records) throws IOException {
    List<String> lines = records.stream().map(JsonNode::toString).toList();
    Files.write(file, lines, StandardCharsets.UTF_8);
  }
}
