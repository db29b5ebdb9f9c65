package io.groundswell.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.codec.Times;
import io.groundswell.event.Names;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Records of the output topics for the board's tests: the contract's examples, and variations. */
final class Told {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String PAGE = "refuge-des-cimes";
  static final String POST = "adoptez-nala";
  static final String ALERT =
      "refuge-des-cimes/adoptez-nala/organic-surpasses-sponsored/1795428920000";
  private static final Path EXAMPLES = Path.of("docs/examples");

  private static long offset;

  private Told() {}

  /** An example of the contract. */
  static ObjectNode example(String name) {
    try {
      return (ObjectNode) JSON.readTree(Files.readAllBytes(EXAMPLES.resolve(name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** Momentum of a post. */
  static ObjectNode momentum(
      String page, String post, long at, double organic, double lower, double sponsored) {
    ObjectNode node = example("post-momentum.minute");
    node.put("page", page).put("post", post).put("at", Times.format(at));
    node.put("organic", organic).put("lower", lower).put("sponsored", sponsored);
    if (sponsored > 0) {
      node.put("ratio", organic / sponsored);
    } else {
      node.putNull("ratio");
    }
    return node;
  }

  /** A post with a text. */
  static ObjectNode post(String page, String post, String text) {
    ObjectNode node = JSON.createObjectNode();
    node.put("page", page).put("post", post).put("time", "2026-11-23T09:00:00Z").put("text", text);
    return node;
  }

  /** The key that a record has on its topic. */
  static String key(Topic topic, JsonNode value) {
    String page = value.path("page").asText();
    return switch (topic) {
      case ALERTS, POST_MOMENTUM -> Names.key(page, value.path("post").asText());
      case SUPPORTERS -> Names.key(page, value.path("supporter").asText());
      case COHORTS ->
          Names.key(page, value.path("day").asText()) + "/" + value.path("origin").asText();
      case PAGES -> Names.key(page, value.path("day").asText());
      case POSTS -> value.path("post").asText();
      default -> Names.encode(page);
    };
  }

  /** As the board's feed hands it on. */
  static Store.Incoming record(Topic topic, JsonNode value) {
    return new Store.Incoming(
        topic,
        0,
        offset++,
        1_795_428_920_000L,
        key(topic, value).getBytes(StandardCharsets.UTF_8),
        value.toString().getBytes(StandardCharsets.UTF_8),
        Map.of());
  }

  /** A null record under a key. */
  static Store.Incoming tombstone(Topic topic, String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return new Store.Incoming(topic, 0, offset++, 0, bytes, null, Map.of());
  }

  /** A dead letter for a reason. */
  static Store.Incoming letter(String topic, String reason) {
    return new Store.Incoming(
        Topic.DEAD_LETTERS,
        0,
        offset++,
        1_795_428_920_000L,
        null,
        new byte[0],
        headers(topic, reason));
  }

  /** The headers of a dead letter. */
  static Map<String, String> headers(String topic, String reason) {
    Map<String, String> headers = new HashMap<>();
    headers.put("__connect.errors.topic", topic);
    headers.put("__connect.errors.partition", "0");
    headers.put("__connect.errors.offset", "42");
    headers.put("__connect.errors.stage", "VALUE_CONVERTER");
    headers.put("__connect.errors.exception.message", reason);
    return headers;
  }
}
