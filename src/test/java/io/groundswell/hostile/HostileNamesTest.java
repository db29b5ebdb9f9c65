package io.groundswell.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.contract.Schemas;
import io.groundswell.event.Topic;
import io.groundswell.local.replay.InputFolder;
import io.groundswell.local.replay.Replay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages, posts and people with names made to hurt, from the topics in to the topics out. */
class HostileNamesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START = 1_795_428_000_000L;

  @TempDir Path folder;

  @Test
  void everyLineThatGoesOutIsValidAndEveryNameIsItself() throws Exception {
    List<String> engagements = new ArrayList<>();
    List<String> ads = new ArrayList<>();
    List<String> posts = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (String name : Corpus.TEXTS) {
      String page = name.equals("*") ? "a page" : name;
      names.add(page);
      String fact =
          "\"page\":" + Corpus.quoted(page) + ",\"post\":" + Corpus.quoted(name) + ",\"time\":";
      posts.add(
          "{"
              + fact
              + START
              + ",\"topics\":["
              + Corpus.quoted(name)
              + "],\"text\":"
              + Corpus.quoted(name)
              + "}");
      for (int hour = 0; hour < 3; hour++) {
        ads.add(
            "{"
                + fact
                + (START + hour * 3_600_000L)
                + ",\"ad\":"
                + Corpus.quoted(name)
                + ",\"reach\":"
                + 200 * hour
                + ",\"currency\":"
                + Corpus.quoted(name)
                + ",\"spend\":1}");
      }
      for (int i = 0; i < 12; i++) {
        String supporter = i == 0 ? name : i + name.substring(0, name.offsetByCodePoints(0, 1));
        engagements.add(
            "{"
                + fact
                + (START + 600_000 + i)
                + ",\"id\":\""
                + i
                + "\",\"kind\":\"share\",\"audience\":10000,\"supporter\":"
                + Corpus.quoted(supporter)
                + ",\"via\":"
                + Corpus.quoted(name)
                + "}");
      }
    }
    List<String> bad =
        List.of(
            "[".repeat(10_000), "{\"id\":\"" + "x".repeat(1 << 20) + "\"}", "{\"id\":1e999999999}");
    engagements.addAll(bad);
    Files.write(folder.resolve("engagements.jsonl"), engagements);
    Files.write(folder.resolve("ad-delivery.jsonl"), ads);
    Files.write(folder.resolve("posts.jsonl"), posts);
    Path output = folder.resolve("out");

    Replay.run(InputFolder.of(folder, null), output, 2);

    for (Topic topic : Topic.outputs()) {
      for (String line : Files.readAllLines(output.resolve(topic.wire() + ".jsonl"), UTF_8)) {
        Schemas.assertValid(topic.wire(), line);
      }
    }
    Set<String> told = new TreeSet<>();
    for (String line : Files.readAllLines(output.resolve("alerts.jsonl"))) {
      JsonNode alert = JSON.readTree(line);
      if (alert.get("status").asText().equals("opened")) {
        told.add(alert.get("page").asText());
      }
    }
    assertThat(told).isEqualTo(names);
    assertThat(Files.readAllLines(output.resolve("dead-letters.jsonl"))).hasSameSizeAs(bad);
  }
}
