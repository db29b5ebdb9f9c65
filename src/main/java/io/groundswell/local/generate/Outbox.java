package io.groundswell.local.generate;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The way to the sink: delays, doubles and sorts by arrival. A record delayed by at most the
 * disorder never comes out after one whose time is more than the disorder later.
 */
final class Outbox {
  private final Sink sink;
  private final Dice noise;
  private final long disorder;
  private final double duplicates;
  private final double late;
  private final long lateBy;
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Waiting::compare);
  private final Map<Topic, Long> counts = new EnumMap<>(Topic.class);
  private long sequence;

  private static final class Waiting {
    final long arrival;
    final long sequence;
    final Topic topic;
    final String key;
    final long time;
    final byte[] value;

    Waiting(long arrival, long sequence, Topic topic, String key, long time, byte[] value) {
      this.arrival = arrival;
      this.sequence = sequence;
      this.topic = topic;
      this.key = key;
      this.time = time;
      this.value = value;
    }

    static int compare(Waiting a, Waiting b) {
      int byArrival = Long.compare(a.arrival, b.arrival);
      return byArrival != 0 ? byArrival : Long.compare(a.sequence, b.sequence);
    }
  }

  Outbox(Sink sink, LoadOptions options) {
    this.sink = sink;
    noise = Dice.of(options.seed, "outbox");
    disorder = options.disorderMs();
    duplicates = options.duplicates;
    late = options.late;
    lateBy = options.lateMinutes * 60_000L;
  }

  /**
   * Posts a record.
   *
   * @param time the fact's time, epoch ms
   * @param after ms after its time from which it may arrive, before disorder
   */
  void post(Topic topic, String key, long time, long after, byte[] value) {
    long delay = after;
    if (topic == Topic.ENGAGEMENTS && late > 0 && noise.chance(late)) {
      delay += disorder + 1 + (long) (noise.unit() * Math.max(0, lateBy - disorder - 1));
    }
    put(topic, key, time, time + delay, value);
    if (topic != Topic.RULES && noise.chance(duplicates)) {
      put(topic, key, time, time + delay, value);
    }
  }

  /** Hands on what arrives before {@code time} (epoch ms); nothing earlier may be posted after. */
  void advance(long time) throws IOException {
    while (!waiting.isEmpty() && waiting.peek().arrival < time) {
      Waiting w = waiting.poll();
      counts.merge(w.topic, 1L, Long::sum);
      sink.accept(w.topic, w.key, w.time, w.arrival, w.value);
    }
  }

  /** Hands on everything left. */
  void finish() throws IOException {
    advance(Long.MAX_VALUE);
  }

  /** Records handed on to this topic, duplicates included. */
  long count(Topic topic) {
    return counts.getOrDefault(topic, 0L);
  }

  private void put(Topic topic, String key, long time, long earliest, byte[] value) {
    long arrival = earliest + (long) (noise.unit() * (disorder + 1));
    waiting.add(new Waiting(arrival, sequence++, topic, key, time, value));
  }
}
