package io.groundswell.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;

/**
 * What a {@link SliceOperator} holds on the heap, as bytes of a checkpoint: per key group (so that
 * it is found again at any parallelism) a version, then for each slice end and key what waits.
 *
 * @param <I> what comes for a key
 */
final class WaitingForm<I> {
  private static final int VERSION = 2;

  private final TypeSerializer<I> serializer;
  private final Entries entries = new Entries();

  WaitingForm(TypeSerializer<I> serializer) {
    this.serializer = serializer;
  }

  /** Takes what waits for a key. */
  interface Reader<I> {
    /** An input or null, to be looked at when {@code end} is passed, and what it is. */
    void take(long end, String key, I input, int what) throws IOException;
  }

  /** Writes what is held. */
  void write(
      List<Map.Entry<Long, Waiting<I>>> waiting,
      KeyedStateBackend<?> backend,
      KeyedStateCheckpointOutputStream out)
      throws IOException {
    KeyGroupRange range = ((AbstractKeyedStateBackend<?>) backend).getKeyGroupRange();
    entries.take(waiting, range);
    DataOutputSerializer buffer = new DataOutputSerializer(1 << 16);
    for (int group = 0; group < range.getNumberOfKeyGroups(); group++) {
      out.startNewKeyGroup(range.getStartKeyGroup() + group);
      buffer.writeByte(VERSION);
      buffer.writeInt(entries.firsts[group + 1] - entries.firsts[group]);
      for (int i = entries.firsts[group]; i < entries.firsts[group + 1]; i++) {
        entries.write(entries.order[i], buffer);
        if (buffer.length() > 1 << 15) {
          flush(buffer, out);
        }
      }
      flush(buffer, out);
    }
    entries.letGo();
  }

  /**
   * Where each of what is held stands, and an order by key group. Its arrays are large, and used
   * again for the next checkpoint: G1 marks the whole heap when such are asked of it.
   */
  private static final class Entries {
    private final List<Waiting.Chunk> chunks = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private int[] chunkOf = new int[0];
    private int[] at = new int[0];
    private int[] groups = new int[0];

    /** Of each key group, counted from the range's first, its first place in the order. */
    int[] firsts = new int[0];

    int[] order = new int[0];

    <I> void take(List<Map.Entry<Long, Waiting<I>>> waiting, KeyGroupRange range) {
      letGo();
      int size = 0;
      for (Map.Entry<Long, Waiting<I>> each : waiting) {
        size += each.getValue().size();
      }
      if (order.length < size) {
        int room = size + size / 2;
        chunkOf = new int[room];
        at = new int[room];
        groups = new int[room];
        order = new int[room];
      }
      firsts = new int[range.getNumberOfKeyGroups() + 1];
      int entry = 0;
      for (Map.Entry<Long, Waiting<I>> each : waiting) {
        for (Waiting.Chunk chunk : each.getValue().chunks()) {
          for (int i = 0; i < chunk.length; i = chunk.next(i)) {
            chunkOf[entry] = chunks.size();
            at[entry] = i;
            groups[entry] = chunk.keyGroup(i) - range.getStartKeyGroup();
            firsts[groups[entry] + 1]++;
            entry++;
          }
          chunks.add(chunk);
          ends.add(each.getKey());
        }
      }
      for (int group = 1; group < firsts.length; group++) {
        firsts[group] += firsts[group - 1];
      }
      int[] next = firsts.clone();
      for (int i = 0; i < size; i++) {
        order[next[groups[i]]++] = i;
      }
    }

    void letGo() {
      chunks.clear();
      ends.clear();
    }

    void write(int entry, DataOutputSerializer out) throws IOException {
      out.writeLong(ends.get(chunkOf[entry]));
      chunks.get(chunkOf[entry]).write(at[entry], out);
    }
  }

  private static void flush(DataOutputSerializer buffer, KeyedStateCheckpointOutputStream out)
      throws IOException {
    out.write(buffer.getSharedBuffer(), 0, buffer.length());
    buffer.clear();
  }

  /** Reads what {@link #write} wrote; earlier releases wrote nothing here. */
  void read(Iterable<KeyGroupStatePartitionStreamProvider> groups, Reader<I> reader)
      throws IOException {
    for (KeyGroupStatePartitionStreamProvider group : groups) {
      DataInputView in =
          new DataInputViewStreamWrapper(new java.io.BufferedInputStream(group.getStream()));
      int version = in.readByte();
      if (version < 1 || version > VERSION) {
        throw new IOException(
            "what waits for a slice end must be of version 1 or 2, is of version "
                + version
                + ": was it written by a later release?");
      }
      int entries = in.readInt();
      for (int i = 0; i < entries; i++) {
        long end = in.readLong();
        String key = in.readUTF();
        int what = in.readInt();
        int inputs = version == 1 ? what : what & Waiting.INPUT;
        if (inputs == 0) {
          reader.take(end, key, null, version == 1 ? 0 : what);
        }
        for (int j = 0; j < inputs; j++) {
          reader.take(end, key, serializer.deserialize(in), version == 1 ? Waiting.INPUT : what);
        }
      }
    }
  }
}
