package io.groundswell.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** An alert from its opening on: what was last said of it, every word, and the curve around it. */
final class AlertStory {
  /** The curve begins so long before the opening: the momentum's own window. */
  private static final long BEFORE_MS = 3_600_000;

  /** And goes on so long after the end. */
  private static final long AFTER_MS = 1_200_000;

  private static final int POINTS = 480;
  private static final int WORDS = 60;

  private record Word(String status, double organic, double lower, double sponsored) {}

  private final long opened;
  private final Curve curve = new Curve(POINTS, true);
  private final TreeMap<Long, Word> words = new TreeMap<>();
  private ObjectNode newest;
  private long at = Long.MIN_VALUE;
  private long closed = Long.MAX_VALUE;

  AlertStory(long opened) {
    this.opened = opened;
  }

  long opened() {
    return opened;
  }

  Curve curve() {
    return curve;
  }

  /** Takes a word on the alert; {@code shown} is what browsers may see of it. */
  void take(ObjectNode shown, long time) {
    if (time >= at) {
      newest = shown;
      at = time;
    }
    Word word =
        new Word(
            shown.path("status").asText(),
            shown.path("organic").path("reach").asDouble(),
            shown.path("organic").path("lower").asDouble(),
            shown.path("sponsored").path("reach").asDouble());
    if (word.status().equals("closed")) {
      closed = time;
    }
    words.put(time, word);
    if (words.size() > WORDS) {
      // The opening stays.
      words.remove(words.higherKey(words.firstKey()));
    }
    curve.add(time, word.organic(), word.lower(), word.sponsored());
  }

  /** Takes the momentum of its post, if it is of its time. */
  void take(long time, double organic, double lower, double sponsored) {
    if (time >= from() && (closed == Long.MAX_VALUE || time <= closed + AFTER_MS)) {
      curve.add(time, organic, lower, sponsored);
    }
  }

  /** Where its curve begins. */
  long from() {
    return opened - BEFORE_MS;
  }

  /** What browsers are told, without the curve. */
  ObjectNode row(JsonNode about) {
    ObjectNode row = newest.deepCopy();
    ArrayNode all = row.putArray("words");
    for (Map.Entry<Long, Word> each : words.entrySet()) {
      Word word = each.getValue();
      all.addObject()
          .put("at", each.getKey())
          .put("status", word.status())
          .put("organic", Math.round(word.organic()))
          .put("lower", Math.round(word.lower()))
          .put("sponsored", Math.round(word.sponsored()));
    }
    if (about != null) {
      row.set("about", about);
    }
    return row;
  }
}
