package io.groundswell.kafka;

import io.groundswell.event.Topic;

/**
 * A record on its way to a topic.
 *
 * @param topic which of the output topics
 * @param key its key, or null
 * @param value its value; null is a tombstone
 * @param headers names and values in turn
 * @param at the slice end that it is about, epoch ms, or {@link #NO_SLICE}
 */
public record Outgoing(Topic topic, byte[] key, byte[] value, String[] headers, long at) {
  /** Of a record whose way is not timed. */
  public static final long NO_SLICE = Long.MIN_VALUE;

  /** A record whose way is not timed. */
  Outgoing(Topic topic, byte[] key, byte[] value, String[] headers) {
    this(topic, key, value, headers, NO_SLICE);
  }
}
