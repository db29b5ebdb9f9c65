package io.groundswell.board;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What tests of the board over HTTP have in common. */
abstract class OverHttp {
  static {
    // Patience, not a measure: a busy machine may take long.
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
  }

  final HttpClient client = HttpClient.newHttpClient();

  final HttpResponse<String> get(Served board, String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(board.address.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
