package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.deploy.Tools;
import io.groundswell.label.Labels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker, a real Alertmanager with the configuration that is shipped (its waits shortened,
 * its Slack a receiver on this machine), and what people get in the end.
 */
class AlertmanagerTest {
  private static final Path SHIPPED = Path.of("deploy/alertmanager");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Post NALA = new Post("refuge-des-cimes", "adoptez-nala");
  private static final Post LAST = new Post("another page", "the last one");
  private static final Duration RESEND = Duration.ofSeconds(1);

  @TempDir static Path folder;
  private static String program;
  private static Bench bench;

  private Receiver slack;
  private Path home;
  private String prefix;
  private int port;
  private Process alertmanager;

  @BeforeAll
  static void start() throws Exception {
    program = Tools.find("prometheus-alertmanager", "prometheus-alertmanager");
    bench = new Bench(folder.resolve("kafka"));
  }

  @AfterAll
  static void close() {
    if (bench != null) {
      bench.close();
    }
  }

  @BeforeEach
  void begin(TestInfo test) throws Exception {
    String name = test.getTestMethod().orElseThrow().getName();
    prefix = name + ".";
    bench.topic(prefix, 3);
    slack = new Receiver();
    home = Files.createDirectories(folder.resolve(name));
    port = Tools.freePort();
    Files.writeString(home.resolve("slack-fr"), slack.url("/fr").toString());
    Files.writeString(home.resolve("slack-en"), slack.url("/en").toString());
    Files.writeString(home.resolve("alertmanager.yml"), configuration());
  }

  /** The shipped one, by day and by night, and without the waits. */
  private String configuration() throws IOException {
    String shipped = Files.readString(SHIPPED.resolve("alertmanager.yml"));
    String tried =
        shipped
            .replace("templates/*.tmpl", SHIPPED.resolve("templates/*.tmpl").toAbsolutePath() + "")
            .replace("/etc/prometheus/secrets/", home + "/")
            .replace("group_wait: 10s", "group_wait: 1s")
            .replace("group_interval: 1m", "group_interval: 1s")
            .replace("mute_time_intervals: [night]", "");
    assertThat(tried).contains("group_wait: 1s", "group_interval: 1s", home + "/slack-fr");
    return tried;
  }

  @AfterEach
  void end() throws InterruptedException {
    if (alertmanager != null) {
      Tools.end(alertmanager);
    }
    slack.close();
  }

