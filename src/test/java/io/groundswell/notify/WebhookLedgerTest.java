package io.groundswell.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.event.Alert;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the webhook asks of its ledger and finds in it, without a broker. */
class WebhookLedgerTest {
  private static final int HISTORY = 20_000;
  private static final Duration HOUR = Duration.ofHours(1);

  /** Entries that may not be walked through as often as one likes. */
  private static final class Counted extends TreeMap<String, JsonNode> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 100;
    private int walks;

    @Override
    public NavigableMap<String, JsonNode> subMap(
        String from, boolean fromInclusive, String to, boolean toInclusive) {
      walks++;
      assertThat(walks).as("walks through the ledger").isLessThanOrEqualTo(MOST);
      return super.subMap(from, fromInclusive, to, toInclusive);
    }
  }

  private final Bench.Hand clock = new Bench.Hand(Instant.parse("2026-11-23T12:00:00Z"));
  private final Counted entries = new Counted();
  private Receiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  /** A webhook that takes up what the entries say. */
  private Webhook begin(int cap) throws InterruptedException {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    Webhook.Settings settings =
        new Webhook.Settings(
            receiver.url("/hook"),
            List.of(),
            cap,
            HOUR,
            EnumSet.allOf(Alert.Status.class),
            new Messages(List.of("en"), new Links(null), Bench.NAMES));
    Webhook webhook =
        new Webhook(
            settings,
            new Delivery(Delivery.client(), new Backoff(10, 20, new Random(7)), new Stop()),
            clock);
    webhook.begin(
        new Ledger(new TopicPartition("l", 0), "webhook/", "g", clock, producer, entries));
    return webhook;
  }

  private void take(Webhook webhook, int from, int to, Duration ago) throws InterruptedException {
    long written = clock.instant().minus(ago).toEpochMilli();
    ObjectNode word = new Post("page", "a post").opened();
    for (int i = from; i < to; i++) {
      ObjectNode one = word.deepCopy().put("id", "alert " + i);
      webhook.take(Word.of(one), written);
    }
  }

  private String digested() {
    return receiver
        .taken()
        .get(receiver.taken().size() - 1)
        .json()
        .path("groundswell")
        .path("counts")
        .path("opened")
        .asText();
  }

  @Test
  void aLongHistoryIsHeldBackWithoutWalkingThroughItForEachWord() throws Exception {
    Webhook webhook = begin(20);
    take(webhook, 0, HISTORY, Duration.ofDays(3));
    webhook.tick(true);
    assertThat(receiver.taken()).hasSize(1);
    assertThat(digested()).isEqualTo(Integer.toString(HISTORY));
    assertThat(entries.walks).isPositive();
  }

  @Test
  void whatWasHeldBackBeforeARestartComesBeforeWhatIsAfterIt() throws Exception {
    take(begin(1), 0, 12, Duration.ZERO);
    Webhook second = begin(1);
    take(second, 12, 14, Duration.ZERO);
    clock.forward(HOUR);
    second.tick(true);
    assertThat(digested()).isEqualTo("13");
    JsonNode words = receiver.taken().get(1).json().path("groundswell").path("words");
    assertThat(words.findValuesAsText("id"))
        .startsWith("alert 1", "alert 2")
        .endsWith("alert 12", "alert 13");
  }

  /** An earlier version kept one entry, of the hour that began with its first message. */
  @Test
  void theLedgerOfAnEarlierVersionIsReadAndItsMessagesCount() throws Exception {
    long start = clock.instant().minus(Duration.ofMinutes(61)).toEpochMilli();
    entries.put("window", Word.JSON.createObjectNode().put("start", start).put("sent", 2));
    entries.put(
        "outbox",
        Word.JSON
            .createObjectNode()
            .put("delivery", "of before")
            .set("word", new Post("page", "on its way").opened()));
    Webhook webhook = begin(3);
    assertThat(receiver.deliveries()).containsExactly("of before");
    // The two may have been sent at the end of their hour, a minute ago.
    take(webhook, 0, 3, Duration.ZERO);
    assertThat(receiver.taken()).hasSize(2);
    assertThat(entries).doesNotContainKey("window");
    clock.forward(HOUR.minusMinutes(1));
    webhook.tick(true);
    assertThat(digested()).isEqualTo("2");
  }

  @Test
  void aClockThatIsSetBackSilencesNobody() throws Exception {
    take(begin(2), 0, 2, Duration.ZERO);
    clock.forward(Duration.ofDays(-3));
    take(begin(2), 2, 4, Duration.ZERO);
    assertThat(receiver.taken()).hasSize(4);
  }

  @Test
  void whatWasLongOnItsWayCountsFromWhenItCame() throws Exception {
    Webhook webhook = begin(1);
    take(webhook, 0, 1, Duration.ZERO);
    assertThat(entries.keySet()).contains("sent/0").doesNotContain("outbox");
    // As it is found after a death in the middle: sent 59 minutes ago, and not known to have come.
    entries.put("outbox", Word.JSON.createObjectNode().put("delivery", "d").put("slot", 0));
    ((ObjectNode) entries.get("outbox")).set("word", new Post("page", "on its way").opened());
    clock.forward(Duration.ofMinutes(59));
    Webhook second = begin(1);
    clock.forward(Duration.ofMinutes(1));
    take(second, 1, 2, Duration.ZERO);
    assertThat(receiver.deliveries()).hasSize(2).endsWith("d");
  }
}
