package io.groundswell.local.demo;

import io.groundswell.event.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * What has been sent and is not known to have been read by the job. The player asks it how far it
 * may go: as long as no record is sent that arrives more than the lead after the oldest unread one,
 * the job cannot have read anything that much newer than what it has still to read, whatever the
 * order in which it fetches the topics. Records are acknowledged by the producer's thread.
 */
final class Unread {
  /** A record on its way, or in its partition. */
  static final class Sent {
    private final long arrival;
    private long offset = -1;

    private Sent(long arrival) {
      this.arrival = arrival;
    }
  }

  private final Map<Topic, Deque<Sent>> sent = new EnumMap<>(Topic.class);

  /** A record goes out; topics have one partition, and their records go out in order. */
  synchronized Sent send(Topic topic, long arrival) {
    Sent record = new Sent(arrival);
    sent.computeIfAbsent(topic, t -> new ArrayDeque<>()).addLast(record);
    return record;
  }

  /** A record stands in its partition. */
  synchronized void acknowledge(Sent record, long offset) {
    record.offset = offset;
  }

  /**
   * The job has read a topic.
   *
   * @param position the offset of the first record that it may not have read
   */
  synchronized void read(Topic topic, long position) {
    Deque<Sent> records = sent.get(topic);
    while (records != null
        && !records.isEmpty()
        && records.peekFirst().offset >= 0
        && records.peekFirst().offset < position) {
      records.removeFirst();
    }
  }

  /** Whether everything sent has been read. */
  synchronized boolean isEmpty() {
    return sent.values().stream().allMatch(Deque::isEmpty);
  }

  /** Whether a record may be sent. */
  synchronized boolean mayFollow(long arrival, long lead) {
    for (Deque<Sent> records : sent.values()) {
      // Arrival times do not fall within a topic: its oldest record is its first.
      if (!records.isEmpty() && arrival - lead > records.peekFirst().arrival) {
        return false;
      }
    }
    return true;
  }
}
