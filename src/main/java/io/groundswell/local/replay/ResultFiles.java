package io.groundswell.local.replay;

import io.groundswell.event.Topic;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Results on their way to files: every sink writer leaves a part of a topic with the keys to sort
 * by, and {@link #merge} makes the topic's file of them, the same bytes at every parallelism.
 */
final class ResultFiles {
  private static final long MEMORY = 256L << 20;

  private ResultFiles() {}

  /** A result: its place in the file, and its line. */
  record Line(byte[] order, byte[] json) {
    /** Ordered by key, then by number (a time, or a line). */
    static Line of(String key, long number, byte[] json) {
      return of(key, number, "", json);
    }

    /** Ordered by key, then by number, then by name. */
    static Line of(String key, long number, String then, byte[] json) {
      byte[] name = key.getBytes(StandardCharsets.UTF_8);
      byte[] last = then.getBytes(StandardCharsets.UTF_8);
      byte[] order =
          ByteBuffer.allocate(name.length + 9 + last.length)
              .put(name)
              .put((byte) 0)
              .putLong(number ^ Long.MIN_VALUE)
              .put(last)
              .array();
      return new Line(order, json);
    }
  }

  /** Turns a result into its line. */
  interface Encoder<T> extends java.io.Serializable {
    Line encode(T result);
  }

  /** A sink into parts in a folder of this machine. */
  static final class PartSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;
    private final String folder;
    private final Topic topic;
    private final Encoder<T> encoder;

    PartSink(Path folder, Topic topic, Encoder<T> encoder) {
      this.folder = folder.toString();
      this.topic = topic;
      this.encoder = encoder;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
      int part = context.getTaskInfo().getIndexOfThisSubtask();
      DataOutputStream out =
          ExternalSort.output(Path.of(folder, topic.wire() + "." + part + ".part"));
      return new SinkWriter<>() {
        @Override
        public void write(T result, Context context) throws IOException {
          Line line = encoder.encode(result);
          ExternalSort.write(line.order(), line.json(), out);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
          out.flush();
        }

        @Override
        public void close() throws IOException {
          out.close();
        }
      };
    }
  }

  /** Sees every line of a topic, in order. */
  interface LineSeer {
    void see(byte[] json) throws IOException;
  }

  /** Makes a topic's file of its parts. */
  static void merge(Path parts, Topic topic, Path output, Path temporary, LineSeer seer)
      throws IOException {
    Path unfinished = Files.createTempFile(output, topic.wire(), ".tmp");
    try (ExternalSort sort = new ExternalSort(temporary, MEMORY);
        OutputStream out =
            new java.io.BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(parts, topic.wire() + ".*.part")) {
        for (Path part : each) {
          read(part, sort);
        }
      }
      sort.forEach(
          (order, json) -> {
            out.write(json);
            out.write('\n');
            seer.see(json);
          });
    }
    Files.move(
        unfinished, output.resolve(topic.wire() + ".jsonl"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void read(Path part, ExternalSort sort) throws IOException {
    try (DataInputStream in = ExternalSort.input(part)) {
      while (true) {
        byte[] order;
        try {
          order = ExternalSort.readBlock(in);
        } catch (EOFException end) {
          return;
        }
        sort.add(order, ExternalSort.readBlock(in));
      }
    }
  }
}
