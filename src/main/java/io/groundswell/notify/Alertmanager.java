package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.event.Alert;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Alertmanager told of what is open. What is sent is a state, not an event: the same labels
 * again are the same alert, so that telling twice notifies nobody twice.
 *
 * <p>Each alert is one of Alertmanager's alerts; while its last word is {@code raised} there is one
 * more, {@code OrganicMomentumDoubled}, since a change of annotations alone would notify nobody.
 */
final class Alertmanager implements Channel {
  static final String NAME = "alertmanager";
  static final String SURPASSES = "OrganicSurpassesSponsored";
  static final String DOUBLED = "OrganicMomentumDoubled";

  private static final Logger LOG = LoggerFactory.getLogger(Alertmanager.class);

  /** As long as Prometheus re-sends what is resolved, in case Alertmanager was away. */
  private static final long RESOLVED_MS = Duration.ofMinutes(15).toMillis();

  private static final long LONGEST_WAIT_MS = 2_000;
  private static final int MOST_AT_ONCE = 100;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /**
   * What the operator chose.
   *
   * @param urls of the Alertmanagers, each told everything
   * @param resend how often open alerts are sent again
   * @param hold how long an alert stays open in Alertmanager when nothing is heard of it
   * @param links to the post
   * @param discretion what of an alert may be told
   */
  record Settings(
      List<URI> urls, Duration resend, Duration hold, Links links, Discretion discretion) {}

  private final Settings settings;
  private final Delivery delivery;
  private final Clock clock;
  private final Map<String, JsonNode> changed = new LinkedHashMap<>();
  private Ledger ledger;
  private long nextSend;
  private long firstChange;

  Alertmanager(Settings settings, Delivery delivery, Clock clock) {
    this.settings = settings;
    this.delivery = delivery;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void begin(Ledger opened) {
    ledger = opened;
    changed.clear();
    nextSend = 0;
  }

  @Override
  public void take(Word word, long written) {
    JsonNode before = ledger.alert(word.id());
    ObjectNode entry = ledger.remember(word);
    entry.set("word", word.json());
    JsonNode raised = before == null ? null : before.get("raised");
    if (word.status() == Alert.Status.RAISED) {
      if (raised != null) {
        // The raise before this one is over: its place is taken.
        entry.set("replaced", raised);
      }
      entry.put("raised", word.at());
    } else if (raised != null) {
      entry.set("raised", raised);
    }
    if (changed.isEmpty()) {
      firstChange = clock.millis();
    }
    changed.put(word.id(), entry);
  }

  @Override
  public void tick(boolean idle) throws InterruptedException {
    // While there is more to read, wait a moment: of an alert that has closed since, only that is
    // to be told. What is remembered stands by then, and is told after a restart.
    long now = clock.millis();
    boolean again = idle && now >= nextSend;
    if (!again && (changed.isEmpty() || (!idle && now - firstChange < LONGEST_WAIT_MS))) {
      return;
    }
    Map<String, JsonNode> due = new LinkedHashMap<>(changed);
    if (again) {
      due = current();
      due.putAll(changed);
      nextSend = now + settings.resend().toMillis();
    }
    List<Map.Entry<String, JsonNode>> all = new ArrayList<>(due.entrySet());
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      List<Map.Entry<String, JsonNode>> some =
          all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
      if (delivery.deliver(requests(some)) == Delivery.Outcome.REFUSED) {
        LOG.error("Alertmanager refuses one of {}", some.stream().map(Map.Entry::getKey).toList());
      }
    }
    changed.clear();
  }

  /** What is open, and what closed lately; the words of what closed long ago are let go. */
  private Map<String, JsonNode> current() {
    Map<String, JsonNode> current = new LinkedHashMap<>();
    ledger
        .alerts()
        .forEach(
            (id, entry) -> {
              if (!entry.has("word")) {
                return;
              }
              boolean closed = entry.path("status").asText().equals(Alert.Status.CLOSED.wire());
              if (closed && entry.path("told").longValue() + RESOLVED_MS < clock.millis()) {
                ObjectNode slim = entry.deepCopy();
                slim.remove(List.of("word", "raised", "replaced"));
                ledger.put("alert/" + id, slim);
              } else {
                current.put(id, entry);
              }
            });
    return current;
  }

