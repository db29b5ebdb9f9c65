package io.groundswell.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must be the same again when facts came too late, against a replay of the same facts.
 *
 * <ul>
 *   <li>where posts stand, from the moment on at which all facts had come;
 *   <li>the last profile of each supporter, the last figures of each page's day and the size of
 *       each cohort: a fact counts on its own day, whenever it comes;
 *   <li>each outcome is told once, as it came.
 * </ul>
 *
 * <p>What is evaluated once and never again may differ, and is compared with itself: whom an
 * outcome is credited to (an engagement that comes after it is no touch), and what counts credits
 * in a profile and in a page's day. Not compared: {@code top} and {@code nanoInfluencers} of a
 * page's day, which are of profiles given on the way, and when a number of a cohort or a day
 * changed last.
 *
 * @param figures how many were compared
 * @param wrong those that are not as they should be
 */
record Settled(int figures, List<String> wrong) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What stands in a topic: all its records in order, a tombstone being null or "deleted". */
  interface Told {
    List<String> in(Topic topic) throws Exception;
  }

  boolean good() {
    return figures > 0 && wrong.isEmpty();
  }

  /**
   * Compares.
   *
   * @param from when all facts had come, and have their part in every figure from then on
   * @param to when the live run's time ends
   */
  static Settled of(Told due, Told told, long from, long to) throws Exception {
    List<String> wrong = new ArrayList<>();
    Map<String, JsonNode> dueMomentum = new TreeMap<>();
    Map<String, JsonNode> momentum = new TreeMap<>();
    standing(due, from, to, dueMomentum);
    standing(told, from, to, momentum);
    int figures = compare("post-momentum", dueMomentum, momentum, wrong);

    List<JsonNode> outcomes = parsed(told.in(Topic.OUTCOMES_ATTRIBUTED));
    figures +=
        compare(
            "outcomes-attributed",
            asTheyCame(parsed(due.in(Topic.OUTCOMES_ATTRIBUTED)), wrong),
            asTheyCame(outcomes, wrong),
            wrong);

    Map<String, JsonNode> dueProfiles = last(due.in(Topic.SUPPORTERS), "supporter");
    Map<String, JsonNode> profiles = last(told.in(Topic.SUPPORTERS), "supporter");
    profiles.forEach(
        (key, profile) ->
            equal("credits of " + key, credits(outcomes, profile), taken(profile), wrong));
    without(dueProfiles, "outcomes");
    without(profiles, "outcomes");
    figures += compare("supporters", dueProfiles, profiles, wrong);

    Map<String, JsonNode> duePages = last(due.in(Topic.PAGES), "day");
    Map<String, JsonNode> pages = last(told.in(Topic.PAGES), "day");
    pages.forEach(
        (key, page) -> equal("outcomes of " + key, counted(outcomes, page), told(page), wrong));
    String[] onTheWay = {"at", "top", "nanoInfluencers", "outcomes", "costPerOutcome"};
    without(duePages, onTheWay);
    without(pages, onTheWay);
    figures += compare("pages", duePages, pages, wrong);

    Map<String, JsonNode> dueCohorts = last(due.in(Topic.COHORTS), "day", "origin");
    Map<String, JsonNode> cohorts = last(told.in(Topic.COHORTS), "day", "origin");
    without(dueCohorts, "at");
    without(cohorts, "at");
    figures += compare("cohorts", dueCohorts, cohorts, wrong);
    return new Settled(figures, wrong);
  }

  private static JsonNode parse(String record) {
    try {
      return JSON.readTree(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a record must be JSON, is " + record, e);
    }
  }

  private static List<JsonNode> parsed(List<String> records) {
    return records.stream().map(Settled::parse).toList();
  }

  private static void standing(Told told, long from, long to, Map<String, JsonNode> into)
      throws Exception {
    for (String record : Figures.between(from, to, told.in(Topic.POST_MOMENTUM))) {
      JsonNode json = parse(record);
      into.put(key(json, "post", "at"), json);
    }
  }

  private static String key(JsonNode json, String... fields) {
    StringBuilder key = new StringBuilder(json.get("page").asText());
    for (String field : fields) {
      key.append('/').append(json.get(field).asText());
    }
    return key.toString();
  }

  /** The last record of each key, or none. */
  private static Map<String, JsonNode> last(List<String> records, String... fields) {
    Map<String, JsonNode> last = new TreeMap<>();
    for (JsonNode json : parsed(records.stream().filter(each -> each != null).toList())) {
      last.put(key(json, fields), json);
    }
    last.values().removeIf(json -> json.path("deleted").asBoolean());
    return last;
  }

  private static void without(Map<String, JsonNode> records, String... fields) {
    records.values().forEach(json -> ((ObjectNode) json).remove(List.of(fields)));
  }

  /** Outcomes without what was found out about them; of a referrer that is never too late. */
  private static Map<String, JsonNode> asTheyCame(List<JsonNode> outcomes, List<String> wrong) {
    Map<String, JsonNode> byId = new TreeMap<>();
    for (JsonNode outcome : outcomes) {
      String key = key(outcome, "kind", "id", "time");
      ObjectNode copy = outcome.deepCopy();
      if (outcome.get("referrer").isNull()) {
        copy.remove(List.of("origin", "creditedTo", "post", "ad", "touch"));
      }
      if (byId.put(key, copy) != null) {
        wrong.add("outcomes-attributed: twice " + key);
      }
    }
    return byId;
  }

  private static Map<String, Integer> credits(List<JsonNode> outcomes, JsonNode profile) {
    Map<String, Integer> credits = new TreeMap<>();
    for (JsonNode outcome : outcomes) {
      if (outcome.get("page").equals(profile.get("page"))
          && outcome.get("creditedTo").equals(profile.get("supporter"))) {
        credits.merge(outcome.get("kind").asText(), 1, Integer::sum);
      }
    }
    return credits;
  }

  private static Map<String, Integer> taken(JsonNode profile) {
    Map<String, Integer> taken = new TreeMap<>();
    profile
        .get("outcomes")
        .fields()
        .forEachRemaining(each -> taken.put(each.getKey(), each.getValue().asInt()));
    return taken;
  }

  private static Map<String, Integer> counted(List<JsonNode> outcomes, JsonNode page) {
    Map<String, Integer> counted = new TreeMap<>();
    for (JsonNode outcome : outcomes) {
      if (outcome.get("page").equals(page.get("page"))
          && outcome.get("time").asText().startsWith(page.get("day").asText())) {
        counted.merge(
            outcome.get("kind").asText() + " " + outcome.get("origin").asText(), 1, Integer::sum);
      }
    }
    return counted;
  }

  private static Map<String, Integer> told(JsonNode page) {
    Map<String, Integer> told = new TreeMap<>();
    for (JsonNode each : page.get("outcomes")) {
      told.put(
          each.get("kind").asText() + " " + each.get("origin").asText(), each.get("count").asInt());
    }
    return told;
  }

  private static int compare(
      String what, Map<String, JsonNode> due, Map<String, JsonNode> told, List<String> wrong) {
    Set<String> keys = new TreeSet<>(due.keySet());
    keys.addAll(told.keySet());
    for (String key : keys) {
      equal(what + " " + key, due.get(key), told.get(key), wrong);
    }
    if (due.isEmpty()) {
      wrong.add(what + ": nothing to compare with");
    }
    return keys.size();
  }

  private static void equal(String what, Object due, Object told, List<String> wrong) {
    if (due == null || !due.equals(told)) {
      wrong.add(what + ": must be " + due + ", is " + told);
    }
  }
}
