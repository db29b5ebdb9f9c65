package io.groundswell.local.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts any number of records by the bytes of their keys (unsigned, the shorter first), in bounded
 * memory: runs that fill it are sorted and written to temporary files, which are merged in the end.
 */
final class ExternalSort implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int OVERHEAD = 80;
  private static final Comparator<Entry> ORDER = (a, b) -> Arrays.compareUnsigned(a.key, b.key);

  private record Entry(byte[] key, byte[] value) {}

  /** Takes a record. */
  interface Consumer {
    void accept(byte[] key, byte[] value) throws IOException;
  }

  private final Path directory;
  private final long memory;
  private final List<Path> runs = new ArrayList<>();
  private List<Entry> entries = new ArrayList<>();
  private long held;

  /**
   * A sort.
   *
   * @param directory where temporary files go
   * @param memory how many bytes may be held before a run is written
   */
  ExternalSort(Path directory, long memory) {
    this.directory = directory;
    this.memory = memory;
  }

  void add(byte[] key, byte[] value) throws IOException {
    entries.add(new Entry(key, value));
    held += key.length + value.length + OVERHEAD;
    if (held > memory) {
      spill();
    }
  }

  private void spill() throws IOException {
    entries.sort(ORDER);
    Path run = Files.createTempFile(directory, "run-", ".sorted");
    try (DataOutputStream out = output(run)) {
      for (Entry entry : entries) {
        write(entry.key, entry.value, out);
      }
    }
    runs.add(run);
    entries = new ArrayList<>();
    held = 0;
  }

  /** Gives all records in order. Called once. */
  void forEach(Consumer consumer) throws IOException {
    if (runs.isEmpty()) {
      entries.sort(ORDER);
      for (Entry entry : entries) {
        consumer.accept(entry.key, entry.value);
      }
      return;
    }
    spill();
    PriorityQueue<Run> heads =
        new PriorityQueue<>(Comparator.comparing((Run run) -> run.head, ORDER));
    try {
      for (Path run : runs) {
        Run open = new Run(run);
        if (open.advance()) {
          heads.add(open);
        }
      }
      while (!heads.isEmpty()) {
        Run least = heads.poll();
        consumer.accept(least.head.key, least.head.value);
        if (least.advance()) {
          heads.add(least);
        }
      }
    } finally {
      for (Run open : heads) {
        open.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
  }

  static DataOutputStream output(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
  }

  static DataInputStream input(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  static void write(byte[] key, byte[] value, DataOutputStream out) throws IOException {
    out.writeInt(key.length);
    out.write(key);
    out.writeInt(value.length);
    out.write(value);
  }

  static byte[] readBlock(DataInputStream in) throws IOException {
    byte[] block = new byte[in.readInt()];
    in.readFully(block);
    return block;
  }

  private static final class Run implements Closeable {
    private final DataInputStream in;
    private Entry head;

    Run(Path file) throws IOException {
      in = input(file);
    }

    boolean advance() throws IOException {
      byte[] key;
      try {
        key = readBlock(in);
      } catch (EOFException end) {
        close();
        return false;
      }
      head = new Entry(key, readBlock(in));
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
