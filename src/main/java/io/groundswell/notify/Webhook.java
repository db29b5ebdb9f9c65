package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.event.Alert;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one webhook each word once, in order. What is beyond the cap of an hour, or old when it is
 * read, is held back and told in one digest.
 *
 * <p>Before it is sent, a message is committed to the ledger together with the place in the topic;
 * after it was taken, its removal is. So a message that may have been sent when the process died is
 * sent again, with the same delivery id, and none other is.
 */
final class Webhook implements Channel {
  static final String NAME = "webhook";

  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final String OUTBOX = "outbox";

  /** One entry for each message of the last hour, so that each costs one small write. */
  private static final String SENT = "sent/";

  /** What earlier versions kept: how many messages the hour had that began at its start. */
  private static final String WINDOW = "window";

  private static final String HELD = "held/";
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /**
   * What the operator chose.
   *
   * @param url where to
   * @param secrets to sign with, the newest first; empty for none
   * @param cap messages in any hour
   * @param old words that were written longer ago are told in a digest
   * @param statuses which words are told
   * @param messages their form
   */
  record Settings(
      URI url,
      List<String> secrets,
      int cap,
      Duration old,
      Set<Alert.Status> statuses,
      Messages messages) {}

  private final Settings settings;
  private final Delivery delivery;
  private final Clock clock;
  private final Map<Integer, Long> sent = new HashMap<>();
  private Ledger ledger;
  private long lastHeld;
  private boolean holding;

  Webhook(Settings settings, Delivery delivery, Clock clock) {
    this.settings = settings;
    this.delivery = delivery;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void begin(Ledger opened) throws InterruptedException {
    ledger = opened;
    Map<String, JsonNode> held = ledger.under(HELD);
    holding = !held.isEmpty();
    lastHeld = held.keySet().stream().mapToLong(Long::parseLong).max().orElse(0);
    beginSent();
    flush();
  }

  private void beginSent() {
    sent.clear();
    ledger.under(SENT).forEach((slot, at) -> sent.put(Integer.valueOf(slot), at.longValue()));
    JsonNode window = ledger.get(WINDOW);
    if (window != null) {
      long start = window.path("start").longValue();
      // When they were sent is not known: as late as it may have been, for the cap is a promise.
      long latest = Math.min(start + HOUR, clock.millis());
      for (int slot = 0; slot < window.path("sent").intValue() && start <= latest; slot++) {
        note(slot, latest);
      }
      ledger.remove(WINDOW);
    }
  }

  private void note(int slot, long at) {
    sent.put(slot, at);
    ledger.put(SENT + slot, Word.JSON.getNodeFactory().numberNode(at));
  }

  @Override
  public void take(Word word, long written) throws InterruptedException {
    ledger.remember(word);
    if (!settings.statuses().contains(word.status())) {
      return;
    }
    boolean old = written < clock.millis() - settings.old().toMillis();
    if (old || holding || full()) {
      hold(word);
      return;
    }
    ObjectNode outbox = Word.JSON.createObjectNode().put("delivery", word.delivery());
    outbox.set("word", word.json());
    send(outbox);
  }

  @Override
  public void tick(boolean idle) throws InterruptedException {
    if (!idle || !holding || full()) {
      return;
    }
    Map<String, JsonNode> held = ledger.under(HELD);
    held.keySet().forEach(key -> ledger.remove(HELD + key));
    holding = false;
    send(Messages.digest(held.values()));
  }

  private void hold(Word word) {
    // Their order is that of the keys.
    lastHeld++;
    ledger.put(HELD + String.format("%012d", lastHeld), Messages.line(word));
    holding = true;
  }

  /** Whether as many as may be were sent within the hour that ends now. */
  private boolean full() {
    return sent.values().stream().filter(this::counts).count() >= settings.cap();
  }

  /** A time that has not come yet is of a clock that was set back, and might count for days. */
  private boolean counts(long at) {
    long now = clock.millis();
    return at > now - HOUR && at <= now;
  }

  /** A place for one more: one that does not count any more, else a new one. */
  private int slot() {
    int slot = 0;
    while (sent.containsKey(slot) && counts(sent.get(slot))) {
      slot++;
    }
    return slot;
  }

  private void send(ObjectNode outbox) throws InterruptedException {
    int slot = slot();
    note(slot, clock.millis());
    outbox.put("slot", slot);
    ledger.put(OUTBOX, outbox);
    ledger.commit();
    flush();
  }

  /** Sends what is in the outbox, until it is taken. */
  private void flush() throws InterruptedException {
    JsonNode outbox = ledger.get(OUTBOX);
    if (outbox == null) {
      return;
    }
    String id = outbox.path("delivery").asText();
    byte[] body = settings.messages().body(outbox).toString().getBytes(UTF_8);
    if (delivery.deliver(List.of(() -> request(id, body))) == Delivery.Outcome.REFUSED) {
      LOG.error("the webhook refuses {} for good: it is passed over", id);
    } else {
      LOG.info("told the webhook {}", id);
    }
    if (outbox.has("slot")) {
      // It may have been long on its way: it counts from when it came.
      note(outbox.path("slot").intValue(), clock.millis());
    }
    ledger.remove(OUTBOX);
    ledger.commit();
  }

  private HttpRequest request(String id, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "groundswell")
            .header(Signature.DELIVERY, id)
            .POST(BodyPublishers.ofByteArray(body));
    if (!settings.secrets().isEmpty()) {
      long timestamp = clock.millis() / 1_000;
      request.header(Signature.TIMESTAMP, Long.toString(timestamp));
      request.header(Signature.SIGNATURE, Signature.of(settings.secrets(), timestamp, body));
    }
    return request.build();
  }
}
