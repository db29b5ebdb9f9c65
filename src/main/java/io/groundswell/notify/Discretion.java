package io.groundswell.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.label.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a word leaves the house: all of it where the operator shows names, else what is known to
 * name nobody, with labels in the place of supporters' names. The ledger keeps the word as it came.
 *
 * @param labels the same for all that leaves, and those of the board where the key is the board's
 */
record Discretion(Labels labels) {
  private static final List<String> NAMELESS =
      List.of(
          "id",
          "type",
          "status",
          "page",
          "post",
          "at",
          "opened",
          "organic",
          "sponsored",
          "ratio",
          "peakRatio",
          "topics");

  private static final List<String> OF_A_SUPPORTER = List.of("c", "kind", "tier", "score");

  /** The word as it may be told. */
  Word of(Word word) {
    if (labels.names()) {
      return word;
    }
    ObjectNode told = Word.JSON.createObjectNode();
    copy(word.json(), told, NAMELESS);
    List<String> names = new ArrayList<>();
    ArrayNode top = told.putArray("topSupporters");
    for (JsonNode each : word.json().path("topSupporters")) {
      String name = each.path("supporter").asText();
      names.add(name);
      copy(each, top.addObject().put("supporter", labels.of(name)), OF_A_SUPPORTER);
    }
    ObjectNode text = told.putObject("text");
    for (String language : List.of("fr", "en")) {
      String and = language.equals("fr") ? " et " : " and ";
      String sentence = labels.sentence(word.sentence(language), names, and);
      text.put(language, sentence == null ? worded(language, word) : sentence);
    }
    return Word.of(told);
  }

  private static void copy(JsonNode from, ObjectNode to, List<String> fields) {
    for (String field : fields) {
      if (from.has(field)) {
        to.set(field, from.get(field));
      }
    }
  }

  /** A sentence of the figures alone. */
  private static String worded(String language, Word word) {
    JsonNode organic = word.json().path("organic");
    String supporters = Figures.people(organic.path("supporters").asDouble());
    String reached = Figures.people(organic.path("reach").asDouble());
    String least = Figures.people(organic.path("lower").asDouble());
    String ads = Figures.people(word.json().path("sponsored").path("reach").asDouble());
    if (language.equals("fr")) {
      String what =
          switch (word.status()) {
            case OPENED -> "l’élan organique dépasse la publicité";
            case RAISED -> "l’élan organique a doublé";
            case CLOSED -> "l’élan organique est retombé";
          };
      return "« %s » de %s : %s ; %s supporters ont touché environ %s personnes en une heure (au moins %s), contre %s par la publicité."
          .formatted(word.post(), word.page(), what, supporters, reached, least, ads);
    }
    String what =
        switch (word.status()) {
          case OPENED -> "organic momentum surpasses ads";
          case RAISED -> "organic momentum has doubled";
          case CLOSED -> "organic momentum is over";
        };
    return "“%s” of %s: %s; %s supporters reached about %s people in the last hour (at least %s), against %s from ads."
        .formatted(word.post(), word.page(), what, supporters, reached, least, ads);
  }
}
