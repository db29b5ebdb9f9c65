package io.groundswell.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Alert;
import io.groundswell.event.Topic;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the demo says, in French or English. */
final class Words {
  private static final char FRENCH_GROUP = '\u202f';

  private final Language language;
  private final ZoneId zone;
  private final DateTimeFormatter moment;

  /**
   * Words.
   *
   * @param zone in which times are told
   */
  Words(Language language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
    moment = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", language.locale()).withZone(zone);
  }

  /** While things start. */
  String starting() {
    return language.choose(
        "groundswell\u00a0: un broker Kafka et un cluster Flink démarrent dans ce processus...",
        "groundswell: a Kafka broker and a Flink cluster are starting in this process...");
  }

  /**
   * What there is to see.
   *
   * @param shipped whether it is the data that come with groundswell
   */
  String welcome(
      Arrivals.Span span, Pace pace, boolean shipped, String bootstrapServers, URI web, URI board) {
    StringBuilder out = new StringBuilder(1024);
    out.append('\n').append(plan(span, pace)).append("\n\n");
    if (shipped) {
      out.append(
              language.choose(
                  "Réel : le nombre de réactions, le moment et l’audience des partages, les"
                      + " chiffres des annonces, les signatures.\nReconstitué : les pages, les"
                      + " publications, les personnes et ce qui relie le tout ; voir docs/data.md.\nEn plus,"
                      + " trois enregistrements faux, que le job refuse\u00a0: voir Santé au tableau.",
                  "Real: how many reactions, when posts were shared and before how many people,"
                      + " the ads’ figures, the signatures.\nReconstructed: the pages, the posts,"
                      + " the people, and what joins it all; see docs/data.md.\nBesides, three"
                      + " records that are wrong, which the job refuses: see Health on the board."))
          .append("\n\n");
    }
    row(out, language.choose("Voir", "See"), board.toString());
    row(out, "Kafka", bootstrapServers);
    row(out, "", topics(Topic.inputs()) + " ->");
    row(out, "", topics(Topic.outputs()));
    row(out, "Flink", web.toString());
    row(
        out,
        language.choose("Lire", "Read"),
        "kafka-console-consumer.sh --bootstrap-server "
            + bootstrapServers
            + " --topic alerts --from-beginning --isolation-level read_committed");
    row(
        out,
        "",
        "kcat -C -b " + bootstrapServers + " -t post-momentum -X isolation.level=read_committed");
    row(
        out,
        "",
        language.choose(
            "Java, Python... : docs/dashboards.md", "Java, Python...:" + " docs/dashboards.md"));
    row(out, "Stop", "Ctrl-C");
    return out.toString();
  }

  private String plan(Arrivals.Span span, Pace pace) {
    String records = number(span.records());
    if (span.timeless()) {
      return language.choose(
          "Aucun des " + records + " enregistrements n’a d’heure.",
          "None of the " + records + " records has a time.");
    }
    String from = moment(span.first());
    String to = moment(span.last());
    String speed = number(Math.round(pace.speed()));
    String takes = duration(pace.due(span.first(), span.last()));
    return language.choose(
        records
            + " enregistrements, du "
            + from
            + " au "
            + to
            + " ("
            + zone
            + "),\n"
            + speed
            + " fois plus vite que la vie\u00a0: environ "
            + takes
            + ".",
        records
            + " records, from "
            + from
            + " to "
            + to
            + " ("
            + zone
            + "),\n"
            + speed
            + " times as fast as life: about "
            + takes
            + ".");
  }

  private static void row(StringBuilder out, String name, String value) {
    out.append(String.format(Locale.ROOT, "  %-6s %s%n", name, value));
  }

  private static String topics(Topic[] topics) {
    return Arrays.stream(topics).map(Topic::wire).collect(Collectors.joining(", "));
  }

  /** An alert as a line, from its value. */
  String alert(JsonNode alert) {
    return String.format(
        Locale.ROOT,
        "%s  %s  %s",
        moment(Instant.parse(alert.path("at").asText()).toEpochMilli()),
        status(alert.path("status").asText()),
        alert.path("text").path(language.wire()).asText());
  }

  private String status(String status) {
    String word =
        switch (status) {
          case "opened" -> language.choose("▲ OUVERTE", "▲ OPENED");
          case "raised" -> language.choose("⏫ REHAUSSÉE", "⏫ RAISED");
          case "closed" -> language.choose("▽ REFERMÉE", "▽ CLOSED");
          default -> status;
        };
    return word;
  }

  /** What it says of a page's day. */
  DayWords days() {
    return new DayWords(language);
  }

  /** How far it is. */
  String progress(Arrivals.Span span, long sent, long arrival, long alerts) {
    long whole = Math.max(1, span.last() - span.first());
    long percent = span.timeless() ? 100 : (arrival - span.first()) * 100 / whole;
    String records = number(sent) + " / " + number(span.records());
    return language.choose(
        moment(arrival)
            + "  "
            + percent
            + "\u00a0%  "
            + records
            + " enregistrements  "
            + alerts
            + " alertes",
        moment(arrival) + "  " + percent + " %  " + records + " records  " + alerts + " alerts");
  }

  /** When the last record has been read. */
  String closingTime(int hours) {
    return language.choose(
        "Tout est lu ; l’heure avance de " + hours + " h pour que les alertes ouvertes se ferment.",
        "All is read; event time goes on by " + hours + " h, so that open alerts can close.");
  }

  /**
   * The end.
   *
   * @param nanos how long the records took
   * @param firstAlert seconds from the start of the process to the first alert, NaN without one
   */
  String summary(long records, long nanos, Map<String, Long> alerts, double firstAlert) {
    StringBuilder out = new StringBuilder(256);
    String count = number(records);
    String first =
        Double.isNaN(firstAlert)
            ? ""
            : language.choose(
                " ; première alerte " + Math.round(firstAlert) + " s après le démarrage",
                "; first alert " + Math.round(firstAlert) + " s after the start");
    out.append('\n')
        .append(
            language.choose(
                count + " enregistrements en " + duration(nanos) + first + ".",
                count + " records in " + duration(nanos) + first + "."))
        .append('\n');
    out.append(language.choose("Alertes :", "Alerts:"));
    for (Alert.Status status : Alert.Status.values()) {
      out.append(' ')
          .append(number(alerts.getOrDefault(status.wire(), 0L)))
          .append(' ')
          .append(name(status))
          .append(status == Alert.Status.CLOSED ? "." : ",");
    }
    return out.toString();
  }

  private String name(Alert.Status status) {
    return switch (status) {
      case OPENED -> language.choose("ouvertes", "opened");
      case RAISED -> language.choose("rehaussées", "raised");
      case CLOSED -> language.choose("refermées", "closed");
    };
  }

  /** After the end. */
  String lookAround() {
    return language.choose(
        "Le tableau, les topics et la page de Flink restent là jusqu’à Ctrl-C.",
        "The board, the topics and Flink’s page stay until Ctrl-C.");
  }

  /** While things stop. */
  String stopping() {
    return language.choose(
        "Arrêt : le job, le broker, le dossier temporaire...",
        "Stopping: the job, the broker, the temporary folder...");
  }

  private String moment(long time) {
    return moment.format(Instant.ofEpochMilli(time));
  }

  private String number(long value) {
    String grouped = String.format(Locale.ROOT, "%,d", value);
    return language == Language.FR ? grouped.replace(',', FRENCH_GROUP) : grouped;
  }

  private static String duration(long nanos) {
    long seconds = Math.round(nanos / 1e9);
    return seconds < 60
        ? seconds + " s"
        : seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
  }
}
