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

/** What is said at e of one day of a page. */
final class PageDay {
  private static final int TEN = 10;
  private static final int FIVE = 5;
  private static final long NANO = 10_000;
  private static final List<String> ORIGINS = List.of("organic", "sponsored", "unknown");

  /** A supporter between two erasures: who comes back after one is somebody new. */
  private record Person(String name, int era) {}

  private final World world;
  private final String page;
  private final long day;
  private final long e;
  private final List<Profile> given;
  private final Map<Person, List<Engagement>> facts = new HashMap<>();
  private final List<Engagement> firstAdds = new ArrayList<>();

  PageDay(World world, String page, long day, long e, List<Profile> given) {
    this.world = world;
    this.page = page;
    this.day = day;
    this.e = e;
    this.given = given.stream().filter(p -> p.at() <= e && Slices.dayOfEnd(p.at()) == day).toList();
    for (Engagement fact : world.engagements) {
      if (fact.id().page().equals(page) && fact.end() <= e) {
        String name = fact.id().supporter();
        Person person = new Person(name, world.erasures.era(page, name, fact.time()));
        facts.computeIfAbsent(person, key -> new ArrayList<>()).add(fact);
      }
    }
    facts.values().forEach(ofOne -> firstAdds.addAll(Chains.firstAdds(ofOne)));
    firstAdds.removeIf(fact -> Slices.day(fact.time()) != day);
  }

  ObjectNode content() {
    List<Engagement> firstOrganic = firstOrganicOfEach();
    ObjectNode content = Wire.object();
    content.put("supporters", firstOrganic.size());
    content.put(
        "nano",
        firstOrganic.stream().filter(f -> f.audience() == null || f.audience() < NANO).count());
    content.put(
        "nanoInfluencers",
        given.stream()
            .filter(Profile::nanoInfluencer)
            .map(p -> new Person(p.life().who().name(), p.life().era()))
            .distinct()
            .count());
    content.set("organic", counts(firstAdds.stream().filter(Engagement::organic).toList()));
    content.set("sponsored", counts(firstAdds.stream().filter(f -> !f.organic()).toList()));
    content.set("outcomes", Wire.array(outcomes()));
    SortedMap<String, Double> spend = DaySpend.of(world.snapshots, page, day, e);
    ObjectNode spendNode = content.putObject("spend");
    spend.forEach((currency, sum) -> spendNode.set(currency, Wire.number(sum)));
    content.set("costPerOutcome", Wire.array(costs(spend)));
    content.set("top", Wire.array(top()));
    content.set("topics", Wire.array(topics()));
    return content;
  }

  /** Of everybody with an organic add on the day the first; same time: the larger audience. */
  private List<Engagement> firstOrganicOfEach() {
    List<Engagement> firsts = new ArrayList<>();
    for (List<Engagement> ofOne : facts.values()) {
      ofOne.stream()
          .filter(f -> f.add() && f.organic() && Slices.day(f.time()) == day)
          .min(
              Comparator.comparingLong(Engagement::time)
                  .thenComparingLong(f -> f.audience() == null ? 1 : -f.audience()))
          .ifPresent(firsts::add);
    }
    return firsts;
  }

  private static ObjectNode counts(Collection<Engagement> engagements) {
    ObjectNode counts = Wire.object();
    for (Kind kind : List.of(Kind.LIKE, Kind.COMMENT, Kind.SHARE)) {
      long count = engagements.stream().filter(f -> f.id().kind() == kind).count();
      counts.put(kind.wire() + "s", count);
    }
    return counts;
  }

  /** The outcomes of the day, by kind. */
  private SortedMap<String, List<Attributed>> outcomesByKind() {
    SortedMap<String, List<Attributed>> byKind = new TreeMap<>(Slices.BY_NAME);
    for (Attributed attributed : world.outcomes) {
      if (attributed.outcome().page().equals(page)
          && attributed.outcome().end() <= e
          && Slices.day(attributed.outcome().time()) == day) {
        byKind
            .computeIfAbsent(attributed.outcome().kind(), kind -> new ArrayList<>())
            .add(attributed);
      }
    }
    return byKind;
  }

