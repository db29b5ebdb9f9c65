package io.groundswell.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.codec.Times;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the page relies on of each record of an output topic. What is of another shape is not shown
 * at all, rather than as a blank or as "NaN". The contract itself is in docs/schemas, and says
 * more.
 *
 * <p>A shape is JSON: {@code name} (a text that is not empty), {@code text}, {@code time}, {@code
 * day}, {@code number} (from 0 on, as far as a double counts), {@code amount} (of either sign),
 * {@code flag} or words with a bar between them stand for a value, with a question mark behind for
 * one that may be null, with two for one that may be absent, too; an array of one shape for an
 * array of such; an object for one that has at least those fields; {@code "*"} for any field.
 */
final class Shapes {
  private static final String COUNTS =
      "{\"likes\": \"number\", \"comments\": \"number\", \"shares\": \"number\"}";

  /** Up to here a double counts one by one, and so does a browser. */
  private static final double LARGEST = 1L << 53;

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private static final Map<Topic, JsonNode> SHAPES = new EnumMap<>(Topic.class);

  static {
    shape(
        Topic.ALERTS,
        """
        {"id": "name", "status": "opened|raised|closed", "page": "name", "post": "name",
         "at": "time", "opened": "time",
         "organic": {"reach": "number", "lower": "number", "supporters": "number",
           "nano": "number??", "likes": "number", "comments": "number", "shares": "number"},
         "sponsored": {"reach": "number", "basis": "reach|views|impressions??"},
         "ratio": "number?", "peakRatio": "number",
         "topSupporters": [{"supporter": "name", "c": "number", "kind": "like|comment|share",
           "tier": "nano|micro|macro|mega|unknown??", "score": "number??"}],
         "topics": ["text"],
         "text": {"fr": "name", "en": "name"}}
        """);
    shape(
        Topic.POST_MOMENTUM,
        """
        {"page": "name", "post": "name", "at": "time", "organic": "number", "lower": "number",
         "supporters": "number", "likes": "number", "comments": "number", "shares": "number",
         "sponsored": "number", "ratio": "number?"}
        """);
    shape(
        Topic.SUPPORTERS,
        """
        {"page": "name", "supporter": "name", "at": "time", "firstSeen": "time",
         "lastSeen": "time", "audience": "number?", "tier": "nano|micro|macro|mega|unknown",
         "counts": {"month": {"likes": "number", "comments": "number", "shares": "number",
           "sponsored": "number"}},
         "activeDays": "number", "posts": "number", "brought": "number",
         "constancy": "number", "spontaneity": "number", "commitment": "number",
         "breadth": "number", "pull": "number", "quality": "number", "quantity": "number",
         "score": "number", "nanoInfluencer": "flag",
         "topics": [{"topic": "name", "engagements": "number", "lift": "number?"}],
         "promptness": "number?", "outcomes": {"*": "number"},
         "origin": "organic|sponsored??"}
        """);
    shape(
        Topic.OUTCOMES_ATTRIBUTED,
        """
        {"page": "name", "kind": "name", "time": "time", "supporter": "text??",
         "referrer": "text??", "value": "amount??", "currency": "text??",
         "origin": "organic|sponsored|unknown", "creditedTo": "text??", "post": "text??"}
        """);
    shape(
        Topic.COHORTS,
        """
        {"page": "name", "day": "day", "origin": "organic|sponsored", "at": "time",
         "size": "number", "back1": "number?", "back7": "number?", "back28": "number?"}
        """);
    shape(
        Topic.PAGES,
        """
        {"page": "name", "day": "day", "at": "time", "supporters": "number", "nano": "number",
         "nanoInfluencers": "number", "organic": COUNTS, "sponsored": COUNTS,
         "outcomes": [{"kind": "name", "origin": "organic|sponsored|unknown",
           "count": "number", "value": {"*": "amount"}}],
         "spend": {"*": "amount"},
         "costPerOutcome": [{"kind": "name", "currency": "name", "cost": "amount"}],
         "topics": [{"topic": "name", "engagements": "number", "posts": "number"}]}
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
      String type = words.replace("?", "");
      boolean without =
          (value.isNull() && words.endsWith("?"))
              || (value.isMissingNode() && words.endsWith("??"));
      if (!without && !is(type, value)) {
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
      case "name" -> value.isTextual() && !value.asText().isBlank();
      case "time" -> isTime(value);
      case "day" -> value.isTextual() && DAY.matcher(value.asText()).matches();
      case "number" -> isAmount(value) && value.asDouble() >= 0;
      case "amount" -> isAmount(value);
      case "flag" -> value.isBoolean();
      default -> value.isTextual() && List.of(type.split("\\|")).contains(value.asText());
    };
  }

  private static boolean isAmount(JsonNode value) {
    return value.isNumber() && Math.abs(value.asDouble()) <= LARGEST;
  }

  private static boolean isTime(JsonNode value) {
    try {
      Times.parse(value.asText());
      return value.isTextual();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void demand(boolean is, String where, String what) throws IOException {
    if (!is) {
      throw new IOException(where + " must be " + what);
    }
  }
}
