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
  private static final String WINDOW = "window";
  private static final String HELD = "held/";
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /**
   * What the operator chose.
   *
   * @param url where to
   * @param secrets to sign with, the newest first; empty for none
   * @param cap messages an hour
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
  private Ledger ledger;

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
    flush();
  }

  @Override
  public void take(Word word, long written) throws InterruptedException {
    ledger.remember(word);
    if (!settings.statuses().contains(word.status())) {
      return;
    }
    boolean old = written < clock.millis() - settings.old().toMillis();
    if (old || !held().isEmpty() || sent() >= settings.cap()) {
      hold(word);
      return;
    }
    send(Word.JSON.createObjectNode().put("delivery", word.delivery()).set("word", word.json()));
  }

  @Override
  public void tick(boolean idle) throws InterruptedException {
    Map<String, JsonNode> held = idle ? held() : Map.of();
    if (held.isEmpty() || sent() >= settings.cap()) {
      return;
    }
    held.keySet().forEach(key -> ledger.remove(HELD + key));
    send(Messages.digest(held.values()));
  }

  private Map<String, JsonNode> held() {
    return ledger.under(HELD);
  }

  private void hold(Word word) {
    Map<String, JsonNode> held = held();
    long last = 0;
    for (String key : held.keySet()) {
      last = Math.max(last, Long.parseLong(key));
    }
    ledger.put(HELD + String.format("%012d", last + 1), Messages.line(word));
  }

  /** How many were sent in the hour that runs; it begins with its first message. */
  private int sent() {
    JsonNode window = ledger.get(WINDOW);
    long age = window == null ? HOUR : clock.millis() - window.path("start").longValue();
    return age >= HOUR || age < 0 ? 0 : window.path("sent").intValue();
  }

  private void send(JsonNode outbox) throws InterruptedException {
    int sent = sent();
    ObjectNode window = Word.JSON.createObjectNode();
    window.put("start", sent == 0 ? clock.millis() : ledger.get(WINDOW).path("start").longValue());
    ledger.put(WINDOW, window.put("sent", sent + 1));
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
