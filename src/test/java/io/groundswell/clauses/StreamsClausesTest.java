package io.groundswell.clauses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Alert;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Topic;
import io.groundswell.fixture.Backtest;
import io.groundswell.fixture.Given;
import io.groundswell.fixture.Scene;
import io.groundswell.kafka.Outgoing;
import io.groundswell.kafka.Records;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** momentum.md section 7, streams out. */
class StreamsClausesTest {
  private static final Backtest B = new Backtest();

  private static final Scene ALERTING =
      B.scene("alerting")
          .rule("08:00:00", "'patience':1,'cooldownMinutes':0")
          .steadyAd(100, 8, 12)
          .shares("10:00:05", 10, 1000)
          .unshare("10:10:05", "s", 10)
          .shares("10:15:05", "t", 10, 1000);

  private static final Scene ANOTHER =
      B.scene("alerting", "a post").steadyAd(100, 8, 12).shares("10:00:05", 10, 1000);

  @Test
  void alertsOfAPostAreInOrder() {
    assertThat(ALERTING.told()).startsWith("opened 10:00:20", "closed 10:10:10", "opened 10:15:20");
    assertThat(ANOTHER.told()).startsWith("opened 10:00:20");
    List<String> order =
        B.results(Topic.ALERTS).stream()
            .map(a -> a.get("page").asText() + "/" + a.get("post").asText() + " " + a.get("at"))
            .toList();
    assertThat(order).isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void aPostIsToldAtEveryWholeMinuteAndAtEveryAlert() {
    assertThat(ALERTING.minutes())
        .containsSequence("10:00:00", "10:00:20", "10:01:00", "10:02:00")
        .containsSequence("10:10:00", "10:10:10", "10:11:00")
        .doesNotHaveDuplicates();
  }

  private static final Scene AT_A_MINUTE =
      B.scene("at a minute").steadyAd(100, 8, 12).shares("10:00:45", 10, 1000);

  @Test
  void anAlertAtAWholeMinuteIsToldOnce() {
    assertThat(AT_A_MINUTE.told()).first().isEqualTo("opened 10:01:00");
    assertThat(AT_A_MINUTE.minutes()).containsOnlyOnce("10:01:00");
  }

  @Test
  void whereAPostStandsSaysTheSameAsTheAlert() {
    JsonNode alert = ALERTING.alert("opened");
    JsonNode at = ALERTING.at("10:00:20");
    for (String field : List.of("lower", "supporters", "likes", "comments", "shares")) {
      assertThat(at.get(field)).as(field).isEqualTo(alert.get("organic").get(field));
    }
    assertThat(at.get("organic")).isEqualTo(alert.get("organic").get("reach"));
    assertThat(at.get("sponsored")).isEqualTo(alert.get("sponsored").get("reach"));
    assertThat(at.get("ratio")).isEqualTo(alert.get("ratio"));
  }

  private static final Scene WHOLE = B.scene("whole").share("10:00:05", "a", 1000);

  @Test
  void aRecordHasJustTheseFieldsTimesInMillisecondsAndPeopleAsNumbers() {
    JsonNode at = WHOLE.at("10:01:00");
    assertThat(at.get("lower").asDouble()).isCloseTo(3.949698, within(1e-6));
    assertThat(at.toString().replaceFirst("\"lower\":[0-9.]+", "\"lower\":3.95"))
        .isEqualTo(
            "{\"page\":\"whole\",\"post\":\"post\",\"at\":\"2026-11-23T10:01:00.000Z\","
                + "\"organic\":100,\"lower\":3.95,\"supporters\":1,\"likes\":0,\"comments\":0,"
                + "\"shares\":1,\"sponsored\":0,\"ratio\":null}");
  }

  private static final Scene AGAIN =
      B.scene("again").like("10:00:05", "a", 1000).like("12:00:05", "b", 1000);
  private static final Scene BRIEF =
      B.scene("brief").like("10:00:05", "a", 1000).remove("like", "10:00:35", "a");

  @Test
  void aTombstoneIsGivenWhenAPostThatWasToldIsNoLongerEvaluated() {
    assertThat(AGAIN.minutes())
        .startsWith("10:01:00")
        .containsSequence("11:00:00", "-11:00:10", "12:01:00")
        .endsWith("13:00:00", "-13:00:10");
    assertThat(AGAIN.momentum().get(60).toString())
        .isEqualTo(
            "{\"page\":\"again\",\"post\":\"post\",\"at\":\"2026-11-23T11:00:10.000Z\","
                + "\"deleted\":true}");
    // It was over before the minute was.
    assertThat(BRIEF.minutes()).isEmpty();
  }

  private static Alert alert() {
    return new Alert(
        "p%2Fq/r/organic-surpasses-sponsored/1",
        Alert.Status.RAISED,
        "p/q",
        "r",
        Given.at("10:15:30"),
        1,
        new Alert.Organic(1, 1, 1, 0, 0, 1, 0),
        new Alert.Sponsored(1, null, 0, Double.NaN, null),
        1,
        1,
        new Alert.TopSupporter[0],
        new String[0],
        new Alert.Text("fr", "en"));
  }

  @Test
  void onKafkaAnAlertIsKeyedByPostAndCarriesTheHeadersOfCloudEvents() {
    Outgoing out = Records.alert(alert());
    assertThat(out.topic()).isEqualTo(Topic.ALERTS);
    assertThat(new String(out.key(), UTF_8)).isEqualTo("p%2Fq/r");
    assertThat(out.headers())
        .containsExactly(
            "ce_specversion",
            "1.0",
            "ce_id",
            "p%2Fq/r/organic-surpasses-sponsored/1/raised/2026-11-23T10:15:30.000Z",
            "ce_type",
            "io.groundswell.alert.raised.v1",
            "ce_source",
            "/groundswell/p%2Fq",
            "ce_time",
            "2026-11-23T10:15:30.000Z",
            "content-type",
            "application/json");
  }

  @Test
  void onKafkaWhereAPostStandsIsKeyedByPostAndATombstoneHasNoValue() {
    Outgoing out = Records.postMomentum(PostMomentum.ended("p", "q r", 10_000));
    assertThat(new String(out.key(), UTF_8)).isEqualTo("p/q%20r");
    assertThat(out.value()).isNull();
  }
}
