package io.groundswell.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Topic;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of events over HTTP: who hears what, how many may, and that a place is given back. */
class StreamTest extends OverHttp {
  /** Reads an open stream of events in the background. */
  private final class Stream implements AutoCloseable {
    final List<String> lines = new ArrayList<>();
    final InputStream in;

    Stream(Served board, String... headers) throws Exception {
      HttpRequest.Builder request = HttpRequest.newBuilder(board.address.resolve("/api/events"));
      if (headers.length > 0) {
        request.headers(headers);
      }
      in = client.send(request.build(), BodyHandlers.ofInputStream()).body();
      Thread reader =
          new Thread(
              () -> {
                try (BufferedReader text =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                  for (String line = text.readLine(); line != null; line = text.readLine()) {
                    synchronized (lines) {
                      lines.add(line);
                    }
                  }
                } catch (java.io.IOException closed) {
                  synchronized (lines) {
                    lines.add("closed");
                  }
                }
              });
      reader.setDaemon(true);
      reader.start();
    }

    List<String> with(String beginning) {
      synchronized (lines) {
        return lines.stream().filter(line -> line.startsWith(beginning)).toList();
      }
    }

    @Override
    public void close() throws Exception {
      in.close();
    }
  }

  @Test
  void aBrowserThatWasCutOffGoesOnWhereItWas() throws Exception {
    try (Served board = Served.open()) {
      board.take(Topic.POST_MOMENTUM, Told.momentum("p", "first", 60_000, 1, 1, 1));
      board.hub.flush();
      String id = Told.tree(get(board, "/api/snapshot").body()).path("id").asText();
      try (Stream stream = new Stream(board, "Last-Event-ID", id)) {
        board.take(Topic.POST_MOMENTUM, Told.momentum("p", "second", 60_000, 1, 1, 1));
        await().until(() -> stream.with("data: [").size() == 1);
        assertThat(stream.with("data: [").get(0)).contains("second").doesNotContain("first");
        id = stream.with("id: ").get(0).substring(4);
      }
      board.take(Topic.POST_MOMENTUM, Told.momentum("p", "third", 60_000, 1, 1, 1));
      board.hub.flush();
      try (Stream stream = new Stream(board, "Last-Event-ID", id)) {
        await().until(() -> stream.with("data: [").size() == 1);
        assertThat(stream.with("data: [").get(0)).contains("third").doesNotContain("second");
        assertThat(stream.with("event: reload")).isEmpty();
      }
      try (Stream stream = new Stream(board, "Last-Event-ID", "of-another-start")) {
        await().until(() -> stream.with("event: reload").size() == 1);
      }
    }
  }

  @Test
  void fiveHundredBrowsersHearTheSameFromFewThreads() throws Exception {
    try (Served board = Served.open()) {
      List<Stream> streams = new ArrayList<>();
      try {
        for (int i = 0; i < 500; i++) {
          streams.add(new Stream(board));
        }
        await().until(() -> board.hub.listeners() == 500);
        long threads =
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("board-web"))
                .count();
        assertThat(threads).isLessThan(20);
        board.take(Topic.ALERTS, Told.example("alerts.opened"));
        await().until(() -> streams.stream().allMatch(each -> each.with("data: [").size() == 1));
      } finally {
        for (Stream each : streams) {
          each.close();
        }
      }
      board.take(Topic.ALERTS, Told.example("alerts.closed"));
      await().until(() -> board.hub.listeners() == 0);
    }
  }

  @Test
  void aBrowserThatTakesNothingIsCutOffAndTheOthersGoOn() throws Exception {
    try (Served board = Served.open();
        Socket stuck = new Socket(InetAddress.getLoopbackAddress(), board.address.getPort());
        Stream well = new Stream(board)) {
      stuck
          .getOutputStream()
          .write(
              "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> board.hub.listeners() == 2);
      String long1 = "x".repeat(200);
      AtomicInteger batch = new AtomicInteger();
      await()
          .until(
              () -> {
                int from = batch.getAndIncrement() * 2000;
                for (int i = 0; i < 2000; i++) {
                  JsonNode row = Told.momentum(long1, "post" + (from + i), 60_000, 1, 1, 1);
                  board.take(Topic.POST_MOMENTUM, row);
                }
                board.hub.flush();
                return board.hub.listeners() == 1;
              });
      int before = well.with("data: [").size();
      board.take(Topic.ALERTS, Told.example("alerts.opened"));
      await().until(() -> well.with("data: [").size() > before);
    }
  }

  @Test
  void beyondItsRoomABoardTakesNobodyIn() throws Exception {
    Limits two = new Limits(10, 10, 10, 10, 10, 10, 10, 1);
    try (Served board = new Served(two, true, new Access(null, false));
        Stream first = new Stream(board)) {
      await().until(() -> board.hub.listeners() == 1);
      assertThat(get(board, "/api/events").statusCode()).isEqualTo(503);
      assertThat(first.with("closed")).isEmpty();
    }
  }

  @Test
  void whoAsksForTheHeadOfTheStreamAloneTakesNoPlace() throws Exception {
    Limits few = new Limits(10, 10, 10, 10, 10, 10, 10, 2);
    try (Served board = new Served(few, true, new Access(null, false))) {
      for (int i = 0; i < 5; i++) {
        HttpRequest head =
            HttpRequest.newBuilder(board.address.resolve("/api/events"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = client.send(head, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(board.hub.listeners()).isZero();
      }
      try (Stream first = new Stream(board)) {
        await().until(() -> first.with("event: status").size() > 0);
      }
    }
  }

  /** However a stream was asked for, its place is free again when the other side is gone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET 1.1|Content-Length: 5||hello",
        "GET 1.1|Content-Length: 5000||hel",
        "GET 1.1|Transfer-Encoding: chunked||zz|",
        "GET 1.1|Expect: 100-continue|Content-Length: 5||",
        "GET 1.1|Connection: close||",
        "GET 1.0||",
        "GET 1.0|Connection: keep-alive||",
        "GET 1.1||GET /api/events HTTP/1.1|Host: localhost||",
        "HEAD 1.1||"
      })
  void noPlaceIsHeldByWhoIsGone(String asked) throws Exception {
    String request =
        asked
            .replaceFirst(" (1\\.\\d)", " /api/events HTTP/$1|Host: localhost")
            .replace("|", "\r\n");
    Limits few = new Limits(10, 10, 10, 10, 10, 10, 10, 20);
    try (Served board = new Served(few, true, new Access(null, false))) {
      for (int i = 0; i < 12; i++) {
        try (Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), board.address.getPort())) {
          socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
          if (i % 4 == 1) {
            socket.shutdownOutput();
          }
          if (i % 4 == 2) {
            // Gone at once, with a reset: perhaps before the head of the answer.
            socket.setSoLinger(true, 0);
          } else {
            // Else answered first: a place was given, where one is.
            assertThat(socket.getInputStream().read()).isEqualTo('H');
          }
        }
      }
      await()
          .until(
              () -> {
                board.hub.tick();
                return board.hub.listeners() == 0;
              });
      try (Stream well = new Stream(board)) {
        await().until(() -> well.with("event: status").size() > 0);
      }
    }
  }
}
