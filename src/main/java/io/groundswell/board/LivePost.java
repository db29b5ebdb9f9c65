package io.groundswell.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where a post stands, how it came there, and which points browsers have not been told yet. */
final class LivePost {
  /** Two hours of minutes. */
  private static final int POINTS = 120;

  /** A sparkline's points. */
  private static final int SPARK = 24;

  private final Curve curve = new Curve(POINTS, false);
  private Curve untold = new Curve(POINTS, false);
  private JsonNode newest;
  private long at;

  /** Takes a record of {@code post-momentum}. */
  void take(JsonNode momentum, long time) {
    if (newest == null || time >= at) {
      newest = momentum;
      at = time;
    }
    double organic = momentum.path("organic").asDouble();
    double lower = momentum.path("lower").asDouble();
    double sponsored = momentum.path("sponsored").asDouble();
    curve.add(time, organic, lower, sponsored);
    untold.add(time, organic, lower, sponsored);
  }

  long at() {
    return at;
  }

  Curve curve() {
    return curve;
  }

  /** The whole row, with a sparkline of some points. */
  ObjectNode whole(JsonNode about) {
    ObjectNode row = row(about);
    ArrayNode organic = row.putArray("so");
    ArrayNode sponsored = row.putArray("ss");
    for (int i = Math.max(0, curve.size() - SPARK); i < curve.size(); i++) {
      organic.add(Math.round(curve.organic(i)));
      sponsored.add(Math.round(curve.sponsored(i)));
    }
    return row;
  }

  /** The row and the points that have come since this was last asked. */
  ObjectNode news(JsonNode about) {
    ObjectNode row = row(about);
    row.set("points", untold.toJson());
    untold = new Curve(POINTS, false);
    return row;
  }

  private ObjectNode row(JsonNode about) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.set("page", newest.path("page"));
    row.set("post", newest.path("post"));
    row.put("at", at);
    for (String figure :
        new String[] {"organic", "lower", "supporters", "likes", "comments", "shares"}) {
      row.put(figure, Math.round(newest.path(figure).asDouble()));
    }
    row.put("sponsored", Math.round(newest.path("sponsored").asDouble()));
    JsonNode ratio = newest.path("ratio");
    if (ratio.isNumber()) {
      // Not rounded: on which side of one it is must not change.
      row.set("ratio", ratio);
    } else {
      row.putNull("ratio");
    }
    if (about != null) {
      row.set("about", about);
    }
    return row;
  }
}
