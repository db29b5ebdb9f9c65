package io.groundswell.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.Topic;
import io.groundswell.local.replay.InputFolder;
import io.groundswell.local.replay.Replay;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo for real: broker, cluster, job and the shipped data, as fast as the job confirms. */
class DemoTest {
  @TempDir private Path temporary;

  @Test
  void itsAlertsAreThoseOfAReplayOfTheSameData() throws Exception {
    Path folder = shipped();
    Replay.run(
        InputFolder.of(folder, null), temporary.resolve("replayed"), 2, Replay.State.HEAP, null);
    List<String> expected =
        Files.readAllLines(temporary.resolve("replayed").resolve("alerts.jsonl"));
    StringWriter shown = new StringWriter();

    Demo demo =
        new Demo(
            new Demo.Program(null, new Pace(Pace.FASTEST), Duration.ofMillis(200), 2),
            new Words(Language.EN, ZoneOffset.UTC),
            new Screen(new PrintWriter(shown), false));
    List<String> alerts;
    List<String> deadLetters;
    try (demo) {
      assertThat(demo.run()).isTrue();
      alerts = committed(demo.bootstrapServers(), Topic.ALERTS);
      deadLetters = committed(demo.bootstrapServers(), Topic.DEAD_LETTERS);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(onTheBoard(demo.board(), "alert")).hasSize(6));
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(onTheBoard(demo.board(), "letter")).hasSize(3));
      String letters = onTheBoard(demo.board(), "letter").toString();
      assertThat(letters).contains("supporter", "s ahead of the Kafka timestamp", "valid JSON");
    }

    assertThat(alerts).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(deadLetters).hasSize(3).allMatch(value -> value.contains("demo-refused-"));
    assertThat(shown.toString())
        .contains("▲ OPENED  “petition-lancement” of cause-ouvelle-fictive")
        .contains("Alerts: 6 opened, 2 raised, 6 closed.");
    assertThat(demo.folder()).doesNotExist();
  }

  /** The rows of a kind that the demo's board shows. */
  private static List<String> onTheBoard(URI board, String kind) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(board.resolve("/api/snapshot")).build();
    String shown =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    List<String> rows = new ArrayList<>();
    new ObjectMapper()
        .readTree(shown)
        .path("rows")
        .path(kind)
        .forEach(row -> rows.add(row.toString()));
    return rows;
  }

  private Path shipped() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("dataset"));
    for (Topic topic : Topic.inputs()) {
      for (String ending : List.of(".jsonl", ".jsonl.gz")) {
        String name = topic.wire() + ending;
        try (InputStream in = DemoTest.class.getResourceAsStream("/dataset/" + name)) {
          if (in != null) {
            Files.copy(in, folder.resolve(name));
          }
        }
      }
    }
    return folder;
  }

  private static List<String> committed(String bootstrapServers, Topic topic) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic.wire(), 0);
    List<TopicPartition> partitions = List.of(partition);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          values.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return values;
  }
}
