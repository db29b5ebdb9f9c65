package io.groundswell.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Topic;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The board on a real broker. */
class BoardFeedTest {
  @TempDir private Path folder;

  private static JsonNode snapshot(Board board) {
    try {
      return Told.tree(
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(board.address().resolve("/api/snapshot")).build(),
                  BodyHandlers.ofString())
              .body());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsCommittedIsShownAndWhatIsAbortedIsNot() throws Exception {
    try (Broker broker = Broker.start(folder);
        Board board = broker.board()) {
      broker.inTransaction(false, tx -> tx.send(Topic.ALERTS, Told.example("alerts.closed")));
      broker.inTransaction(true, tx -> tx.send(Topic.ALERTS, Told.example("alerts.opened")));
      broker.send(Topic.POSTS, Told.post(Told.PAGE, Told.POST, "Nala"));
      broker.deadLetter("engagements", "page is required");

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                JsonNode rows = snapshot(board).path("rows");
                assertThat(rows.path("alert").findValuesAsText("status"))
                    .contains("opened")
                    .doesNotContain("closed");
                assertThat(rows.path("rule").findValuesAsText("rule"))
                    .containsExactly("page is required");
                assertThat(rows.path("alert").findValuesAsText("text")).contains("Nala");
              });
      broker.send(Topic.SUPPORTERS, Told.example("supporters.nano"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> snapshot(board).path("rows").path("supporter").size() == 1);
      broker.delete(Topic.SUPPORTERS, Told.example("supporters.nano"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> snapshot(board).path("rows").path("supporter").isEmpty());
    }
  }

  @Test
  void whatIsOldWhenItComesHasComeNow() throws Exception {
    try (Broker broker = Broker.start(folder);
        Board board = broker.board()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> snapshot(board).path("status").path("caughtUp").asBoolean());
      long before = System.currentTimeMillis();
      broker.sendDated(before - 45 * 86_400_000L, Topic.POSTS, Told.post(Told.PAGE, "p", "Nala"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> stream(board, "posts").path("records").asInt() == 1);
      assertThat(stream(board, "posts").path("arrived").asLong()).isGreaterThanOrEqualTo(before);
    }
  }

  private static JsonNode stream(Board board, String topic) {
    for (JsonNode each : snapshot(board).path("status").path("streams")) {
      if (each.path("topic").asText().equals(topic)) {
        return each;
      }
    }
    throw new AssertionError("no " + topic);
  }

  @Test
  void aBrokerThatGoesIsWaitedForAndNothingIsReadTwice() throws Exception {
    try (Broker broker = Broker.start(folder);
        Board board = broker.board()) {
      broker.deadLetter("engagements", "page is required");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> snapshot(board).path("rows").path("rule").size() == 1);
      broker.stop();
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> snapshot(board).path("status").path("broker").asText().equals("lost"));
      broker.startAgain();
      broker.deadLetter("engagements", "page is required");
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () -> {
                JsonNode all = snapshot(board);
                assertThat(all.path("status").path("broker").asText()).isEqualTo("there");
                assertThat(all.path("rows").path("rule").get(0).get(1).path("count").asLong())
                    .isEqualTo(2);
              });
    }
  }
}
