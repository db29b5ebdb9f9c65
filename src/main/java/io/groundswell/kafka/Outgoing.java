package io.groundswell.kafka;

import io.groundswell.event.Topic;

/**
 * A record on its way to a topic.
 *
 * @param topic which of the output topics
 * @param key its key, or null
 * @param value its value; null is a tombstone
 * @param headers names and values in turn
 */
public record Outgoing(Topic topic, byte[] key, byte[] value, String[] headers) {}
