package io.groundswell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The alarms that are shipped, as Prometheus' own promtool sees them. */
class PrometheusRulesTest {
  private static final Path FOLDER = Path.of("deploy/prometheus");
  private static final String RULES = "groundswell.rules.yml";
  private static final String TESTS = "groundswell.test.yml";

  @TempDir Path folder;
  private static String promtool;

  @BeforeAll
  static void find() {
    promtool = Tools.find("promtool", "prometheus");
  }

  /** The alarms, each as the file has it. */
  static List<Map<String, Object>> alarms() throws IOException {
    Map<String, Object> file = OperatorSchema.documents(FOLDER.resolve(RULES)).get(0);
    return ((List<?>) file.get("groups"))
        .stream()
            .flatMap(group -> ((List<?>) OperatorSchema.map(group).get("rules")).stream())
            .map(OperatorSchema::map)
            .toList();
  }

  static List<String> names() throws IOException {
    return alarms().stream().map(alarm -> (String) alarm.get("alert")).toList();
  }

  private static Tools.Ended promtool(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(promtool));
    command.addAll(List.of(words));
    return Tools.run(command);
  }

  @Test
  void theConfigurationAndItsRulesAreValid() throws Exception {
    Tools.Ended ended = promtool("check", "config", FOLDER.resolve("prometheus.yml").toString());
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said()).contains(names().size() + " rules found");
  }

  @ParameterizedTest
  @ValueSource(strings = {TESTS, "groundswell.day.test.yml"})
  void alarmsSoundWhenTheyMustAndNotBefore(String tests) throws Exception {
    Tools.Ended ended = promtool("test", "rules", FOLDER.resolve(tests).toString());
    assertThat(ended.code()).as(ended.said()).isZero();
  }

  /** An alarm that never sounds must not pass the unit tests. */
  @ParameterizedTest
  @MethodSource("names")
  void theUnitTestsMissAnAlarmThatNeverSounds(String name) throws Exception {
    assertMissed(name, "vector(0) > 1");
  }

  /** With another expression for an alarm, the unit tests must fail. */
  private void assertMissed(String name, String expression) throws Exception {
    String rules = Files.readString(FOLDER.resolve(RULES));
    Matcher labels =
        Pattern.compile("- alert: " + name + "\n(?s:.*?)((?: +for: \\w+\n)? +labels:)")
            .matcher(rules);
    assertThat(labels.find()).isTrue();
    String deaf =
        rules.substring(0, labels.start())
            + "- alert: "
            + name
            + "\n        expr: '"
            + expression
            + "'\n"
            + rules.substring(labels.start(1));
    Files.writeString(folder.resolve(RULES), deaf);
    Files.copy(FOLDER.resolve(TESTS), folder.resolve(TESTS));
    Tools.Ended ended = promtool("test", "rules", folder.resolve(TESTS).toString());
    assertThat(ended.code()).isNotZero();
    assertThat(ended.said()).contains(name).doesNotContain("error");
  }

  /** Each reason of an alarm that has several, by its number. */
  static List<Arguments> reasons() throws IOException {
    List<Arguments> reasons = new ArrayList<>();
    for (Map<String, Object> alarm : alarms()) {
      int count = reasons(alarm).size();
      for (int i = 0; i < count && count > 1; i++) {
        reasons.add(Arguments.of(alarm.get("alert"), i));
      }
    }
    assertThat(reasons).hasSizeGreaterThan(6);
    return reasons;
  }

  private static List<String> reasons(Map<String, Object> alarm) {
    return List.of(((String) alarm.get("expr")).split("\\n +or ", -1));
  }

  /** Nor one that is deaf to one of its reasons. */
  @ParameterizedTest
  @MethodSource("reasons")
  void theUnitTestsMissAReasonThatIsLeftOut(String name, int without) throws Exception {
    Map<String, Object> alarm =
        alarms().stream().filter(each -> each.get("alert").equals(name)).findAny().orElseThrow();
    List<String> left = new ArrayList<>(reasons(alarm));
    left.remove(without);
    assertMissed(name, String.join(" or ", left).replaceAll("\\s+", " "));
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void eachAlarmSaysWhatItIsAndWhatToDo(Map<String, Object> alarm) throws IOException {
    String name = (String) alarm.get("alert");
    Map<String, Object> told = OperatorSchema.map(alarm.get("annotations"));
    assertThat(told).containsOnlyKeys("summary", "description", "runbook");
    assertThat(OperatorSchema.map(alarm.get("labels")).get("severity")).isIn("critical", "warning");
    assertThat(told.get("runbook"))
        .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
    assertThat(Files.readString(Path.of("docs/operations.md"))).contains("\n### " + name + "\n");
  }
}
