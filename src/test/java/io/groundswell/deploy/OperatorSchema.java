package io.groundswell.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * The resource definition of Flink's Kubernetes operator as a strict judge. A cluster drops fields
 * that it does not know; here they are errors, except where the definition itself says {@code
 * x-kubernetes-preserve-unknown-fields}.
 *
 * <p>The definition is that of operator 1.15.0, from its own repository (test resource {@code
 * crd}). {@code -Dgroundswell.crd=FILE} takes another release's file.
 */
final class OperatorSchema {
  private static final String DEFINITION = "crd/flinkdeployments.flink.apache.org-v1.yml";
  private static final String OTHER = System.getProperty("groundswell.crd");

  private OperatorSchema() {}

  /** The documents of a YAML file. */
  static List<Map<String, Object>> documents(Path file) throws IOException {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (Object each :
        new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file))) {
      documents.add(map(each));
    }
    return documents;
  }

  @SuppressWarnings("unchecked") // YAML's maps have names for keys here
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** What is wrong with a FlinkDeployment. */
  static List<String> problems(Map<String, Object> deployment) throws IOException {
    Map<String, Object> schema = map(at(definition(), "schema", "openAPIV3Schema"));
    Map<String, Object> properties = map(schema.get("properties"));
    for (String name : List.of("apiVersion", "kind")) {
      properties.put(name, Map.of("type", "string"));
    }
    properties.put("metadata", new LinkedHashMap<>(Map.of("type", "object")));
    map(properties.get("metadata"))
        .put(
            "properties",
            new LinkedHashMap<>(
                Map.of(
                    "name", Map.of("type", "string"),
                    "namespace", Map.of("type", "string"),
                    "labels", Map.of("type", "object"),
                    "annotations", Map.of("type", "object"))));
    tighten(schema);
    JsonMapper json = JsonMapper.shared();
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(json.writeValueAsString(schema))
        .validate(json.writeValueAsString(deployment), InputFormat.JSON)
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static Map<String, Object> definition() throws IOException {
    String text;
    if (OTHER != null) {
      text = Files.readString(Path.of(OTHER));
    } else {
      try (InputStream in = OperatorSchema.class.getClassLoader().getResourceAsStream(DEFINITION)) {
        text = new String(in.readAllBytes(), UTF_8);
      }
    }
    Object definition =
        new Load(LoadSettings.builder().setCodePointLimit(10 << 20).build()).loadFromString(text);
    List<?> versions = (List<?>) at(map(definition), "spec", "versions");
    return map(versions.get(0));
  }

  static Object at(Map<String, Object> tree, String... names) {
    Object at = tree;
    for (String name : names) {
      at = map(at).get(name);
    }
    return at;
  }

  private static void tighten(Object schema) {
    if (schema instanceof List<?> list) {
      list.forEach(OperatorSchema::tighten);
    } else if (schema instanceof Map<?, ?>) {
      Map<String, Object> map = map(schema);
      if (Boolean.TRUE.equals(map.get("x-kubernetes-int-or-string"))) {
        map.remove("type");
        return;
      }
      if (map.get("properties") instanceof Map<?, ?> properties) {
        properties.values().forEach(OperatorSchema::tighten);
        if (!Boolean.TRUE.equals(map.get("x-kubernetes-preserve-unknown-fields"))) {
          map.putIfAbsent("additionalProperties", false);
        }
      }
      tighten(map.get("items"));
      if (map.get("additionalProperties") instanceof Map<?, ?> values) {
        tighten(values);
      }
    }
  }
}
