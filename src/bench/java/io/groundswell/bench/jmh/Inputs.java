package io.groundswell.bench.jmh;

import io.groundswell.bench.SampleFacts;
import io.groundswell.codec.FactReader;
import io.groundswell.codec.Rejection;
import io.groundswell.event.Engagement;
import java.util.List;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Engagements of the benchmark's load, taken in turn. */
@State(Scope.Thread)
public class Inputs {
  private final byte[][] values = SampleFacts.engagements(4_096).toArray(new byte[0][]);
  private final Engagement[] engagements = new Engagement[values.length];
  private int next;

  /** Reads them all once. */
  public Inputs() {
    try {
      for (int i = 0; i < values.length; i++) {
        engagements[i] = FactReader.engagement(values[i], 0, i);
      }
    } catch (Rejection e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next as it comes from Kafka. */
  public byte[] value() {
    return values[next++ & (values.length - 1)];
  }

  /** The next, read. */
  public Engagement engagement() {
    return engagements[next++ & (values.length - 1)];
  }

  /** All of them, read. */
  public List<Engagement> all() {
    return List.of(engagements);
  }
}
