package io.groundswell.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.oracle.Facts.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small examples that were worked out by hand. */
class OracleTest {
  @TempDir Path folder;

  @Test
  void lowerBoundOfOneAndOfFourEqualContributions() {
    // k = 1: 1 - 0.111111 - 0.548333 = 0.340556, cubed 0.039497.
    assertThat(Organic.lower(10, 100)).isCloseTo(0.39497, within(1e-5));
    // k = 4: 1 - 0.027778 - 0.274167 = 0.698056, cubed 0.340149.
    assertThat(Organic.lower(400, 40_000)).isCloseTo(136.0596, within(1e-3));
    assertThat(Organic.lower(0, 0)).isZero();
  }

  @Test
  void figureRunsInStraightLinesAndOnForAtMostTheWindow() {
    TreeMap<Long, Double> points = new TreeMap<>(Map.of(0L, 0.0, Slices.HOUR, 100.0));
    assertThat(Sponsored.figureAt(points, -1)).isZero();
    assertThat(Sponsored.figureAt(points, Slices.HOUR / 2)).isEqualTo(50);
    assertThat(Sponsored.figureAt(points, 3 * Slices.HOUR / 2)).isEqualTo(150);
    assertThat(Sponsored.figureAt(points, 5 * Slices.HOUR)).isEqualTo(200);
    points.put(2 * Slices.HOUR, 40.0);
    assertThat(Sponsored.figureAt(points, 9 * Slices.HOUR)).isEqualTo(-20);
  }

  @Test
  void figureOfOnePointIsFlat() {
    TreeMap<Long, Double> points = new TreeMap<>(Map.of(Slices.HOUR, 70.0));
    assertThat(Sponsored.figureAt(points, 0)).isEqualTo(70);
    assertThat(Sponsored.figureAt(points, 3 * Slices.HOUR)).isEqualTo(70);
  }

  @Test
  void withdrawnShareFallsBackToTheLike() throws Exception {
    add("engagements", engagement("like", "1", "s", "21:59:55", 1000));
    add("engagements", engagement("share", "2", "s", "21:59:50", 1000));
    add("engagements", remove("share", "2", "s", "22:00:30"));
    Map<String, JsonNode> momentum = momentum();
    assertThat(momentum.get("22:00:00").get("organic").asDouble()).isEqualTo(100);
    assertThat(momentum.get("22:00:00").get("supporters").asDouble()).isEqualTo(1);
    assertThat(momentum.get("22:01:00").get("organic").asDouble()).isEqualTo(10);
    assertThat(momentum.get("22:01:00").get("shares").asInt()).isZero();
    assertThat(momentum.get("22:59:00").get("likes").asInt()).isEqualTo(1);
    // The like's end is 22:00:00: no longer in (22:00:00, 23:00:00].
    assertThat(momentum.get("23:00:00").get("deleted").asBoolean()).isTrue();
    assertThat(momentum).hasSize(61);
  }

  @Test
  void whatAdsClaimComesOffTheUnlabelled() throws Exception {
    for (int i = 0; i < 4; i++) {
      add("engagements", engagement("like", "1", "s" + i, "21:59:55", 1000));
    }
    add("engagements", engagement("like", "1", "t", "21:59:55", 1000, ",'ad':'x'"));
    add("ad-delivery", snapshot("22:00:00", 60, ",'start':'2026-11-23T21:00:00Z','likes':2"));
    JsonNode at = momentum().get("22:01:00");
    // From 21:01 to 22:01, one minute of it beyond the last figure: 2 claimed, 1 labelled.
    assertThat(at.get("sponsored").asDouble()).isCloseTo(60, within(1e-9));
    assertThat(at.get("organic").asDouble()).isCloseTo(30, within(1e-9));
    assertThat(at.get("supporters").asDouble()).isCloseTo(3, within(1e-9));
    assertThat(at.get("likes").asInt()).isEqualTo(4);
  }

  @Test
  void ofSeveralBasesTheLargestSum() throws Exception {
    add("ad-delivery", snapshot("21:30:00", 10, ""));
    add("ad-delivery", snapshot("22:00:00", 40, ",'basis':'reach'"));
    add("ad-delivery", snapshot("21:30:00", 0, ",'basis':'views'"));
    add("ad-delivery", snapshot("22:00:00", 50, ",'basis':'views'"));
    // Known from 22:00:10 on; at 22:01 the line of the views has gone on for a minute.
    JsonNode at = momentum().get("22:01:00");
    assertThat(at.get("sponsored").asDouble()).isCloseTo(50 * 31 / 30.0, within(1e-9));
  }

