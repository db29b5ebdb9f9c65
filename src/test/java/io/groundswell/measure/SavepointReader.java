package io.groundswell.measure;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;

/** Reads from a savepoint how many bytes each entry of each keyed state takes. */
final class SavepointReader {
  private SavepointReader() {}

  /** What the files of a savepoint weigh, by the step's uid: keyed state only. */
  static Map<String, Long> weights(Path savepoint) throws IOException {
    Map<String, Long> weights = new TreeMap<>();
    for (OperatorState step : steps(savepoint)) {
      long bytes = keyed(step).stream().mapToLong(KeyedStateHandle::getStateSize).sum();
      if (bytes > 0) {
        weights.put(uid(step), bytes);
      }
    }
    return weights;
  }

  /** The entries of a canonical savepoint, by the step's uid and the state's name. */
  static Map<String, Map<String, Sizes>> sizes(Path savepoint, int keyGroups) throws Exception {
    Map<String, Map<String, Sizes>> all = new TreeMap<>();
    for (OperatorState step : steps(savepoint)) {
      List<KeyedStateHandle> handles = keyed(step);
      if (!handles.isEmpty()) {
        read(handles, keyGroups, all.computeIfAbsent(uid(step), each -> new TreeMap<>()));
      }
    }
    return all;
  }

  private static Iterable<OperatorState> steps(Path savepoint) throws IOException {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(savepoint.resolve("_metadata")))) {
      return Checkpoints.loadCheckpointMetadata(
              in, SavepointReader.class.getClassLoader(), savepoint.toUri().toString())
          .getOperatorStates();
    }
  }

  private static String uid(OperatorState step) {
    return step.getOperatorUid().orElse(step.getOperatorID().toString());
  }

  private static List<KeyedStateHandle> keyed(OperatorState step) {
    List<KeyedStateHandle> handles = new ArrayList<>();
    for (OperatorSubtaskState subtask : step.getSubtaskStates().values()) {
      handles.addAll(subtask.getManagedKeyedState());
    }
    return handles;
  }

  private static void read(
      List<KeyedStateHandle> handles, int keyGroups, Map<String, Sizes> byState) throws Exception {
    try (ThrowingIterator<SavepointRestoreResult> results =
        new FullSnapshotRestoreOperation<>(
                KeyGroupRange.of(0, keyGroups - 1),
                SavepointReader.class.getClassLoader(),
                handles,
                StateSerializerProvider.fromNewRegisteredSerializer(StringSerializer.INSTANCE))
            .restore()) {
      while (results.hasNext()) {
        SavepointRestoreResult result = results.next();
        try (ThrowingIterator<KeyGroup> groups = result.getRestoredKeyGroups()) {
          while (groups.hasNext()) {
            try (ThrowingIterator<KeyGroupEntry> entries = groups.next().getKeyGroupEntries()) {
              while (entries.hasNext()) {
                KeyGroupEntry entry = entries.next();
                String state =
                    result.getStateMetaInfoSnapshots().get(entry.getKvStateId()).getName();
                byState
                    .computeIfAbsent(state, each -> new Sizes())
                    .add(entry.getKey().length, entry.getValue().length);
              }
            }
          }
        }
      }
    }
  }
}
