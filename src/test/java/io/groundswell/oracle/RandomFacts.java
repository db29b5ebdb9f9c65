package io.groundswell.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The good records of a random folder: bursts of engagements, with ads and rules around them. */
final class RandomFacts {
  /** 2026-11-22T20:00:00Z: four hours before a midnight. */
  private static final long EPOCH = 1_795_377_600_000L;

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

  private record Fact(
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

  /** One engagement in so many falls into the first slices of a burst. */
  private final int crowded;

  private final List<Long> bursts = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, List<String>> lines = new TreeMap<>();

  RandomFacts(SplittableRandom random, int engagements) {
    this.random = random;
    this.json = new RandomJson(random);
    pages = names(1 + random.nextInt(2), "*");
    posts = names(1 + random.nextInt(3), "");
    supporters = names(5 + random.nextInt(16), "");
    crowded = random.nextInt(3) == 0 ? 3 : 10;
    ads = names(1 + random.nextInt(3), "");
    long burst = EPOCH + random.nextLong(8 * Slices.HOUR);
    for (int i = 0; i <= random.nextInt(4); i++) {
      bursts.add(burst);
      burst += random.nextLong(5 * Slices.MINUTE, 100 * Slices.MINUTE);
    }
    boolean longSilence = random.nextInt(4) == 0;
    if (longSilence) {
      bursts.add(burst + 24 * Slices.HOUR + random.nextLong(4 * Slices.HOUR));
    }
    for (int i = 0; i < engagements; i++) {
      facts.add(fact());
    }
    if (random.nextInt(3) == 0) {
      crowd(any(bursts), any(pages), any(posts));
    }
    if (random.nextInt(3) == 0) {
      stragglers();
    }
    lines.put("engagements", shuffled(facts.stream().map(this::line).toList()));
    lines.put(
        "ad-delivery",
        shuffled(new RandomAds(random, json, this::moment).lines(pages, posts, ads, bursts)));
    lines.put("rules", shuffled(new RandomRules(random, json).lines(pages, bursts)));
    lines.put("posts", postLines());
    lines.put("outcomes", outcomeLines());
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

  /** Around a burst, often on the border of a slice or at a time that was there before. */
  private long moment() {
    if (!times.isEmpty() && random.nextInt(8) == 0) {
      return any(times);
    }
    if (random.nextInt(crowded) == 0) {
      return any(bursts) + random.nextLong(Slices.SLICE);
    }
    long spread = random.nextInt(3) == 0 ? 90 * Slices.MINUTE : 12 * Slices.MINUTE;
    long time = any(bursts) + Math.min(random.nextLong(spread), random.nextLong(spread));
    long border = Math.floorDiv(time, Slices.SLICE) * Slices.SLICE;
    time =
        switch (random.nextInt(8)) {
          case 0, 1 -> border;
          case 2 -> border - 1;
          case 3 -> Math.floorDiv(time, Slices.MINUTE) * Slices.MINUTE;
          default -> time;
        };
    times.add(time);
    return time;
  }

  private Fact fact() {
    int what = facts.isEmpty() ? 0 : random.nextInt(100);
    if (what < 68) {
      return newFact(moment(), "add");
    }
    Fact old = any(facts);
    if (what < 80) {
      return again(old, old.time() + random.nextLong(40 * Slices.MINUTE), "remove");
    }
    if (what < 84) {
      return again(old, old.time() - random.nextLong(Slices.MINUTE), "remove");
    }
    if (what < 90) {
      return again(old, old.time() + random.nextLong(70 * Slices.MINUTE), "add");
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
        random.nextInt(6) == 0 ? any(supporters) : null);
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
        default -> times.add(later);
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
    facts.add(newFact(EPOCH + 31 * Slices.DAY, "add"));
    facts.add(newFact(EPOCH + 61 * Slices.DAY, "add"));
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

  private List<String> postLines() {
    List<String> made = new ArrayList<>();
    for (String post : posts) {
      made.add(
          json.line()
              .text("page", any(pages))
              .text("post", post)
              .time("time", moment())
              .json("topics", random.nextBoolean() ? "[\"sea\",\"sea\",\"sky/🌊\"]" : null)
              .text("format", "photo")
              .text("language", "fr")
              .text("text", random.nextBoolean() ? "Voilà:\n\"🌊\"" : null)
              .text("url", "https://example.org/?a=b")
              .end());
    }
    return made;
  }

  private List<String> outcomeLines() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      made.add(
          json.line()
              .text("id", "o" + i)
              .text("page", any(pages))
              .time("time", moment())
              .text("kind", any(List.of("signature", "purchase", "attendance", "visit")))
              .text("post", random.nextBoolean() ? any(posts) : null)
              .text("supporter", random.nextBoolean() ? any(supporters) : null)
              .text("referrer", random.nextBoolean() ? any(supporters) : null)
              .json("value", random.nextBoolean() ? "12.5" : null)
              .text("currency", random.nextBoolean() ? "EUR" : null)
              .end());
    }
    return made;
  }
}
