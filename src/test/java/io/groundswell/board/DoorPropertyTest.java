package io.groundswell.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever comes to the door gets a well-formed answer with the security headers, never a fault of
 * the server's, and nothing of what is inside without the token.
 */
class DoorPropertyTest {
  private static final String TOKEN = "correct horse battery";
  private static final int PATIENCE_MS = 60_000;
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final long MOST_GROWN = 48L << 20;

  private static final List<String> PATHS =
      List.of(
          "/",
          "/health",
          "/login",
          "/login.html",
          "/app.js",
          "/board.css",
          "/api/snapshot",
          "/api/events",
          "/api/events?last=x",
          "/api/curve?alert=",
          "/api/curve?page=p&post=",
          "/api/curve?%",
          "/..;/api/snapshot",
          "/%2e%2e/api/snapshot",
          "//api/snapshot",
          "http://localhost/api/snapshot",
          "*");

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "OPTIONS", "TRACE", "CONNECT", "DELETE", "PRI", "get", "");

  private static final List<String> HARMLESS =
      List.of(
          "Accept-Encoding: gzip;q=x,,br",
          "Authorization: Bearer ",
          "Authorization: Bearer wrong",
          "Authorization: Basic YTpi",
          "Cookie: groundswell-board=x; groundswell-board=y",
          "Cookie: =;;,\"",
          "Last-Event-ID: 0-99999999999999999999",
          "If-None-Match: *",
          "Range: bytes=0-1",
          "Upgrade: websocket",
          "Connection: close",
          "X-Forwarded-Proto: https",
          "Content-Type: multipart/form-data; boundary=");

  private static final List<String> HOSTILE =
      List.of(
          "Connection: upgrade, x",
          "Content-Length: 7",
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip, chunked, x",
          "Expect: 100-continue",
          "Expect: miracles",
          "Cookie: groundswell-board=\u00e9\u0001",
          " folded",
          "no colon",
          ": no name");

  private static Served guarded;
  private static Served open;

  @BeforeContainer
  static void serve() throws Exception {
    guarded = new Served(Limits.USUAL, true, new Access(TOKEN, false));
    open = Served.open();
    for (Served board : List.of(guarded, open)) {
      board.take(Topic.ALERTS, Told.example("alerts.opened"));
      board.take(Topic.POST_MOMENTUM, Told.example("post-momentum.minute"));
    }
  }

  @AfterContainer
  static void stop() throws Exception {
    guarded.close();
    open.close();
  }

  @Property(tries = 600, seed = "20261123", edgeCases = EdgeCasesMode.NONE)
  void whateverIsAskedIsAnsweredWithoutFaultAndWithTheSecurityHeaders(
      @ForAll("requests") byte[] request) throws Exception {
    Answer answer = ask(open, request);
    if (answer != null) {
      wellFormed(answer);
    }
    Statistics.collect(answer == null ? "none" : answer.status);
    Statistics.coverage(
        coverage -> {
          for (int status : new int[] {200, 400, 404, 405, 421}) {
            coverage.check(status).percentage(share -> share > 1);
          }
          coverage.check("none").percentage(share -> share < 5);
        });
  }

  @Property(tries = 600, seed = "20261124", edgeCases = EdgeCasesMode.NONE)
  void withoutTheTokenNothingOfWhatIsInsideComesOut(@ForAll("requests") byte[] request)
      throws Exception {
    Answer answer = ask(guarded, request);
    if (answer != null) {
      wellFormed(answer);
      assertThat(answer.text)
          .doesNotContain(Told.POST, "\"rows\"", "import ", "text/event-stream", "Chlo");
    }
    Statistics.collect(answer == null ? "none" : answer.status);
    Statistics.coverage(
        coverage -> {
          coverage.check(401).percentage(share -> share > 10);
          coverage.check("none").percentage(share -> share < 5);
        });
  }

  @Property(tries = 200, seed = "20261125", edgeCases = EdgeCasesMode.NONE)
  void bytesThatAreNoRequestAreRefusedOrLeft(@ForAll byte[] bytes) throws Exception {
    Answer answer = ask(open, bytes);
    if (answer != null) {
      wellFormed(answer);
    }
  }

  @Property(tries = 20, seed = "20261126", edgeCases = EdgeCasesMode.NONE)
  void whatIsHugeIsRefusedAndNotKept(@ForAll Random random) throws Exception {
    long before = used();
    for (int i = 0; i < 4; i++) {
      String huge = "x".repeat(100_000 + random.nextInt(2_000_000));
      String head = " HTTP/1.1\r\nHost: localhost\r\n";
      for (String request :
          List.of(
              "GET /" + huge + head + "\r\n",
              "GET /api/curve?alert=" + huge + head + "\r\n",
              "GET /" + head + "X-" + huge + ": 1\r\n\r\n",
              "GET /" + head + "Cookie: " + Access.COOKIE + "=" + huge + "\r\n\r\n",
              "POST /login" + head + "Content-Length: " + huge.length() + "\r\n\r\n" + huge,
              "POST /login" + head + "Transfer-Encoding: chunked\r\n\r\nfffff\r\n" + huge)) {
        Answer answer = ask(guarded, request.getBytes(StandardCharsets.ISO_8859_1));
        if (answer != null) {
          wellFormed(answer);
          assertThat(answer.status).isBetween(400, 499);
        }
      }
    }
    assertThat(used() - before).isLessThan(MOST_GROWN);
  }

  @Property(tries = 1)
  void streamsThatWereLeftAreNotKept() throws Exception {
    String request = "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < 50; i++) {
      Answer answer = ask(open, request.getBytes(StandardCharsets.US_ASCII));
      assertThat(answer).isNotNull();
      assertThat(answer.status).isEqualTo(200);
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              open.take(Topic.ALERTS, Told.example("alerts.opened"));
              return open.hub.listeners() == 0;
            });
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Requests that can be read, whatever they ask for, and those that nobody should send. */
  @Provide
  Arbitrary<byte[]> requests() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            3,
            request(
                Arbitraries.of("GET", "GET", "HEAD", "POST", "PUT"),
                Combinators.combine(Arbitraries.of(PATHS), percented()).as(String::concat),
                Arbitraries.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.0"),
                Arbitraries.of("localhost", "127.0.0.1:8200", "[::1]", "evil.example"),
                Arbitraries.of(HARMLESS))),
        Tuple.of(
            2,
            Combinators.combine(
                    request(
                        Arbitraries.oneOf(Arbitraries.of(METHODS), odd()),
                        Arbitraries.oneOf(Arbitraries.of(PATHS), odd().map("/"::concat), odd()),
                        Arbitraries.of("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/3.0", "", "x"),
                        Arbitraries.of("localhost", "", "a b", "evil.example\r\nHost: localhost"),
                        Arbitraries.oneOf(Arbitraries.of(HOSTILE), odd())),
                    Arbitraries.integers().between(0, 5),
                    Arbitraries.randoms())
                .as(DoorPropertyTest::knocked)));
  }

  private static Arbitrary<String> odd() {
    return Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(40);
  }

  /** What may stand behind a path: letters, and any byte as it is written there. */
  private static Arbitrary<String> percented() {
    Arbitrary<String> letter = Arbitraries.strings().withCharRange('a', 'z').ofLength(1);
    Arbitrary<String> any =
        Arbitraries.integers().between(0, 255).map(each -> String.format("%%%02x", each));
    return Arbitraries.frequencyOf(Tuple.of(9, letter), Tuple.of(1, any))
        .list()
        .ofMaxSize(12)
        .map(each -> String.join("", each));
  }

  private static Arbitrary<byte[]> request(
      Arbitrary<String> method,
      Arbitrary<String> target,
      Arbitrary<String> version,
      Arbitrary<String> host,
      Arbitrary<String> header) {
    Arbitrary<String> body =
        Arbitraries.oneOf(Arbitraries.of("", "token=wrong", "token=%", "5\r\nhello\r\n"), odd());
    return Combinators.combine(method, target, version, host, header.list().ofMaxSize(3), body)
        .as(
            (m, t, v, h, headers, b) -> {
              StringBuilder text = new StringBuilder(m + " " + t + " " + v + "\r\n");
              text.append("Host: ").append(h).append("\r\n");
              headers.forEach(each -> text.append(each).append("\r\n"));
              return text.append("\r\n").append(b).toString().getBytes(StandardCharsets.ISO_8859_1);
            });
  }

  /** In one of three, some bytes are others. */
  private static byte[] knocked(byte[] request, int dice, Random random) {
    if (dice < 2) {
      for (int i = 0; i < 3; i++) {
        request[random.nextInt(request.length)] = (byte) random.nextInt(256);
      }
    }
    return request;
  }

  /** An answer, with all that came of it: of a stream, its beginning. */
  private record Answer(int status, String text) {}

  /** Sends, says that no more comes, and reads; null if the server closed without a word. */
  private static Answer ask(Served board, byte[] request) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), board.address.getPort())) {
      socket.setSoTimeout(PATIENCE_MS);
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (SocketException e) {
        // It has heard enough: then it has said why, or not.
      }
      read(socket.getInputStream(), all);
    }
    String text = all.toString(StandardCharsets.ISO_8859_1);
    if (text.isEmpty()) {
      return null;
    }
    assertThat(text).matches("(?s)HTTP/1\\.[01] [1-5]\\d\\d .*");
    // What comes before the answer proper.
    String answer = text.replaceFirst("(?s)\\AHTTP/1\\.1 100 [^\\r]*\\r\\n\\r\\n", "");
    return new Answer(Integer.parseInt(answer.substring(9, 12)), answer);
  }

  private static void read(InputStream in, ByteArrayOutputStream all) throws IOException {
    byte[] some = new byte[8192];
    try {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        all.write(some, 0, n);
        boolean stream =
            all.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream\r\n");
        if (stream || all.size() > LONGEST_ANSWER) {
          return;
        }
      }
    } catch (SocketException e) {
      // Cut off: what came is what counts.
    }
  }

  private static void wellFormed(Answer answer) {
    int end = answer.text.indexOf("\r\n\r\n");
    assertThat(end).as("an end of the head in " + answer.text).isPositive();
    String[] head = answer.text.substring(0, end).split("\r\n", -1);
    for (int i = 1; i < head.length; i++) {
      assertThat(head[i]).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+: ?[\\x20-\\x7e]*");
    }
    assertThat(answer.status).as(answer.text).isBetween(200, 499);
    assertThat(List.of(head))
        .as(answer.text)
        .contains(
            "Content-Security-Policy: " + BoardServer.POLICY,
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Referrer-Policy: no-referrer");
    assertThat(answer.text)
        .doesNotContain("\tat ", "Exception", "java.", "jetty", "Jetty", "Server:");
  }
}
