package io.groundswell.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.oracle.Facts.Engagement;
import io.groundswell.oracle.Facts.Kind;
import io.groundswell.oracle.Outcomes.Attributed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Section 2 of supporters.md: a supporter as of e. */
final class Profile {
  private static final int FIVE = 5;
  private static final int REMEMBERED = 200;

  private final World world;
  private final Life life;
  private final long e;
  private final List<Engagement> adds;
  private final List<Engagement> standing;
  private final List<Engagement> month;
  private final List<Engagement> organic;
  private final Long audience;

  Profile(World world, Life life, long e) {
    this.world = world;
    this.life = life;
    this.e = e;
    adds = life.adds(world, e);
    standing = Chains.standing(life.facts(world, e));
    month = standing.stream().filter(f -> Slices.inMonth(f.time(), e)).toList();
    organic = month.stream().filter(Engagement::organic).toList();
    audience =
        adds.stream()
            .filter(fact -> fact.audience() != null)
            .max(Comparator.comparingLong(Engagement::time).thenComparingLong(Engagement::audience))
            .map(Engagement::audience)
            .orElse(null);
  }

  Life life() {
    return life;
  }

  long at() {
    return e;
  }

  /** n + m. */
  int engagements() {
    return month.size();
  }

  private static long ofKind(Collection<Engagement> engagements, Kind kind) {
    return engagements.stream().filter(f -> f.organic() && f.id().kind() == kind).count();
  }

  private long firstSeen() {
    return Life.first(adds).time();
  }

  private long activeDays() {
    return organic.stream().map(f -> Slices.day(f.time())).distinct().count();
  }

  double constancy() {
    if (organic.isEmpty()) {
      return 0;
    }
    long seenDays = Math.min(28, Slices.dayOfEnd(e) - Slices.day(firstSeen()) + 1);
    return activeDays() / (double) Math.max(7, seenDays);
  }

  double spontaneity() {
    return organic.isEmpty() ? 0 : organic.size() / (double) month.size();
  }

  double commitment() {
    if (organic.isEmpty()) {
      return 0;
    }
    double sum =
        0.1 * ofKind(organic, Kind.LIKE)
            + 0.3 * ofKind(organic, Kind.COMMENT)
            + ofKind(organic, Kind.SHARE);
    return sum / organic.size();
  }

  /** P. */
  long posts() {
    return Math.min(REMEMBERED, organic.stream().map(f -> f.id().post()).distinct().count());
  }

  double breadth() {
    return posts() / (posts() + 2.0);
  }

  /** B. */
  long brought() {
    Map<String, Long> newest = new HashMap<>();
    for (Engagement fact : world.known(life.who().page(), e)) {
      if (World.brings(fact) && fact.via().equals(life.who().name()) && life.covers(fact.time())) {
        newest.merge(fact.id().supporter(), fact.time(), Math::max);
      }
    }
    long inMonth = newest.values().stream().filter(time -> Slices.inMonth(time, e)).count();
    return Math.min(REMEMBERED, inMonth);
  }

  double pull() {
    return organic.isEmpty() ? 0 : Math.min(1, Math.log(1.0 + brought()) / Math.log(21));
  }

  double quality() {
    return 100
        * (0.30 * constancy()
            + 0.20 * spontaneity()
            + 0.25 * commitment()
            + 0.10 * breadth()
            + 0.15 * pull());
  }

  double quantity() {
    long people = audience == null ? 150 : audience;
    return Math.log(1.0 + Math.min(Math.max(people, 150), 10_000)) / Math.log(10_001);
  }

  double score() {
    return Math.pow(quality(), 0.75) * Math.pow(100 * quantity(), 0.25);
  }

  String tier() {
    if (audience == null) {
      return "unknown";
    }
    if (audience < 10_000) {
      return "nano";
    }
    if (audience < 100_000) {
      return "micro";
    }
    return audience < 1_000_000 ? "macro" : "mega";
  }

  boolean nanoInfluencer() {
    return (tier().equals("nano") || tier().equals("unknown"))
        && organic.size() >= 5
        && activeDays() >= 3
        && score() >= 50 - Sponsored.EPSILON;
  }

  private record Topic(String name, int engagements, double lift) {
    long billionths() {
      return Math.round(lift * 1e9);
    }

    static final Comparator<Topic> STRONGEST =
        Comparator.comparingLong(Topic::billionths)
            .thenComparingInt(Topic::engagements)
            .reversed()
            .thenComparing(Topic::name, Slices.BY_NAME);
  }

