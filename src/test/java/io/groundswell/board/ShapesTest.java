package io.groundswell.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each field that the page relies on is held to what it must be, one by one. */
class ShapesTest {
  @ParameterizedTest
  @CsvSource({
    "ALERTS, alerts.opened",
    "ALERTS, alerts.raised",
    "ALERTS, alerts.closed",
    "POST_MOMENTUM, post-momentum.minute",
    "POST_MOMENTUM, post-momentum.no-ads",
    "SUPPORTERS, supporters.nano",
    "SUPPORTERS, supporters.audience-not-stated",
    "SUPPORTERS, supporters.sponsored-only",
    "OUTCOMES_ATTRIBUTED, outcomes-attributed.touch",
    "OUTCOMES_ATTRIBUTED, outcomes-attributed.unknown",
    "COHORTS, cohorts.organic",
    "COHORTS, cohorts.new",
    "PAGES, pages.corrected",
    "PAGES, pages.worked"
  })
  void everyFieldOfAnExampleIsAskedFor(Topic topic, String example) throws Exception {
    JsonNode record = Told.example(example);
    Shapes.check(topic, record);
    List<JsonPointer> fields = new ArrayList<>();
    fields(Shapes.of(topic), record, JsonPointer.empty(), fields);
    assertThat(fields).hasSizeGreaterThan(5);
    for (JsonPointer field : fields) {
      JsonNode wrong = record.deepCopy();
      JsonNode parent = wrong.at(field.head());
      if (parent instanceof ObjectNode object) {
        object.putArray(field.last().getMatchingProperty()).addObject();
      } else {
        ((ArrayNode) parent).set(field.last().getMatchingIndex(), Told.tree("{\"no\": [{}]}"));
      }
      assertThatThrownBy(() -> Shapes.check(topic, wrong))
          .as("%s", field)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("must be");
    }
  }

  /** The places in a record that a shape says something of. */
  private static void fields(
      JsonNode shape, JsonNode record, JsonPointer at, List<JsonPointer> into) {
    if (shape.isTextual()) {
      into.add(at);
    } else if (shape.isArray()) {
      for (int i = 0; i < record.size(); i++) {
        fields(shape.get(0), record.get(i), at.appendIndex(i), into);
      }
    } else {
      for (Map.Entry<String, JsonNode> each : shape.properties()) {
        if (each.getKey().equals("*")) {
          record
              .fieldNames()
              .forEachRemaining(
                  name -> fields(each.getValue(), record.get(name), at.appendProperty(name), into));
        } else if (record.has(each.getKey())) {
          fields(
              each.getValue(), record.get(each.getKey()), at.appendProperty(each.getKey()), into);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "COHORTS, cohorts.organic, day, +12345-01-01",
    "PAGES, pages.worked, day, +12345-01-01",
    "ALERTS, alerts.opened, at, +300000000-01-01T00:00:00Z",
    "ALERTS, alerts.opened, post, ' '",
    "SUPPORTERS, supporters.nano, supporter, ''"
  })
  void whatCannotBeShownIsOfAnotherShape(Topic topic, String example, String field, String value)
      throws Exception {
    ObjectNode record = Told.example(example);
    Shapes.check(topic, record);
    record.put(field, value);
    assertThatThrownBy(() -> Shapes.check(topic, record)).hasMessageContaining(field + " must be");
    record.remove(field);
    assertThatThrownBy(() -> Shapes.check(topic, record)).hasMessageContaining(field + " must be");
  }

  @Test
  void noFigureIsBeyondWhatCanBeCounted() throws Exception {
    ObjectNode momentum = Told.example("post-momentum.minute");
    for (double wrong : new double[] {1e308, -1, 0x1p54}) {
      momentum.put("organic", wrong);
      assertThatThrownBy(() -> Shapes.check(Topic.POST_MOMENTUM, momentum))
          .hasMessageContaining("organic must be");
    }
  }

  /** Null is said; what is left out is not known, and only what an earlier version left out may. */
  @ParameterizedTest
  @CsvSource({
    "SUPPORTERS, supporters.nano, audience, false",
    "SUPPORTERS, supporters.nano, promptness, false",
    "COHORTS, cohorts.organic, back7, false",
    "ALERTS, alerts.opened, ratio, false",
    "SUPPORTERS, supporters.nano, origin, true"
  })
  void nullIsNotAbsent(Topic topic, String example, String field, boolean mayBeAbsent)
      throws Exception {
    ObjectNode record = Told.example(example).putNull(field);
    Shapes.check(topic, record);
    record.remove(field);
    if (mayBeAbsent) {
      Shapes.check(topic, record);
    } else {
      assertThatThrownBy(() -> Shapes.check(topic, record))
          .hasMessageContaining(field + " must be");
    }
  }

  @Test
  void whatIsOfAnotherShapeIsCountedAndNotShown() throws Exception {
    try (Served board = Served.open()) {
      ObjectNode alert = Told.example("alerts.opened");
      alert.remove("organic");
      board.take(Topic.ALERTS, alert);
      board.take(Topic.ALERTS, Told.example("alerts.opened").put("status", "exploded"));
      board.take(Topic.POST_MOMENTUM, (ObjectNode) Told.tree(NOT_FINITE.formatted("1e999")));
      assertThat(board.store.unreadable()).isEqualTo(3);
      JsonNode rows = Told.tree(board.store.snapshot("")).path("rows");
      assertThat(rows.path("alert")).isEmpty();
      assertThat(rows.path("post")).isEmpty();
      board.take(Topic.POST_MOMENTUM, (ObjectNode) Told.tree(NOT_FINITE.formatted("1e9")));
      assertThat(Told.tree(board.store.snapshot("")).path("rows").path("post")).hasSize(1);
    }
  }

  private static final String NOT_FINITE =
      """
      {"page": "p", "post": "q", "at": "2026-11-23T10:15:20.000Z", "organic": %s, "lower": 1,
       "supporters": 1, "likes": 1, "comments": 0, "shares": 0, "sponsored": 0, "ratio": null}
      """;

  @Test
  void aRuleIsAWholeSentenceWithoutTheValue() {
    assertThat(
            Views.rule(
                "time must be at most 300 s ahead of the Kafka timestamp 2026-10-12T07:00:00.000Z,"
                    + " is 2036-10-12T07:00:00.000Z"))
        .isEqualTo("time must be at most 300 s ahead of the Kafka timestamp");
    assertThat(Views.rule("a record must be valid JSON: Unexpected end of Zoé"))
        .isEqualTo("a record must be valid JSON");
    assertThat(Views.rule("spend must be 0 or more, is -3")).isEqualTo("spend must be 0 or more");
  }
}
