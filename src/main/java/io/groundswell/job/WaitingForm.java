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
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
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
  private static final int VERSION = 1;

  private final TypeSerializer<I> serializer;

  WaitingForm(TypeSerializer<I> serializer) {
    this.serializer = serializer;
  }

  /** Takes one key's inputs of one slice end. */
  interface Reader<I> {
    /** What waited for a key, to be looked at when {@code end} is passed; possibly nothing. */
    void take(long end, String key, List<I> inputs);
  }

  /** Writes what is held. */
  void write(
      Map<Long, Waiting<I>> waiting,
      KeyedStateBackend<?> backend,
      KeyedStateCheckpointOutputStream out)
      throws IOException {
    AbstractKeyedStateBackend<?> keyed = (AbstractKeyedStateBackend<?>) backend;
    KeyGroupRange range = keyed.getKeyGroupRange();
    Entries<I> entries = new Entries<>(waiting);
    int[] groups = new int[entries.size];
    int[] firsts = new int[range.getNumberOfKeyGroups() + 1];
    for (int i = 0; i < entries.size; i++) {
      groups[i] =
          KeyGroupRangeAssignment.assignToKeyGroup(entries.keys[i], keyed.getNumberOfKeyGroups())
              - range.getStartKeyGroup();
      firsts[groups[i] + 1]++;
    }
    for (int group = 1; group < firsts.length; group++) {
      firsts[group] += firsts[group - 1];
    }
    int[] order = new int[entries.size];
    int[] next = firsts.clone();
    for (int i = 0; i < entries.size; i++) {
      order[next[groups[i]]++] = i;
    }
    DataOutputSerializer buffer = new DataOutputSerializer(1 << 16);
    for (int group = 0; group + 1 < firsts.length; group++) {
      out.startNewKeyGroup(range.getStartKeyGroup() + group);
      buffer.writeByte(VERSION);
      buffer.writeInt(firsts[group + 1] - firsts[group]);
      for (int i = firsts[group]; i < firsts[group + 1]; i++) {
        entries.write(order[i], serializer, buffer);
        if (buffer.length() > 1 << 15) {
          flush(buffer, out);
        }
      }
      flush(buffer, out);
    }
  }

  /** What is held, one after the other: columns, for there may be hundreds of thousands. */
  private static final class Entries<I> {
    final int size;
    final String[] keys;
    final long[] ends;
    final List<I> inputs;

    Entries(Map<Long, Waiting<I>> waiting) {
      int all = 0;
      for (Waiting<I> each : waiting.values()) {
        all += each.size();
      }
      size = all;
      keys = new String[size];
      ends = new long[size];
      inputs = new ArrayList<>(size);
      for (Map.Entry<Long, Waiting<I>> each : waiting.entrySet()) {
        each.getValue().forEach((key, input) -> add(each.getKey(), key, input));
      }
    }

    private void add(long end, String key, I input) {
      keys[inputs.size()] = key;
      ends[inputs.size()] = end;
      inputs.add(input);
    }

    void write(int index, TypeSerializer<I> serializer, DataOutputSerializer out)
        throws IOException {
      out.writeLong(ends[index]);
      out.writeUTF(keys[index]);
      I input = inputs.get(index);
      out.writeInt(input == null ? 0 : 1);
      if (input != null) {
        serializer.serialize(input, out);
      }
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
      if (version != VERSION) {
        throw new IOException(
            "what waits for a slice end must be of version 1, is of version "
                + version
                + ": was it written by a later release?");
      }
      int entries = in.readInt();
      for (int i = 0; i < entries; i++) {
        long end = in.readLong();
        String key = in.readUTF();
        int inputs = in.readInt();
        List<I> list = new ArrayList<>(inputs);
        for (int j = 0; j < inputs; j++) {
          list.add(serializer.deserialize(in));
        }
        reader.take(end, key, list);
      }
    }
  }
}
