package io.groundswell.local.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads an extract's lines back. */
final class Lines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Lines() {}

  /** The records of a topic of the extract that is shipped. */
  static List<JsonNode> shipped(String topic) throws IOException {
    String name = Extract.fileName(topic);
    try (InputStream raw = Lines.class.getResourceAsStream("/dataset/" + name);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return parse(lines.lines().toList());
    }
  }

  /** The records in these lines. */
  static List<JsonNode> parse(List<String> lines) {
    return lines.stream()
        .map(
            line -> {
              try {
                return JSON.readTree(line);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  /** The time of a record, epoch milliseconds. */
  static long time(JsonNode record) {
    return Instant.parse(record.get("time").asText()).toEpochMilli();
  }

  static String text(JsonNode record, String field) {
    return record.path(field).asText("");
  }

  /** How many engagements stand in the end, by {@code post kind}. */
  static Map<String, Integer> standing(List<JsonNode> engagements) {
    Map<String, JsonNode> newest = new HashMap<>();
    for (JsonNode fact : engagements) {
      newest.merge(
          text(fact, "id"), fact, (before, after) -> time(after) > time(before) ? after : before);
    }
    Map<String, Integer> standing = new HashMap<>();
    for (JsonNode fact : newest.values()) {
      if (!text(fact, "action").equals("remove")) {
        standing.merge(text(fact, "post") + " " + text(fact, "kind"), 1, Integer::sum);
      }
    }
    return standing;
  }
}
