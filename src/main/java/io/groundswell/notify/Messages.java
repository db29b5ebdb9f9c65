package io.groundswell.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.event.Alert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The webhook's body: {@code text} and {@code blocks} as Slack takes them, and all that is known in
 * a field {@code groundswell} for everybody else. Names come from anyone: in {@code text} they are
 * escaped as Slack asks, in blocks they are plain text, so that nobody can mention a whole channel.
 *
 * @param languages of the sentences, {@code fr}, {@code en} or both in the order they are told
 * @param links to the post
 * @param discretion what of an alert may be told
 */
record Messages(List<String> languages, Links links, Discretion discretion) {
  /** Lines of a digest; the rest is counted. */
  static final int MOST_LINES = 20;

  /** Slack's bounds on a header and on a section. */
  private static final int LONGEST_HEADER = 150;

  private static final int LONGEST_SECTION = 3_000;

  /** What of a word is held back for a digest. */
  static ObjectNode line(Word word) {
    ObjectNode line = Word.JSON.createObjectNode();
    for (String field : List.of("id", "status", "page", "post", "at", "ratio")) {
      line.set(field, word.json().path(field));
    }
    return line.put("delivery", word.delivery());
  }

  /** The digest of what was held back, ready for the outbox: the newest lines and the numbers. */
  static ObjectNode digest(Collection<JsonNode> held) {
    List<JsonNode> all = new ArrayList<>(held);
    ObjectNode digest = Word.JSON.createObjectNode();
    digest.put(
        "delivery",
        "digest/" + all.size() + "/" + all.get(all.size() - 1).path("delivery").asText());
    ObjectNode counts = digest.putObject("counts");
    for (Alert.Status status : Alert.Status.values()) {
      counts.put(
          status.wire(),
          (int) all.stream().filter(l -> l.path("status").asText().equals(status.wire())).count());
    }
    ArrayNode words = digest.putArray("words");
    all.subList(Math.max(0, all.size() - MOST_LINES), all.size()).forEach(words::add);
    return digest;
  }

  /** The body for what is in the outbox. */
  ObjectNode body(JsonNode outbox) {
    ObjectNode own = Word.JSON.createObjectNode();
    own.put("delivery", outbox.path("delivery").asText());
    ObjectNode body = Word.JSON.createObjectNode();
    if (outbox.has("word")) {
      alert(discretion.of(Word.of(outbox.get("word"))), body, own);
    } else {
      digest(outbox, body, own);
    }
    body.set("groundswell", own);
    return body;
  }

  private void alert(Word word, ObjectNode body, ObjectNode own) {
    List<String> sentences = languages.stream().map(word::sentence).toList();
    List<String> titles = languages.stream().map(language -> title(language, word)).toList();
    String link = links.of(word);
    body.put("text", escaped(String.join("\n", sentences)) + (link == null ? "" : "\n" + link));
    ArrayNode blocks = body.putArray("blocks");
    header(blocks, String.join(" · ", titles));
    sentences.forEach(sentence -> section(blocks, sentence));
    if (link != null) {
      section(blocks, link);
    }
    own.put("kind", "alert");
    own.set("alert", word.json());
    if (link != null) {
      own.put("link", link);
    }
  }

  private void digest(JsonNode outbox, ObjectNode body, ObjectNode own) {
    List<String> texts = new ArrayList<>();
    ArrayNode blocks = Word.JSON.createArrayNode();
    for (String language : languages) {
      String title = digestTitle(language, outbox.path("counts"));
      List<String> lines = new ArrayList<>();
      outbox.path("words").forEach(line -> lines.add(digestLine(language, line)));
      int more = total(outbox.path("counts")) - lines.size();
      if (more > 0) {
        lines.add(0, language.equals("fr") ? "… (" + more + " avant)" : "… (" + more + " before)");
      }
      texts.add(title + "\n" + String.join("\n", lines));
      header(blocks, title);
      section(blocks, String.join("\n", lines));
    }
    body.put("text", escaped(String.join("\n\n", texts)));
    body.set("blocks", blocks);
    own.put("kind", "digest");
    own.set("counts", outbox.path("counts"));
    own.set("words", outbox.path("words"));
  }

  private static int total(JsonNode counts) {
    int total = 0;
    for (JsonNode count : counts) {
      total += count.intValue();
    }
    return total;
  }

  private static String title(String language, Word word) {
    boolean fr = language.equals("fr");
    String what =
        switch (word.status()) {
          case OPENED ->
              fr ? "L’élan organique dépasse la publicité" : "Organic surpasses sponsored";
          case RAISED -> fr ? "L’élan organique a doublé" : "Organic momentum has doubled";
          case CLOSED -> fr ? "L’élan organique est retombé" : "Organic momentum is over";
        };
    return what + (fr ? " : " : ": ") + word.post();
  }

  private static String digestTitle(String language, JsonNode counts) {
    int opened = counts.path("opened").intValue();
    int raised = counts.path("raised").intValue();
    int closed = counts.path("closed").intValue();
    return language.equals("fr")
        ? String.format(
            Locale.ROOT,
            "Résumé : %d messages retenus (ouvertes %d, doublées %d, closes %d)",
            total(counts),
            opened,
            raised,
            closed)
        : String.format(
            Locale.ROOT,
            "Digest: %d messages held back (%d opened, %d doubled, %d closed)",
            total(counts),
            opened,
            raised,
            closed);
  }

  private static String digestLine(String language, JsonNode line) {
    boolean fr = language.equals("fr");
    String what =
        switch (Word.status(line.path("status").asText())) {
          case OPENED -> fr ? "ouverte" : "opened";
          case RAISED -> fr ? "doublée" : "doubled";
          case CLOSED -> fr ? "close" : "closed";
        };
    String ratio = "";
    if (line.path("ratio").isNumber()) {
      String times = Figures.ratio(line.path("ratio").doubleValue());
      ratio = fr ? ", " + times.replace('.', ',') + " fois la publicité" : ", " + times + " x ads";
    }
    return "• "
        + line.path("at").asText()
        + " "
        + line.path("page").asText()
        + " / "
        + line.path("post").asText()
        + (fr ? " : " : ": ")
        + what
        + ratio;
  }

  private static void header(ArrayNode blocks, String text) {
    plain(blocks.addObject().put("type", "header").putObject("text"), text, LONGEST_HEADER);
  }

  private static void section(ArrayNode blocks, String text) {
    if (!text.isBlank()) {
      plain(blocks.addObject().put("type", "section").putObject("text"), text, LONGEST_SECTION);
    }
  }

  private static void plain(ObjectNode node, String text, int longest) {
    String shown = text;
    if (text.length() > longest) {
      // Not between the halves of a character.
      int end = longest - 1 - (Character.isHighSurrogate(text.charAt(longest - 2)) ? 1 : 0);
      shown = text.substring(0, end) + "…";
    }
    node.put("type", "plain_text").put("text", shown).put("emoji", false);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
