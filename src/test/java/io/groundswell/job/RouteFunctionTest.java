package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.codec.Inbound;
import io.groundswell.codec.Pseudonyms;
import io.groundswell.event.AdSnapshot;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Erasure;
import io.groundswell.event.Mention;
import io.groundswell.event.Outcome;
import io.groundswell.event.PostInput;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Topic;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each record goes its way, and what is none leaves by the side door with its bytes. */
class RouteFunctionTest {
  private static final String LIKE =
      "{'id':'1','time':'2026-11-23T10:00:00Z','page':'p','post':'q','supporter':'s','kind':'like'}";

  private OneInputStreamOperatorTestHarness<Inbound, SupporterInput> harness;

  @BeforeEach
  void open() throws Exception {
    open(Settings.live(Timing.DEFAULT, 30_000, ""));
  }

  private void open(Settings settings) throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new RouteFunction(settings)), 1, 1, 0);
    harness.setup(States.SUPPORTER_INPUT.createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void take(Topic topic, String json) throws Exception {
    byte[] value = json == null ? null : bytes(json);
    harness.processElement(
        new Inbound(topic, topic.wire(), 3, 7, Given.at("10:00:01"), 300_000, bytes("key"), value),
        0);
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private <T> List<T> side(OutputTag<T> tag) {
    return harness.getSideOutput(tag) == null
        ? List.of()
        : harness.getSideOutput(tag).stream().map(record -> record.getValue()).toList();
  }

  @Test
  void factsGoTheirWays() throws Exception {
    take(Topic.ENGAGEMENTS, LIKE);
    take(
        Topic.AD_DELIVERY,
        "{'ad':'a','page':'p','post':'q','time':'2026-11-23T10:00:00Z','reach':1}");
    take(Topic.RULES, "{'page':'*','time':0,'confirm':3}");
    take(Topic.POSTS, "{'page':'p','post':'q','time':0}");
    take(Topic.OUTCOMES, "{'page':'p','id':'1','kind':'signature','time':0}");
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(side(RouteFunction.POSTS)).extracting(PostInput::post).containsExactly("q");
    assertThat(side(RouteFunction.OUTCOMES)).extracting(Outcome::id).containsExactly("1");
    assertThat(side(RouteFunction.ADS)).hasSize(1).first().isInstanceOf(AdSnapshot.class);
    assertThat(side(RouteFunction.CONTROLS))
        .extracting(control -> ((Rule) control).confirm())
        .containsExactly(3);
    assertThat(side(RouteFunction.REJECTED)).isEmpty();
    assertThat(side(RouteFunction.SILENCE)).isEmpty();
  }

  @Test
  void organicAddsTellWhoIsNamedInVia() throws Exception {
    take(Topic.ENGAGEMENTS, LIKE.replace("'id'", "'via':'t','id'"));
    long time = Given.at("10:00:00");
    assertThat(harness.extractOutputValues())
        .hasSize(2)
        .last()
        .isEqualTo(new Mention("p", "t", "s", time));
    take(Topic.ENGAGEMENTS, LIKE.replace("'id'", "'via':'s','id'"));
    take(Topic.ENGAGEMENTS, LIKE.replace("'id'", "'via':'t','ad':'a','id'"));
    take(Topic.ENGAGEMENTS, LIKE.replace("'id'", "'via':'t','action':'remove','id'"));
    assertThat(harness.extractOutputValues()).filteredOn(Mention.class::isInstance).hasSize(1);
    assertThat(harness.extractOutputValues()).hasSize(5);
  }

  @Test
  void anErasureGoesToEverybodyAndToTheSupporterWhereItNamesThePage() throws Exception {
    take(Topic.ERASURES, "{'page':'p','supporter':'s','time':7}");
    Erasure onOnePage = new Erasure("p", "s", 7);
    assertThat(side(RouteFunction.CONTROLS)).containsExactly(onOnePage);
    assertThat(harness.extractOutputValues()).containsExactly(onOnePage);
    take(Topic.ERASURES, "{'page':'*','supporter':'s','time':7}");
    assertThat(side(RouteFunction.CONTROLS)).last().isEqualTo(new Erasure("*", "s", 7));
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void withAKeyNoNameAndNoBytesPass() throws Exception {
    harness.close();
    Pseudonyms names = new Pseudonyms("key");
    open(Settings.live(Timing.DEFAULT, 30_000, "").with(names));
    take(Topic.ENGAGEMENTS, LIKE.replace("'id'", "'via':'t','id'"));
    take(Topic.ERASURES, "{'page':'p','supporter':'s','time':7}");
    take(Topic.OUTCOMES, "{'page':'p','id':'1','kind':'k','time':0,'referrer':'t'}");
    take(Topic.ENGAGEMENTS, "{'supporter':'s'}");
    take(Topic.ENGAGEMENTS, LIKE.replace("'like'", "'secret'"));
    assertThat(harness.extractOutputValues())
        .extracting(SupporterInput::supporter)
        .containsExactly(names.of("s"), names.of("t"), names.of("s"));
    assertThat(side(RouteFunction.OUTCOMES))
        .extracting(Outcome::referrer)
        .containsExactly(names.of("t"));
    assertThat(side(RouteFunction.REJECTED))
        .hasSize(2)
        .allMatch(letter -> letter.key() == null && letter.value() == null)
        .noneMatch(letter -> letter.reason().contains("secret"));
  }

  @Test
  void whatIsNoFactLeavesWithItsBytesAndTheReason() throws Exception {
    take(Topic.ENGAGEMENTS, "{'id':'1'}");
    take(Topic.ENGAGEMENTS, null);
    List<DeadLetter> letters = side(RouteFunction.REJECTED);
    assertThat(letters)
        .extracting(DeadLetter::reason)
        .containsExactly("page is required", "a record must be a JSON object, is null");
    DeadLetter letter = letters.get(0);
    assertThat(letter.value()).isEqualTo(bytes("{'id':'1'}"));
    assertThat(letter.key()).isEqualTo(bytes("key"));
    assertThat(letter.partition()).isEqualTo(3);
    assertThat(letter.offset()).isEqualTo(7);
    assertThat(letter.stage()).isEqualTo(DeadLetter.CONVERTER);
    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void engagementTooFarAheadOfItsKafkaTimestampIsADeadLetter() throws Exception {
    take(Topic.ENGAGEMENTS, LIKE.replace("10:00:00", "10:05:01"));
    assertThat(side(RouteFunction.REJECTED)).isEmpty();
    take(Topic.ENGAGEMENTS, LIKE.replace("10:00:00", "10:05:01.001"));
    assertThat(side(RouteFunction.REJECTED)).hasSize(1);
    assertThat(side(RouteFunction.REJECTED).get(0).reason())
        .contains("300 s ahead of the Kafka timestamp 2026-11-23T10:00:01.000Z")
        .contains("is 2026-11-23T10:05:01.001Z");
  }

  @Test
  void engagementTooFarBehindTheWatermarkIsADeadLetterWithItsOwnBytes() throws Exception {
    harness.processWatermark(new Watermark(Given.at("10:00:00") + Timing.DAY + 1));
    take(Topic.ENGAGEMENTS, LIKE);
    DeadLetter letter = side(RouteFunction.REJECTED).get(0);
    assertThat(letter.value()).isEqualTo(bytes(LIKE));
    assertThat(letter.stage()).isEqualTo(DeadLetter.TRANSFORMATION);
    assertThat(harness.extractOutputValues()).isEmpty();
    take(Topic.ENGAGEMENTS, LIKE.replace("10:00:00", "10:00:00.001"));
    assertThat(harness.extractOutputValues()).hasSize(1);
  }
}
