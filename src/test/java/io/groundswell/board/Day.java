package io.groundswell.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.codec.Times;
import io.groundswell.event.Topic;
import io.groundswell.local.replay.InputFolder;
import io.groundswell.local.replay.Replay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The results of the day of real data that comes with groundswell, in order of their time. */
final class Day {
  private record Result(Topic topic, long at, JsonNode value) {}

  private final List<Result> results = new ArrayList<>();

  /** Computes them, by a replay into a folder, unless they are there already. */
  Day(Path folder) throws Exception {
    Path replayed = folder.resolve("replayed");
    Path facts = folder.resolve("dataset");
    if (!Files.exists(replayed.resolve("alerts.jsonl"))) {
      Files.createDirectories(facts);
      for (Topic topic : Topic.inputs()) {
        for (String ending : List.of(".jsonl", ".jsonl.gz")) {
          copy("/dataset/" + topic.wire() + ending, facts);
        }
      }
      Replay.run(InputFolder.of(facts, null), replayed, 2, Replay.State.HEAP, null);
    }
    for (Topic topic : Topic.outputs()) {
      if (topic != Topic.DEAD_LETTERS) {
        read(topic, replayed.resolve(topic.wire() + ".jsonl"));
      }
    }
    read(Topic.POSTS, facts.resolve("posts.jsonl"));
    results.sort(Comparator.comparingLong(Result::at));
  }

  private static void copy(String resource, Path to) throws IOException {
    try (InputStream in = Day.class.getResourceAsStream(resource)) {
      if (in != null) {
        Path file = to.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        Files.write(file, in.readAllBytes());
      }
    }
  }

  private void read(Topic topic, Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode value = Told.JSON.readTree(line);
        JsonNode time = value.path("at").isMissingNode() ? value.path("time") : value.path("at");
        long at = time.isNumber() ? time.asLong() : Times.parse(time.asText());
        results.add(new Result(topic, at, value));
      }
    }
  }

  /** Shows everything up to a moment. */
  void tell(Served board, long upTo) {
    for (Result result : results) {
      if (result.at() > upTo) {
        return;
      }
      if (result.value().path("deleted").asBoolean()) {
        board.take(Told.tombstone(result.topic(), Told.key(result.topic(), result.value())));
      } else {
        board.take(result.topic(), result.value());
      }
    }
  }
}
