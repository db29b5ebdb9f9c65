package io.groundswell.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the page relies on of each record of an output topic. What is of another shape is not shown
 * at all, rather than as a blank or as "NaN". The contract itself is in docs/schemas, and says
 * more.
 *
 * <p>A shape is JSON: {@code text}, {@code number}, {@code flag} or words with a bar between them
 * stand for a value, with a question mark behind for one that may be null or absent; an array of
 * one shape for an array of such; an object for one that has at least those fields; {@code "*"} for
 * any field.
 */
final class Shapes {
  private static final String COUNTS =
      "{\"likes\": \"number\", \"comments\": \"number\", \"shares\": \"number\"}";

  private static final Map<Topic, JsonNode> SHAPES = new EnumMap<>(Topic.class);

  static {
    shape(
        Topic.ALERTS,
        """
        {"id": "text", "status": "opened|raised|closed", "page": "text", "post": "text",
         "at": "text", "opened": "text",
         "organic": {"reach": "number", "lower": "number", "supporters": "number",
           "nano": "number?", "likes": "number", "comments": "number", "shares": "number"},
         "sponsored": {"reach": "number", "basis": "text?"},
         "ratio": "number?", "peakRatio": "number",
         "topSupporters": [{"supporter": "text", "c": "number", "kind": "like|comment|share",
           "tier": "nano|micro|macro|mega|unknown?", "score": "number?"}],
         "topics": ["text"],
         "text": {"fr": "text", "en": "text"}}
        """);
    shape(
        Topic.POST_MOMENTUM,
        """
        {"page": "text", "post": "text", "at": "text", "organic": "number", "lower": "number",
         "supporters": "number", "likes": "number", "comments": "number", "shares": "number",
         "sponsored": "number", "ratio": "number?"}
        """);
    shape(
        Topic.SUPPORTERS,
        """
        {"page": "text", "supporter": "text", "at": "text", "firstSeen": "text",
         "lastSeen": "text", "audience": "number?", "tier": "nano|micro|macro|mega|unknown",
         "counts": {"month": {"likes": "number", "comments": "number", "shares": "number",
           "sponsored": "number"}},
         "activeDays": "number", "posts": "number", "brought": "number",
         "constancy": "number", "spontaneity": "number", "commitment": "number",
         "breadth": "number", "pull": "number", "quality": "number", "quantity": "number",
         "score": "number", "nanoInfluencer": "flag",
         "topics": [{"topic": "text", "engagements": "number", "lift": "number?"}],
         "promptness": "number?", "outcomes": {"*": "number"},
         "origin": "organic|sponsored?"}
        """);
    shape(
        Topic.OUTCOMES_ATTRIBUTED,
        """
        {"page": "text", "kind": "text", "time": "text", "supporter": "text?",
         "referrer": "text?", "value": "number?", "currency": "text?",
         "origin": "organic|sponsored|unknown", "creditedTo": "text?", "post": "text?"}
        """);
    shape(
        Topic.COHORTS,
        """
        {"page": "text", "day": "text", "origin": "organic|sponsored", "at": "text",
         "size": "number", "back1": "number?", "back7": "number?", "back28": "number?"}
        """);
    shape(
        Topic.PAGES,
        """
        {"page": "text", "day": "text", "at": "text", "supporters": "number", "nano": "number",
         "nanoInfluencers": "number", "organic": COUNTS, "sponsored": COUNTS,
         "outcomes": [{"kind": "text", "origin": "organic|sponsored|unknown",
           "count": "number", "value": {"*": "number"}}],
         "spend": {"*": "number"},
         "costPerOutcome": [{"kind": "text", "currency": "text", "cost": "number"}],
         "topics": [{"topic": "text", "engagements": "number", "posts": "number"}]}
        """);
  }

  private Shapes() {}

  private static void shape(Topic topic, String json) {
    try {
      SHAPES.put(topic, new ObjectMapper().readTree(json.replace("COUNTS", COUNTS)));
    } catch (JsonProcessingException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The shape of a topic's records, null where none is asked for. */
  static JsonNode of(Topic topic) {
    return SHAPES.get(topic);
  }

  /**
   * Holds a record to its topic's shape.
   *
   * @throws IOException with the field and what it must be
   */
  static void check(Topic topic, JsonNode record) throws IOException {
    JsonNode shape = of(topic);
    if (shape != null) {
      check(topic.wire(), shape, record);
    }
  }

  private static void check(String where, JsonNode shape, JsonNode value) throws IOException {
    if (shape.isTextual()) {
      String words = shape.asText();
      boolean optional = words.endsWith("?");
      String type = optional ? words.substring(0, words.length() - 1) : words;
      if (!(optional && (value.isNull() || value.isMissingNode())) && !is(type, value)) {
        throw new IOException(where + " must be " + type + ", is " + value.getNodeType());
      }
    } else if (shape.isArray()) {
      demand(value.isArray(), where, "an array");
      for (JsonNode each : value) {
        check(where + "[]", shape.get(0), each);
      }
    } else {
      demand(value.isObject(), where, "an object");
      for (Map.Entry<String, JsonNode> field : shape.properties()) {
        if (field.getKey().equals("*")) {
          for (JsonNode each : value) {
            check(where + ".*", field.getValue(), each);
          }
        } else {
          check(where + "." + field.getKey(), field.getValue(), value.path(field.getKey()));
        }
      }
    }
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "text" -> value.isTextual();
      case "number" -> value.isNumber() && Double.isFinite(value.asDouble());
      case "flag" -> value.isBoolean();
      default -> value.isTextual() && List.of(type.split("\\|")).contains(value.asText());
    };
  }

  private static void demand(boolean is, String where, String what) throws IOException {
    if (!is) {
      throw new IOException(where + " must be " + what);
    }
  }
}
