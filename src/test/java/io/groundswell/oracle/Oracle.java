package io.groundswell.oracle;

import io.groundswell.oracle.Facts.Engagement;
import io.groundswell.oracle.Facts.PageKey;
import io.groundswell.oracle.Facts.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The naive replay of a folder. */
public final class Oracle {
  private static final long QUIET = 15 * Slices.MINUTE;

  private Oracle() {}

  /**
   * Replays a folder of facts.
   *
   * @param folder holds {@code engagements.jsonl}, {@code ad-delivery.jsonl}, {@code posts.jsonl},
   *     {@code outcomes.jsonl} and {@code rules.jsonl}, each optional, plain or {@code .gz}
   * @return what a replay must write
   * @throws IOException if a file cannot be read
   */
  public static OracleResult run(Path folder) throws IOException {
    FactReader reader = FactReader.read(folder);
    Facts facts = reader.facts;
    OracleResult result = OracleResult.empty();
    result.deadLetters().addAll(reader.deadLetters);
    replayPosts(facts, result);
    replaySupporters(facts, result);
    result.sort();
    return result;
  }

  private static void replayPosts(Facts facts, OracleResult result) {
    Rules rules = new Rules(facts.rules);
    Map<PageKey, PostReplay> posts = new HashMap<>();
    for (Engagement fact : facts.engagements) {
      posts.computeIfAbsent(fact.post(), key -> new PostReplay(key, rules, result)).add(fact);
    }
    for (Snapshot fact : facts.snapshots) {
      posts.computeIfAbsent(fact.post(), key -> new PostReplay(key, rules, result)).add(fact);
    }
    posts.values().forEach(PostReplay::run);
  }

  private static void replaySupporters(Facts facts, OracleResult result) {
    Map<PageKey, List<Engagement>> supporters = new HashMap<>();
    for (Engagement fact : facts.engagements) {
      supporters.computeIfAbsent(fact.supporter(), key -> new ArrayList<>()).add(fact);
    }
    supporters.forEach(
        (key, ofOne) -> new SupporterReplay(key, ofOne, facts.lastEnd + QUIET, result).run());
  }

  /**
   * Replays {@code args[0]} into {@code args[1]}.
   *
   * @param args the folder of facts and the folder for the results
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("two folders are needed: of facts, and for the results");
    }
    run(Path.of(args[0])).writeTo(Path.of(args[1]));
  }
}
