package io.groundswell.local.demo;

import io.groundswell.codec.Inbound;
import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Engagement;
import io.groundswell.event.Outcome;
import io.groundswell.event.Post;
import io.groundswell.event.Rule;
import io.groundswell.event.Topic;
import io.groundswell.local.replay.InputFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The records of a folder in the order in which they arrive. The lines of a file stand in that
 * order; a line arrives at the largest time of the lines up to it; files are merged by arrival.
 */
final class Arrivals implements Closeable {
  /**
   * A record.
   *
   * @param topic where it goes
   * @param key as momentum.md section 1 says, null where the record is no fact
   * @param value the line
   * @param arrival when it arrives, epoch milliseconds; a line before which nothing in its file has
   *     a time arrives at {@link Long#MIN_VALUE}
   */
  record Arrival(Topic topic, byte[] key, byte[] value, long arrival) {}

  /**
   * What is in a folder.
   *
   * @param records how many records
   * @param first the first arrival that is known, epoch milliseconds
   * @param last the last arrival
   */
  record Span(long records, long first, long last) {
    /** Whether no record has a time. */
    boolean timeless() {
      return first > last;
    }
  }

  private static final class Head {
    private final Topic topic;
    private final LineCursor lines;
    private long largest = Long.MIN_VALUE;
    private Arrival arrival;

    Head(Topic topic, LineCursor lines) {
      this.topic = topic;
      this.lines = lines;
    }

    boolean advance() throws IOException {
      byte[] line = lines.next();
      if (line == null) {
        return false;
      }
      Inbound record =
          new Inbound(
              topic, topic.wire(), 0, lines.number(), Long.MIN_VALUE, Inbound.NO_CLOCK, null, line);
      byte[] key = null;
      if (record.isFact()) {
        largest = Math.max(largest, record.time());
        key = key(record.fact()).getBytes(StandardCharsets.UTF_8);
      }
      arrival = new Arrival(topic, key, line, largest);
      return true;
    }
  }

  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.comparingLong((Head head) -> head.arrival.arrival())
              .thenComparing(head -> head.topic));
  private final List<LineCursor> open = new ArrayList<>();

  private Arrivals() {}

  /** Opens a folder. */
  static Arrivals of(InputFolder folder) throws IOException {
    Arrivals arrivals = new Arrivals();
    try {
      for (Topic topic : folder.topics()) {
        LineCursor lines = new LineCursor(folder.open(topic));
        arrivals.open.add(lines);
        Head head = new Head(topic, lines);
        if (head.advance()) {
          arrivals.heads.add(head);
        }
      }
    } catch (IOException | RuntimeException e) {
      arrivals.close();
      throw e;
    }
    return arrivals;
  }

  /** Reads a folder through. */
  static Span span(InputFolder folder) throws IOException {
    long records = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    try (Arrivals arrivals = of(folder)) {
      for (Arrival next = arrivals.next(); next != null; next = arrivals.next()) {
        records++;
        if (next.arrival() != Long.MIN_VALUE) {
          first = Math.min(first, next.arrival());
          last = Math.max(last, next.arrival());
        }
      }
    }
    return new Span(records, first, last);
  }

  /** The next record, or null at the end. */
  Arrival next() throws IOException {
    Head head = heads.poll();
    if (head == null) {
      return null;
    }
    Arrival next = head.arrival;
    if (head.advance()) {
      heads.add(head);
    }
    return next;
  }

  private static String key(Object fact) {
    if (fact instanceof Engagement engagement) {
      return engagement.supporter();
    } else if (fact instanceof AdSnapshot snapshot) {
      return snapshot.post();
    } else if (fact instanceof Post post) {
      return post.post();
    } else if (fact instanceof Outcome outcome) {
      return outcome.page();
    } else if (fact instanceof Rule rule) {
      return rule.page();
    }
    throw new IllegalStateException("a fact must be of a known kind, is " + fact);
  }

  @Override
  public void close() throws IOException {
    for (LineCursor lines : open) {
      lines.close();
    }
  }
}
