package io.groundswell.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that is no whole alert is refused, and says why: nobody is told half a sentence. */
class WordTest {
  private static ObjectNode example() throws IOException {
    return (ObjectNode)
        Word.JSON.readTree(Files.readAllBytes(Path.of("docs/examples/alerts.raised.json")));
  }

  @Test
  void anAlertOfTheContractIsRead() throws IOException {
    Word word = Word.of(example().toString().getBytes(StandardCharsets.UTF_8));
    assertThat(word.sentence("en")).contains("is taking off");
    assertThat(word.open()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+300000000-01-01T00:00:00Z", "yesterday", ""})
  void aTimeThatIsNoneIsRefusedAndEndsNothing(String time) throws IOException {
    byte[] value = example().put("at", time).toString().getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Word.of(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an alert's at must be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"id", "status", "page", "post", "at", "opened", "organic", "text", "text.en"})
  void oneThatLacksAFieldIsRefusedByItsName(String field) throws IOException {
    ObjectNode alert = example();
    int dot = field.indexOf('.');
    if (dot < 0) {
      alert.remove(field);
    } else {
      ((ObjectNode) alert.path(field.substring(0, dot))).remove(field.substring(dot + 1));
    }
    byte[] value = alert.toString().getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Word.of(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an alert's " + field);
  }
}
