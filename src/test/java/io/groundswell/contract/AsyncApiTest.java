package io.groundswell.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/** The AsyncAPI document says what the schemas say, of every topic, and its examples hold. */
class AsyncApiTest {
  private static final Path FILE = Schemas.DOCS.resolve("asyncapi.yaml");
  private static final JsonNode API = load();

  private static JsonNode load() {
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    return Schemas.tree(new Load(settings).loadFromString(Schemas.read(FILE)));
  }

  static List<String> topics() {
    return Schemas.topics();
  }

  /** Every message of the document under its name in {@code components}. */
  static List<Map.Entry<String, JsonNode>> messages() {
    return List.copyOf(API.at("/components/messages").properties());
  }

  @Test
  void itIsAsyncApi3WithKafkaBindings05() {
    assertThat(API.path("asyncapi").asString()).isEqualTo("3.0.0");
    List<String> versions = new ArrayList<>();
    collect(API, "bindingVersion", versions);
    assertThat(versions).isNotEmpty().containsOnly("0.5.0");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = new ArrayList<>();
    collect(API, "$ref", references);
    assertThat(references).hasSizeGreaterThan(2 * Schemas.topics().size());
    for (String reference : references) {
      assertThat(resolve(reference).isMissingNode()).as(reference).isFalse();
    }
  }

