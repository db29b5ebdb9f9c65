package io.groundswell.privacy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;

/** All bytes of a checkpoint or a savepoint, file by file. */
final class Snapshot {

  /**
   * A file.
   *
   * @param step the uid of the step that it belongs to
   * @param name what RocksDB calls it, or which part of the snapshot it is
   */
  record File(String step, String name, String bytes) {}

  private final List<File> files = new ArrayList<>();

  private Snapshot() {}

  /** Reads the snapshot at a path or URI. */
  static Snapshot of(String where) throws Exception {
    Path folder = Path.of(java.net.URI.create(where));
    Snapshot snapshot = new Snapshot();
    Path metadata = folder.resolve("_metadata");
    snapshot.files.add(new File("-", "_metadata", text(Files.readAllBytes(metadata))));
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
      CheckpointMetadata read =
          Checkpoints.loadCheckpointMetadata(in, Snapshot.class.getClassLoader(), where);
      for (OperatorState step : read.getOperatorStates()) {
        for (OperatorSubtaskState subtask : step.getStates()) {
          snapshot.add(step.getOperatorUid().orElseThrow(), subtask);
        }
      }
    }
    return snapshot;
  }

  private void add(String step, OperatorSubtaskState subtask) throws IOException {
    for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
      if (handle instanceof IncrementalRemoteKeyedStateHandle incremental) {
        for (HandleAndLocalPath each : incremental.getSharedState()) {
          add(step, each.getLocalPath(), each.getHandle());
        }
        for (HandleAndLocalPath each : incremental.getPrivateState()) {
          add(step, each.getLocalPath(), each.getHandle());
        }
        add(step, "metadata", incremental.getMetaDataStateHandle());
      } else if (handle instanceof KeyGroupsStateHandle entries) {
        add(step, "entries", entries.getDelegateStateHandle());
      } else {
        throw new IllegalStateException("no such state is known: " + handle);
      }
    }
    for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
      add(step, "operator state", handle.getDelegateStateHandle());
    }
    for (KeyedStateHandle handle : subtask.getRawKeyedState()) {
      add(step, "waiting", ((KeyGroupsStateHandle) handle).getDelegateStateHandle());
    }
    if (!subtask.getRawOperatorState().isEmpty()
        || !subtask.getInputChannelState().isEmpty()
        || !subtask.getResultSubpartitionState().isEmpty()) {
      throw new IllegalStateException("no such state is known: " + subtask);
    }
  }

  private void add(String step, String name, StreamStateHandle handle) throws IOException {
    try (FSDataInputStream in = handle.openInputStream()) {
      files.add(new File(step, name, text(in.readAllBytes())));
    }
  }

  /** Bytes as characters, one each. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  List<File> files() {
    return files;
  }

  /** Where a supporter stands, as {@code step file}. */
  TreeSet<String> holding(String supporter) {
    TreeSet<String> found = new TreeSet<>();
    for (File file : files) {
      if (isIn(file.bytes(), supporter)) {
        found.add(file.step() + ' ' + file.name().replaceAll("[0-9]+", "*"));
      }
    }
    return found;
  }

  /**
   * Whether a supporter is named: as it is, in base64 or in hex. Without the first letters, which
   * RocksDB leaves out where they are those of the key before.
   */
  static boolean isIn(String bytes, String supporter) {
    return forms(supporter.substring(3)).stream().anyMatch(bytes::contains);
  }

  /** The steps in whose files a supporter stands. */
  TreeSet<String> steps(String supporter) {
    TreeSet<String> steps = new TreeSet<>();
    holding(supporter).forEach(each -> steps.add(each.substring(0, each.indexOf(' '))));
    return steps;
  }

  /** What a text of ASCII looks like in bytes; base64 wherever in a longer text it begins. */
  private static List<String> forms(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>(List.of(text(bytes)));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int begin = 0; begin < 3; begin++) {
      int length = (bytes.length - begin) / 3 * 3;
      byte[] whole = java.util.Arrays.copyOfRange(bytes, begin, begin + length);
      forms.add(Base64.getEncoder().encodeToString(whole));
      forms.add(Base64.getUrlEncoder().encodeToString(whole));
    }
    return forms;
  }
}
