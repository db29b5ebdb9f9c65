package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.codec.Inbound;
import io.groundswell.event.Topic;
import io.groundswell.time.Timing;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing goes through Kryo; no step is without a uid. Each guard is shown to bite. */
class GuardsTest {
  static List<TypeInformation<?>> types() {
    return List.of(
        States.INBOUND,
        States.SUPPORTER_INPUT,
        States.POST_INPUT,
        States.RULE,
        States.CONTROL,
        States.OUTCOME,
        States.POST_OF_SHARD,
        States.DRAFT,
        States.PAGE_TALLY,
        States.COHORT_TALLY,
        States.ATTRIBUTED_OUTCOME,
        States.COHORT,
        States.PAGE_DAY,
        States.ALERT,
        States.POST_MOMENTUM,
        States.PROFILE,
        States.DEAD_LETTER);
  }

  private static Configuration noGenericTypes() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    return configuration;
  }

  private static SerializerConfigImpl strict() {
    return new SerializerConfigImpl(noGenericTypes());
  }

  @ParameterizedTest
  @MethodSource("types")
  void noTypeGoesThroughKryo(TypeInformation<?> type) {
    assertThat(type.createSerializer(strict())).isNotNull();
  }

  static List<StateDescriptor<?, ?>> states() {
    return List.of(
        States.supporterInbox(),
        States.supporter(),
        States.postInbox(),
        States.post(),
        States.postSlices(),
        States.postTopics(),
        States.outcomeInbox(),
        States.outcomeCounted(),
        States.profileInbox(),
        States.shardPosts(),
        States.pageTallies(),
        States.pageFacts(),
        States.page(),
        States.cohortInbox(),
        States.cohort(),
        States.erasures(),
        States.rules());
  }

  @ParameterizedTest
  @MethodSource("states")
  void noStateGoesThroughKryo(StateDescriptor<?, ?> state) {
    state.initializeSerializerUnlessSet(new ExecutionConfig(noGenericTypes()));
    assertThat(state.getSerializer()).isNotNull();
  }

  @Test
  void aTypeThatWouldGoThroughKryoIsRefused() {
    TypeInformation<?> generic = TypeInformation.of(java.util.BitSet.class);
    assertThatThrownBy(() -> generic.createSerializer(strict()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("BitSet");
  }

  private static StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.createLocalEnvironment(1, Environment.defaults());
  }

  @Test
  void everyStepHasAUid() {
    StreamExecutionEnvironment env = environment();
    Inbound record =
        new Inbound(Topic.ENGAGEMENTS, "engagements", 0, 0, 0, Inbound.NO_CLOCK, null, new byte[0]);
    Pipeline.Results results =
        Pipeline.build(
            env.fromData(States.INBOUND, record).uid("facts"),
            Settings.live(Timing.DEFAULT, 30_000, ""));
    for (DataStream<?> stream :
        List.of(
            results.alerts(),
            results.momentum(),
            results.profiles(),
            results.outcomes(),
            results.cohorts(),
            results.pages(),
            results.deadLetters())) {
      discard(stream);
    }
    assertThat(env.getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains(
            "route",
            "outcome",
            "supporter",
            "momentum",
            "profile",
            "every-shard",
            "cohort",
            "page",
            "clock");
  }

  private static <T> void discard(DataStream<T> stream) {
    stream.sinkTo(new DiscardingSink<>()).uid("sink-" + stream.getId());
  }

  @Test
  void aStepWithoutAUidIsRefused() {
    StreamExecutionEnvironment env = environment();
    env.fromData("a").uid("source").filter(text -> true).sinkTo(new DiscardingSink<>()).uid("sink");
    assertThatThrownBy(() -> env.getStreamGraph().getJobGraph())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("UIDs have been disabled");
  }
}
