package io.groundswell.board;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import io.groundswell.codec.Times;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Measures the board as it is shipped: a process of its own, started from the packaged jar, a real
 * broker, many open browsers, and alerts that are committed one by one. It tells how long an alert
 * takes from the moment its commit is asked for until each browser has it; then the same until a
 * real Chromium has painted it; and how much memory the process took at most without and with
 * browsers. docs/board.md has the figures and the command. It ends with 1 where an alert took
 * longer than {@link #AT_MOST_MS} to be seen.
 *
 * <p>Arguments: browsers, alerts, posts that are live, and options of the board's JVM.
 */
final class BoardLoad implements AutoCloseable {
  /** What a page tells of an alert, once it was painted; the clock is the machine's for both. */
  private static final String PAINTED =
      """
      window.painted = {};
      const look = () => {
        for (const title of document.querySelectorAll('.alert h2')) {
          const found = /load-(\\d+)-/.exec(title.textContent);
          if (!found || found[1] in window.painted || !title.checkVisibility()) continue;
          requestAnimationFrame(() => setTimeout(() => { window.painted[found[1]] ??= Date.now(); }));
        }
      };
      addEventListener('DOMContentLoaded', () => new MutationObserver(look)
        .observe(document.body, { childList: true, subtree: true, characterData: true }));
      """;

  private static final long MOMENT = 1_795_428_920_000L;

  /** Between one alert and the next: what a browser paints of one must not be the next's. */
  private static final long BETWEEN_MS = 1_100;

  /** How soon an alert has to be seen once it is written, ms. */
  private static final long AT_MOST_MS = 2_000;

  private static final String MEMORY = "VmHWM";

  private final Broker broker;
  private final Process board;
  private final int port;
  private final KafkaProducer<byte[], byte[]> job;
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private int written;

  private BoardLoad(Path folder, int posts, List<String> jvm) throws Exception {
    broker = Broker.start(folder);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < posts; i++) {
      ObjectNode momentum = Told.momentum("page", "post" + i, MOMENT, i, i / 2.0, 9);
      sent.add(broker.write(Topic.POST_MOMENTUM, momentum));
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
    job = broker.producer("board-load");
    job.initTransactions();
    port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-jar", "target/groundswell.jar", "board", "--bootstrap-servers"));
    command.addAll(List.of(broker.bootstrapServers(), "--port", Integer.toString(port)));
    board =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("board.log").toFile())
            .start();
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    int browsers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    int alerts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
    int posts = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2_000;
    List<String> jvm = List.of(arguments).subList(Math.min(3, arguments.length), arguments.length);
    Path folder = Files.createTempDirectory(Path.of("target"), "board-load");
    print("%d processors, Java %s, load average %s", processors(), Runtime.version(), average());
    long slowest;
    try (BoardLoad load = new BoardLoad(folder, posts, jvm)) {
      String snapshot = load.caughtUp(posts);
      print("0 browsers, %d posts: %s", posts, load.status(MEMORY));
      try (Streams streams = new Streams(load.port, browsers, snapshot)) {
        slowest = load.streams(streams, browsers, alerts);
        print("%d browsers: %s, %s", browsers, load.status(MEMORY), load.status("Threads"));
        slowest = Math.max(slowest, load.chromium(streams, browsers, alerts));
        print("%d browsers and Chromium: %s", browsers, load.status(MEMORY));
      }
    }
    print("load average at the end %s", average());
    print("the slowest took %d ms of the %d that it may take", slowest, AT_MOST_MS);
    System.exit(slowest > AT_MOST_MS ? 1 : 0);
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String average() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).strip();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    }
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** Waits until the board has every post; returns where its stream goes on. */
  private String caughtUp(int posts) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(address("/api/snapshot")).build();
    String[] id = new String[1];
    await("the board to catch up")
        .atMost(Duration.ofMinutes(1))
        .failFast("the board ended", () -> !board.isAlive())
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              var all = Told.tree(client.send(request, BodyHandlers.ofString()).body());
              id[0] = all.path("id").asText();
              return all.path("rows").path("post").size() == posts;
            });
    return id[0];
  }

  private String status(String line) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + board.pid() + "/status")).stream()
        .filter(each -> each.startsWith(line))
        .map(each -> each.replaceAll("\\s+", " "))
        .findFirst()
        .orElseThrow();
  }

  /** Writes an alert in a transaction of its own; returns its number. */
  private int write() throws Exception {
    int number = written++;
    String post = String.format(Locale.ROOT, "load-%04d-", number);
    String at = Times.format(System.currentTimeMillis());
    ObjectNode alert = Told.example("alerts.opened");
    alert.put("post", post).put("id", "page/" + post + "/x").put("at", at).put("opened", at);
    job.beginTransaction();
    job.send(Broker.record(Topic.ALERTS, alert)).get();
    return number;
  }

  private long streams(Streams streams, int browsers, int alerts) throws Exception {
    long[] each = new long[0];
    long[] last = new long[alerts];
    for (int i = 0; i < alerts; i++) {
      int number = pace.schedule(this::write, BETWEEN_MS, TimeUnit.MILLISECONDS).get();
      long asked = System.nanoTime();
      job.commitTransaction();
      long[] took =
          Arrays.stream(streams.arrivals(number)).map(at -> (at - asked) / 1_000_000).toArray();
      each = LongStream.concat(Arrays.stream(each), Arrays.stream(took)).toArray();
      last[i] = Arrays.stream(took).max().orElseThrow();
    }
    print("%d alerts to %d streams each, ms from commit: %s", alerts, browsers, told(each));
    print("the last of the %d streams, ms from commit: %s", browsers, told(last));
    return Arrays.stream(last).max().orElseThrow();
  }

  private long chromium(Streams streams, int browsers, int alerts) throws Exception {
    try (Browsers chromium = new Browsers()) {
      Page page = chromium.browser.newPage();
      page.addInitScript(PAINTED);
      page.navigate(address("/").toString());
      page.waitForSelector(".alert h2");
      long[] took = new long[alerts];
      for (int i = 0; i < alerts; i++) {
        int number = pace.schedule(this::write, BETWEEN_MS, TimeUnit.MILLISECONDS).get();
        long asked = System.currentTimeMillis();
        job.commitTransaction();
        String name = String.format(Locale.ROOT, "%04d", number);
        page.waitForFunction("name => window.painted[name]", name);
        took[i] =
            ((Number) page.evaluate("name => window.painted[name]", name)).longValue() - asked;
        streams.arrivals(number);
      }
      print(
          "%d alerts painted by Chromium %s with %d streams open, ms from commit: %s",
          alerts, chromium.browser.version(), browsers, told(took));
      return Arrays.stream(took).max().orElseThrow();
    }
  }

  private static String told(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return String.format(
        Locale.ROOT,
        "median %d, 99th percentile %d, most %d (of %d)",
        sorted[n / 2],
        sorted[Math.min(n - 1, (int) Math.ceil(n * 0.99) - 1)],
        sorted[n - 1],
        n);
  }

  @Override
  public void close() throws Exception {
    pace.shutdownNow();
    board.destroy();
    board.waitFor();
    job.close();
    broker.close();
  }
}