  private List<JsonNode> outcomes() {
    List<JsonNode> nodes = new ArrayList<>();
    outcomesByKind()
        .forEach(
            (kind, ofKind) -> {
              for (String origin : ORIGINS) {
                List<Attributed> some =
                    ofKind.stream().filter(a -> a.origin().equals(origin)).toList();
                if (!some.isEmpty()) {
                  ObjectNode node = Wire.object().put("kind", kind).put("origin", origin);
                  node.put("count", some.size());
                  nodes.add(node.set("value", values(some)));
                }
              }
            });
    return nodes;
  }

  private static ObjectNode values(List<Attributed> outcomes) {
    SortedMap<String, Double> sums = new TreeMap<>(Slices.BY_NAME);
    for (Attributed attributed : outcomes) {
      Double value = attributed.outcome().value();
      String currency = attributed.outcome().currency();
      if (value != null && currency != null) {
        sums.merge(currency, value, Double::sum);
      }
    }
    ObjectNode node = Wire.object();
    sums.forEach((currency, sum) -> node.set(currency, Wire.number(sum)));
    return node;
  }

  private List<JsonNode> costs(SortedMap<String, Double> spend) {
    List<JsonNode> nodes = new ArrayList<>();
    outcomesByKind()
        .forEach(
            (kind, ofKind) -> {
              long count = ofKind.stream().filter(a -> a.origin().equals("sponsored")).count();
              if (count > 0) {
                spend.forEach(
                    (currency, sum) -> {
                      ObjectNode node = Wire.object().put("kind", kind).put("currency", currency);
                      nodes.add(node.set("cost", Wire.number(sum / count)));
                    });
              }
            });
    return nodes;
  }

  private record Scored(String name, double score) {
    static final Comparator<Scored> HIGHEST =
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(Scored::name, Slices.BY_NAME);
  }

  /** Of everybody who is not erased by e the highest score. */
  private List<JsonNode> top() {
    Map<String, Double> scores = new HashMap<>();
    for (Profile profile : given) {
      if (e < profile.life().erased()) {
        scores.merge(profile.life().who().name(), profile.score(), Math::max);
      }
    }
    List<JsonNode> nodes = new ArrayList<>();
    scores.entrySet().stream()
        .map(entry -> new Scored(entry.getKey(), entry.getValue()))
        .sorted(Scored.HIGHEST)
        .limit(TEN)
        .forEach(
            scored -> {
              ObjectNode node = Wire.object().put("supporter", scored.name());
              nodes.add(node.set("score", Wire.number(scored.score())));
            });
    return nodes;
  }

  private record Topic(String name, long engagements, long posts) {
    /** By engagements per post, as fractions of whole numbers. */
    static int compare(Topic a, Topic b) {
      int byRatio = Long.compare(b.engagements * a.posts, a.engagements * b.posts);
      int byEngagements = Long.compare(b.engagements, a.engagements);
      return byRatio != 0
          ? byRatio
          : byEngagements != 0 ? byEngagements : Slices.BY_NAME.compare(a.name, b.name);
    }
  }

  private List<JsonNode> topics() {
    long until = Math.min(e, (day + 1) * Slices.DAY);
    PageWindow window = PageWindow.at(world.posts, page, until);
    List<Topic> topics = new ArrayList<>();
    window
        .postsByTopic()
        .forEach(
            (name, posts) -> {
              long engagements =
                  firstAdds.stream()
                      .filter(Engagement::organic)
                      .filter(f -> window.topicsOf(f.id().post()).contains(name))
                      .count();
              if (engagements > 0) {
                topics.add(new Topic(name, engagements, posts));
              }
            });
    List<JsonNode> nodes = new ArrayList<>();
    for (Topic topic : topics.stream().sorted(Topic::compare).limit(FIVE).toList()) {
      ObjectNode node = Wire.object().put("topic", topic.name());
      nodes.add(node.put("engagements", topic.engagements()).put("posts", topic.posts()));
    }
    return nodes;
  }
}