  /** The texts of all fields of a name, anywhere below a node. */
  private static void collect(JsonNode node, String name, List<String> into) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equals(name)) {
        into.add(field.getValue().asString());
      }
      collect(field.getValue(), name, into);
    }
    if (node.isArray()) {
      node.forEach(element -> collect(element, name, into));
    }
  }

  /** What a reference leads to: a place in this document, or in a file beside it. */
  private static JsonNode resolve(String reference) {
    int hash = reference.indexOf('#');
    String file = hash < 0 ? reference : reference.substring(0, hash);
    String pointer = hash < 0 ? "" : reference.substring(hash + 1);
    if (file.isEmpty()) {
      return API.at(pointer);
    }
    Path target = FILE.resolveSibling(file).normalize();
    assertThat(target).startsWith(Schemas.DOCS).satisfies(path -> assertThat(path).isRegularFile());
    return Schemas.parse(Schemas.read(target)).at(pointer);
  }

  @Test
  void thereIsAChannelForEachTopicAndNoOther() {
    assertThat(API.path("channels").propertyNames())
        .containsExactlyInAnyOrderElementsOf(Schemas.topics());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aChannelHasItsTopicsAddressAndMessagesOfItsSchema(String topic) {
    JsonNode channel = API.path("channels").path(topic);
    assertThat(channel.path("address").asString()).isEqualTo(topic);
    List<String> payloads = new ArrayList<>();
    for (JsonNode reference : channel.path("messages")) {
      JsonNode message = resolve(reference.path("$ref").asString());
      assertThat(message.path("bindings").path("kafka").path("key").isObject()).isTrue();
      collect(message.path("payload"), "$ref", payloads);
    }
    String schema = "./schemas/" + topic + ".schema.json";
    if (topic.equals("dead-letters")) {
      assertThat(payloads).as("a dead letter is any bytes").isEmpty();
    } else {
      assertThat(payloads).singleElement().asString().startsWith(schema);
    }
  }

  /** The operations are the job's: it receives facts and sends results. */
  @Test
  void everyTopicHasOneOperationInItsDirection() {
    Map<String, String> actions = new TreeMap<>();
    for (JsonNode operation : API.path("operations")) {
      String reference = operation.path("channel").path("$ref").asString();
      String topic = reference.substring("#/channels/".length());
      assertThat(actions.put(topic, operation.path("action").asString())).as(topic).isNull();
    }
    Map<String, String> expected = new TreeMap<>();
    Schemas.INPUTS.forEach(topic -> expected.put(topic, "receive"));
    Schemas.OUTPUTS.forEach(topic -> expected.put(topic, "send"));
    assertThat(actions).isEqualTo(expected);
  }

  /** Topics of which the newest record of a key stands for all before it. */
  private static final List<String> COMPACTED =
      List.of("rules", "post-momentum", "supporters", "cohorts", "pages");

  @ParameterizedTest
  @MethodSource("topics")
  void onlyTopicsWhereTheNewestWinsAreCompacted(String topic) {
    JsonNode policy =
        API.path("channels").path(topic).at("/bindings/kafka/topicConfiguration/cleanup.policy");
    boolean compacted = COMPACTED.contains(topic);
    assertThat(policy.toString()).isEqualTo(compacted ? "[\"compact\"]" : "[\"delete\"]");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyExampleOfAMessageIsValid(Map.Entry<String, JsonNode> message) {
    JsonNode body = message.getValue();
    String topic = topicOf(body.path("payload"));
    String headed = topicOf(body.path("headers"));
    boolean tombstone = message.getKey().endsWith("Tombstone");
    assertThat(body.path("examples").isEmpty()).as("without an example").isEqualTo(tombstone);
    for (JsonNode example : body.path("examples")) {
      if (topic != null) {
        Schemas.assertValid(topic, example.path("payload").toString());
      }
      if (headed != null) {
        assertThat(Schemas.headerErrors(headed, example.path("headers"))).isEmpty();
      }
    }
  }

  /** The topic whose schema a payload or headers lead to, null if they lead to none. */
  private static String topicOf(JsonNode schema) {
    List<String> references = new ArrayList<>();
    collect(schema, "$ref", references);
    if (references.isEmpty()) {
      return null;
    }
    String name = Path.of(references.get(0)).toString();
    return name.substring("schemas/".length() + name.indexOf("schemas/"), name.indexOf(".schema"));
  }

  @Test
  void theHeadersOfAnAlertRepeatWhatTheRecordSays() {
    JsonNode example = API.at("/components/messages/alert/examples/0");
    JsonNode alert = example.path("payload");
    JsonNode headers = example.path("headers");
    String status = alert.path("status").asString();
    String at = alert.path("at").asString();
    assertThat(headers.path("ce_id").asString())
        .isEqualTo(alert.path("id").asString() + "/" + status + "/" + at);
    assertThat(headers.path("ce_type").asString())
        .isEqualTo("io.groundswell.alert." + status + ".v1");
    assertThat(headers.path("ce_time").asString()).isEqualTo(at);
  }

  /** One story: the alert of the document is the alert of the examples. */
  @Test
  void theAlertIsTheOneOfTheExamples() {
    JsonNode alert = API.at("/components/messages/alert/examples/0/payload");
    assertThat(Schemas.parse(alert.toString())).isEqualTo(Schemas.example("alerts.opened"));
  }

  /** So are the records of supporters and pages, down to the name. */
  @ParameterizedTest
  @CsvSource({
    "erasure, 0, erasures.page",
    "erasure, 1, erasures.every-page",
    "profile, 0, supporters.nano",
    "attributedOutcome, 0, outcomes-attributed.referrer",
    "attributedOutcome, 1, outcomes-attributed.sponsored",
    "cohort, 0, cohorts.organic",
    "pageDay, 0, pages.corrected"
  })
  void theExampleOfAMessageIsTheOneOfTheExamples(String message, int index, String file) {
    JsonNode payload =
        API.at("/components/messages/" + message + "/examples/" + index + "/payload");
    assertThat(Schemas.parse(payload.toString())).isEqualTo(Schemas.example(file));
  }

  /** What the keys of the results look like, on names that try to confuse. */
  @ParameterizedTest
  @CsvSource({
    "attributedOutcome, a%2Fb, a/b",
    "cohort, a%2Fb/2026-10-12/sponsored, a/b/2026-10-12/sponsored",
    "cohort, caf%C3%A9/2026-10-12/organic, caf%C3%A9/2026-10-12/paid",
    "pageDay, a%2Fb/2026-12-11, a/b/2026-12-11",
    "profile, a/Chlo%C3%A9, a/b/Chlo%C3%A9"
  })
  void aKeyHasItsPartsEncoded(String message, String key, String noKey) {
    JsonNode reference =
        API.at("/components/messages/" + message + "/bindings/kafka/key").path("$ref");
    JsonNode schema = resolve(reference.asString());
    String pattern = schema.path("pattern").asString();
    assertThat(key).matches(pattern);
    assertThat(noKey).doesNotMatch(pattern);
    assertThat(schema.at("/examples/0").asString()).matches(pattern);
  }
}
