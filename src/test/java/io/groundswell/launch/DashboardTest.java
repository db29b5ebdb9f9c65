package io.groundswell.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.deploy.Tools;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard and the alarms ask for what a running job really shows: to a real Prometheus, by
 * the metrics' configuration of the standalone cluster, after good facts, garbage, late facts and
 * an alert.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardTest {
  private static final String PREFIX = "watched.";
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String OWN = OPERATOR + "groundswell_";

  /** What a sink's serializer shows, which Flink sets apart. */
  private static final String OF_SINK = OPERATOR + "user_groundswell_";

  private static final String PAGE = "page";
  private static final long END = Story.START;
  private static final int SUPPORTERS = 15;

  /** Event time is where the pulses are: no partition is idle, however slow the machine. */
  private static final String[] OPTIONS = {"--idle", "10 min", "--disorder", "0 s"};

  /** A series as an expression names it, with what is asked of its labels. */
  private static final Pattern SELECTOR = Pattern.compile("\\b(?:flink_\\w+|up)\\b(?:\\{[^}]*})?");

  @TempDir static Path folder;
  private static Rig rig;
  private static Prometheus prometheus;
  private static JobID job;

  /** How far event time has come beyond the alert. */
  private static int minutes = 2;

  @BeforeAll
  static void start() throws Exception {
    int port = Tools.freePort();
    prometheus = Prometheus.start(folder, port);
    rig = Rig.start(folder, metrics(port));
    rig.topics(PREFIX, 1);
    job = rig.run(PREFIX, OPTIONS);
    tell();
  }

  /** What the standalone cluster's configuration says of metrics. */
  private static Configuration metrics(int port) throws IOException {
    String text = Files.readString(Path.of("deploy/standalone/conf/config.yaml"));
    Files.writeString(
        folder.resolve("config.yaml"), text.replace("${METRICS_PORTS}", Integer.toString(port)));
    Configuration metrics = new Configuration();
    GlobalConfiguration.loadConfiguration(folder.toString())
        .toMap()
        .forEach(
            (name, value) -> {
              if (name.startsWith("metrics.") || name.contains(".rocksdb.metrics.")) {
                metrics.setString(name, value);
              }
            });
    assertThat(metrics.keySet()).hasSizeGreaterThan(6);
    return metrics;
  }

  private static Story momentum() {
    Story story = new Story();
    story.rule(END - Story.HOUR, PAGE, "\"confirm\":1");
    story.ad(END - 30 * Story.MINUTE, PAGE, "post", "ad", 0);
    story.ad(END - 2 * Story.SECOND, PAGE, "post", "ad", 200);
    for (int i = 0; i < SUPPORTERS; i++) {
      story.share(END - Story.SECOND, PAGE, "post", "s" + i, 3_000);
    }
    return story;
  }

  /** Facts until an alert opens; then what is late, known, or no fact. */
  private static void tell() throws Exception {
    rig.send(PREFIX, momentum().facts());
    rig.send(PREFIX, new Story().pulse(END + 30 * Story.SECOND, 1).facts());
    Rig.await("an alert").until(() -> !rig.read(PREFIX, Topic.ALERTS).isEmpty());
    rig.send(
        PREFIX,
        new Story()
            .share(END - Story.SECOND, PAGE, "post", "s0", 3_000)
            .share(END - 5 * Story.MINUTE, PAGE, "post", "late", 3_000)
            .ad(END - 10 * Story.MINUTE, PAGE, "post", "ad", 150)
            .share(END - 25 * Story.HOUR, PAGE, "post", "too late", 3_000)
            .fact(Topic.OUTCOMES, PAGE, END, outcome())
            .fact(Topic.OUTCOMES, PAGE, END, outcome())
            .facts());
    send(Topic.ENGAGEMENTS, "[]");
    send(Topic.ENGAGEMENTS, "{}");
    send(Topic.POSTS, "{\"page\":\"" + "drop table".repeat(100) + "\"}");
    send(
        Topic.ENGAGEMENTS,
        new Story().share(END + Story.HOUR, PAGE, "post", "x", 1).facts().get(0).json());
    rig.send(PREFIX, new Story().pulse(END + minutes * Story.MINUTE, 1).facts());
  }

  private static String outcome() {
    return String.format(
        "{\"page\":\"%s\",\"id\":\"1\",\"kind\":\"visit\",\"time\":%d}", PAGE, END);
  }

  private static void send(Topic topic, String value) throws Exception {
    rig.send(PREFIX, topic, 0, END, PAGE.getBytes(UTF_8), value.getBytes(UTF_8)).get();
  }

  @AfterAll
  static void close() throws Exception {
    if (rig != null) {
      rig.close();
    }
    if (prometheus != null) {
      prometheus.close();
    }
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(Path.of("deploy/grafana/groundswell.json").toFile());
  }

  /** A dashboard's expression as Grafana would send it. */
  private static String sent(String expression) {
    String sent =
        expression
            .replace("$__rate_interval", "1m")
            .replace("$job_name", "groundswell_" + PREFIX.replace('.', '_'));
    assertThat(sent).doesNotContain("$");
    return sent;
  }

  @Test
  @Order(1)
  void theFiguresAreThoseOfTheFacts() throws Exception {
    Map<String, Double> due = new TreeMap<>();
    due.put("openAlerts", 1.0);
    due.put("status_alerts{status=\"opened\"}", 1.0);
    due.put("status_alerts{status=\"closed\"}", 0.0);
    // Those of the pulses are of one supporter.
    due.put("supporters", SUPPORTERS + 2.0);
    due.put("topic_facts{topic=\"engagements\"}", SUPPORTERS + 5.0);
    due.put("topic_facts{topic=\"ad_delivery\"}", 5.0);
    due.put("topic_late{topic=\"engagements\"}", 2.0);
    due.put("topic_late{topic=\"ad_delivery\"}", 1.0);
    due.put("topic_duplicates{topic=\"engagements\"}", 1.0);
    due.put("topic_duplicates{topic=\"outcomes\"}", 1.0);
    due.put("topic_reason_rejected{reason=\"form\"}", 1.0);
    due.put("topic_reason_rejected{reason=\"missing\"}", 1.0);
    due.put("topic_reason_rejected{reason=\"value\",topic=\"posts\"}", 1.0);
    due.put("topic_reason_rejected{reason=\"ahead\"}", 1.0);
    due.put("topic_reason_rejected{reason=\"too_late\"}", 1.0);
    due.put("topic_delayMs_count{topic=\"alerts\"}", 1.0);
    Map<String, Double> shown = new TreeMap<>();
    Rig.await("figures")
        .untilAsserted(
            () -> {
              for (String each : due.keySet()) {
                shown.put(each, prometheus.number("sum(" + OWN + each + ")"));
              }
              assertThat(shown).isEqualTo(due);
              String bucket = "topic_le_endToEndMsBucket{topic=\"alerts\",le=\"Inf\"}";
              assertThat(prometheus.number("sum(" + OF_SINK + bucket + ")")).isEqualTo(1);
            });
  }

  @Test
  @Order(2)
  void everyQueryOfTheDashboardHasData() throws Exception {
    List<String> expressions = dashboard().findValuesAsText("expr");
    int panels = 0;
    for (JsonNode panel : dashboard().get("panels")) {
      panels += panel.get("type").asText().equals("row") ? 0 : 1;
    }
    assertThat(expressions).hasSizeGreaterThanOrEqualTo(panels).hasSizeGreaterThan(25);
    assertHaveData(expressions.stream().map(DashboardTest::sent).toList());
  }

  @Test
  @Order(2)
  void theVariableListsTheJob() throws Exception {
    JsonNode variables = dashboard().at("/templating/list");
    assertThat(variables).hasSize(2);
    assertThat(variables.get(0).get("type").asText()).isEqualTo("datasource");
    String query = variables.get(1).at("/query/query").asText();
    String series = query.replaceAll("label_values\\((\\w+), job_name\\)", "$1");
    assertThat(prometheus.query(series).findValuesAsText("job_name")).contains(sent("$job_name"));
  }

  @Test
  @Order(2)
  void everySeriesThatAnAlarmAsksForIsThere() throws Exception {
    List<String> series = new ArrayList<>();
    JsonNode alarms = prometheus.get("rules").at("/groups/0/rules");
    for (JsonNode alarm : alarms) {
      List<String> found =
          SELECTOR
              .matcher(alarm.get("query").asText())
              .results()
              .map(each -> each.group())
              .toList();
      assertThat(found).as(alarm.get("name").asText()).isNotEmpty();
      series.addAll(found);
    }
    assertThat(alarms).hasSizeGreaterThan(10);
    assertHaveData(series);
    Rig.await("alarms that were evaluated")
        .untilAsserted(
            () ->
                assertThat(prometheus.get("rules").findValuesAsText("health"))
                    .hasSize(alarms.size())
                    .containsOnly("ok"));
  }

  /**
   * A number in each: one that is none because nothing was observed of late shows nothing either.
   * So results go on meanwhile.
   */
  private static void assertHaveData(List<String> expressions) {
    Rig.await("data")
        .untilAsserted(
            () -> {
              goOn();
              List<String> without = new ArrayList<>();
              for (String each : expressions) {
                if (!hasData(each)) {
                  without.add(each);
                }
              }
              assertThat(without).as("without data").isEmpty();
            });
  }

  private static boolean hasData(String expression) throws Exception {
    for (JsonNode each : prometheus.query(expression)) {
      if (!each.get("value").get(1).asText().matches("NaN|[+-]Inf")) {
        return true;
      }
    }
    return false;
  }

  /** Event time comes to the next minute, as long as the alert's window lasts: figures are told. */
  private static void goOn() throws Exception {
    if (minutes < 50) {
      minutes++;
      rig.send(PREFIX, new Story().pulse(END + minutes * Story.MINUTE, 1).facts());
    }
  }

  @Test
  @Order(2)
  void aQueryForWhatNobodyShowsIsFound() throws Exception {
    assertThat(prometheus.query("sum(rate(" + OWN + "topic_fact[1m]))")).isEmpty();
    assertThat(hasData("sum(rate(" + OWN + "topic_fact[1m]))")).isFalse();
  }

  @Test
  @Order(2)
  void aQueryThatGivesNoNumberIsFound() throws Exception {
    String nobody = "histogram_quantile(0.5, " + OF_SINK + "topic_le_endToEndMsBucket * 0)";
    assertThat(prometheus.query(nobody)).isNotEmpty();
    assertThat(hasData(nobody)).isFalse();
    assertThat(hasData("vector(1) / 0")).isFalse();
    assertThat(hasData("vector(0)")).isTrue();
  }

  @Test
  @Order(2)
  void whatTheJobShowsOfItsOwnIsWrittenDownAndNothingElse() throws Exception {
    TreeSet<String> shown = new TreeSet<>();
    for (JsonNode name : prometheus.get("label/__name__/values")) {
      if (name.asText().startsWith(OWN) || name.asText().startsWith(OF_SINK)) {
        shown.add(name.asText().substring(OPERATOR.length()).replaceFirst("_(count|sum)$", ""));
      }
    }
    assertThat(shown).hasSizeGreaterThan(10);
    assertThat(
            Pattern.compile("(?m)^\\| `((user_)?groundswell_\\w+)[`{]")
                .matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .map(each -> each.group(1)))
        .containsExactlyInAnyOrderElementsOf(shown);
  }

  @Test
  @Order(3)
  void countsSurviveAStopAndAnotherParallelism() throws Exception {
    String savepoint = rig.stop(job);
    JobID next = rig.runFrom(savepoint, PREFIX, "--parallelism", "3", OPTIONS[0], OPTIONS[1]);
    String ofNext = "{job_id=\"" + next.toHexString() + "\"}";
    Rig.await("the counts of before")
        .untilAsserted(
            () -> {
              assertThat(prometheus.query(OWN + "openAlerts" + ofNext)).hasSize(3);
              assertThat(prometheus.number("sum(" + OWN + "openAlerts" + ofNext + ")"))
                  .isEqualTo(1);
              assertThat(prometheus.number("sum(" + OWN + "supporters" + ofNext + ")"))
                  .isEqualTo(SUPPORTERS + 2);
            });
  }
}
