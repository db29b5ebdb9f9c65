package io.groundswell.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.codec.Times;
import io.groundswell.event.Names;
import io.groundswell.event.Topic;
import io.groundswell.label.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The newest state of every stream, within {@link Limits}, as browsers are told it. */
final class Store {
  private static final double NANO_INFLUENCERS_FIRST = 1000;

  /** Reasons for dead letters that are told apart. */
  private static final int RULES = 100;

  private final ObjectMapper json = new ObjectMapper();
  private final Views views;
  private final Labels labels;
  private final Table<AlertStory> alerts;
  private final Table<LivePost> posts;
  private final Table<String> supporters;
  private final Table<String> outcomes;
  private final Table<String> cohorts;
  private final Table<String> days;
  private final Table<String> letters;
  private final Table<ObjectNode> rules = new Table<>("rule", RULES);
  private final Table<ObjectNode> about;
  private final Map<String, List<AlertStory>> alertsOfPost = new HashMap<>();
  private long unreadable;

  /** An empty store. */
  Store(Limits limits, Labels labels) {
    this.labels = labels;
    views = new Views(labels);
    alerts = new Table<>("alert", limits.alerts());
    posts = new Table<>("post", limits.posts());
    supporters = new Table<>("supporter", limits.supporters());
    outcomes = new Table<>("outcome", limits.outcomes());
    cohorts = new Table<>("cohort", limits.cohorts());
    days = new Table<>("day", limits.days());
    letters = new Table<>("letter", limits.letters());
    about = new Table<>("about", limits.posts());
  }

  /**
   * A record as it was read.
   *
   * @param timestamp Kafka's, epoch milliseconds
   * @param headers of a dead letter: the last value of each
   */
  record Incoming(
      Topic topic,
      int partition,
      long offset,
      long timestamp,
      byte[] key,
      byte[] value,
      Map<String, String> headers) {}

  /**
   * Takes a record, and returns the event time it speaks of, {@link Long#MIN_VALUE} if none. One
   * that breaks the contract is counted and left out: a board must not go dark for it.
   */
  synchronized long take(Incoming in) {
    try {
      if (in.topic() == Topic.DEAD_LETTERS) {
        letter(in);
        return Long.MIN_VALUE;
      }
      String key = in.key() == null ? "" : new String(in.key(), StandardCharsets.UTF_8);
      if (in.value() == null) {
        deleted(in.topic(), key);
        return Long.MIN_VALUE;
      }
      JsonNode value = json.readTree(in.value());
      if (value == null || !value.isObject()) {
        throw new IOException("no object");
      }
      Shapes.check(in.topic(), value);
      return row(in, key, value);
    } catch (IOException | IllegalArgumentException | java.time.DateTimeException e) {
      unreadable++;
      return Long.MIN_VALUE;
    }
  }

  /** How many records broke the contract. */
  synchronized long unreadable() {
    return unreadable;
  }

  private long row(Incoming in, String key, JsonNode value) throws IOException {
    switch (in.topic()) {
      case ALERTS -> {
        return alert(value);
      }
      case POST_MOMENTUM -> {
        return momentum(key, value);
      }
      case POSTS -> {
        return post(value);
      }
      case SUPPORTERS -> {
        long at = time(value, "at");
        double rank =
            value.path("score").asDouble()
                + (value.path("nanoInfluencer").asBoolean() ? NANO_INFLUENCERS_FIRST : 0);
        String id = views.supporterId(text(value, "page"), text(value, "supporter"));
        supporters.put(id, rank, write(views.supporter(value)));
        return at;
      }
      case OUTCOMES_ATTRIBUTED -> {
        long at = time(value, "time");
        outcomes.put(in.partition() + "-" + in.offset(), (double) at, write(views.outcome(value)));
        return at;
      }
      case COHORTS -> {
        cohorts.put(key, day(value), write(views.cohort(value)));
        return time(value, "at");
      }
      case PAGES -> {
        days.put(key, day(value), write(views.day(value)));
        return time(value, "at");
      }
      default -> {
        return Long.MIN_VALUE;
      }
    }
  }

