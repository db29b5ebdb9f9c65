package io.groundswell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import io.groundswell.kafka.Topics;
import io.groundswell.launch.KafkaJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of {@code deploy/kubernetes}, as far as that goes without a cluster. */
class KubernetesTest {
  private static final Path FOLDER = Path.of("deploy/kubernetes");
  private static final Path BASE = FOLDER.resolve("base");

  @TempDir Path temporary;

  private static Map<String, Object> deployment() throws IOException {
    return OperatorSchema.documents(BASE.resolve("flinkdeployment.yaml")).get(0);
  }

  @Test
  void theDeploymentIsWhatTheOperatorKnows() throws IOException {
    assertThat(OperatorSchema.problems(deployment())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "spec/job, parallelizm, 4",
    "spec/job, parallelism, many",
    "spec/job, upgradeMode, sometimes",
    "spec, flinkVersion, v9_9",
    "spec, jobmanager, x",
    "spec/taskManager/resource, disk, x",
    "spec/podTemplate/spec, runAsNonRoot, true",
    "metadata, names, x"
  })
  void aFieldThatTheOperatorDoesNotKnowIsFound(String place, String name, String value)
      throws IOException {
    Map<String, Object> deployment = deployment();
    OperatorSchema.map(OperatorSchema.at(deployment, place.split("/", -1))).put(name, value);
    assertThat(OperatorSchema.problems(deployment)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base/namespace.yaml",
        "base/options.yaml",
        "base/networkpolicy.yaml",
        "strimzi/topics.yaml",
        "strimzi/user.yaml"
      })
  void resourcesAreWhatKubernetesAndStrimziKnow(String file) throws IOException {
    List<Map<String, Object>> documents = OperatorSchema.documents(FOLDER.resolve(file));
    assertThat(documents).isNotEmpty();
    for (Map<String, Object> document : documents) {
      assertThat(ResourceModels.problems(document)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "base/namespace.yaml, metadata, label",
    "base/networkpolicy.yaml, spec/podSelector, matchLabel",
    "base/networkpolicy.yaml, spec, ingres",
    "base/options.yaml, '', datas",
    "strimzi/topics.yaml, spec, partition",
    "strimzi/user.yaml, spec/authorization, acl",
    "strimzi/user.yaml, spec/authentication, passwort"
  })
  void aFieldThatKubernetesOrStrimziDoesNotKnowIsFound(String file, String place, String name)
      throws IOException {
    Map<String, Object> document = OperatorSchema.documents(FOLDER.resolve(file)).get(0);
    Map<String, Object> at =
        place.isEmpty()
            ? document
            : OperatorSchema.map(OperatorSchema.at(document, place.split("/", -1)));
    at.put(name, "x");
    assertThat(ResourceModels.problems(document)).hasSize(1).first().asString().contains(name);
  }

  /** Kustomize has no model on Maven Central: its files use four fields, and name what is there. */
  @ParameterizedTest
  @ValueSource(strings = {"base", "strimzi"})
  void kustomizeFindsEveryManifest(String folder) throws IOException {
    Map<String, Object> document =
        OperatorSchema.documents(FOLDER.resolve(folder).resolve("kustomization.yaml")).get(0);
    assertThat(document)
        .containsOnlyKeys("apiVersion", "kind", "namespace", "resources")
        .containsEntry("apiVersion", "kustomize.config.k8s.io/v1beta1")
        .containsEntry("kind", "Kustomization");
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      List<String> manifests =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("kustomization.yaml"))
              .toList();
      assertThat((List<?>) document.get("resources"))
          .map(Object::toString)
          .containsExactlyInAnyOrderElementsOf(manifests);
    }
  }

  private static Map<String, String> flinkConfiguration() throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    OperatorSchema.map(OperatorSchema.at(deployment(), "spec", "flinkConfiguration"))
        .forEach((name, value) -> options.put(name, (String) value));
    return options;
  }

  @Test
  void flinkKnowsEveryOptionOfTheDeployment() throws Exception {
    assertThat(FlinkOptions.problems(flinkConfiguration())).isEmpty();
  }

  @Test
  void flinkKnowsEveryOptionOfTheStandaloneCluster() throws Exception {
    String text = Files.readString(Path.of("deploy/standalone/conf/config.yaml"));
    Files.writeString(temporary.resolve("config.yaml"), text);
    Map<String, String> options =
        GlobalConfiguration.loadConfiguration(temporary.toString()).toMap();
    assertThat(options).hasSizeGreaterThan(30);
    options.keySet().removeIf(name -> name.startsWith("zookeeper.sasl."));
    options.replaceAll((name, value) -> value.replaceAll("\\$\\{[A-Z_]+}", "1"));
    assertThat(FlinkOptions.problems(options)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "execution.checkpointing.intervall, 10 s",
    "execution.checkpointing.timeout, soon",
    "kubernetes.operator.savepoint.formattype, CANONICAL"
  })
  void anOptionThatFlinkDoesNotKnowIsFound(String name, String value) throws Exception {
    assertThat(FlinkOptions.problems(Map.of(name, value))).hasSize(1);
  }

  @Test
  void theJobTakesTheOptionsOfTheConfigMapAndTheSecretsOfTheEnvironment() throws IOException {
    Map<String, Object> map = OperatorSchema.documents(BASE.resolve("options.yaml")).get(0);
    Map<String, String> environment = new TreeMap<>();
    for (Object each : (List<?>) OperatorSchema.at(container(), "env")) {
      environment.put((String) OperatorSchema.map(each).get("name"), "from a secret");
    }
    OperatorSchema.map(map.get("data"))
        .forEach(
            (name, text) -> {
              try {
                Path file = temporary.resolve(name);
                Files.writeString(file, (String) text);
                KafkaJob.of(new String[] {"--config", file.toString()}, environment);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(environment).containsKey("GROUNDSWELL_KAFKA_SASL_JAAS_CONFIG");
    List<?> arguments = (List<?>) OperatorSchema.at(deployment(), "spec", "job", "args");
    assertThat(arguments).hasSize(2).last().asString().endsWith("/groundswell.yaml");
  }

  private static Map<String, Object> container() throws IOException {
    List<?> containers =
        (List<?>) OperatorSchema.at(deployment(), "spec", "podTemplate", "spec", "containers");
    return OperatorSchema.map(containers.get(0));
  }

  @Test
  void podsAreAsRestrictedDemands() throws IOException {
    Map<String, Object> pod =
        OperatorSchema.map(
            OperatorSchema.at(deployment(), "spec", "podTemplate", "spec", "securityContext"));
    assertThat(pod).containsEntry("runAsNonRoot", true);
    assertThat(OperatorSchema.at(pod, "seccompProfile", "type")).isEqualTo("RuntimeDefault");
    Map<String, Object> container = OperatorSchema.map(container().get("securityContext"));
    assertThat(container).containsEntry("allowPrivilegeEscalation", false);
    assertThat(OperatorSchema.at(container, "capabilities", "drop")).isEqualTo(List.of("ALL"));
  }

  @Test
  void secretsAreOnlyReferredTo() throws IOException {
    for (Object each : (List<?>) container().get("env")) {
      assertThat(OperatorSchema.map(each)).containsOnlyKeys("name", "valueFrom");
      assertThat(OperatorSchema.map(OperatorSchema.map(each).get("valueFrom")))
          .containsOnlyKeys("secretKeyRef");
    }
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        assertThat(Files.readString(file))
            .doesNotContainIgnoringCase("password")
            .doesNotContain("kind: Secret");
      }
    }
  }

  @Test
  void topicsAreThoseOfTheCommand() throws IOException {
    Map<String, Map<String, Object>> made = new TreeMap<>();
    for (Map<String, Object> each :
        OperatorSchema.documents(FOLDER.resolve("strimzi/topics.yaml"))) {
      assertThat(each).containsOnlyKeys("apiVersion", "kind", "metadata", "spec");
      Map<String, Object> spec = OperatorSchema.map(each.get("spec"));
      assertThat(spec).containsOnlyKeys("partitions", "replicas", "config");
      made.put((String) OperatorSchema.at(each, "metadata", "name"), spec);
    }
    Map<String, NewTopic> due = new TreeMap<>();
    Topics.all("", 12, (short) 3, Topics.Clock.BROKER)
        .forEach(topic -> due.put(topic.name(), topic));
    assertThat(made.keySet()).isEqualTo(due.keySet());
    due.forEach(
        (name, topic) -> {
          Map<String, String> config = new TreeMap<>();
          OperatorSchema.map(made.get(name).get("config"))
              .forEach((key, value) -> config.put(key, (String) value));
          assertThat(config).as(name).containsAllEntriesOf(topic.configs());
          assertThat(LogConfig.configNames()).as(name).containsAll(config.keySet());
          Properties properties = new Properties();
          properties.putAll(config);
          LogConfig.validate(properties);
          assertThat(config.containsKey(TopicConfig.RETENTION_MS_CONFIG))
              .as("a retention of %s", name)
              .isEqualTo(topic.configs().get("cleanup.policy").equals("delete"));
        });
  }

  @Test
  void theUserMayReadWhatComesInAndWriteWhatGoesOut() throws IOException {
    Map<String, Object> user = OperatorSchema.documents(FOLDER.resolve("strimzi/user.yaml")).get(0);
    Map<String, Object> rights = new TreeMap<>();
    for (Object each : (List<?>) OperatorSchema.at(user, "spec", "authorization", "acls")) {
      Map<String, Object> right = OperatorSchema.map(each);
      if ("topic".equals(OperatorSchema.at(right, "resource", "type"))) {
        rights.put((String) OperatorSchema.at(right, "resource", "name"), right.get("operations"));
      }
    }
    Map<String, Object> due = new TreeMap<>();
    for (Topic topic : Topic.inputs()) {
      due.put(topic.wire(), List.of("Read", "Describe"));
    }
    for (Topic topic : Topic.outputs()) {
      due.put(topic.wire(), List.of("Write", "Describe"));
    }
    assertThat(rights).isEqualTo(due);
  }

  @Test
  void theImageIsPinnedAndNotRoot() throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve("Dockerfile"));
    String flink = EnvironmentInformation.getVersion();
    assertThat(lines).contains("ARG BASE=flink:" + flink + "-scala_2.12-java17", "USER 9999:9999");
    assertThat(lines).filteredOn(line -> line.startsWith("FROM")).containsExactly("FROM ${BASE}");
  }
}
