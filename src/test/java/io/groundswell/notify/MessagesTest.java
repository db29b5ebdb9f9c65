package io.groundswell.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.contract.Schemas;
import io.groundswell.label.Labels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final Messages BOTH =
      new Messages(List.of("fr", "en"), new Links(null), Bench.NAMES);

  private static JsonNode body(Messages messages, JsonNode word) {
    ObjectNode outbox = Word.JSON.createObjectNode().put("delivery", "d");
    return messages.body(outbox.set("word", word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts.opened.json", "alerts.raised.json", "alerts.closed.json"})
  void everyDocumentedAlertBecomesAMessage(String example) throws Exception {
    JsonNode word = Word.JSON.readTree(Files.readAllBytes(Post.EXAMPLES.resolve(example)));
    JsonNode body = body(BOTH, word);
    assertThat(body.path("text").asText())
        .isEqualTo(
            word.path("text").path("fr").asText() + "\n" + word.path("text").path("en").asText());
    assertThat(body.path("groundswell").path("alert")).isEqualTo(word);
    assertThat(body.path("blocks")).hasSize(3);
  }

  @Test
  void namesFormatNothingAndMentionNobody() {
    ObjectNode word = new Post("<!here>", "a & b").opened();
    ((ObjectNode) word.path("text")).put("fr", "<!channel> & co").put("en", "<@U1>");
    JsonNode body = body(BOTH, word);
    assertThat(body.path("text").asText()).isEqualTo("&lt;!channel&gt; &amp; co\n&lt;@U1&gt;");
    assertThat(body.path("blocks").findValuesAsText("type")).doesNotContain("mrkdwn");
  }

  @Test
  void staysWithinSlacksBoundsAndCutsNoCharacterInHalf() {
    ObjectNode word = new Post("p", "😀".repeat(128)).opened();
    ((ObjectNode) word.path("text")).put("fr", "😀".repeat(4_000)).put("en", "x");
    for (JsonNode block : body(BOTH, word).path("blocks")) {
      String text = block.path("text").path("text").asText();
      assertThat(text.length())
          .isBetween(1, block.path("type").asText().equals("header") ? 150 : 3_000);
      assertThat(text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
    }
  }

  @Test
  void aDigestCountsAllAndShowsTheLast() {
    List<JsonNode> held = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      held.add(Messages.line(Word.of(new Post("p", "post " + i).opened())));
    }
    JsonNode body =
        new Messages(List.of("en"), new Links(null), Bench.NAMES).body(Messages.digest(held));
    assertThat(body.path("text").asText())
        .startsWith("Digest: 50 messages held back (50 opened, 0 doubled, 0 closed)\n… (30 before)")
        .contains("p / post 30: opened, 2.8 x ads", "p / post 49")
        .doesNotContain("post 29:");
  }

  @Test
  void aLinkLeadsToThePost() {
    Messages messages =
        new Messages(
            List.of("en"), new Links("https://b.example/?page={page}&post={post}"), Bench.NAMES);
    JsonNode body = body(messages, new Post("Café Lyon", "été/1").opened());
    String link = "https://b.example/?page=Caf%C3%A9%20Lyon&post=%C3%A9t%C3%A9%2F1";
    assertThat(body.path("groundswell").path("link").asText()).isEqualTo(link);
    assertThat(body.path("text").asText()).endsWith("\n" + link);
  }

  private static final Labels LABELS =
      new Labels("a key of labels".getBytes(StandardCharsets.UTF_8), false);

  private static final Messages HIDDEN =
      new Messages(List.of("fr", "en"), new Links(null), new Discretion(LABELS));

  @ParameterizedTest
  @ValueSource(strings = {"alerts.opened.json", "alerts.raised.json", "alerts.closed.json"})
  void whereNamesAreHiddenLabelsStandInTheSentenceAndInTheRecord(String example) throws Exception {
    JsonNode word = Word.JSON.readTree(Files.readAllBytes(Post.EXAMPLES.resolve(example)));
    JsonNode body = body(HIDDEN, word);
    Schemas.assertValid("alerts", body.path("groundswell").path("alert").toString());
    List<String> labels = new ArrayList<>();
    for (JsonNode each : word.path("topSupporters")) {
      assertThat(body.toString()).doesNotContain(each.path("supporter").asText());
      labels.add(LABELS.of(each.path("supporter").asText()));
    }
    JsonNode told = body.path("groundswell").path("alert");
    assertThat(told.path("topSupporters").findValuesAsText("supporter")).isEqualTo(labels);
    if (!word.path("status").asText().equals("closed")) {
      assertThat(body.path("text").asText())
          .contains("supporter\u00a0" + labels.get(0) + " et supporter\u00a0" + labels.get(1))
          .contains("supporter\u00a0" + labels.get(0) + " and supporter\u00a0" + labels.get(1));
    }
    // All else is as it was.
    ObjectNode same = told.deepCopy();
    same.set("topSupporters", word.path("topSupporters"));
    same.set("text", word.path("text"));
    assertThat(same).isEqualTo(word);
  }

  @Test
  void aSentenceInWhichANameMightStandElsewhereIsWordedAnew() {
    ObjectNode word = new Post("p", "x").opened();
    ((ObjectNode) word.path("text")).put("fr", "Chloé et Ines !").put("en", "Chloé. And Ines.");
    String text = body(HIDDEN, word).path("text").asText();
    assertThat(text)
        .isEqualTo(
            "« x » de p : l’élan organique dépasse la publicité ; 13 supporters ont touché environ"
                + " 841 personnes en une heure (au moins 358), contre 300 par la publicité.\n"
                + "“x” of p: organic momentum surpasses ads; 13 supporters reached about 841 people"
                + " in the last hour (at least 358), against 300 from ads.");
  }

  @Test
  void whatIsNotKnownToNameNobodyStaysInTheHouse() {
    ObjectNode word = new Post("p", "x").opened();
    word.put("new", "Chloé");
    ((ObjectNode) word.path("topSupporters").get(0)).put("alias", "Chloé");
    assertThat(body(HIDDEN, word).toString()).doesNotContain("Chloé");
    assertThat(body(BOTH, word).path("groundswell").path("alert")).isEqualTo(word);
  }
}
