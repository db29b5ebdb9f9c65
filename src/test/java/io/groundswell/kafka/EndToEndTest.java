package io.groundswell.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class EndToEndTest {
  /** Counters by their place. */
  private static final class Counted extends UnregisteredMetricsGroup {
    private final Map<String, Counter> counters;
    private final String place;

    Counted(Map<String, Counter> counters, String place) {
      this.counters = counters;
      this.place = place;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Counted(counters, place + name + "/");
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return addGroup(key + "=" + value);
    }

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(place + name, each -> new SimpleCounter());
    }
  }

  private final Map<String, Counter> counters = new TreeMap<>();
  private final EndToEnd endToEnd = new EndToEnd(new Counted(counters, ""));

  private long count(Topic topic, String name) {
    return counters.get("groundswell/topic=" + topic.wire() + "/" + name).getCount();
  }

  @Property(tries = 200)
  void eachBucketCountsWhatTookAtMostSoLong(
      @ForAll @Size(max = 50) List<@LongRange(min = -5_000, max = 2_000_000) Long> delays) {
    EndToEndTest fresh = new EndToEndTest();
    delays.forEach(delay -> fresh.endToEnd.took(Topic.ALERTS, 1_000, 1_000 + delay));
    for (long bound : EndToEnd.BOUNDS) {
      assertThat(fresh.count(Topic.ALERTS, "le=" + bound + "/endToEndMsBucket"))
          .isEqualTo(delays.stream().filter(delay -> delay <= bound).count());
    }
    assertThat(fresh.count(Topic.ALERTS, "le=Inf/endToEndMsBucket")).isEqualTo(delays.size());
    assertThat(fresh.count(Topic.ALERTS, "endToEndMsSum"))
        .isEqualTo(delays.stream().mapToLong(delay -> Math.max(0, delay)).sum());
    assertThat(fresh.count(Topic.POST_MOMENTUM, "le=Inf/endToEndMsBucket")).isZero();
  }

  @Test
  void whatIsNotAboutASliceIsNotTimed() {
    endToEnd.took(Topic.SUPPORTERS, 0, 1);
    endToEnd.took(Topic.ALERTS, Outgoing.NO_SLICE, 1);
    assertThat(counters.values()).allMatch(counter -> counter.getCount() == 0);
  }
}