  @Test
  void alertIsOpenedRaisedAndClosed() throws Exception {
    add(
        "rules",
        "{'page':'*','time':'2026-11-23T12:00:00Z','minSupporters':1,'minSponsored':1,"
            + "'confirm':2,'patience':3,'cooldownMinutes':0}");
    // 100 an hour from 20:00, and after 22:00 flat.
    add("ad-delivery", snapshot("21:00:00", 100, ",'start':'2026-11-23T20:00:00Z','spend':6"));
    for (int i = 0; i < 4; i++) {
      add("engagements", engagement("share", "1", "s" + i, "22:00:05", 1000));
      add("engagements", engagement("share", "1", "t" + i, "22:10:05", 1000));
      add("engagements", remove("share", "1", "s" + i, "22:20:00"));
      add("engagements", remove("share", "1", "t" + i, "22:20:00"));
    }
    List<JsonNode> alerts = Oracle.run(folder).alerts();
    assertThat(alerts)
        .extracting(a -> a.get("status").asText() + " " + clock(a, "at"))
        .containsExactly("opened 22:00:20", "raised 22:10:10", "closed 22:20:30");
    JsonNode opened = alerts.get(0);
    assertThat(opened.get("id").asText())
        .isEqualTo("a%2Fb/p%20q/organic-surpasses-sponsored/1795471220000");
    // 200 - (100 + 100 x 20 / 3600) = 99.4444 of reach, and 5.9667 of 12 spent.
    JsonNode sponsored = opened.get("sponsored");
    assertThat(sponsored.get("reach").asDouble()).isCloseTo(99.444444, within(1e-6));
    assertThat(sponsored.get("spend").asDouble()).isCloseTo(5.966667, within(1e-6));
    assertThat(sponsored.get("ads").asInt()).isEqualTo(1);
    assertThat(sponsored.get("basis").asText()).isEqualTo("reach");
    assertThat(clock(sponsored, "asOf")).isEqualTo("21:00:00");
    assertThat(opened.get("ratio").asDouble()).isCloseTo(400 / 99.444444, within(1e-6));
    JsonNode raised = alerts.get(1);
    assertThat(raised.get("organic").get("reach").asDouble()).isEqualTo(800);
    assertThat(raised.get("topSupporters"))
        .extracting(s -> s.get("supporter").asText())
        .containsExactly("s0", "s1", "s2", "s3", "t0");
    JsonNode closed = alerts.get(2);
    assertThat(closed.get("opened")).isEqualTo(opened.get("at"));
    assertThat(closed.get("ratio").asDouble()).isZero();
    // The highest was just before the withdrawal, at 22:20:00: 800 / (200 - 133.3333).
    assertThat(closed.get("peakRatio").asDouble()).isCloseTo(12, within(1e-6));
  }

  @Test
  void nobodyBeyondTheFiveOfASliceIsNamed() {
    TopSupporters top = new TopSupporters();
    Map<String, Organic.Contribution> six = new TreeMap<>();
    for (int i = 1; i <= 6; i++) {
      six.put("s" + i, new Organic.Contribution("s" + i, Kind.SHARE, "1", i * 1000L, 10_000));
    }
    top.slice(10_000, six);
    Map<String, Organic.Contribution> five = new TreeMap<>(six);
    five.remove("s6");
    top.slice(20_000, five);
    assertThat(top.remembered(20_000))
        .extracting(Organic.Contribution::supporter)
        .containsExactly("s5", "s4", "s3", "s2");
  }

  @Test
  void pageRuleReplacesItsOlderOneAndFallsBackToEveryPage() throws Exception {
    add("rules", "{'page':'*','time':0,'visibility':{'like':0.5},'audienceCap':100}");
    add("rules", "{'page':'a/b','time':0,'visibility':{'like':0.25}}");
    add("rules", "{'page':'a/b','time':'2026-11-23T22:00:00Z','audienceCap':10}");
    add("rules", "{'page':'a/b','time':'2026-11-23T22:00:20Z','deleted':true}");
    Rules rules = new Rules(FactReader.read(folder).facts.rules);
    long e = 1_795_471_200_000L;
    assertThat(rules.inForce("a/b", e).exposure(Kind.LIKE, 1000L)).isEqualTo(25_000);
    assertThat(rules.inForce("a/b", e + 10_000).exposure(Kind.LIKE, 1000L)).isEqualTo(5_000);
    assertThat(rules.inForce("a/b", e + 30_000).exposure(Kind.LIKE, 1000L)).isEqualTo(50_000);
    assertThat(rules.inForce("c", e).exposure(Kind.SHARE, 1000L)).isEqualTo(10_000);
  }

  @Test
  void linesAreCountedAndByteOrderMarksAreNoJson() throws Exception {
    add("posts", "");
    add("posts", "\uFEFF{'page':'a','post':'b','time':0}");
    add("posts", "{'page':'a','post':'b','time':0}");
    List<JsonNode> letters = Oracle.run(folder).deadLetters();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).get("line").asInt()).isEqualTo(2);
  }

  private static String engagement(
      String kind, String id, String supporter, String clock, int audience) {
    return engagement(kind, id, supporter, clock, audience, "");
  }

  private static String engagement(
      String kind, String id, String supporter, String clock, int audience, String more) {
    return word(kind, id, supporter, clock) + ",'audience':" + audience + more + "}";
  }

  private static String remove(String kind, String id, String supporter, String clock) {
    return word(kind, id, supporter, clock) + ",'action':'remove'}";
  }

  private static String word(String kind, String id, String supporter, String clock) {
    return "{'page':'a/b','post':'p q','kind':'"
        + kind
        + "','id':'"
        + id
        + "','supporter':'"
        + supporter
        + "','time':'2026-11-23T"
        + clock
        + "Z'";
  }

  private static String snapshot(String clock, int reach, String more) {
    return "{'page':'a/b','post':'p q','ad':'x','time':'2026-11-23T"
        + clock
        + "Z','reach':"
        + reach
        + more
        + "}";
  }

  private void add(String topic, String line) throws IOException {
    Files.writeString(
        folder.resolve(topic + ".jsonl"),
        line.replace('\'', '"') + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static String clock(JsonNode record, String field) {
    return record.get(field).asText().substring(11, 19);
  }

  /** The records of the only post, by the time of the day. */
  private Map<String, JsonNode> momentum() throws IOException {
    Map<String, JsonNode> byClock = new TreeMap<>();
    for (JsonNode record : Oracle.run(folder).postMomentum()) {
      byClock.put(clock(record, "at"), record);
    }
    return byClock;
  }
}
