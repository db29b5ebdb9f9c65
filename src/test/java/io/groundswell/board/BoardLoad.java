package io.groundswell.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.codec.Times;
import io.groundswell.event.Topic;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Measures the board as it is shipped: a process of its own, many open browsers (streams of
 * server-sent events), and alerts written one by one. It prints how long each alert took to reach
 * the first and the last browser, from the moment it was acknowledged by the broker, and what the
 * process took at most. Arguments: how many browsers, how many alerts.
 */
public final class BoardLoad {
  private BoardLoad() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    int browsers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    int alerts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    int port = freePort();
    Path folder = Files.createTempDirectory("board-load");
    try (Broker broker = Broker.start(folder)) {
      Process board =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-jar",
                  "target/groundswell.jar",
                  "board",
                  "--bootstrap-servers",
                  broker.bootstrapServers(),
                  "--port",
                  Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("board.log").toFile())
              .start();
      try {
        measure(broker, port, browsers, alerts);
        System.out.println(
            Files.readAllLines(Path.of("/proc/" + board.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM") || line.startsWith("Threads"))
                .toList());
      } finally {
        board.destroy();
        board.waitFor();
      }
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void measure(Broker broker, int port, int browsers, int alerts) throws Exception {
    AtomicLongArray first = new AtomicLongArray(alerts);
    AtomicLongArray last = new AtomicLongArray(alerts);
    List<CountDownLatch> heard = new ArrayList<>();
    for (int i = 0; i < alerts; i++) {
      heard.add(new CountDownLatch(browsers));
    }
    CountDownLatch open = new CountDownLatch(browsers);
    waitFor(port);
    for (int i = 0; i < browsers; i++) {
      Thread reader = new Thread(() -> read(port, open, heard, first, last), "browser");
      reader.setDaemon(true);
      reader.start();
    }
    if (!open.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException(open.getCount() + " browsers did not get their stream");
    }
    long[] toFirst = new long[alerts];
    long[] toLast = new long[alerts];
    for (int i = 0; i < alerts; i++) {
      ObjectNode alert = Told.example("alerts.opened");
      String at = Times.format(System.currentTimeMillis() / 10_000 * 10_000);
      alert.put("post", "post-" + i).put("id", "load/" + i + "/x").put("at", at).put("opened", at);
      broker.send(Topic.ALERTS, alert);
      long written = System.nanoTime();
      if (!heard.get(i).await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "alert " + i + " did not reach " + heard.get(i).getCount() + " browsers");
      }
      toFirst[i] = (first.get(i) - written) / 1_000_000;
      toLast[i] = (last.get(i) - written) / 1_000_000;
      Thread.sleep(700);
    }
    Arrays.sort(toFirst);
    Arrays.sort(toLast);
    System.out.printf(
        "%d browsers, %d alerts; ms to the first browser: median %d, most %d; to the last: median"
            + " %d, most %d%n",
        browsers,
        alerts,
        toFirst[alerts / 2],
        toFirst[alerts - 1],
        toLast[alerts / 2],
        toLast[alerts - 1]);
  }

  private static void waitFor(int port) throws Exception {
    for (int i = 0; i < 300; i++) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        return;
      } catch (java.net.ConnectException e) {
        Thread.sleep(200);
      }
    }
    throw new IllegalStateException("the board does not answer");
  }

  private static void read(
      int port,
      CountDownLatch open,
      List<CountDownLatch> heard,
      AtomicLongArray first,
      AtomicLongArray last) {
    boolean[] seen = new boolean[heard.size()];
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write(
              ("GET /api/events HTTP/1.1\r\nHost: localhost:"
                      + port
                      + "\r\nAccept: text/event-stream\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String line = lines.readLine();
      if (line == null || !line.contains("200")) {
        throw new IllegalStateException("no stream: " + line);
      }
      open.countDown();
      for (; line != null; line = lines.readLine()) {
        int at = line.indexOf("\"load/");
        if (at < 0) {
          continue;
        }
        long now = System.nanoTime();
        int i = Integer.parseInt(line.substring(at + 6, line.indexOf('/', at + 6)));
        if (!seen[i]) {
          seen[i] = true;
          first.compareAndSet(i, 0, now);
          last.accumulateAndGet(i, now, Math::max);
          heard.get(i).countDown();
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
