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
  private Oracle() {}

  /**
   * Replays a folder of facts.
   *
   * @param folder holds {@code engagements.jsonl}, {@code ad-delivery.jsonl}, {@code posts.jsonl},
   *     {@code outcomes.jsonl}, {@code erasures.jsonl} and {@code rules.jsonl}, each optional,
   *     plain or {@code .gz}
   * @return what a replay must write
   * @throws IOException if a file cannot be read
   */
  public static OracleResult run(Path folder) throws IOException {
    FactReader reader = FactReader.read(folder);
    World world = new World(reader.facts);
    OracleResult result = OracleResult.empty();
    result.deadLetters().addAll(reader.deadLetters);
    replayPosts(world, result);
    List<Profile> given = new ArrayList<>();
    for (Life life : world.lives()) {
      given.addAll(new SupporterReplay(world, life, result).run());
    }
    replayCohorts(world, result);
    for (String page : world.pages()) {
      List<Profile> ofPage =
          given.stream().filter(profile -> profile.life().who().page().equals(page)).toList();
      new PageReplay(world, page, ofPage, result).run();
    }
    world.outcomes.forEach(outcome -> result.outcomesAttributed().add(outcome.record()));
    result.sort();
    return result;
  }

  private static void replayPosts(World world, OracleResult result) {
    Map<PageKey, PostReplay> posts = new HashMap<>();
    for (Engagement fact : world.engagements) {
      posts.computeIfAbsent(fact.post(), key -> new PostReplay(key, world, result)).add(fact);
    }
    for (Snapshot fact : world.snapshots) {
      posts.computeIfAbsent(fact.post(), key -> new PostReplay(key, world, result)).add(fact);
    }
    posts.values().forEach(PostReplay::run);
  }

  private static void replayCohorts(World world, OracleResult result) {
    Map<CohortReplay.Key, List<Life>> cohorts = new HashMap<>();
    for (Life life : world.lives()) {
      CohortReplay.Key key = CohortReplay.Key.of(world, life);
      if (key != null) {
        cohorts.computeIfAbsent(key, k -> new ArrayList<>()).add(life);
      }
    }
    cohorts.forEach((key, members) -> new CohortReplay(world, key, members, result).run());
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
