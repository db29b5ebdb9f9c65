package io.groundswell.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.contract.Schemas;
import io.groundswell.event.Topic;
import io.groundswell.oracle.RandomFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same facts give the same bytes, however they come and however many subtasks take them. */
class ReplayInvariantsTest {
  private static final long SEED = 23;

  @TempDir Path temporary;

  private Path replay(Path input, String name, int parallelism, Replay.State state)
      throws Exception {
    Path out = temporary.resolve(name);
    Replay.run(InputFolder.of(input, null), out, parallelism, state, null);
    return out;
  }

  private static void assertSameBytes(Path one, Path other) throws IOException {
    for (Topic topic : Topic.outputs()) {
      if (topic == Topic.DEAD_LETTERS) {
        continue;
      }
      String file = topic.wire() + ".jsonl";
      assertThat(other.resolve(file)).as(file).hasSameBinaryContentAs(one.resolve(file));
    }
  }

  private Path facts(RandomFolder.Options options) throws IOException {
    Path folder = temporary.resolve("facts");
    RandomFolder.write(folder, SEED, options);
    return folder;
  }

  @Test
  void theSameBytesAtEveryParallelismAndInEveryState() throws Exception {
    Path facts = facts(RandomFolder.Options.withGarbage());
    Path one = replay(facts, "one", 1, Replay.State.ROCKSDB);
    assertThat(Files.readAllLines(one.resolve("alerts.jsonl"))).isNotEmpty();
    assertSameBytes(one, replay(facts, "two", 2, Replay.State.HEAP));
    Path four = replay(facts, "four", 4, Replay.State.ROCKSDB);
    assertSameBytes(one, four);
    assertThat(four.resolve("dead-letters.jsonl"))
        .hasSameBinaryContentAs(one.resolve("dead-letters.jsonl"));
  }

  @Test
  void theSameBytesWhenLinesAreShuffledAndRepeated() throws Exception {
    Path facts = facts(RandomFolder.Options.plain());
    Path one = replay(facts, "one", 2, Replay.State.HEAP);
    Path disturbed = temporary.resolve("disturbed");
    Files.createDirectories(disturbed);
    Random random = new Random(SEED);
    for (Topic topic : Topic.inputs()) {
      Path file = facts.resolve(topic.wire() + ".jsonl");
      if (Files.exists(file)) {
        Files.write(disturbed.resolve(file.getFileName()), disturb(topic, file, random));
      }
    }
    assertSameBytes(one, replay(disturbed, "two", 2, Replay.State.HEAP));
  }

  /** Rules and posts keep their order: of two of one time the later in the topic stands. */
  private static List<String> disturb(Topic topic, Path file, Random random) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    if (topic != Topic.RULES && topic != Topic.POSTS) {
      lines.addAll(List.copyOf(lines.subList(0, lines.size() / 3)));
      Collections.shuffle(lines, random);
    }
    return lines;
  }

  @Test
  void everyRecordIsValidAgainstItsPublishedSchema() throws Exception {
    Path out = replay(facts(RandomFolder.Options.withGarbage()), "out", 2, Replay.State.HEAP);
    for (Topic topic : Topic.outputs()) {
      for (String line : Files.readAllLines(out.resolve(topic.wire() + ".jsonl"))) {
        Schemas.assertValid(topic.wire(), line);
      }
    }
  }
}
