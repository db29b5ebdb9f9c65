package io.groundswell.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The good records of a random folder: bursts of engagements, with ads and rules around them, close
 * together or spread over five weeks.
 */
final class RandomFacts {
  private static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "Aimée",
          "a/b",
          "a b",
          "100%",
          "b%2Fc",
          "日本",
          "🌊",
          "🌊🏽 wave",
          "\uFFEE",
          "-",
          ".",
          "~_",
          "Z",
          "*",
          "?q=1&r#",
          "\"quoted\\",
          "tab\there",
          "x".repeat(256),
          "🌊".repeat(256));
  private static final List<Long> AUDIENCES =
      Collections.unmodifiableList(
          java.util.Arrays.asList(
              null,
              null,
              0L,
              1L,
              30L,
              100L,
              149L,
              150L,
              300L,
              1_000L,
              3_000L,
              9_999L,
              10_000L,
              10_001L,
              99_999L,
              100_000L,
              999_999L,
              1_000_000L,
              1L << 53));
  private static final List<String> KINDS = List.of("like", "comment", "share");

  /** One engagement fact. */
  record Fact(
      String page,
      String post,
      String supporter,
      String kind,
      String id,
      long time,
      String action,
      Long audience,
      String ad,
      String via) {}

  private final SplittableRandom random;
  private final RandomJson json;
  private final List<String> pages;
  private final List<String> posts;
  private final List<String> supporters;
  private final List<String> ads;

  /** One engagement in so many was brought by somebody. */
  private final int brought;

  private final RandomTimes times;
  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, List<String>> lines = new TreeMap<>();

  RandomFacts(SplittableRandom random, int engagements) {
    this.random = random;
    this.json = new RandomJson(random);
    pages = names(1 + random.nextInt(2), "*");
    posts = names(1 + random.nextInt(3), "");
    supporters = names(5 + random.nextInt(16), "");
    ads = names(1 + random.nextInt(3), "");
    brought = random.nextInt(3) == 0 ? 2 : 6;
    times = new RandomTimes(random);
    for (int i = 0; i < engagements; i++) {
      facts.add(fact());
    }
    if (random.nextInt(3) == 0) {
      crowd(any(times.bursts()), any(pages), any(posts));
    }
    if (random.nextInt(3) == 0) {
      stragglers();
    }
    if (times.spread()) {
      fans();
    }
    RandomErasures erasures = new RandomErasures(random, json);
    List<Long> erased = new ArrayList<>();
    for (RandomErasures.Erasure erasure : erasures.make(facts)) {
      erased.add(erasure.time());
      comeback(erasure);
    }
    lines.put("engagements", shuffled(facts.stream().map(this::line).toList()));
    lines.put(
        "ad-delivery",
        shuffled(
            new RandomAds(random, json, times::moment).lines(pages, posts, ads, times.bursts())));
    lines.put("rules", shuffled(new RandomRules(random, json).lines(pages, times.bursts())));
    lines.put("posts", shuffled(new RandomPosts(random, json, times::moment).lines(pages, posts)));
    lines.put("outcomes", shuffled(new RandomOutcomes(random, json, facts).lines(erased)));
    lines.put("erasures", shuffled(erasures.lines()));
  }

  /** The lines of every topic. */
  Map<String, List<String>> lines() {
    return lines;
  }

  String aPage() {
    return pages.get(0);
  }

  String aPost() {
    return posts.get(0);
  }

  String aSupporter() {
    return supporters.get(0);
  }

  private List<String> names(int count, String forbidden) {
    List<String> all = new ArrayList<>(NAMES);
    all.remove(forbidden);
    Collections.shuffle(all, new Random(random.nextLong()));
    return List.copyOf(all.subList(0, count));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private List<String> shuffled(List<String> list) {
    List<String> copy = new ArrayList<>(list);
    if (random.nextInt(4) != 0) {
      Collections.shuffle(copy, new Random(random.nextLong()));
    }
    return copy;
  }

  private Fact fact() {
    int what = facts.isEmpty() ? 0 : random.nextInt(100);
    if (what < 68) {
      return newFact(times.moment(), "add");
    }
    Fact old = any(facts);
    if (what < 80) {
      return again(old, times.later(old.time(), 40 * Slices.MINUTE), "remove");
    }
    if (what < 84) {
      return again(old, old.time() - random.nextLong(Slices.MINUTE), "remove");
    }
    if (what < 90) {
      return again(old, times.later(old.time(), 70 * Slices.MINUTE), "add");
    }
    if (what < 96) {
      return again(old, old.time(), random.nextInt(3) == 0 ? "remove" : "add");
    }
    return old;
  }

  private Fact newFact(long time, String action) {
    String id = random.nextInt(3) == 0 ? any(NAMES) : "e" + random.nextInt(1_000_000);
    return new Fact(
        any(pages),
        any(posts),
        any(supporters),
        KINDS.get(Math.min(random.nextInt(3), random.nextInt(4))),
        id,
        time,
        action,
        any(AUDIENCES),
        random.nextInt(9) == 0 ? any(ads) : null,
        random.nextInt(brought) == 0 ? anyVia() : null);
  }

  private String anyVia() {
    return random.nextInt(20) == 0 ? "only heard of" : any(supporters);
  }

  /** Another word on the same engagement. */
  private Fact again(Fact old, long time, String action) {
    Fact other = newFact(time, action);
    boolean same = random.nextInt(3) == 0;
    return new Fact(
        old.page(),
        old.post(),
        old.supporter(),
        old.kind(),
        old.id(),
        time,
        action,
        same ? old.audience() : other.audience(),
        random.nextInt(3) == 0 ? other.ad() : old.ad(),
        random.nextInt(3) == 0 ? other.via() : old.via());
  }

  /** More than five who begin in one slice, of whom some withdraw or do better. */
  private void crowd(long burst, String page, String post) {
    long slice = Math.floorDiv(burst, Slices.SLICE) * Slices.SLICE;
    for (String supporter : supporters) {
      long time = slice + random.nextLong(Slices.SLICE);
      Long audience = random.nextBoolean() ? Long.valueOf(3_000) : any(AUDIENCES);
      Fact share = new Fact(page, post, supporter, "share", "c", time, "add", audience, null, null);
      facts.add(share);
      long later = time + random.nextLong(20 * Slices.MINUTE);
      switch (random.nextInt(5)) {
        case 0 -> facts.add(again(share, later, "remove"));
        case 1 ->
            facts.add(
                new Fact(page, post, supporter, "share", "d", later, "add", 5_000L, null, null));
        default -> times.remember(later);
      }
    }
  }

  /** People who come back when they are about to be forgotten, or were. */
  private void stragglers() {
    for (int i = 0; i < 6; i++) {
      Fact old = any(facts);
      long days = 27L + random.nextInt(5);
      long time = old.time() + days * Slices.DAY;
      facts.add(newFact(time, random.nextInt(4) == 0 ? "remove" : "add"));
      facts.add(again(old, time + random.nextLong(Slices.HOUR), "add"));
    }
    facts.add(newFact(RandomTimes.EPOCH + 31 * Slices.DAY, "add"));
    facts.add(newFact(RandomTimes.EPOCH + 61 * Slices.DAY, "add"));
  }

  /** People who come on many days, share, and bring others along. */
  private void fans() {
    for (int i = 0; i <= random.nextInt(3); i++) {
      String page = any(pages);
      String fan = any(supporters);
      Long audience = any(java.util.Arrays.asList(null, 3_000L, 9_999L, 20_000L));
      int days = 3 + random.nextInt(9);
      long day = random.nextLong(20);
      for (int j = 0; j < days; j++) {
        long time = RandomTimes.EPOCH + day * Slices.DAY + random.nextLong(Slices.DAY);
        facts.add(
            new Fact(
                page, any(posts), fan, "share", "fan " + i + j, time, "add", audience, null, null));
        if (random.nextInt(3) == 0) {
          String kind = any(KINDS);
          String follower = any(supporters);
          facts.add(
              new Fact(
                  page, any(posts), follower, kind, "f" + i + j, time + 1, "add", null, null, fan));
        }
        day += 1 + random.nextInt(2);
      }
    }
  }

  /** The erased may come back at once, or later, or never. */
  private void comeback(RandomErasures.Erasure erasure) {
    if (random.nextBoolean()) {
      return;
    }
    long reach = random.nextBoolean() ? Slices.SLICE : 3 * Slices.DAY;
    for (int i = 0; i < random.nextInt(7); i++) {
      Fact fact = newFact(erasure.time() + random.nextLong(-2, reach), "add");
      facts.add(
          new Fact(
              erasure.page().equals("*") ? fact.page() : erasure.page(),
              fact.post(),
              erasure.supporter(),
              fact.kind(),
              fact.id(),
              fact.time(),
              fact.action(),
              fact.audience(),
              fact.ad(),
              fact.via()));
    }
  }

  private String line(Fact fact) {
    return json.line()
        .text("id", fact.id())
        .time("time", fact.time())
        .text("page", fact.page())
        .text("post", fact.post())
        .text("supporter", fact.supporter())
        .text("kind", fact.kind())
        .text("action", fact.action().equals("add") && random.nextBoolean() ? null : fact.action())
        .whole("audience", fact.audience())
        .text("ad", fact.ad())
        .text("via", fact.via())
        .text("platform", random.nextInt(4) == 0 ? any(List.of("", "facebook", "🌊")) : null)
        .end();
  }
}
