package io.groundswell.bench;

import io.groundswell.time.Timing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * When the last record had come to Kafka that a slice end must wait for: in every partition the
 * first one that lies the allowed disorder behind it. What a job takes beyond that is its own.
 */
final class Arrivals {
  private final long slice = Timing.DEFAULT.slice();
  private final long start;
  private final long disorder;
  private final int slices;
  private final Map<String, long[]> partitions = new HashMap<>();

  /**
   * Arrivals.
   *
   * @param start before the first event, epoch milliseconds
   * @param duration how long they last at most, ms
   * @param disorder by how much watermarks trail, ms
   */
  Arrivals(long start, long duration, long disorder) {
    this.start = start / slice * slice;
    this.disorder = disorder;
    this.slices = (int) (duration / slice) + 2;
  }

  /** A record came. */
  synchronized void came(String topic, int partition, long eventTime, long arrival) {
    long behind = eventTime - disorder - start;
    int index = (int) (behind / slice);
    if (behind >= 0 && index < slices) {
      long[] first = partitions.computeIfAbsent(topic + "-" + partition, name -> none());
      first[index] = Math.min(first[index], arrival);
    }
  }

  private long[] none() {
    long[] none = new long[slices];
    Arrays.fill(none, Long.MAX_VALUE);
    return none;
  }

  /**
   * From when on a result of a slice end can be, at best; -1 if that is not known.
   *
   * @param end the slice end
   */
  synchronized long demanded(long end) {
    int index = (int) ((end - start) / slice);
    long latest = -1;
    if (index < 0 || index >= slices) {
      return -1;
    }
    for (long[] first : partitions.values()) {
      long earliest = Long.MAX_VALUE;
      for (int i = index; i < slices; i++) {
        earliest = Math.min(earliest, first[i]);
      }
      if (earliest == Long.MAX_VALUE) {
        return -1;
      }
      latest = Math.max(latest, earliest);
    }
    return latest;
  }
}
