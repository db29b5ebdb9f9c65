package io.groundswell.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published contract as a judge of records: the JSON Schemas in {@code docs/schemas}, loaded
 * once. For every test that writes or reads a record of a topic.
 */
public final class Schemas {
  /** The folder of the published contract, seen from the project's root, where tests run. */
  public static final Path DOCS = Path.of("docs");

  /** The topics that facts come in by. */
  public static final List<String> INPUTS =
      List.of("engagements", "ad-delivery", "posts", "outcomes", "rules", "erasures");

  /** The topics that results go out by. */
  public static final List<String> OUTPUTS =
      List.of(
          "alerts",
          "post-momentum",
          "supporters",
          "outcomes-attributed",
          "cohorts",
          "pages",
          "dead-letters");

  /** A name given twice, or anything behind the value, is an error: readers differ on both. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final Map<String, Schema> RECORDS = new HashMap<>();
  private static final Map<String, Schema> HEADERS = new HashMap<>();

  static {
    Map<String, String> byId = new HashMap<>();
    for (String topic : topics()) {
      byId.put(id(topic), read(file(topic)));
    }
    // 1000.0 is an integer in JSON Schema as in momentum.md; and a format is to be held.
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .losslessNarrowing(true)
            .formatAssertionsEnabled(true)
            .build();
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(byId).schemaRegistryConfig(config));
    for (String topic : topics()) {
      RECORDS.put(topic, registry.getSchema(SchemaLocation.of(id(topic))));
    }
    for (String topic : List.of("alerts", "dead-letters")) {
      HEADERS.put(topic, registry.getSchema(SchemaLocation.of(id(topic) + "#/$defs/headers")));
    }
  }

  private Schemas() {}

  /** Every topic of the contract, inputs first. */
  public static List<String> topics() {
    List<String> topics = new ArrayList<>(INPUTS);
    topics.addAll(OUTPUTS);
    return topics;
  }

  /** The file that holds a topic's schema. */
  public static Path file(String topic) {
    return DOCS.resolve("schemas").resolve(topic + ".schema.json");
  }

  /** The {@code $id} of a topic's schema. */
  static String id(String topic) {
    return "urn:groundswell:schema:" + topic + ":v1";
  }

  /**
   * Asserts that a record is what the contract says of its topic. For {@code post-momentum} and
   * {@code supporters} that includes the form that a tombstone has in a file; {@code dead-letters}
   * is the form in a file.
   *
   * @param topic one of {@link #topics()}
   * @param json the record's value
   * @throws AssertionError listing every rule that is broken, and the record
   */
  public static void assertValid(String topic, String json) {
    fail(topic, json, errors(topic, json));
  }

  /**
   * Asserts that the headers of a record on Kafka are what the contract says.
   *
   * @param topic {@code alerts} (CloudEvents) or {@code dead-letters} (Kafka Connect)
   * @param headers names and values, which are UTF-8 text on the wire
   * @throws AssertionError listing every rule that is broken, and the headers
   */
  public static void assertValidHeaders(String topic, Map<String, String> headers) {
    JsonNode node = MAPPER.valueToTree(headers);
    fail(topic + " headers", node.toString(), judge(schema(HEADERS, topic), node));
  }

  /** The rules that a record breaks, none if it is valid: location, keyword and message of each. */
  static List<String> errors(String topic, String json) {
    Schema schema = schema(RECORDS, topic);
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (JacksonException e) {
      return List.of("not JSON: " + e.getOriginalMessage());
    }
    return judge(schema, node);
  }

  /** The rules that the headers of a record break, likewise. */
  static List<String> headerErrors(String topic, JsonNode headers) {
    return judge(schema(HEADERS, topic), headers);
  }

  /** Parses JSON as strictly as {@link #assertValid} does. */
  static JsonNode parse(String json) {
    return MAPPER.readTree(json);
  }

  /** One of the examples beside the schemas, by its file's name without {@code .json}. */
  static JsonNode example(String name) {
    return parse(read(DOCS.resolve("examples/" + name + ".json")));
  }

  /** Anything made of maps, lists, strings and numbers, as JSON. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** A file of the contract as text. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema schema(Map<String, Schema> schemas, String topic) {
    Schema schema = schemas.get(topic);
    if (schema == null) {
      throw new IllegalArgumentException("no schema for " + topic + ", only " + schemas.keySet());
    }
    return schema;
  }

  private static List<String> judge(Schema schema, JsonNode node) {
    List<String> errors = new ArrayList<>();
    for (Error error : schema.validate(node)) {
      String at = error.getInstanceLocation() + " " + error.getKeyword();
      errors.add(at + ": " + error.getMessage());
    }
    return errors;
  }

  private static void fail(String what, String json, List<String> errors) {
    if (!errors.isEmpty()) {
      throw new AssertionError(
          what + " breaks the contract:\n  " + String.join("\n  ", errors) + "\nin " + json);
    }
  }
}
