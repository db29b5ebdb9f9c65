package io.groundswell.local.generate;

import io.groundswell.event.Topic;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One JSON-lines file per topic in a folder, as {@code replay --input} reads them. The files bear
 * their names only once they are complete ({@code .part} until then).
 */
final class FileSink implements Sink {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;
  private final boolean gzip;
  private final Map<Topic, OutputStream> streams = new EnumMap<>(Topic.class);

  /**
   * @param folder created if it is not there
   * @param gzip whether to compress, adding {@code .gz} to the names
   */
  FileSink(Path folder, boolean gzip) throws IOException {
    this.folder = folder;
    this.gzip = gzip;
    Files.createDirectories(folder);
    for (Topic topic : Topic.inputs()) {
      streams.put(topic, open(part(topic), gzip));
    }
  }

  /** The file of a topic in this folder. */
  static Path file(Path folder, Topic topic, boolean gzip) {
    return folder.resolve(topic.wire() + (gzip ? ".jsonl.gz" : ".jsonl"));
  }

  @Override
  public void accept(Topic topic, String key, long time, long arrival, byte[] value)
      throws IOException {
    OutputStream stream = streams.get(topic);
    stream.write(value);
    stream.write('\n');
  }

  @Override
  public void finish() throws IOException {
    for (OutputStream stream : streams.values()) {
      stream.close();
    }
    for (Topic topic : streams.keySet()) {
      Files.move(part(topic), file(folder, topic, gzip), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    for (OutputStream stream : streams.values()) {
      stream.close();
    }
  }

  private Path part(Topic topic) {
    return folder.resolve(topic.wire() + ".jsonl.part");
  }

  private static OutputStream open(Path path, boolean gzip) throws IOException {
    OutputStream file = Files.newOutputStream(path);
    return new BufferedOutputStream(
        gzip ? new GZIPOutputStream(file, BUFFER_BYTES) : file, BUFFER_BYTES);
  }
}
