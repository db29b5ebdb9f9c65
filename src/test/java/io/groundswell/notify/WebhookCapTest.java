package io.groundswell.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However many words come, no hour has more messages than the cap, and none is left out. */
class WebhookCapTest extends WebhookOnBroker {
  @Test
  void tellsWhatIsBeyondTheCapInOneDigestThroughARestart() throws Exception {
    Bench.Hand clock = new Bench.Hand(Instant.now());
    ObjectNode[] words = new ObjectNode[10];
    for (int i = 0; i < words.length; i++) {
      words[i] = new Post("page", "post " + i).word(i == 9 ? "closed" : "opened", i);
    }
    bench.send(prefix, words);
    Bench.Running first = bench.run(prefix, clock, webhook(3, clock));
    Bench.await("the cap").until(() -> receiver.taken().size() == 3);
    awaitHeld(7);
    first.stop();
    Bench.Running second = bench.run(prefix, clock, webhook(3, clock));
    bench.send(prefix, NALA.opened());
    awaitHeld(8);
    assertThat(receiver.taken()).as("within the hour").hasSize(3);
    clock.forward(Duration.ofHours(1));
    Bench.await("the digest").until(() -> receiver.taken().size() == 4);
    bench.send(prefix, NALA.word("raised", 1));
    Bench.await("a word of the next hour").until(() -> receiver.taken().size() == 5);
    second.stop();
    JsonNode digest = receiver.taken().get(3).json();
    assertThat(digest.path("groundswell").path("kind").asText()).isEqualTo("digest");
    assertThat(digest.path("groundswell").path("counts"))
        .isEqualTo(Word.JSON.readTree("{\"opened\":7,\"raised\":0,\"closed\":1}"));
    assertThat(digest.path("groundswell").path("words").findValuesAsText("delivery"))
        .hasSize(8)
        .startsWith(new Post("page", "post 3").delivery("opened", 3))
        .endsWith(NALA.delivery("opened", 0));
    assertThat(digest.path("text").asText())
        .contains("Digest: 8 messages held back (7 opened, 0 doubled, 1 closed)")
        .contains("page / post 9 : close, 2,8 fois la publicité");
    assertThat(receiver.deliveries().get(4)).isEqualTo(NALA.delivery("raised", 1));
  }

  /** A word of the minute that it is. */
  private void sendNow(Clock clock, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      bench.sendOld(prefix, clock.millis(), new Post("page", "post " + i).opened());
    }
  }

  @Test
  void noHourHasMoreThanTheCapThoughABurstLiesAcrossItsBorderAndARestart() throws Exception {
    Bench.Hand clock = new Bench.Hand(Instant.now());
    Bench.Running first = bench.run(prefix, clock, webhook(3, clock));
    sendNow(clock, 0, 1);
    awaitRecorded();
    clock.forward(Duration.ofMinutes(59));
    sendNow(clock, 1, 3);
    Bench.await("the cap").until(() -> receiver.taken().size() == 3);
    first.stop();
    clock.forward(Duration.ofMinutes(1));
    Bench.Running second = bench.run(prefix, clock, webhook(3, clock));
    sendNow(clock, 3, 8);
    awaitHeld(4);
    assertThat(receiver.taken()).as("one in the place of the first, an hour after it").hasSize(4);
    clock.forward(Duration.ofMinutes(59));
    Bench.await("the digest").until(() -> receiver.taken().size() == 5);
    sendNow(clock, 8, 10);
    awaitHeld(1);
    assertThat(receiver.taken()).hasSize(6);
    clock.forward(Duration.ofMinutes(1));
    Bench.await("the second digest").until(() -> receiver.taken().size() == 7);
    second.stop();
    List<String> told = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    for (Receiver.Got got : receiver.taken()) {
      JsonNode own = got.json().path("groundswell");
      if (own.path("kind").asText().equals("digest")) {
        digests.add(own.path("counts").path("opened").asText());
        told.addAll(own.path("words").findValuesAsText("delivery"));
      } else {
        told.add(got.delivery());
      }
    }
    assertThat(digests).containsExactly("4", "1");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(new Post("page", "post " + i).delivery("opened", 0));
    }
    assertThat(told).containsExactlyElementsOf(all);
  }
}
