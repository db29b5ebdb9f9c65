package io.groundswell.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long START = 1_795_428_000_000L;

  @Test
  void aSliceEndWaitsForTheLastPartitionToBeDisorderBehindIt() {
    Arrivals arrivals = new Arrivals(START, 60_000, 5_000);
    long end = START + 10_000;
    arrivals.came("e", 0, end + 4_999, 100); // not yet
    arrivals.came("e", 0, end + 5_000, 200);
    arrivals.came("e", 0, end + 5_001, 300);
    assertThat(arrivals.demanded(end)).isEqualTo(200);
    arrivals.came("e", 1, end + 4_000, 900);
    assertThat(arrivals.demanded(end)).as("partition 1 is not so far").isEqualTo(-1);
    arrivals.came("e", 1, end + 17_000, 950); // leaps over it
    assertThat(arrivals.demanded(end)).isEqualTo(950);
  }

  @Test
  void onlyAlertsOfTheTimeThatIsMeasuredCount() {
    Arrivals arrivals = new Arrivals(START, 60_000, 5_000);
    for (long time = START; time < START + 60_000; time += 500) {
      arrivals.came("e", 0, time, time + 3);
    }
    List<AlertReader.Read> alerts =
        List.of(
            new AlertReader.Read(START + 10_000, START + 99_000),
            new AlertReader.Read(START + 20_000, START + 25_003 + 40),
            new AlertReader.Read(START + 30_000, START + 35_003 + 60));
    Histogram delays = Latency.histogram(alerts, arrivals, START + 20_000, START + 40_000);
    assertThat(delays.getTotalCount()).isEqualTo(2);
    assertThat(delays.getValueAtPercentile(50)).isEqualTo(40);
    assertThat(delays.getMaxValue()).isEqualTo(60);
  }
}
