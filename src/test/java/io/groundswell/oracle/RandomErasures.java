package io.groundswell.oracle;

import io.groundswell.oracle.RandomFacts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Erasures before, between, at and after the facts about those who want to be forgotten. */
final class RandomErasures {

  /** An erasure, of a page or of all. */
  record Erasure(String page, String supporter, long time) {}

  private final SplittableRandom random;
  private final RandomJson json;
  private final List<Erasure> erasures = new ArrayList<>();

  RandomErasures(SplittableRandom random, RandomJson json) {
    this.random = random;
    this.json = json;
  }

  /** None in half of the folders. */
  List<Erasure> make(List<Fact> facts) {
    int count = random.nextBoolean() ? 0 : 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      Fact fact = facts.get(random.nextInt(facts.size()));
      String page = random.nextInt(3) == 0 ? "*" : fact.page();
      String supporter = random.nextInt(10) == 0 ? "nobody" : fact.supporter();
      if (fact.via() != null && random.nextInt(4) == 0) {
        supporter = fact.via();
      }
      Erasure erasure = new Erasure(page, supporter, time(fact.time()));
      erasures.add(erasure);
      if (random.nextInt(4) == 0) {
        long later = random.nextLong(random.nextBoolean() ? Slices.SLICE : Slices.DAY);
        erasures.add(new Erasure(fact.page(), supporter, erasure.time() + later));
      }
    }
    return erasures;
  }

  private long time(long fact) {
    return switch (random.nextInt(9)) {
      case 0 -> fact;
      case 1 -> fact - 1;
      case 2 -> fact + 1;
      case 3 -> Math.floorDiv(fact, Slices.SLICE) * Slices.SLICE;
      case 4 -> Math.floorDiv(fact, Slices.MINUTE) * Slices.MINUTE + Slices.MINUTE - 1;
      case 5 -> fact + random.nextLong(Slices.SLICE);
      case 6 -> fact + random.nextLong(3 * Slices.DAY);
      default -> fact + random.nextLong(40 * Slices.MINUTE);
    };
  }

  List<String> lines() {
    return erasures.stream()
        .map(
            erasure ->
                json.line()
                    .text("page", erasure.page())
                    .text("supporter", erasure.supporter())
                    .time("time", erasure.time())
                    .end())
        .toList();
  }
}
