package io.groundswell.local.replay;

import io.groundswell.oracle.Oracle;
import io.groundswell.oracle.OracleResult;
import io.groundswell.oracle.RandomFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The replay beside a naive implementation of the definitions, on folders made to hurt. */
class ReplayAgainstOracleTest {
  private static final long SEEDS = Long.getLong("groundswell.seeds", 8);
  private static final long FIRST = Long.getLong("groundswell.firstSeed", 1);

  @TempDir Path temporary;

  static LongStream seeds() {
    return LongStream.range(FIRST, FIRST + SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void saysWhatTheDefinitionsSay(long seed) throws Exception {
    Path folder = temporary.resolve("in");
    RandomFolder.write(folder, seed, RandomFolder.Options.withGarbage());
    Path out = temporary.resolve("out");
    Replay.State state = seed % 2 == 0 ? Replay.State.ROCKSDB : Replay.State.HEAP;
    Replay.run(InputFolder.of(folder, null), out, (int) (seed % 4) + 1, state, null);
    compare(Oracle.run(folder), out, "seed " + seed);
  }

  private static void compare(OracleResult expected, Path out, String what) throws IOException {
    SameResults.assertSame(out.resolve("alerts.jsonl"), expected.alerts(), what + ", alerts");
    SameResults.assertSame(
        out.resolve("post-momentum.jsonl"), expected.postMomentum(), what + ", post-momentum");
    SameResults.assertSame(
        out.resolve("supporters.jsonl"), expected.supporters(), what + ", supporters");
    SameResults.assertSame(
        out.resolve("outcomes-attributed.jsonl"),
        expected.outcomesAttributed(),
        what + ", outcomes-attributed");
    SameResults.assertSame(out.resolve("cohorts.jsonl"), expected.cohorts(), what + ", cohorts");
    SameResults.assertSame(out.resolve("pages.jsonl"), expected.pages(), what + ", pages");
    SameResults.assertSame(
        out.resolve("dead-letters.jsonl"), expected.deadLetters(), what + ", dead-letters");
  }
}