  private long alert(JsonNode value) throws IOException {
    String id = text(value, "id");
    long at = time(value, "at");
    String post = Names.key(text(value, "page"), text(value, "post"));
    AlertStory story = alerts.get(id);
    ObjectNode shown = views.alert(value);
    if (story == null) {
      story = new AlertStory(time(value, "opened"));
      LivePost live = posts.get(post);
      if (live != null) {
        story.curve().addAll(live.curve(), story.from());
      }
      alertsOfPost.computeIfAbsent(post, p -> new ArrayList<>()).add(story);
    }
    story.take(shown, at);
    alerts.put(id, (double) story.opened(), story);
    forgetDroppedAlerts();
    return at;
  }

  private void forgetDroppedAlerts() {
    if (alerts.dropped() == 0) {
      return;
    }
    java.util.Set<AlertStory> kept =
        java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    alerts.all((id, story) -> kept.add(story));
    alertsOfPost.values().forEach(stories -> stories.retainAll(kept));
    alertsOfPost.values().removeIf(List::isEmpty);
  }

  private long momentum(String key, JsonNode value) throws IOException {
    long at = time(value, "at");
    LivePost post = posts.get(key);
    if (post == null) {
      post = new LivePost();
    }
    post.take(value, at);
    posts.put(key, (double) post.at(), post);
    for (AlertStory story : alertsOfPost.getOrDefault(key, List.of())) {
      story.take(
          at,
          value.path("organic").asDouble(),
          value.path("lower").asDouble(),
          value.path("sponsored").asDouble());
    }
    return at;
  }

  private long post(JsonNode value) throws IOException {
    ObjectNode text = views.about(value);
    long published =
        value.path("time").isNumber() ? value.path("time").asLong() : time(value, "time");
    if (text != null) {
      String key = Names.key(text(value, "page"), text(value, "post"));
      about.put(key, (double) published, text);
      posts.touch(key);
    }
    return published;
  }

  private void deleted(Topic topic, String key) throws IOException {
    switch (topic) {
      case POST_MOMENTUM -> posts.remove(key);
      case SUPPORTERS -> {
        int slash = key.indexOf('/');
        if (slash < 0) {
          throw new IOException("no page in the key");
        }
        String page = decode(key.substring(0, slash));
        supporters.remove(views.supporterId(page, decode(key.substring(slash + 1))));
      }
      case COHORTS -> cohorts.remove(key);
      case PAGES -> days.remove(key);
      default -> {
        // Others are not compacted.
      }
    }
  }

  private static String decode(String part) {
    return java.net.URLDecoder.decode(part, StandardCharsets.UTF_8);
  }

  private void letter(Incoming in) throws IOException {
    Map<String, String> said = in.headers();
    String reason = said.getOrDefault("__connect.errors.exception.message", "");
    String topic = said.getOrDefault("__connect.errors.topic", "");
    String rule = Views.rule(reason);
    ObjectNode letter = json.createObjectNode();
    letter
        .put("topic", topic)
        .put("partition", said.getOrDefault("__connect.errors.partition", ""))
        .put("offset", said.getOrDefault("__connect.errors.offset", ""))
        .put("reason", views.reason(reason))
        .put("at", in.timestamp());
    letters.put(in.partition() + "-" + in.offset(), (double) in.timestamp(), write(letter));
    String id = topic + "\n" + rule;
    ObjectNode counted = rules.get(id);
    long before = counted == null ? 0 : counted.path("count").asLong();
    ObjectNode now = json.createObjectNode();
    now.put("topic", topic).put("rule", rule).put("count", before + 1).put("at", in.timestamp());
    rules.put(id, (double) in.timestamp(), now);
  }

  private static String text(JsonNode value, String field) throws IOException {
    JsonNode text = value.path(field);
    if (!text.isTextual()) {
      throw new IOException("no " + field);
    }
    return text.asText();
  }

