package io.groundswell.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.taskmanager.TaskManagerRuntimeInfo;

/** Values in a {@link RowCache}, as their serializer writes them, by keys that are strings. */
final class Rows<V> {
  /** So much of a large heap is left for all else that a slot's steps hold, bytes. */
  private static final long OTHERS_BYTES_PER_SLOT = 384L << 20;

  /** Of the rest the rows of all slots take one part in so many. */
  private static final int PARTS = 2;

  /** Of a small heap they take one part in so many. */
  private static final int PARTS_OF_SMALL = 8;

  private final RowCache cache;
  private final BinarySerializer<V> serializer;
  private final DataInputDeserializer in = new DataInputDeserializer();
  private int length;
  private long hits;
  private long misses;

  /**
   * No values yet.
   *
   * @param serializer the very one that the state has: what is written to both becomes bytes once
   * @param memory so much they take at the most, bytes
   */
  Rows(BinarySerializer<V> serializer, long memory) {
    this.serializer = serializer;
    this.cache = new RowCache(memory);
  }

  /** How much memory the rows of one subtask may take, bytes. */
  static long memory(TaskManagerRuntimeInfo manager) {
    return memory(Runtime.getRuntime().maxMemory(), Heap.slots(manager));
  }

  /** The same, of a heap of so many bytes. */
  static long memory(long heap, int slots) {
    long beyond = (heap - slots * OTHERS_BYTES_PER_SLOT) / PARTS;
    return Math.max(heap / PARTS_OF_SMALL, beyond) / slots;
  }

  /** Whether it is known what there is of a key; {@link #found} says it. */
  boolean find(String key) {
    length = cache.find(key.getBytes(StandardCharsets.UTF_8));
    boolean known = length != RowCache.UNKNOWN;
    if (known) {
      hits++;
    } else {
      misses++;
    }
    return known;
  }

  /** The value of the key that was asked for last, or null: the backend has none. */
  V found() throws IOException {
    if (length == RowCache.NOTHING) {
      return null;
    }
    in.setBuffer(cache.bytes(), cache.from(), length);
    return serializer.deserialize(in);
  }

  /** Holds that there is nothing of a key. */
  void keepNothing(String key) {
    cache.put(key.getBytes(StandardCharsets.UTF_8), null, 0);
  }

  /** Holds a value that has been read of the backend. */
  void keep(String key, V value) throws Exception {
    write(key, value, same -> {});
  }

  /** Holds a value, and has it written to the backend too: it becomes bytes once. */
  void write(String key, V value, StateCache.Writer<V> writer) throws Exception {
    DataOutputSerializer bytes = serializer.bytesOf(value);
    try {
      cache.put(key.getBytes(StandardCharsets.UTF_8), bytes.getSharedBuffer(), bytes.length());
      writer.write(value);
    } finally {
      serializer.letGo();
    }
  }

  /** Forgets what is known of a key. */
  void forget(String key) {
    cache.remove(key.getBytes(StandardCharsets.UTF_8));
  }

  /** How much memory they take, bytes. */
  long memory() {
    return cache.memory();
  }

  /** How often it was known what there is of a key. */
  long hits() {
    return hits;
  }

  /** How often it was not: the backend had to say. */
  long misses() {
    return misses;
  }
}
