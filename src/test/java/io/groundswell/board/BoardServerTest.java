package io.groundswell.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door of the board, over HTTP. */
class BoardServerTest extends OverHttp {
  private static final String TOKEN = "correct horse battery";

  /** What a raw request gets, for headers that a client would not send. */
  private static String raw(URI address, String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      return in.readLine();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/app.js", "/uplot.js", "/api/snapshot", "/health", "/nothing"})
  void everyAnswerForbidsWhatIsNotOurs(String path) throws Exception {
    try (Served board = Served.open()) {
      HttpResponse<String> answer = get(board, path);
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                      .contains("require-trusted-types-for 'script'")
                      .doesNotContain("unsafe")
                      .doesNotContain("http"));
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }
  }

  @Test
  void thePageNamesNoOtherHostAndNothingIsInline() throws Exception {
    try (Served board = Served.open()) {
      for (String path : List.of("/", "/login.html", "/board.css", "/app.js", "/icon.svg")) {
        String body = get(board, path).body();
        assertThat(body.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:");
        assertThat(body)
            .doesNotContain("https:")
            .doesNotContain("<script>")
            .doesNotContain(" style=");
        assertThat(body).doesNotContain("innerHTML").doesNotContain("insertAdjacentHTML");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/..%2f..%2fetc/passwd",
        "/web/",
        "/META-INF/MANIFEST.MF",
        "/api/curve",
        "/api/curve?alert=x",
        "/api/curve?page=%ff&post=",
        "/api/unknown"
      })
  void whatThereIsNotIsNotFound(String path) throws Exception {
    try (Served board = Served.open()) {
      assertThat(raw(board.address, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
          .matches("HTTP/1.1 (404|400) .*");
    }
  }

  @Test
  void itOnlyGives() throws Exception {
    try (Served board = Served.open()) {
      HttpRequest post =
          HttpRequest.newBuilder(board.address.resolve("/api/snapshot"))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void aMethodThatAPathDoesNotKnowIsRefusedWithThoseItKnows() throws Exception {
    try (Served board = Served.open()) {
      for (String path : List.of("/", "/health", "/nothing", "/api/events", "/;x", "/health;x")) {
        HttpRequest post = HttpRequest.newBuilder(board.address.resolve(path)).DELETE().build();
        HttpResponse<String> answer = client.send(post, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
      }
      HttpResponse<String> login = get(board, "/login");
      assertThat(login.statusCode()).isEqualTo(405);
      assertThat(login.headers().firstValue("Allow")).hasValue("POST");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/;x", "/;", "/health;x", "/api/snapshot;jsessionid=1", "/app.js;.css"})
  void aPathWithParametersIsNone(String path) throws Exception {
    try (Served board = Served.open()) {
      assertThat(get(board, path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theSchemeOfATokenIsOfAnyCase() throws Exception {
    try (Served board = new Served(Limits.USUAL, true, new Access(TOKEN, false))) {
      for (String scheme : List.of("Bearer ", "bearer ", "BEARER ", "bEARER  ")) {
        assertThat(get(board, "/api/snapshot", "Authorization", scheme + TOKEN).statusCode())
            .as(scheme)
            .isEqualTo(200);
      }
      for (String none : List.of("Bearer", "Bearer " + TOKEN + "x", "Basic " + TOKEN, TOKEN)) {
        assertThat(get(board, "/api/snapshot", "Authorization", none).statusCode())
            .as(none)
            .isEqualTo(401);
      }
    }
  }

  @Test
  void whoGuessesIsToldToWaitAndWhoHasTheTokenIsNot() throws Exception {
    Clock still = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    try (Served board = new Served(Limits.USUAL, true, new Access(TOKEN, false), still)) {
      String[] wrong = {"Authorization", "Bearer wrong"};
      for (int i = 0; i < WrongTokens.MOST; i++) {
        assertThat(get(board, "/api/snapshot", wrong).statusCode()).isEqualTo(401);
      }
      for (HttpResponse<String> each :
          List.of(
              get(board, "/api/snapshot", wrong),
              get(board, "/", "Cookie", Access.COOKIE + "=wrong"),
              login(board, "token=wrong"))) {
        assertThat(each.statusCode()).isEqualTo(429);
        assertThat(each.headers().firstValue("Retry-After")).hasValue("60");
      }
      assertThat(login(board, "token=wrong").body()).contains("That is not the token.");
      // Who says nothing has not guessed, and who says the token comes in.
      assertThat(get(board, "/").statusCode()).isEqualTo(401);
      assertThat(get(board, "/health").statusCode()).isEqualTo(200);
      assertThat(get(board, "/api/snapshot", "Authorization", "Bearer " + TOKEN).statusCode())
          .isEqualTo(200);
      HttpResponse<String> in = login(board, "token=correct+horse+battery");
      assertThat(in.statusCode()).isEqualTo(303);
      String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
      assertThat(get(board, "/api/snapshot", "Cookie", cookie).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost.", "LOCALHOST.:8200", "localhost:8200", "[::1]:1"})
  void thisMachinesNamesAreKnown(String host) throws Exception {
    try (Served board = Served.open()) {
      assertThat(raw(board.address, "GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .contains(" 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "127.0.0.2",
        "localhost.."
      })
  void aNameThatIsNotThisMachinesIsNotAnswered(String host) throws Exception {
    try (Served board = Served.open()) {
      String request = "GET /api/snapshot HTTP/1.1\r\nHost: %s\r\n\r\n";
      assertThat(raw(board.address, String.format(request, host))).startsWith("HTTP/1.1 421");
      assertThat(raw(board.address, String.format(request, "localhost:1"))).contains(" 200 ");
    }
    try (Served board = new Served(Limits.USUAL, false, new Access(null, true))) {
      assertThat(raw(board.address, "GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .contains(" 200 ");
    }
  }

  @Test
  void withATokenNobodyElseSeesAnything() throws Exception {
    try (Served board = new Served(Limits.USUAL, true, new Access(TOKEN, false))) {
      board.take(Topic.ALERTS, Told.example("alerts.opened"));
      for (String path : List.of("/api/snapshot", "/api/events", "/api/curve?alert=x", "/app.js")) {
        assertThat(get(board, path).statusCode()).as(path).isEqualTo(401);
        assertThat(get(board, path, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(get(board, path, "Cookie", Access.COOKIE + "=" + TOKEN.replace(' ', '+')).body())
            .doesNotContain("Nala");
      }
      assertThat(get(board, "/").statusCode()).isEqualTo(401);
      assertThat(get(board, "/").body()).contains("name=\"token\"").doesNotContain("app.js");
      assertThat(get(board, "/health").statusCode()).isEqualTo(200);
      assertThat(get(board, "/api/snapshot", "Authorization", "Bearer " + TOKEN).body())
          .contains("adoptez-nala");
    }
  }

  @Test
  void whoSaysTheTokenOnceGetsACookieThatIsNotTheToken() throws Exception {
    try (Served board = new Served(Limits.USUAL, true, new Access(TOKEN, false))) {
      assertThat(get(board, "/").body()).doesNotContain("role=\"alert\"");
      HttpResponse<String> refused = login(board, "token=wrong");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("That is not the token.", "Ce n’est pas le bon jeton.");
      assertThat(login(board, "%zz&token=%e9").statusCode()).isEqualTo(401);
      assertThat(login(board, "token=" + "x".repeat(5000)).statusCode()).isEqualTo(413);
      HttpResponse<String> in = login(board, "token=correct+horse+battery");
      assertThat(in.statusCode()).isEqualTo(303);
      String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain("horse");
      assertThat(get(board, "/api/snapshot", "Cookie", cookie.split(";", 2)[0]).statusCode())
          .isEqualTo(200);
    }
  }

  private HttpResponse<String> login(Served board, String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(board.address.resolve("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void healthSaysWhetherKafkaAnswers() throws Exception {
    try (Served board = Served.open()) {
      assertThat(get(board, "/health").statusCode()).isEqualTo(200);
      board.freshness.lost("gone");
      assertThat(get(board, "/health").statusCode()).isEqualTo(503);
      board.freshness.found(0);
      assertThat(get(board, "/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theSnapshotIsTheSamePackedAndUnpacked() throws Exception {
    try (Served board = Served.open()) {
      board.take(Topic.POST_MOMENTUM, Told.example("post-momentum.minute"));
      String plain = get(board, "/api/snapshot").body();
      HttpRequest request =
          HttpRequest.newBuilder(board.address.resolve("/api/snapshot"))
              .header("Accept-Encoding", "gzip")
              .build();
      try (InputStream in =
          new GZIPInputStream(client.send(request, BodyHandlers.ofInputStream()).body())) {
        String packed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(Told.tree(packed).path("rows")).isEqualTo(Told.tree(plain).path("rows"));
      }
      assertThat(plain).contains("adoptez-nala");
    }
  }
}
