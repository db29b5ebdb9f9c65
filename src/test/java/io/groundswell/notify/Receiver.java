package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that keeps what it is sent, and answers as it is told. */
final class Receiver implements AutoCloseable {
  /** A request that came, and what was answered. */
  record Got(String path, com.sun.net.httpserver.Headers headers, byte[] body, int answered) {
    JsonNode json() {
      try {
        return Word.JSON.readTree(body);
      } catch (IOException e) {
        throw new IllegalStateException(new String(body, UTF_8), e);
      }
    }

    String delivery() {
      return headers.getFirst(Signature.DELIVERY);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Got> got = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> answers = new ArrayDeque<>();
  private int otherwise = 200;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Answers the next requests so, one after the other, and then 200. */
  synchronized void answer(Integer... statuses) {
    answers.addAll(List.of(statuses));
  }

  /** Answers so from now on, whenever nothing else was asked for. */
  synchronized void otherwise(int status) {
    otherwise = status;
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status;
    synchronized (this) {
      status = answers.isEmpty() ? otherwise : answers.pop();
      got.add(
          new Got(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body, status));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** All that came. */
  List<Got> got() {
    synchronized (got) {
      return List.copyOf(got);
    }
  }

  /** What came and was taken. */
  List<Got> taken() {
    return got().stream().filter(each -> each.answered() == 200).toList();
  }

  /** The delivery ids of what was taken. */
  List<String> deliveries() {
    return taken().stream().map(Got::delivery).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
