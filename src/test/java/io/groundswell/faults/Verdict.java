package io.groundswell.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts in a topic against those of a replay.
 *
 * @param alerts that there should be
 * @param lost that should be there, and are not
 * @param twice that are there once more than they should
 * @param different that are there with other words or figures, or should not be there at all
 * @param ordered whether each post's are in the order of the replay
 * @param whole whether each post's are told as they go: opened, raised or not, and closed, in turn
 */
record Verdict(int alerts, int lost, int twice, int different, boolean ordered, boolean whole) {
  private static final ObjectMapper JSON = new ObjectMapper();

  boolean good() {
    return lost == 0 && twice == 0 && different == 0 && ordered && whole;
  }

  /** Compares; both sorted by key. */
  static Verdict of(List<String> expected, List<String> got) {
    Map<String, String> due = new LinkedHashMap<>();
    expected.forEach(alert -> due.put(id(alert), alert));
    if (due.size() != expected.size()) {
      throw new IllegalArgumentException("the replay's own alerts must differ, do not");
    }
    Map<String, String> seen = new LinkedHashMap<>();
    int twice = 0;
    int different = 0;
    for (String alert : got) {
      String id = id(alert);
      String before = seen.putIfAbsent(id, alert);
      if (before != null) {
        twice++;
      } else if (!alert.equals(due.get(id))) {
        different++;
      }
    }
    int lost = 0;
    for (String id : due.keySet()) {
      lost += seen.containsKey(id) ? 0 : 1;
    }
    boolean ordered =
        lost + twice + different > 0 || List.copyOf(expected).equals(List.copyOf(got));
    return new Verdict(due.size(), lost, twice, different, ordered, whole(got));
  }

  /** Whether nothing is raised or closed that was not opened, and nothing stays open. */
  private static boolean whole(List<String> got) {
    Map<String, String> open = new HashMap<>();
    for (String alert : got) {
      JsonNode json = read(alert);
      String post = json.get("page").asText() + "/" + json.get("post").asText();
      String id = json.get("id").asText();
      boolean right =
          switch (json.get("status").asText()) {
            case "opened" -> open.put(post, id) == null;
            case "raised" -> id.equals(open.get(post));
            default -> open.remove(post, id);
          };
      if (!right) {
        return false;
      }
    }
    return open.isEmpty();
  }

  private static String id(String alert) {
    JsonNode json = read(alert);
    return json.get("id").asText()
        + " "
        + json.get("status").asText()
        + " "
        + json.get("at").asText();
  }

  private static JsonNode read(String alert) {
    try {
      return JSON.readTree(alert);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an alert must be JSON, is " + alert, e);
    }
  }
}
