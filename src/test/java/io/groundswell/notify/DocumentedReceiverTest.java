package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.deploy.Tools;
import io.groundswell.event.Alert;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver that docs/notifications.md gives away, as it stands there. */
class DocumentedReceiverTest {
  private static final String SECRET = "a secret that is not short";
  private static final Pattern PYTHON = Pattern.compile("(?s)```python\n(.*?)```");
  private static final Post NALA = new Post("refuge-des-cimes", "adoptez-nala");

  @TempDir private Path folder;

  private URI address;

  /** What it answers to a message. */
  private int answer(String secret, long timestamp, String delivery) throws Exception {
    byte[] body =
        ("{\"text\":\"by hand\",\"groundswell\":{\"delivery\":\"" + delivery + "\"}}")
            .getBytes(UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header(Signature.TIMESTAMP, Long.toString(timestamp))
            .header(Signature.SIGNATURE, Signature.of(List.of(secret), timestamp, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void takesWhatNotifySendsOnceAndNothingElse() throws Exception {
    String python = Tools.find("python3", "python3");
    Matcher block = PYTHON.matcher(Files.readString(Path.of("docs", "notifications.md")));
    assertThat(block.find()).isTrue();
    Path script = Files.writeString(folder.resolve("receiver.py"), block.group(1));
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    Path said = folder.resolve("said");
    int port = Tools.freePort();
    address = URI.create("http://127.0.0.1:" + port + "/hook");
    Process receiver =
        Tools.start(
            said, List.of(python, script.toString(), Integer.toString(port), secret.toString()));
    try (Bench bench = new Bench(folder.resolve("kafka"))) {
      bench.topic("", 1);
      bench.send("", NALA.opened(), NALA.word("raised", 1), NALA.word("closed", 2));
      Clock clock = Clock.systemUTC();
      Webhook.Settings settings =
          new Webhook.Settings(
              address,
              List.of("another that is not short", SECRET),
              100,
              Duration.ofHours(1),
              EnumSet.allOf(Alert.Status.class),
              new Messages(List.of("en"), new Links(null), Bench.NAMES));
      Bench.Running running =
          bench.run("", clock, delivery -> new Webhook(settings, delivery, clock));
      Bench.await("all three").until(() -> printed(said) == 3);
      running.stop();
      long now = System.currentTimeMillis() / 1_000;
      assertThat(answer(SECRET, now, "one")).isEqualTo(204);
      assertThat(answer(SECRET, now, "one")).isEqualTo(204);
      assertThat(answer("a secret that is not known", now, "two")).isEqualTo(401);
      assertThat(answer(SECRET, now - 400, "three")).isEqualTo(401);
    } finally {
      Tools.end(receiver);
    }
    assertThat(Files.readString(said)).containsOnlyOnce("by hand").doesNotContain("Traceback");
  }

  /** How many sentences of alerts it has printed. */
  private static long printed(Path said) throws Exception {
    return Files.readString(said).lines().filter(line -> line.contains("adoptez-nala")).count();
  }
}
