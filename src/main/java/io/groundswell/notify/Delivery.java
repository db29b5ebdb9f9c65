package io.groundswell.notify;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a request to a server: again and again until it is taken, or refused for good. Several
 * servers are told the same; it is enough that one takes it.
 */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** The same bytes would be refused for ever; all else may be mended on the other side. */
  private static final Set<Integer> REFUSED = Set.of(400, 413, 415, 422);

  private static final int MOST_SHOWN = 300;

  /** What became of it. */
  enum Outcome {
    TAKEN,
    REFUSED
  }

  /** Of one try: an outcome, or how long the server asks to wait. */
  private record Answer(Outcome outcome, long waitMs) {}

  private final HttpClient client;
  private final Backoff backoff;
  private final Stop stop;

  Delivery(HttpClient client, Backoff backoff, Stop stop) {
    this.client = client;
    this.backoff = backoff;
    this.stop = stop;
  }

  /** A client that follows no redirect: a request goes where the operator said, or nowhere. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  /**
   * Delivers.
   *
   * @param servers what each server is asked, made anew for each try
   * @throws InterruptedException if the end is wanted before
   */
  Outcome deliver(List<Supplier<HttpRequest>> servers) throws InterruptedException {
    while (true) {
      Outcome outcome = null;
      long waitMs = 0;
      for (Supplier<HttpRequest> server : servers) {
        Answer answer = ask(server.get());
        waitMs = Math.max(waitMs, answer.waitMs());
        if (outcome != Outcome.TAKEN && answer.outcome() != null) {
          outcome = answer.outcome();
        }
      }
      if (outcome != null) {
        backoff.reset();
        return outcome;
      }
      stop.pause(Math.max(waitMs, backoff.nextMs()));
    }
  }

  private Answer ask(HttpRequest request) throws InterruptedException {
    if (stop.wanted()) {
      throw new InterruptedException("stopping");
    }
    String server = request.uri().getScheme() + "://" + request.uri().getAuthority();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      int status = response.statusCode();
      if (status >= 200 && status < 300) {
        return new Answer(Outcome.TAKEN, 0);
      }
      // Neither path nor query: those of a webhook are often a secret.
      LOG.warn("{} answered {}: {}", server, status, shown(response.body()));
      return new Answer(REFUSED.contains(status) ? Outcome.REFUSED : null, retryAfterMs(response));
    } catch (IOException e) {
      LOG.warn("{} cannot be reached: {}", server, e.toString());
      return new Answer(null, 0);
    }
  }

  private static String shown(byte[] body) {
    int length = Math.min(body.length, MOST_SHOWN);
    return new String(body, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ");
  }

  /** Seconds as a number, an hour at most; the form with a date is not asked for by anyone here. */
  private static long retryAfterMs(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Math.min(Long.parseLong(text), 3_600) * 1_000)
        .orElse(0L);
  }
}
