package io.groundswell.notify;

import io.groundswell.event.Alert;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A webhook between a real broker and a real receiver. */
abstract class WebhookOnBroker {
  static final String SECRET = "0123456789abcdef0123456789abcdef";
  static final Post NALA = new Post("refuge-des-cimes", "adoptez-nala");
  static final Post LAST = new Post("refuge-des-cimes", "the last one");

  @TempDir static Path folder;
  static Bench bench;
  Receiver receiver;
  String prefix;

  @BeforeAll
  static void start() throws Exception {
    bench = new Bench(folder.resolve("kafka"));
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @BeforeEach
  void begin(TestInfo test) throws Exception {
    receiver = new Receiver();
    prefix = test.getTestMethod().orElseThrow().getName() + ".";
    bench.topic(prefix, 1);
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  final Webhook.Settings settings(int cap, Set<Alert.Status> statuses) {
    return new Webhook.Settings(
        receiver.url("/hook"),
        List.of(SECRET),
        cap,
        Duration.ofHours(1),
        statuses,
        new Messages(
            List.of("fr", "en"),
            new Links("https://board.example/?post={page}/{post}"),
            Bench.NAMES));
  }

  final Function<Delivery, Channel> webhook(int cap, Clock clock) {
    return delivery -> new Webhook(settings(cap, all()), delivery, clock);
  }

  static Set<Alert.Status> all() {
    return EnumSet.allOf(Alert.Status.class);
  }

  final Bench.Running run() {
    Clock clock = Clock.systemUTC();
    // More than a slow machine's test sends while it waits.
    return bench.run(prefix, clock, webhook(1_000, clock));
  }

  /** Sends a last word, and waits until it was told. */
  final void last() throws Exception {
    bench.send(prefix, LAST.opened());
    Bench.await("the last word")
        .until(() -> receiver.deliveries().contains(LAST.delivery("opened", 0)));
  }

  final List<String> told() {
    return receiver.deliveries().stream().filter(id -> !id.startsWith(LAST.id())).toList();
  }

  /** One message told, and nothing on its way: the follower is idle. */
  final void awaitRecorded() {
    Bench.await("the opening, recorded")
        .until(
            () -> {
              if (told().size() != 1) {
                return false;
              }
              try (Reader reader = new Reader(bench.client(), prefix + "notify-ledger")) {
                return reader.under("webhook/outbox").isEmpty();
              }
            });
  }

  final void awaitHeld(int number) {
    Bench.await(number + " held back")
        .until(
            () -> {
              try (Reader reader = new Reader(bench.client(), prefix + "notify-ledger")) {
                return reader.under("webhook/held/").size() == number;
              }
            });
  }
}
