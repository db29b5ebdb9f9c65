package io.groundswell.bench;

import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.List;

/** A few facts of the load, for the benchmarks of single pieces. */
public final class SampleFacts {
  private SampleFacts() {}

  /** Engagements as they come from Kafka. */
  public static List<byte[]> engagements(int count) {
    LoadSpec spec = new LoadSpec(42, count, 65, 20_000, 20, 1_000_000, false, false);
    List<byte[]> values = new ArrayList<>();
    Load load = new Load(spec);
    for (int i = 0; i < count; i++) {
      load.engagement(
          (topic, partition, key, time, value) -> {
            if (topic == Topic.ENGAGEMENTS) {
              values.add(value);
            }
          },
          i,
          Load.START + i);
    }
    return values;
  }
}
