package io.groundswell.bench.jmh;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Contribution;
import io.groundswell.event.Engagement;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.event.ProfileDraft;
import io.groundswell.rule.Terms;
import io.groundswell.supporter.Erasures;
import io.groundswell.supporter.Supporter;
import io.groundswell.supporter.SupporterCodec;
import io.groundswell.supporter.SupporterOutput;
import io.groundswell.time.Timing;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A supporter between two accesses to RocksDB, by how much is remembered of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SupporterBenchmark {
  private static final Timing TIMING = Timing.DEFAULT;
  private static final Erasures NONE = new Erasures();

  /** Engagements of the last hour that are remembered. */
  @Param({"0", "5", "50"})
  public int remembered;

  private final DataOutputSerializer out = new DataOutputSerializer(4_096);
  private byte[] state;
  private Engagement fact;
  private long end;

  /** Makes a supporter whose state holds so many engagements. */
  @Setup
  public void remember(Inputs inputs, Blackhole nowhere) throws IOException {
    Supporter supporter = new Supporter();
    long time = inputs.all().get(0).time();
    for (int i = 0; i < remembered; i++) {
      time += 60_000;
      step(supporter, at(inputs.all().get(i), time), new Nowhere(nowhere));
    }
    state = bytes(supporter);
    fact = at(inputs.all().get(remembered), time + 60_000);
    end = TIMING.end(fact.time());
  }

  private static Engagement at(Engagement e, long time) {
    return new Engagement(
        "page-101",
        e.post(),
        "supporter-10000001",
        e.kind(),
        e.id(),
        time,
        true,
        e.audience(),
        e.ad(),
        null,
        0,
        e.offset());
  }

  /** Reads the state, steps with one engagement, and writes it. */
  @Benchmark
  public byte[] step(Blackhole nowhere) throws IOException {
    Supporter supporter = SupporterCodec.read(new DataInputDeserializer(state));
    step(supporter, fact, new Nowhere(nowhere));
    nowhere.consume(supporter.next(fact.page(), fact.supporter(), end, TIMING));
    return bytes(supporter);
  }

  /** Only reads the state and writes it. */
  @Benchmark
  public byte[] codec() throws IOException {
    return bytes(SupporterCodec.read(new DataInputDeserializer(state)));
  }

  private static void step(Supporter supporter, Engagement fact, SupporterOutput out) {
    long end = TIMING.end(fact.time());
    supporter.step(
        fact.page(), fact.supporter(), end, List.of(fact), e -> Terms.DEFAULT, NONE, TIMING, out);
  }

  private byte[] bytes(Supporter supporter) throws IOException {
    out.clear();
    SupporterCodec.write(supporter, out);
    return out.getCopyOfBuffer();
  }

  /** Where what a step gives out goes. */
  private record Nowhere(Blackhole hole) implements SupporterOutput {
    @Override
    public void contribution(Contribution contribution) {
      hole.consume(contribution);
    }

    @Override
    public void forgotten(Forgotten forgotten) {
      hole.consume(forgotten);
    }

    @Override
    public void profile(ProfileDraft draft) {
      hole.consume(draft);
    }

    @Override
    public void outcome(AttributedOutcome outcome) {
      hole.consume(outcome);
    }

    @Override
    public void engaged(long day, String post, Kind kind, boolean organic) {
      hole.consume(post);
    }

    @Override
    public void active(long day, int supporters, int nano) {
      hole.consume(supporters);
    }

    @Override
    public void scored(long day, double score, boolean firstAsNanoInfluencer) {
      hole.consume(score);
    }

    @Override
    public void erased() {}

    @Override
    public void cohort(long day, Origin origin, int size, int back1, int back7, int back28) {
      hole.consume(size);
    }
  }
}