  private void startAlertmanager() throws IOException {
    alertmanager =
        Tools.start(
            home.resolve("log"),
            List.of(
                program,
                "--config.file=" + home.resolve("alertmanager.yml"),
                "--storage.path=" + home.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address="));
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private Bench.Running run() {
    return run(Bench.NAMES);
  }

  private Bench.Running run(Discretion discretion) {
    Clock clock = Clock.systemUTC();
    Function<Delivery, Channel> channel =
        delivery ->
            new Alertmanager(
                new Alertmanager.Settings(
                    List.of(url()),
                    RESEND,
                    Duration.ofMinutes(10),
                    new Links("https://board.example/{page}/{post}"),
                    discretion),
                delivery,
                clock);
    return bench.run(prefix, clock, channel);
  }

  /** The alerts that Alertmanager holds open, empty while it does not answer. */
  private List<JsonNode> open() {
    List<JsonNode> alerts = new ArrayList<>();
    try {
      HttpResponse<byte[]> response =
          HTTP.send(
              HttpRequest.newBuilder(url().resolve("/api/v2/alerts?active=true")).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      Word.JSON.readTree(response.body()).forEach(alerts::add);
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return alerts;
  }

  private List<String> openNames() {
    return open().stream()
        .map(alert -> alert.path("labels"))
        .map(labels -> labels.path("alertname").asText() + " " + labels.path("post").asText())
        .sorted()
        .toList();
  }

  private List<JsonNode> said(String path) {
    return slack.taken().stream()
        .filter(got -> got.path().equals(path))
        .map(got -> got.json().path("attachments").path(0))
        .toList();
  }

  private void awaitSaid(String what, String path, String part) {
    Bench.await(what)
        .until(() -> said(path).stream().anyMatch(message -> message.toString().contains(part)));
  }

  @Test
  void isToldOfAnAlertFromItsOpeningToItsEnd() throws Exception {
    startAlertmanager();
    Bench.Running running = run();
    bench.send(prefix, NALA.opened());
    awaitSaid("the opening", "/fr", "dépasse la publicité");
    JsonNode opened = said("/fr").get(0);
    assertThat(opened.path("title").asText())
        .isEqualTo("L’élan organique dépasse la publicité\u00a0: adoptez-nala");
    assertThat(opened.path("text").asText())
        .contains(NALA.opened().path("text").path("fr").asText())
        .contains("Voir : https://board.example/refuge-des-cimes/adoptez-nala");
    assertThat(openNames()).containsExactly("OrganicSurpassesSponsored adoptez-nala");
    JsonNode labels = open().get(0).path("labels");
    assertThat(labels.path("id").asText()).isEqualTo(NALA.id());
    assertThat(labels.path("page").asText()).isEqualTo("refuge-des-cimes");
    assertThat(open().get(0).path("annotations").path("en").asText())
        .isEqualTo(NALA.opened().path("text").path("en").asText());

    bench.send(prefix, NALA.word("raised", 1));
    awaitSaid("the raise", "/fr", "a doublé");
    assertThat(openNames())
        .containsExactly(
            "OrganicMomentumDoubled adoptez-nala", "OrganicSurpassesSponsored adoptez-nala");

    bench.send(prefix, NALA.word("closed", 2));
    awaitSaid("the end", "/fr", "est retombé");
    Bench.await("nothing open").until(() -> open().isEmpty());
    running.stop();
    assertThat(said("/en")).isEmpty();
  }

  @Test
  void namesNobodyUnlessToldTo() throws Exception {
    startAlertmanager();
    Labels labels = new Labels("a key".getBytes(UTF_8), false);
    Bench.Running running = run(new Discretion(labels));
    bench.send(prefix, NALA.opened());
    awaitSaid("the opening", "/fr", "dépasse la publicité");
    running.stop();
    assertThat(said("/fr").get(0).path("text").asText())
        .contains("remercier supporter\u00a0" + labels.of("Chloé") + " et supporter\u00a0");
    assertThat(open().toString()).contains(labels.of("Chloé"));
    for (JsonNode each : NALA.opened().path("topSupporters")) {
      String name = each.path("supporter").asText();
      assertThat(slack.got().toString() + said("/fr") + open()).doesNotContain(name);
    }
  }

  @Test
  void goesToThePeopleOfThePageInTheirLanguageWithNamesThatFormatNothing() throws Exception {
    startAlertmanager();
    Post hostile = new Post("en-shelter", "<!channel> & *bold*");
    Bench.Running running = run();
    bench.send(prefix, hostile.opened());
    awaitSaid("the opening", "/en", "surpasses sponsored");
    running.stop();
    assertThat(said("/en").get(0).path("title").asText())
        .isEqualTo("Organic surpasses sponsored: &lt;!channel&gt; &amp; *bold*");
    assertThat(said("/fr")).isEmpty();
  }

  @Test
  void afterARestartIsToldAgainOfWhatIsOpenAndTellsNobodyTwice() throws Exception {
    startAlertmanager();
    Bench.Running first = run();
    bench.send(prefix, NALA.opened());
    awaitSaid("the opening", "/fr", "adoptez-nala");
    first.stop();
    String before = open().get(0).path("updatedAt").asText();
    Bench.Running second = run();
    Bench.await("told again")
        .until(() -> open().get(0).path("updatedAt").asText().compareTo(before) > 0);
    bench.send(prefix, LAST.opened());
    awaitSaid("the last", "/fr", "the last one");
    second.stop();
    assertThat(said("/fr").stream().map(message -> message.path("title").asText()))
        .containsOnlyOnce("L’élan organique dépasse la publicité\u00a0: adoptez-nala");
  }

  @Test
  void isToldOnceItIsThereAndWhatClosedMeanwhileTellsNobody() throws Exception {
    Bench.Running running = run();
    Post over = new Post("refuge-des-cimes", "over by then");
    bench.send(prefix, NALA.opened(), over.opened());
    Bench.await("both in the ledger")
        .until(
            () -> {
              try (Reader reader = new Reader(bench.client(), prefix + "notify-ledger")) {
                return reader.under("alertmanager/alert/").size() == 2;
              }
            });
    running.stop();
    bench.send(prefix, over.word("closed", 3));
    startAlertmanager();
    Bench.await("Alertmanager").until(this::answers);
    Bench.Running second = run();
    awaitSaid("the opening", "/fr", "adoptez-nala");
    second.stop();
    assertThat(openNames()).containsExactly("OrganicSurpassesSponsored adoptez-nala");
    assertThat(said("/fr").toString()).doesNotContain("over by then");
  }

  /** The command in a process of its own, telling Alertmanager and a webhook. */
  private Process startCommand() throws IOException {
    return Tools.start(
        home.resolve("notify.log"),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "io.groundswell.local.Main",
            "notify",
            "--bootstrap-servers",
            bench.broker().bootstrapServers(),
            "--topic-prefix",
            prefix,
            "--group-id",
            prefix + "notify",
            "--alertmanager",
            url().toString(),
            "--resend",
            "5",
            "--hold",
            "600",
            "--webhook",
            slack.url("/hook").toString()));
  }

  private List<String> hooked() {
    return slack.taken().stream()
        .filter(got -> got.path().equals("/hook"))
        .map(Receiver.Got::delivery)
        .toList();
  }

  /** Waits until so many messages came, and the ledger knows it: what died before tells again. */
  private void awaitHooked(int number) {
    Bench.await(number + " told and recorded")
        .until(
            () -> {
              if (hooked().size() < number) {
                return false;
              }
              try (Reader reader = new Reader(bench.client(), prefix + "notify-ledger")) {
                return reader.under("webhook/outbox").isEmpty();
              }
            });
  }

  @Test
  void whatClosesWhileNotifyIsDeadIsResolvedAndToldOnceWhenItIsBack() throws Exception {
    startAlertmanager();
    Process first = startCommand();
    try {
      bench.send(prefix, NALA.opened());
      awaitSaid("the opening", "/fr", "dépasse la publicité");
      awaitHooked(1);
    } finally {
      first.destroyForcibly().waitFor();
    }
    bench.send(prefix, NALA.word("closed", 2));
    assertThat(openNames()).containsExactly("OrganicSurpassesSponsored adoptez-nala");
    Process second = startCommand();
    try {
      Bench.await("nothing open").until(() -> answers() && open().isEmpty());
      awaitSaid("the end", "/fr", "est retombé");
      awaitHooked(2);
      bench.send(prefix, LAST.opened());
      awaitHooked(3);
      awaitSaid("the last", "/fr", "the last one");
    } finally {
      Tools.end(second);
    }
    assertThat(hooked())
        .containsExactly(
            NALA.delivery("opened", 0), NALA.delivery("closed", 2), LAST.delivery("opened", 0));
    assertThat(said("/fr").stream().map(message -> message.path("title").asText()))
        .filteredOn(title -> title.endsWith("adoptez-nala"))
        .containsExactly(
            "L’élan organique dépasse la publicité\u00a0: adoptez-nala",
            "L’élan organique est retombé\u00a0: adoptez-nala");
  }

  private boolean answers() throws InterruptedException {
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(url().resolve("/-/ready")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whoeverStartedWithoutAlertmanagerReachesItWhenItComes() throws Exception {
    Bench.Running running = run();
    bench.send(prefix, NALA.opened());
    startAlertmanager();
    awaitSaid("the opening", "/fr", "adoptez-nala");
    Tools.end(alertmanager);
    startAlertmanager();
    Bench.await("told again").until(() -> openNames().size() == 1);
    running.stop();
  }
}
