package io.groundswell.bench.jmh;

import io.groundswell.event.Contribution;
import io.groundswell.event.Kind;
import io.groundswell.event.PostInput;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Tier;
import io.groundswell.job.States;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What each shuffle costs: a value to bytes, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SerializerBenchmark {
  private final TypeSerializer<SupporterInput> supporterInput =
      States.SUPPORTER_INPUT.createSerializer(new SerializerConfigImpl());
  private final TypeSerializer<PostInput> postInput =
      States.POST_INPUT.createSerializer(new SerializerConfigImpl());
  private final DataOutputSerializer out = new DataOutputSerializer(512);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private final Contribution contribution =
      new Contribution(
          "page-101",
          "post-1000001",
          "supporter-10000001",
          1_795_428_010_000L,
          1_795_428_010_000L,
          new Contribution.Span[] {
            new Contribution.Span(
                Contribution.What.STRONGEST, Kind.LIKE, true, 1_795_431_610_000L, 2_450, true),
            new Contribution.Span(
                Contribution.What.ORGANIC, Kind.LIKE, true, 1_795_431_610_000L, 0, false)
          },
          Tier.NANO,
          12.5);

  /** Between the source and the supporter step. */
  @Benchmark
  public SupporterInput engagement(Inputs inputs) throws IOException {
    return round(supporterInput, inputs.engagement());
  }

  /** Between the supporter step and the momentum step. */
  @Benchmark
  public PostInput contribution() throws IOException {
    return round(postInput, contribution);
  }

  private <T> T round(TypeSerializer<T> serializer, T value) throws IOException {
    out.clear();
    serializer.serialize(value, out);
    in.setBuffer(out.getSharedBuffer(), 0, out.length());
    return serializer.deserialize(in);
  }
}