  private static long time(JsonNode value, String field) throws IOException {
    return Times.parse(text(value, field));
  }

  private static double day(JsonNode value) throws IOException {
    return LocalDate.parse(text(value, "day")).toEpochDay();
  }

  private String write(ObjectNode node) {
    try {
      return json.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  /** Every row, and what the board shows of names; then whatever {@code more} adds. */
  synchronized String snapshot(String more) {
    StringBuilder out = new StringBuilder(1 << 16);
    out.append("{\"names\":").append(labels.names()).append(more).append(",\"rows\":{");
    section(out, alerts, null, (id, story) -> write(story.row(about(id))));
    section(out.append(','), posts, null, (id, p) -> write(p.whole(about.get(id))));
    section(out.append(','), supporters, Function.identity(), null);
    section(out.append(','), outcomes, Function.identity(), null);
    section(out.append(','), cohorts, Function.identity(), null);
    section(out.append(','), days, Function.identity(), null);
    section(out.append(','), letters, Function.identity(), null);
    section(out.append(','), rules, this::write, null);
    return out.append("}}").toString();
  }

  private interface Writer<T> {
    String write(String id, T value);
  }

  private <T> void section(
      StringBuilder out, Table<T> table, Function<T, String> plain, Writer<T> withId) {
    out.append('"').append(table.kind()).append("\":[");
    int start = out.length();
    table.all(
        (id, value) -> {
          out.append(out.length() == start ? "[" : ",[").append(quoted(id)).append(',');
          out.append(withId == null ? plain.apply(value) : withId.write(id, value)).append(']');
        });
    out.append(']');
  }

  private String quoted(String text) {
    try {
      return json.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text can be written", e);
    }
  }

  /** What an alert's post is about: its id begins with the post's key. */
  private ObjectNode about(String alert) {
    int slash = alert.indexOf('/');
    int end = slash < 0 ? -1 : alert.indexOf('/', slash + 1);
    return end < 0 ? null : about.get(alert.substring(0, end));
  }

  /** What has changed since this was last asked, as {@code [kind, id, row or null], ...}. */
  synchronized String changes() {
    StringBuilder out = new StringBuilder();
    change(out, alerts, (id, story) -> write(story.row(about(id))));
    change(out, posts, (id, post) -> write(post.news(about.get(id))));
    change(out, supporters, (id, row) -> row);
    change(out, outcomes, (id, row) -> row);
    change(out, cohorts, (id, row) -> row);
    change(out, days, (id, row) -> row);
    change(out, letters, (id, row) -> row);
    change(out, rules, (id, row) -> write(row));
    about.changes((id, row) -> {});
    return out.toString();
  }

  private <T> void change(StringBuilder out, Table<T> table, Writer<T> writer) {
    table.changes(
        (id, value) -> {
          out.append(out.length() == 0 ? "[\"" : ",[\"").append(table.kind()).append("\",");
          out.append(quoted(id)).append(',');
          out.append(value == null ? "null" : writer.write(id, value)).append(']');
        });
  }

  /** The curve of an alert, null if there is no such alert. */
  synchronized String curveOfAlert(String id) {
    AlertStory story = alerts.get(id);
    return story == null ? null : write(story.curve().toJson());
  }

  /** The curve of a post, by its key; null if there is no such post. */
  synchronized String curveOfPost(String key) {
    LivePost post = posts.get(key);
    return post == null ? null : write(post.curve().toJson());
  }

  /** How many rows of a kind there are, and how many went for lack of room. */
  synchronized Map<String, long[]> sizes() {
    Map<String, long[]> sizes = new java.util.LinkedHashMap<>();
    for (Table<?> table :
        List.of(alerts, posts, supporters, outcomes, cohorts, days, letters, rules)) {
      sizes.put(table.kind(), new long[] {table.size(), table.dropped()});
    }
    return sizes;
  }
}
