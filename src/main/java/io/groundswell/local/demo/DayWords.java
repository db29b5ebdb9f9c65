package io.groundswell.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the demo says of a page's day, in French or English. */
final class DayWords {
  private static final int NAMED = 3;

  private final Language language;
  private final DateTimeFormatter date;

  DayWords(Language language) {
    this.language = language;
    date = DateTimeFormatter.ofPattern("EEE d MMM", language.locale());
  }

  /** Above the days. */
  String heading() {
    return "\n"
        + language.choose(
            "Qui a porté chaque page, jour par jour (topic pages, jours UTC) :",
            "Who carried each page, day by day (topic pages, UTC days):");
  }

  /** A day as a line, from its value. */
  String day(JsonNode day) {
    List<String> parts = new ArrayList<>();
    long supporters = day.path("supporters").asLong();
    String carried = number(supporters) + " supporters";
    if (supporters > 0) {
      carried +=
          language.choose(", dont ", ", ")
              + number(day.path("nano").asLong())
              + language.choose(" à l’audience modeste", " of modest audience");
    }
    parts.add(carried);
    String names = names(day.path("top"));
    if (!names.isEmpty()) {
      parts.add(language.choose("d’abord ", "first of all ") + names);
    }
    outcomes(day.path("outcomes")).forEach((kind, counts) -> parts.add(kind + ": " + counts));
    String spend = spend(day);
    if (!spend.isEmpty()) {
      parts.add(spend);
    }
    return String.format(
        Locale.ROOT,
        "  %s  %s: %s",
        date.format(LocalDate.parse(day.path("day").asText())),
        day.path("page").asText(),
        String.join("; ", parts));
  }

  private static String names(JsonNode top) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Math.min(NAMED, top.size()); i++) {
      names.add(top.get(i).path("supporter").asText());
    }
    return String.join(", ", names);
  }

  private Map<String, String> outcomes(JsonNode outcomes) {
    Map<String, String> byKind = new LinkedHashMap<>();
    for (JsonNode each : outcomes) {
      String count =
          number(each.path("count").asLong()) + " " + origin(each.path("origin").asText());
      byKind.merge(each.path("kind").asText(), count, (a, b) -> a + ", " + b);
    }
    return byKind;
  }

  private String origin(String origin) {
    return switch (origin) {
      case "organic" -> language.choose("organiques", "organic");
      case "sponsored" -> language.choose("sponsorisées", "sponsored");
      default -> language.choose("d’origine inconnue", "of unknown origin");
    };
  }

  private String spend(JsonNode day) {
    List<String> amounts = new ArrayList<>();
    day.path("spend")
        .fields()
        .forEachRemaining(each -> amounts.add(money(each.getValue().asDouble(), each.getKey())));
    if (amounts.isEmpty()) {
      return "";
    }
    List<String> costs = new ArrayList<>();
    for (JsonNode cost : day.path("costPerOutcome")) {
      costs.add(money(cost.path("cost").asDouble(), cost.path("currency").asText()));
    }
    String spent = String.join(" + ", amounts) + language.choose(" dépensés", " spent");
    return costs.isEmpty()
        ? spent
        : spent
            + language.choose(", soit ", ", ")
            + String.join(" + ", costs)
            + language.choose(" par résultat sponsorisé", " per sponsored outcome");
  }

  private String money(double amount, String currency) {
    String text = String.format(Locale.ROOT, "%.2f", amount);
    return language.choose(text.replace('.', ','), text) + " " + currency;
  }

  private String number(long value) {
    String grouped = String.format(Locale.ROOT, "%,d", value);
    return language.choose(grouped.replace(',', '\u202f'), grouped);
  }
}
