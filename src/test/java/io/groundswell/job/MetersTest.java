package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.codec.Inbound;
import io.groundswell.event.Alert;
import io.groundswell.event.Control;
import io.groundswell.event.Erasure;
import io.groundswell.event.Kind;
import io.groundswell.event.Mention;
import io.groundswell.event.Outcome;
import io.groundswell.event.PostInput;
import io.groundswell.event.Retraction;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Topic;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the job's own metrics say of known facts. */
class MetersTest {
  private static final long TEN = Given.at("10:00:00");
  private static final long HOUR = 3_600_000;
  private static final Settings LIVE = Settings.live(Timing.DEFAULT, 30_000, "");

  /** Facts and refusals of one record each, and an engagement too far behind. */
  @Test
  void eachRecordIsAFactOfItsTopicOrRefusedForItsReason() throws Exception {
    Metered metered = new Metered();
    try (OneInputStreamOperatorTestHarness<Inbound, SupporterInput> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new RouteFunction(LIVE)), metered.environment())) {
      harness.setup(States.SUPPORTER_INPUT.createSerializer(new SerializerConfigImpl()));
      harness.open();
      String like = "{'id':'1','time':%d,'page':'p','post':'q','supporter':'s','kind':'like'}";
      harness.processElement(record(Topic.ENGAGEMENTS, String.format(like, TEN)), 0);
      harness.processElement(record(Topic.POSTS, "{'page':'p','post':'q','time':0}"), 0);
      harness.processElement(record(Topic.POSTS, "[]"), 0);
      harness.processElement(record(Topic.OUTCOMES, "{'id':'1'}"), 0);
      harness.processElement(record(Topic.RULES, "{'page':'*','time':0,'confirm':'3'}"), 0);
      harness.processElement(record(Topic.ENGAGEMENTS, String.format(like, TEN + HOUR)), 0);
      assertThat(metered.count("rejected{reason=too_late,topic=engagements}")).isZero();
      harness.processWatermark(new Watermark(TEN + Timing.DAY + 1));
      harness.processElement(record(Topic.ENGAGEMENTS, String.format(like, TEN)), 0);
    }
    assertThat(metered.counts())
        .isEqualTo(
            Map.of(
                "facts{topic=engagements}", 2L,
                "facts{topic=posts}", 1L,
                "rejected{reason=form,topic=posts}", 1L,
                "rejected{reason=missing,topic=outcomes}", 1L,
                "rejected{reason=value,topic=rules}", 1L,
                "rejected{reason=ahead,topic=engagements}", 1L,
                "rejected{reason=too_late,topic=engagements}", 1L));
  }

  private static Inbound record(Topic topic, String json) {
    byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new Inbound(topic, topic.wire(), 0, 0, TEN, 300_000, new byte[0], value);
  }

  @Test
  void aLateEngagementCountsOnceAndWhoItNamesDoesNot() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      step.watermark(TEN + Timing.DAY);
      step.take(Given.add(Kind.LIKE, "s", "1", TEN + Timing.DAY, 1000));
      assertThat(step.metered.counts()).isEmpty();
      step.take(Given.add(Kind.LIKE, "s", "2", TEN + HOUR, 1000));
      step.take(new Mention(Given.PAGE, "t", "s", TEN + HOUR));
      step.take(Given.add(Kind.LIKE, "s", "3", TEN - 1, 1000));
      assertThat(step.metered.counts())
          .isEqualTo(
              Map.of(
                  "late{topic=engagements}",
                  1L,
                  "rejected{reason=too_late,topic=engagements}",
                  1L));
    }
  }

  @Test
  void aRepetitionCountsInItsSliceAndLaterAndThroughARestore() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
      step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
      step.take(Given.add(Kind.SHARE, "s", "2", TEN, 1000));
      step.watermark(TEN + 10_000);
      assertThat(step.metered.count("duplicates{topic=engagements}")).isEqualTo(1);
      step.restore();
      step.take(Given.add(Kind.LIKE, "s", "1", TEN, 1000));
      step.watermark(TEN + 20_000);
      assertThat(step.metered.count("duplicates{topic=engagements}")).isEqualTo(1);
    }
  }

  @Test
  void supportersAreThoseRememberedThroughRestoresAndErasures() throws Exception {
    try (Step<SupporterInput, Control, PostInput> step = Step.supporter(LIVE)) {
      for (String supporter : new String[] {"r", "s", "t", "t"}) {
        step.take(Given.add(Kind.LIKE, supporter, "of " + supporter, TEN, 1000));
      }
      assertThat(step.metered.gauge("waiting")).isEqualTo(4);
      step.watermark(TEN + 10_000);
      assertThat(step.metered.gauge("waiting")).isZero();
      assertThat(step.metered.gauge("supporters")).isEqualTo(3);
      assertThat(step.states()).isEqualTo(3);
      step.restore();
      assertThat(step.metered.gauge("supporters")).isEqualTo(3);
      Erasure erasure = new Erasure(Given.PAGE, "s", TEN + 20_000);
      step.tell(erasure);
      step.take(erasure);
      step.watermark(TEN + 40_000);
      assertThat(step.metered.gauge("supporters")).isEqualTo(2);
      assertThat(step.states()).isEqualTo(2);
      step.restore();
      step.watermark(TEN + 30 * Timing.DAY);
      assertThat(step.metered.gauge("supporters")).isZero();
      assertThat(step.states()).isZero();
    }
  }

  @Test
  void anOutcomeThatWasToldAlreadyIsADuplicate() throws Exception {
    Metered metered = new Metered();
    try (KeyedOneInputStreamOperatorTestHarness<String, Outcome, SupporterInput> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new OutcomeFunction(LIVE)),
            Outcome::id,
            Types.STRING,
            metered.environment())) {
      harness.setup(States.SUPPORTER_INPUT.createSerializer(new SerializerConfigImpl()));
      harness.open();
      for (String id : new String[] {"1", "2", "1", "1"}) {
        harness.processElement(
            new Outcome("p", "k", id, TEN, "s", null, null, Double.NaN, null), 0);
      }
      harness.processWatermark(new Watermark(TEN + 10_000));
    }
    assertThat(metered.counts()).isEqualTo(Map.of("duplicates{topic=outcomes}", 2L));
  }

  @Test
  void openAlertsGoUpAndDownThroughRestores() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      step.tell(Rule.deletion("other", TEN, 1));
      step.take(Given.report("ad", TEN - HOUR, 0));
      step.take(Given.report("ad", TEN, 100));
      for (int s = 0; s < 20; s++) {
        step.take(Given.share(Given.POST, "s" + s, TEN + 20_000, 50));
      }
      step.watermark(TEN + 20_000);
      assertThat(step.metered.gauge("openAlerts")).isZero();
      step.wallClock(TEN + 37_000);
      step.watermark(TEN + 30_000);
      assertThat(step.metered.gauge("openAlerts")).isEqualTo(1);
      assertThat(step.metered.count("alerts{status=opened}")).isEqualTo(1);
      assertThat(step.metered.delays("delayMs{topic=alerts}").getStatistics().getValues())
          .containsExactly(7_000);
      assertThat(step.metered.gauge("watermarkLagMs")).isEqualTo(7_000);
      step.restore();
      assertThat(step.metered.gauge("openAlerts")).isEqualTo(1);
      assertThat(step.metered.count("alerts{status=opened}")).isZero();
      step.take(Given.share(Given.POST, "t", TEN + 40_000, 1_100));
      step.watermark(TEN + 40_000);
      assertThat(step.metered.count("alerts{status=raised}")).isEqualTo(1);
      assertThat(step.metered.gauge("openAlerts")).isEqualTo(1);
      step.watermark(TEN + 2 * HOUR);
      assertThat(step.metered.count("alerts{status=closed}")).isEqualTo(1);
      assertThat(step.metered.gauge("openAlerts")).isZero();
      step.restore();
      assertThat(step.metered.gauge("openAlerts")).isZero();
    }
  }

  @Test
  void anEvaluationIsWhereSomethingIsLive() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      step.take(Given.share(Given.POST, "s", TEN + 10_000, 50));
      step.watermark(TEN + 2 * HOUR);
      // The change, and sixty whole minutes; at the end of the window there is nothing any more.
      assertThat(step.metered.counts()).isEqualTo(Map.of("evaluations", 61L));
      assertThat(step.metered.delays("delayMs{topic=post-momentum}").getCount()).isEqualTo(60);
    }
  }

  @Test
  void whatIsTakenBackWithoutHavingComeCounts() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      step.take(Given.share(Given.POST, "s", TEN + 10_000, 50));
      step.take(new Retraction(Given.share(Given.POST, "s", TEN + 10_000, 50)));
      step.take(new Retraction(Given.share(Given.POST, "s", TEN + 10_000, 51)));
      step.watermark(TEN + HOUR);
      assertThat(step.metered.counts()).isEqualTo(Map.of("unmatchedRetractions", 1L));
    }
  }

  @Test
  void aLateReportOfAnAdCountsAndAContributionDoesNot() throws Exception {
    try (Step<PostInput, Control, Alert> step = Step.momentum(LIVE)) {
      assertThat(step.metered.gauge("watermarkLagMs")).isNaN();
      step.watermark(TEN + 50_000);
      step.take(Given.report("ad", TEN + 50_000, 1));
      assertThat(step.metered.counts()).isEmpty();
      step.take(Given.report("ad", TEN + 49_999, 1));
      step.take(Given.share(Given.POST, "s", TEN, 50));
      assertThat(step.metered.counts()).isEqualTo(Map.of("late{topic=ad-delivery}", 1L));
    }
  }
}
