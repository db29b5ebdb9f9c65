package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Alert;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * A real broker and a real receiver: each word once, in order, through whatever happens. A topic
 * has one partition, so that what was told before a last word is all that was to be told.
 */
class WebhookTest extends WebhookOnBroker {
  @Test
  void tellsEachWordOnceInOrderSignedAndInSlacksForm() throws Exception {
    bench.send(prefix, NALA.opened(), NALA.word("raised", 1), NALA.word("closed", 2));
    Bench.Running running = run();
    last();
    running.stop();
    assertThat(told())
        .containsExactly(
            NALA.delivery("opened", 0), NALA.delivery("raised", 1), NALA.delivery("closed", 2));
    Receiver.Got got = receiver.taken().get(0);
    assertThat(got.headers().getFirst("Content-Type")).startsWith("application/json");
    String timestamp = got.headers().getFirst("Groundswell-Timestamp");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    mac.update((timestamp + ".").getBytes(UTF_8));
    assertThat(got.headers().getFirst("Groundswell-Signature"))
        .isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(got.body())));
    JsonNode body = got.json();
    assertThat(body.path("text").asText())
        .startsWith(NALA.opened().path("text").path("fr").asText())
        .contains(NALA.opened().path("text").path("en").asText())
        .endsWith("https://board.example/?post=refuge-des-cimes/adoptez-nala");
    assertThat(body.path("blocks").get(0).path("type").asText()).isEqualTo("header");
    assertThat(body.path("groundswell").path("kind").asText()).isEqualTo("alert");
    assertThat(body.path("groundswell").path("alert")).isEqualTo(NALA.opened());
    assertThat(body.path("groundswell").path("delivery").asText()).isEqualTo(got.delivery());
  }

  @Test
  void afterARestartTellsWhatCameMeanwhileAndNothingTwice() throws Exception {
    bench.send(prefix, NALA.opened());
    Bench.Running first = run();
    Bench.await("the opening").until(() -> told().size() == 1);
    first.stop();
    bench.send(prefix, NALA.word("raised", 1));
    Bench.Running second = run();
    Bench.await("the raise").until(() -> told().size() == 2);
    second.stop();
    Bench.Running third = run();
    last();
    third.stop();
    assertThat(told()).containsExactly(NALA.delivery("opened", 0), NALA.delivery("raised", 1));
  }

  @Test
  void triesAgainUntilItIsTakenAndTellsTheRestAfterwards() throws Exception {
    receiver.answer(503, 429, 500, 404);
    bench.send(prefix, NALA.opened(), NALA.word("raised", 1));
    Bench.Running running = run();
    last();
    running.stop();
    assertThat(receiver.got().stream().limit(6).map(Receiver.Got::answered))
        .containsExactly(503, 429, 500, 404, 200, 200);
    assertThat(receiver.got().stream().limit(5).map(Receiver.Got::delivery))
        .containsOnly(NALA.delivery("opened", 0));
    assertThat(told()).containsExactly(NALA.delivery("opened", 0), NALA.delivery("raised", 1));
  }

  @Test
  void whatWasOnItsWayWhenItDiedComesAgainUnderTheSameName() throws Exception {
    receiver.otherwise(503);
    bench.send(prefix, NALA.opened(), NALA.word("raised", 1));
    Bench.Running first = run();
    Bench.await("a try").until(() -> !receiver.got().isEmpty());
    first.stop();
    receiver.otherwise(200);
    Bench.Running second = run();
    last();
    second.stop();
    assertThat(receiver.got().get(0).delivery()).isEqualTo(NALA.delivery("opened", 0));
    assertThat(told()).containsExactly(NALA.delivery("opened", 0), NALA.delivery("raised", 1));
  }

  @Test
  void passesOverWhatIsRefusedForGood() throws Exception {
    receiver.answer(400);
    bench.send(prefix, NALA.opened(), NALA.word("raised", 1));
    Bench.Running running = run();
    last();
    running.stop();
    assertThat(told()).containsExactly(NALA.delivery("raised", 1));
  }

  @Test
  void tellsWhatIsOldInADigestAndWhatIsNewByItself() throws Exception {
    long old = System.currentTimeMillis() - Duration.ofHours(2).toMillis();
    bench.sendOld(prefix, old, NALA.opened());
    bench.sendOld(prefix, old, NALA.word("closed", 1));
    Bench.Running running = run();
    Bench.await("the digest").until(() -> receiver.taken().size() == 1);
    last();
    running.stop();
    assertThat(receiver.taken()).hasSize(2);
    assertThat(receiver.taken().get(0).json().path("groundswell").path("counts"))
        .isEqualTo(Word.JSON.readTree("{\"opened\":1,\"raised\":0,\"closed\":1}"));
  }

  @Test
  void tellsNothingThatIsRepeatedOrAbortedOrNotAnAlert() throws Exception {
    bench.send(prefix, NALA.opened(), NALA.word("raised", 1), NALA.word("closed", 2));
    try (KafkaProducer<byte[], byte[]> job = bench.producer(prefix + "job")) {
      job.initTransactions();
      job.beginTransaction();
      job.send(Bench.record(prefix, new Post("page", "aborted").opened(), null)).get();
      job.abortTransaction();
    }
    bench.send(prefix, NALA.opened(), NALA.word("raised", 1), NALA.word("closed", 2));
    bench.sendBytes(prefix, null);
    bench.sendBytes(prefix, "{\"id\":".getBytes(UTF_8));
    bench.sendBytes(prefix, "{\"id\":\"an id and no more\"}".getBytes(UTF_8));
    Bench.Running running = run();
    last();
    running.stop();
    assertThat(told())
        .containsExactly(
            NALA.delivery("opened", 0), NALA.delivery("raised", 1), NALA.delivery("closed", 2));
  }

  @Test
  void endsWhenAnotherTakesOverAndBetweenThemNothingIsLost() throws Exception {
    bench.send(prefix, NALA.opened());
    List<String> expected = new ArrayList<>(List.of(NALA.delivery("opened", 0)));
    Bench.Running first = run();
    awaitRecorded();
    Bench.Running second = run();
    // It learns of the other at its next commit, not before.
    Bench.await("the end of the first")
        .until(
            () -> {
              int minutes = expected.size();
              bench.send(prefix, NALA.word("raised", minutes));
              expected.add(NALA.delivery("raised", minutes));
              return !first.thread().isAlive();
            });
    last();
    second.stop();
    assertThat(first.follower().failure()).contains("another notify").contains("took over");
    assertThat(second.follower().failure()).isNull();
    assertThat(told().stream().distinct()).containsExactlyElementsOf(expected);
    // What the first had on its way when it was fenced may come from both, under one name.
    assertThat(told()).hasSizeBetween(expected.size(), expected.size() + 1);
  }

  @Test
  void theCommandTellsAndEndsWithItsReasonWhenAnotherTakesOver() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    StringWriter err = new StringWriter();
    FutureTask<Integer> command =
        new FutureTask<>(
            () ->
                new CommandLine(new NotifyCommand())
                    .setErr(new PrintWriter(err, true))
                    .execute(
                        "--bootstrap-servers",
                        bench.broker().bootstrapServers(),
                        "--topic-prefix",
                        prefix,
                        "--group-id",
                        prefix + "notify",
                        "--webhook",
                        receiver.url("/hook").toString(),
                        "--secret-file",
                        secret.toString(),
                        // One that holds back commits nothing, so it does not learn of another.
                        "--cap",
                        "10000"));
    new Thread(command, "command").start();
    bench.send(prefix, NALA.opened());
    awaitRecorded();
    assertThat(receiver.taken().get(0).headers()).containsKey(Signature.SIGNATURE);
    Bench.Running second = run();
    int[] minutes = {0};
    Bench.await("the end of the command")
        .until(
            () -> {
              bench.send(prefix, NALA.word("raised", ++minutes[0]));
              return command.isDone();
            });
    second.stop();
    assertThat(command.get()).isEqualTo(1);
    assertThat(err.toString()).startsWith("notify: another notify").contains("took over webhook");
  }

  @Test
  void goesOnWhenTheBrokerIsBack() throws Exception {
    bench.send(prefix, NALA.opened());
    Bench.Running running = run();
    Bench.await("the opening").until(() -> told().size() == 1);
    bench.broker().stop();
    bench.broker().start();
    bench.send(prefix, NALA.word("closed", 2));
    last();
    running.stop();
    assertThat(told()).containsExactly(NALA.delivery("opened", 0), NALA.delivery("closed", 2));
  }

  @Test
  void tellsOnlyOfWhatIsAskedFor() throws Exception {
    Clock clock = Clock.systemUTC();
    bench.send(prefix, NALA.opened(), NALA.word("raised", 1), NALA.word("closed", 2));
    Bench.Running running =
        bench.run(
            prefix,
            clock,
            delivery ->
                new Webhook(settings(100, EnumSet.of(Alert.Status.OPENED)), delivery, clock));
    last();
    running.stop();
    assertThat(told()).containsExactly(NALA.delivery("opened", 0));
  }
}
