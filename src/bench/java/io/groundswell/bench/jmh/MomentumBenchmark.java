package io.groundswell.bench.jmh;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Basis;
import io.groundswell.event.Contribution;
import io.groundswell.event.Kind;
import io.groundswell.event.Tier;
import io.groundswell.momentum.Measure;
import io.groundswell.momentum.Momentum;
import io.groundswell.time.Timing;
import java.util.concurrent.TimeUnit;
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

/**
 * One slice of a post whose window is full: so many people begin, as many end, and it is measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MomentumBenchmark {
  private static final Timing TIMING = Timing.DEFAULT;

  /** People that begin in each slice. */
  @Param({"1", "20"})
  public int people;

  private final Momentum momentum = new Momentum();
  private long end = 1_795_428_000_000L;
  private int supporter;

  /** Fills an hour. */
  @Setup
  public void fill() {
    for (int i = 0; i < 400; i++) {
      slice();
    }
  }

  /** One slice. */
  @Benchmark
  public Measure slice() {
    end += TIMING.slice();
    if (end % 900_000 == 0) {
      momentum.take(report());
    }
    for (int i = 0; i < people; i++) {
      momentum.take(contribution(), TIMING);
    }
    momentum.advance(end, TIMING);
    return momentum.measure(end, TIMING);
  }

  private AdSnapshot report() {
    double nothing = Double.NaN;
    return new AdSnapshot(
        "page-101",
        "post-1",
        "ad-1",
        end,
        Basis.REACH,
        end / 1e6,
        null,
        nothing,
        nothing,
        nothing,
        nothing,
        null);
  }

  private Contribution contribution() {
    long until = end + TIMING.window();
    Contribution.Span strongest =
        new Contribution.Span(Contribution.What.STRONGEST, Kind.LIKE, true, until, 2_450, true);
    Contribution.Span organic =
        new Contribution.Span(Contribution.What.ORGANIC, Kind.LIKE, true, until, 0, false);
    return new Contribution(
        "page-101",
        "post-1",
        "supporter-" + (10_000_000 + (supporter++ & 0xFFFFF)),
        end,
        end,
        new Contribution.Span[] {strongest, organic},
        Tier.NANO,
        12.5);
  }
}
