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

  private record Entry<I>(long end, String key, List<I> inputs) {}

  /** Writes what is held. */
  void write(
      Map<Long, Map<String, List<I>>> waiting,
      KeyedStateBackend<?> backend,
      KeyedStateCheckpointOutputStream out)
      throws IOException {
    AbstractKeyedStateBackend<?> keyed = (AbstractKeyedStateBackend<?>) backend;
    KeyGroupRange range = keyed.getKeyGroupRange();
    List<List<Entry<I>>> groups = new ArrayList<>();
    for (int i = 0; i < range.getNumberOfKeyGroups(); i++) {
      groups.add(new ArrayList<>());
    }
    for (Map.Entry<Long, Map<String, List<I>>> end : waiting.entrySet()) {
      for (Map.Entry<String, List<I>> key : end.getValue().entrySet()) {
        int group =
            KeyGroupRangeAssignment.assignToKeyGroup(key.getKey(), keyed.getNumberOfKeyGroups());
        groups
            .get(group - range.getStartKeyGroup())
            .add(new Entry<>(end.getKey(), key.getKey(), key.getValue()));
      }
    }
    DataOutputSerializer buffer = new DataOutputSerializer(1 << 16);
    for (int i = 0; i < groups.size(); i++) {
      out.startNewKeyGroup(range.getStartKeyGroup() + i);
      buffer.writeByte(VERSION);
      buffer.writeInt(groups.get(i).size());
      for (Entry<I> entry : groups.get(i)) {
        buffer.writeLong(entry.end());
        buffer.writeUTF(entry.key());
        buffer.writeInt(entry.inputs().size());
        for (I input : entry.inputs()) {
          serializer.serialize(input, buffer);
        }
        if (buffer.length() > 1 << 15) {
          flush(buffer, out);
        }
      }
      flush(buffer, out);
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
