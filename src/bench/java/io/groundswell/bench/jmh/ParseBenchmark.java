package io.groundswell.bench.jmh;

import io.groundswell.codec.FactReader;
import io.groundswell.codec.Rejection;
import io.groundswell.event.Engagement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a record's value to the fact. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {
  /** One engagement. */
  @Benchmark
  public Engagement engagement(Inputs inputs) throws Rejection {
    return FactReader.engagement(inputs.value(), 0, 0);
  }
}