  private PageWindow window() {
    return PageWindow.at(world.posts, life.who().page(), e);
  }

  /** What makes them vibrate. */
  private List<Topic> topics() {
    PageWindow window = window();
    List<Engagement> withWindow =
        organic.stream().filter(f -> window.posts().containsKey(f.id().post())).toList();
    List<Topic> topics = new ArrayList<>();
    window
        .postsByTopic()
        .forEach(
            (name, posts) -> {
              double share = posts / (double) window.posts().size();
              int count =
                  (int)
                      withWindow.stream()
                          .filter(f -> window.topicsOf(f.id().post()).contains(name))
                          .count();
              if (count >= 2) {
                double lift = (count + 1) / (withWindow.size() + 1 / share) / share;
                topics.add(new Topic(name, count, lift));
              }
            });
    return topics.stream().sorted(Topic.STRONGEST).limit(FIVE).toList();
  }

  /** In minutes; null where no post of the window was engaged with. */
  private Double promptness() {
    List<Double> minutes = new ArrayList<>();
    window()
        .posts()
        .forEach(
            (post, record) ->
                organic.stream()
                    .filter(f -> f.id().post().equals(post))
                    .map(Engagement::time)
                    .min(Long::compare)
                    .map(time -> Math.max(0, time - record.time()))
                    .ifPresent(millis -> minutes.add(millis / (double) Slices.MINUTE)));
    if (minutes.isEmpty()) {
      return null;
    }
    minutes.sort(Double::compare);
    int half = minutes.size() / 2;
    return minutes.size() % 2 == 1
        ? minutes.get(half)
        : (Double) ((minutes.get(half - 1) + minutes.get(half)) / 2);
  }

  /** How many outcomes of each kind are credited. */
  private SortedMap<String, Integer> outcomes() {
    SortedMap<String, Integer> counts = new TreeMap<>(Slices.BY_NAME);
    for (Attributed attributed : world.outcomes) {
      if (attributed.outcome().page().equals(life.who().page())
          && life.who().name().equals(attributed.creditedTo())
          && attributed.outcome().end() <= e
          && life.covers(attributed.outcome().time())) {
        counts.merge(attributed.outcome().kind(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static ObjectNode counts(List<Engagement> engagements) {
    return Wire.object()
        .put("likes", ofKind(engagements, Kind.LIKE))
        .put("comments", ofKind(engagements, Kind.COMMENT))
        .put("shares", ofKind(engagements, Kind.SHARE))
        .put("sponsored", engagements.stream().filter(f -> !f.organic()).count());
  }

  private ObjectNode counts() {
    ObjectNode counts = Wire.object();
    counts.set(
        "day",
        counts(standing.stream().filter(f -> Slices.within(f.end(), e, Slices.DAY)).toList()));
    counts.set("month", counts(month));
    return counts;
  }

  ObjectNode record() {
    ObjectNode record = Wire.object();
    record.put("page", life.who().page());
    record.put("supporter", life.who().name());
    record.put("at", Wire.time(e));
    record.put("firstSeen", Wire.time(firstSeen()));
    record.put("lastSeen", Wire.time(adds.get(adds.size() - 1).time()));
    record.put("audience", audience);
    record.put("tier", tier());
    record.set("counts", counts());
    record.put("activeDays", activeDays());
    record.put("posts", posts());
    record.put("brought", brought());
    record.set("constancy", Wire.number(constancy()));
    record.set("spontaneity", Wire.number(spontaneity()));
    record.set("commitment", Wire.number(commitment()));
    record.set("breadth", Wire.number(breadth()));
    record.set("pull", Wire.number(pull()));
    record.set("quality", Wire.number(quality()));
    record.set("quantity", Wire.number(quantity()));
    record.set("score", Wire.number(score()));
    record.put("nanoInfluencer", nanoInfluencer());
    List<JsonNode> topics = new ArrayList<>();
    for (Topic topic : topics()) {
      ObjectNode node = Wire.object().put("topic", topic.name());
      node.put("engagements", topic.engagements());
      topics.add(node.set("lift", Wire.number(topic.lift())));
    }
    record.set("topics", Wire.array(topics));
    record.set("promptness", Wire.number(promptness()));
    ObjectNode outcomes = record.putObject("outcomes");
    outcomes().forEach(outcomes::put);
    record.put("origin", Life.origin(Life.first(adds)));
    return record;
  }
}
