package io.groundswell.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The schemas themselves, and every example beside them. */
class SchemasTest {

  private static final Path EXAMPLES = Schemas.DOCS.resolve("examples");

  static List<String> topics() {
    return Schemas.topics();
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** The topic that a file is named after, up to its first dot. */
  private static String topicOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.indexOf('.'));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everySchemaIsItselfValid(String topic) {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    JsonNode schema = Schemas.parse(Schemas.read(Schemas.file(topic)));
    assertThat(meta.validate(schema)).isEmpty();
    assertThat(schema.path("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.path("$id").asString()).isEqualTo(Schemas.id(topic));
  }

  @Test
  void thereIsOneSchemaForEachTopicAndNoOther() throws IOException {
    try (Stream<Path> files = Files.list(Schemas.DOCS.resolve("schemas"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Schemas.topics().stream().map(topic -> topic + ".schema.json").toList());
    }
  }

  /** A misspelt keyword would be ignored in silence, and its rule with it. */
  @ParameterizedTest
  @MethodSource("topics")
  void noKeywordIsMisspeltAndEveryFieldIsDescribed(String topic) {
    Set<String> unknown = new TreeSet<>();
    List<String> silent = new ArrayList<>();
    JsonNode root = Schemas.parse(Schemas.read(Schemas.file(topic)));
    inspect(root, "", unknown, silent);
    assertThat(unknown).as("keywords").isEmpty();
    assertThat(silent).as("fields without a description").isEmpty();
  }

  private static final Set<String> KEYWORDS =
      Set.of(
          "$schema",
          "$id",
          "$ref",
          "$defs",
          "title",
          "description",
          "examples",
          "default",
          "type",
          "const",
          "enum",
          "required",
          "properties",
          "propertyNames",
          "additionalProperties",
          "items",
          "maxItems",
          "minLength",
          "maxLength",
          "pattern",
          "format",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "not",
          "if",
          "then",
          "else",
          "allOf",
          "contentEncoding");

  private static void inspect(
      JsonNode schema, String at, Set<String> unknown, List<String> silent) {
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      String name = keyword.getKey();
      JsonNode value = keyword.getValue();
      if (!KEYWORDS.contains(name)) {
        unknown.add(at + "/" + name);
      }
      switch (name) {
        case "properties", "$defs" -> {
          for (Map.Entry<String, JsonNode> field : value.properties()) {
            String path = at + "/" + field.getKey();
            if (!field.getValue().has("description")) {
              silent.add(path);
            }
            inspect(field.getValue(), path, unknown, silent);
          }
        }
        case "items" -> inspect(value, at + "/items", unknown, silent);
        default -> {}
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsValid(Path example) {
    Schemas.assertValid(topicOf(example), Schemas.read(example));
  }

  @Test
  void everyTopicHasAnExample() throws IOException {
    assertThat(examples().stream().map(SchemasTest::topicOf).distinct())
        .containsExactlyInAnyOrderElementsOf(Schemas.topics());
  }

  @Test
  void everyLineOfTheWorkedExampleIsValid() throws IOException {
    for (String topic : List.of("engagements", "ad-delivery")) {
      List<String> lines = Files.readAllLines(EXAMPLES.resolve("worked/" + topic + ".jsonl"));
      assertThat(lines).isNotEmpty();
      lines.forEach(line -> Schemas.assertValid(topic, line));
    }
  }

  @Test
  void anAssertionNamesEveryErrorAndTheRecord() {
    String record = "{\"page\":\"*\",\"time\":\"now\"}";
    assertThatThrownBy(() -> Schemas.assertValid("posts", record))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("posts", "/time pattern", "/page not", "required", record);
  }

  @Test
  void whatIsNoJsonIsNoRecord() {
    assertThat(Schemas.errors("posts", "{\"page\":")).singleElement().asString().contains("JSON");
    assertThat(Schemas.errors("posts", "{} {}")).singleElement().asString().contains("JSON");
    assertThat(Schemas.errors("posts", "{\"a\":1,\"a\":1}"))
        .singleElement()
        .asString()
        .contains("JSON");
  }

  @Test
  void aTopicWithoutASchemaIsAnErrorOfTheTest() {
    assertThatThrownBy(() -> Schemas.assertValid("likes", "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("likes");
  }

  @Test
  void headersOfDeadLettersAreJudged() {
    Map<String, String> headers =
        Map.of(
            "__connect.errors.topic", "engagements",
            "__connect.errors.partition", "0",
            "__connect.errors.offset", "17",
            "__connect.errors.stage", "VALUE_CONVERTER",
            "__connect.errors.exception.class.name", "io.groundswell.codec.Rejection",
            "__connect.errors.exception.message", "page is required");
    Schemas.assertValidHeaders("dead-letters", headers);
    assertThatThrownBy(() -> Schemas.assertValidHeaders("dead-letters", Map.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(headers.keySet().toArray(new String[0]));
  }
}
