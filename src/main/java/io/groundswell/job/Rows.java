package io.groundswell.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.taskmanager.TaskManagerRuntimeInfo;

/** Values in a {@link RowCache}, as their serializer writes them, by keys that are strings. */
final class Rows<V> {
  /** So much of a large heap is left for all else, bytes. */
  private static final long OTHERS = 512L << 20;

  /** Of the rest the rows of all slots take one part in so many. */
  private static final int PARTS = 2;

  /** Of a small heap they take one part in so many. */
  private static final int PARTS_OF_SMALL = 8;

  private final RowCache cache;
  private final BinarySerializer<V> serializer;
  private final DataInputDeserializer in = new DataInputDeserializer();
  private int length;

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
    int slots = Math.max(1, manager.getConfiguration().get(TaskManagerOptions.NUM_TASK_SLOTS));
    return memory(Runtime.getRuntime().maxMemory()) / slots;
  }

  /** How much memory the rows of all slots may take of a heap, bytes. */
  static long memory(long heap) {
    return Math.max(heap / PARTS_OF_SMALL, (heap - OTHERS) / PARTS);
  }

  /** Whether it is known what there is of a key; {@link #found} says it. */
  boolean find(String key) {
    length = cache.find(key.getBytes(StandardCharsets.UTF_8));
    return length != RowCache.UNKNOWN;
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

  /** Holds a value; until {@link #kept} it must not change. */
  void keep(String key, V value) throws IOException {
    DataOutputSerializer bytes = serializer.bytesOf(value);
    cache.put(key.getBytes(StandardCharsets.UTF_8), bytes.getSharedBuffer(), bytes.length());
  }

  /** What was held last has been written to the backend too. */
  void kept() {
    serializer.letGo();
  }

  /** Forgets what is known of a key. */
  void forget(String key) {
    cache.remove(key.getBytes(StandardCharsets.UTF_8));
  }

  /** How many keys are known. */
  int size() {
    return cache.size();
  }

  /** How much memory they take, bytes. */
  long memory() {
    return cache.memory();
  }
}