  private List<Supplier<HttpRequest>> requests(List<Map.Entry<String, JsonNode>> entries) {
    List<Supplier<HttpRequest>> requests = new ArrayList<>();
    for (URI url : settings.urls()) {
      URI alerts = URI.create(url.toString().replaceFirst("/+$", "") + "/api/v2/alerts");
      requests.add(
          () ->
              HttpRequest.newBuilder(alerts)
                  .timeout(TIMEOUT)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(body(entries).toString().getBytes(UTF_8)))
                  .build());
    }
    return requests;
  }

  /** What Alertmanager is told of these entries of the ledger. */
  ArrayNode body(List<Map.Entry<String, JsonNode>> entries) {
    ArrayNode body = Word.JSON.createArrayNode();
    for (Map.Entry<String, JsonNode> each : entries) {
      Word word = settings.discretion().of(Word.of(each.getValue().get("word")));
      body.add(alert(SURPASSES, word, word.opened(), null, word.open()));
      JsonNode raised = each.getValue().get("raised");
      if (raised != null) {
        body.add(alert(DOUBLED, word, raised.longValue(), raised, word.open()));
      }
      JsonNode replaced = each.getValue().get("replaced");
      if (replaced != null) {
        body.add(alert(DOUBLED, word, replaced.longValue(), replaced, false));
      }
    }
    return body;
  }

  private ObjectNode alert(String name, Word word, long start, JsonNode raised, boolean open) {
    long now = clock.millis();
    // Facts may be ahead of this machine's clock; an alert must not end before it begins.
    long startsAt = Math.min(start, now);
    long endsAt = open ? now + settings.hold().toMillis() : Math.max(startsAt, now - 1);
    ObjectNode alert = Word.JSON.createObjectNode();
    ObjectNode labels = alert.putObject("labels");
    labels.put("alertname", name);
    labels.put("source", "groundswell");
    labels.put("severity", "info");
    labels.put("page", word.page());
    labels.put("post", word.post());
    labels.put("id", word.id());
    if (raised != null) {
      labels.put("raised", Instant.ofEpochMilli(raised.longValue()).toString());
    }
    annotate(alert.putObject("annotations"), word);
    alert.put("startsAt", Instant.ofEpochMilli(startsAt).toString());
    alert.put("endsAt", Instant.ofEpochMilli(endsAt).toString());
    String link = settings.links().of(word);
    if (link != null) {
      alert.put("generatorURL", link);
    }
    return alert;
  }

  private static void annotate(ObjectNode annotations, Word word) {
    JsonNode json = word.json();
    annotations.put("fr", word.sentence("fr"));
    annotations.put("en", word.sentence("en"));
    annotations.put("status", word.status().wire());
    annotations.put("at", json.path("at").asText());
    annotations.put("opened", json.path("opened").asText());
    for (String field : List.of("ratio", "peakRatio")) {
      if (json.path(field).isNumber()) {
        annotations.put(field, Figures.ratio(json.path(field).doubleValue()));
      }
    }
    annotations.put("organic", Figures.people(json.path("organic").path("reach").asDouble()));
    annotations.put("organicLower", Figures.people(json.path("organic").path("lower").asDouble()));
    annotations.put("sponsored", Figures.people(json.path("sponsored").path("reach").asDouble()));
    annotations.put(
        "supporters", Figures.people(json.path("organic").path("supporters").asDouble()));
    List<String> topics = new ArrayList<>();
    json.path("topics").forEach(topic -> topics.add(topic.asText()));
    if (!topics.isEmpty()) {
      annotations.put("topics", String.join(", ", topics));
    }
  }
}
