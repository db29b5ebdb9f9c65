package io.groundswell.oracle;

import io.groundswell.oracle.RandomFacts.Fact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Outcomes around the engagements that may have led to them, with everything left out at times. */
final class RandomOutcomes {
  private static final List<String> KINDS =
      List.of("signature", "purchase", "attendance", "visit", "a/b", "🌊", "\uFFEE");
  private static final List<String> VALUES = withNull("12.5", "0", "-3.25", "1e2", "0.1", "7.0");
  private static final List<String> CURRENCIES = withNull("EUR", "USD", "EUR", "¥", "");

  private record Outcome(
      String id,
      String page,
      String kind,
      long time,
      String post,
      String supporter,
      String referrer,
      String value,
      String currency) {}

  private final SplittableRandom random;
  private final RandomJson json;
  private final List<Fact> facts;
  private final List<Outcome> outcomes = new ArrayList<>();

  RandomOutcomes(SplittableRandom random, RandomJson json, List<Fact> facts) {
    this.random = random;
    this.json = json;
    this.facts = facts;
  }

  private static List<String> withNull(String... values) {
    List<String> list = new ArrayList<>(Arrays.asList(values));
    list.add(null);
    list.add(null);
    return Collections.unmodifiableList(list);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  List<String> lines(List<Long> erasures) {
    List<Fact> sponsored = facts.stream().filter(fact -> fact.ad() != null).toList();
    int count = random.nextInt(40);
    for (int i = 0; i < count; i++) {
      boolean paid = !sponsored.isEmpty() && random.nextInt(3) == 0;
      Fact fact = any(paid ? sponsored : facts);
      if (!outcomes.isEmpty() && random.nextInt(4) == 0) {
        again(any(outcomes));
      } else {
        outcome(fact, fact.time() + after());
      }
    }
    for (long erasure : erasures) {
      if (random.nextInt(3) == 0) {
        outcome(any(facts), erasure + random.nextLong(-Slices.SLICE, Slices.SLICE));
      }
    }
    return outcomes.stream().map(this::line).toList();
  }

  /** Soon after an engagement, or when it is about to be no touch any more. */
  private long after() {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1 -> 7 * Slices.DAY;
      case 2 -> 7 * Slices.DAY - 1;
      case 3 -> random.nextLong(-Slices.SLICE, 1);
      case 4 -> random.nextLong(9 * Slices.DAY);
      case 5 -> random.nextLong(-Slices.DAY, 0);
      default -> random.nextLong(3 * Slices.HOUR);
    };
  }

  private void outcome(Fact fact, long time) {
    String supporter = person(fact);
    outcomes.add(
        new Outcome(
            "o" + random.nextInt(30),
            fact.page(),
            any(KINDS.subList(0, random.nextInt(4) == 0 ? KINDS.size() : 2)),
            time,
            post(fact),
            supporter,
            random.nextInt(5) == 0 ? supporter : random.nextInt(4) == 0 ? person(fact) : null,
            any(VALUES),
            any(CURRENCIES)));
  }

  private String person(Fact fact) {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> any(facts).supporter();
      case 2 -> random.nextInt(4) == 0 ? "nobody" : fact.supporter();
      default -> fact.supporter();
    };
  }

  private String post(Fact fact) {
    return switch (random.nextInt(6)) {
      case 0 -> any(facts).post();
      case 1 -> "elsewhere";
      case 2 -> fact.post();
      default -> null;
    };
  }

  /** The same identity once more, in its day or beyond, with other words or the same. */
  private void again(Outcome old) {
    long time =
        old.time()
            + switch (random.nextInt(7)) {
              case 0, 1 -> 0;
              case 2 -> Slices.DAY;
              case 3 -> Slices.DAY + 1;
              case 4 -> random.nextLong(3 * Slices.DAY);
              case 5 -> -random.nextLong(Slices.DAY);
              default -> random.nextLong(Slices.HOUR);
            };
    Fact fact = any(facts);
    boolean same = random.nextInt(3) == 0;
    outcomes.add(
        new Outcome(
            old.id(),
            old.page(),
            old.kind(),
            time,
            same || random.nextBoolean() ? old.post() : post(fact),
            same || random.nextBoolean() ? old.supporter() : person(fact),
            same || random.nextBoolean() ? old.referrer() : person(fact),
            same || random.nextBoolean() ? old.value() : any(VALUES),
            same || random.nextBoolean() ? old.currency() : any(CURRENCIES)));
  }

  private String line(Outcome outcome) {
    return json.line()
        .text("id", outcome.id())
        .text("page", outcome.page())
        .time("time", outcome.time())
        .text("kind", outcome.kind())
        .text("post", outcome.post())
        .text("supporter", outcome.supporter())
        .text("referrer", outcome.referrer())
        .json("value", outcome.value())
        .text("currency", outcome.currency())
        .end();
  }
}
