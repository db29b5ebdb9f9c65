package io.groundswell.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.event.Topic;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/** How fresh every stream is, and whether the brokers answer. */
final class Freshness {
  private static final class Stream {
    private boolean exists;
    private long records;
    private long newest = Long.MIN_VALUE;
    private long arrived = Long.MIN_VALUE;
    private long behind;
  }

  private final Clock clock;
  private final Map<Topic, Stream> streams = new EnumMap<>(Topic.class);
  private boolean everFound;
  private boolean caughtUp;
  private long lostSince;
  private String why;

  Freshness(Clock clock) {
    this.clock = clock;
    lostSince = clock.millis();
    Feed.TOPICS.forEach(topic -> streams.put(topic, new Stream()));
  }

  /** A record was read. */
  synchronized void read(Topic topic, long timestamp, long eventTime) {
    Stream stream = streams.get(topic);
    stream.records++;
    stream.arrived = Math.max(stream.arrived, timestamp);
    stream.newest = Math.max(stream.newest, eventTime);
  }

  /** Whether there is such a topic. */
  synchronized void exists(Topic topic, boolean exists) {
    streams.get(topic).exists = exists;
  }

  /** The brokers answered: so far there is to go, by topic. */
  synchronized void found(Map<Topic, Long> behind) {
    behind.forEach((topic, records) -> streams.get(topic).behind = records);
    found(behind.values().stream().mapToLong(Long::longValue).sum());
  }

  /** The brokers answered: so far there is to go in all. */
  synchronized void found(long behind) {
    everFound = true;
    lostSince = 0;
    why = null;
    caughtUp |= behind == 0;
  }

  /** The brokers did not answer. */
  synchronized void lost(String reason) {
    if (lostSince == 0) {
      lostSince = clock.millis();
    }
    why = reason;
  }

  /** Whether everything that was there had been read, once. */
  synchronized boolean caughtUp() {
    return caughtUp;
  }

  /** Whether the brokers answer. */
  synchronized boolean connected() {
    return lostSince == 0;
  }

  /** For the page. */
  synchronized ObjectNode toJson() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("now", clock.millis());
    out.put("broker", lostSince == 0 ? "there" : everFound ? "lost" : "unknown");
    out.put("lostSince", lostSince);
    out.put("why", why);
    out.put("caughtUp", caughtUp);
    ArrayNode all = out.putArray("streams");
    for (Topic topic : Feed.TOPICS) {
      Stream stream = streams.get(topic);
      ObjectNode each = all.addObject();
      each.put("topic", topic.wire());
      each.put("exists", stream.exists);
      each.put("records", stream.records);
      each.put("behind", stream.behind);
      put(each, "newest", stream.newest);
      put(each, "arrived", stream.arrived);
    }
    return out;
  }

  private static void put(ObjectNode node, String field, long time) {
    if (time == Long.MIN_VALUE) {
      node.putNull(field);
    } else {
      node.put(field, time);
    }
  }
}
