package io.groundswell.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.codec.Times;
import io.groundswell.label.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * What a browser may see of each record: times as epoch milliseconds, labels in the place of
 * supporters' names, and no identifier that it has no use for. Not thread-safe.
 */
final class Views {
  private static final int LONGEST_TEXT = 280;

  private final Labels labels;

  Views(Labels labels) {
    this.labels = labels;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void copy(JsonNode from, ObjectNode to, String... fields) {
    for (String field : fields) {
      JsonNode value = from.get(field);
      if (value != null) {
        to.set(field, value);
      }
    }
  }

  private static void time(JsonNode from, ObjectNode to, String field) {
    JsonNode value = from.path(field);
    if (value.isTextual()) {
      to.put(field, Times.parse(value.asText()));
    } else {
      to.putNull(field);
    }
  }

  /** An alert. */
  ObjectNode alert(JsonNode alert) {
    ObjectNode out = object();
    copy(
        alert,
        out,
        "id",
        "status",
        "page",
        "post",
        "organic",
        "sponsored",
        "ratio",
        "peakRatio",
        "topics");
    time(alert, out, "at");
    time(alert, out, "opened");
    List<String> names = new ArrayList<>();
    ArrayNode top = out.putArray("top");
    for (JsonNode each : alert.path("topSupporters")) {
      names.add(each.path("supporter").asText());
      ObjectNode one = top.addObject();
      one.put("name", labels.of(each.path("supporter").asText()));
      one.put("id", supporterId(alert.path("page").asText(), each.path("supporter").asText()));
      copy(each, one, "c", "kind", "tier", "score");
    }
    ObjectNode text = out.putObject("text");
    text.put("fr", labels.sentence(alert.path("text").path("fr").asText(""), names, " et "));
    text.put("en", labels.sentence(alert.path("text").path("en").asText(""), names, " and "));
    return out;
  }

  /** What a supporter's row is known by. */
  String supporterId(String page, String supporter) {
    return page + "/" + labels.id(supporter);
  }

  /** A supporter's profile. */
  ObjectNode supporter(JsonNode profile) {
    ObjectNode out = object();
    copy(
        profile,
        out,
        "page",
        "audience",
        "tier",
        "activeDays",
        "posts",
        "brought",
        "constancy",
        "spontaneity",
        "commitment",
        "breadth",
        "pull",
        "quality",
        "quantity",
        "score",
        "nanoInfluencer",
        "topics",
        "promptness",
        "outcomes",
        "origin");
    out.set("month", profile.path("counts").path("month"));
    out.put("name", labels.of(profile.path("supporter").asText()));
    time(profile, out, "at");
    time(profile, out, "firstSeen");
    time(profile, out, "lastSeen");
    return out;
  }

  /** An outcome; without its identifier, which may name somebody. */
  ObjectNode outcome(JsonNode outcome) {
    ObjectNode out = object();
    copy(outcome, out, "page", "kind", "origin", "post", "value", "currency");
    time(outcome, out, "time");
    for (String who : new String[] {"supporter", "creditedTo"}) {
      JsonNode name = outcome.path(who);
      out.put(who, name.isTextual() ? labels.of(name.asText()) : null);
    }
    out.put(
        "byReferrer",
        outcome.path("referrer").isTextual()
            && outcome.path("referrer").equals(outcome.path("creditedTo")));
    return out;
  }

  /** A cohort. */
  ObjectNode cohort(JsonNode cohort) {
    ObjectNode out = object();
    copy(cohort, out, "page", "day", "origin", "size", "back1", "back7", "back28");
    return out;
  }

  /** A page's day. */
  ObjectNode day(JsonNode day) {
    ObjectNode out = object();
    copy(
        day,
        out,
        "page",
        "day",
        "supporters",
        "nano",
        "nanoInfluencers",
        "organic",
        "sponsored",
        "outcomes",
        "spend",
        "costPerOutcome",
        "topics");
    time(day, out, "at");
    return out;
  }

  /** What a post is about, for people; null where there is nothing to say. */
  ObjectNode about(JsonNode post) {
    ObjectNode out = object();
    String text = post.path("text").asText("");
    if (!text.isEmpty()) {
      int end =
          text.offsetByCodePoints(0, Math.min(LONGEST_TEXT, text.codePointCount(0, text.length())));
      out.put("text", end < text.length() ? text.substring(0, end) + "…" : text);
    }
    if (post.path("topics").isArray() && !post.path("topics").isEmpty()) {
      out.set("topics", post.path("topics"));
    }
    return out.isEmpty() ? null : out;
  }

  /**
   * The rule that a dead letter breaks: its reason without the value that breaks it, by which one
   * counts them, and which is all that is shown where names are not.
   */
  static String rule(String reason) {
    String rule = reason.replaceFirst("(?s)(, is | valid JSON: ).*", "$1");
    return rule.replaceFirst("(, is |: )$", "").replaceFirst("(the Kafka timestamp) \\d.*", "$1");
  }

  /** A dead letter's reason as it may be shown. */
  String reason(String reason) {
    return labels.names() ? reason : rule(reason);
  }
}
