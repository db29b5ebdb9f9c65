package io.groundswell.local.replay;

import io.groundswell.event.Topic;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A folder of facts: {@code engagements.jsonl}, {@code ad-delivery.jsonl}, {@code posts.jsonl},
 * {@code outcomes.jsonl}, {@code rules.jsonl}, {@code erasures.jsonl}, each optional, plain or
 * {@code .gz}.
 */
public final class InputFolder {
  private static final int BUFFER = 1 << 16;

  private final Map<Topic, Path> files = new EnumMap<>(Topic.class);

  private InputFolder() {}

  /** Takes a line. */
  public interface LineConsumer {
    /**
     * A line that is not blank.
     *
     * @param number its number, from 1
     * @param line its bytes, without the line feed
     */
    void accept(Topic topic, long number, byte[] line) throws IOException;
  }

  /**
   * The folder's files.
   *
   * @param rules a file of rules that stands for the folder's own, or null
   * @throws IllegalArgumentException where the folder holds no facts, or a file twice
   */
  public static InputFolder of(Path folder, Path rules) {
    InputFolder input = new InputFolder();
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--input must be a folder, is " + folder);
    }
    for (Topic topic : Topic.inputs()) {
      Path plain = folder.resolve(topic.wire() + ".jsonl");
      Path packed = folder.resolve(topic.wire() + ".jsonl.gz");
      if (Files.exists(plain) && Files.exists(packed)) {
        throw new IllegalArgumentException(
            "a topic must be one file, is both " + plain + " and " + packed);
      }
      if (Files.exists(plain) || Files.exists(packed)) {
        input.files.put(topic, Files.exists(plain) ? plain : packed);
      }
    }
    if (input.files.isEmpty()) {
      throw new IllegalArgumentException(
          "--input must hold one of engagements, ad-delivery, posts, outcomes, rules, erasures"
              + " (.jsonl or .jsonl.gz), has none: "
              + folder);
    }
    if (rules != null) {
      if (!Files.isRegularFile(rules)) {
        throw new IllegalArgumentException("--rules must be a file, is " + rules);
      }
      input.files.put(Topic.RULES, rules);
    }
    return input;
  }

  /** Gives every line of every file that is not blank. */
  public void forEachLine(LineConsumer consumer) throws IOException {
    for (Map.Entry<Topic, Path> file : files.entrySet()) {
      try (InputStream in = open(file.getValue())) {
        lines(in, file.getKey(), consumer);
      } catch (IOException e) {
        throw new IOException("can't read " + file.getValue() + ": " + e.getMessage(), e);
      }
    }
  }

  /** The topics that there are files of. */
  public Set<Topic> topics() {
    return Set.copyOf(files.keySet());
  }

  /**
   * The file of a topic, unpacked; for its caller to close.
   *
   * @throws IllegalArgumentException where there is none
   */
  public InputStream open(Topic topic) throws IOException {
    Path file = files.get(topic);
    if (file == null) {
      throw new IllegalArgumentException("a topic must have a file, has none: " + topic.wire());
    }
    return open(file);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, BUFFER) : in;
  }

  private static void lines(InputStream in, Topic topic, LineConsumer consumer) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    byte[] buffer = new byte[BUFFER];
    long number = 1;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      int from = 0;
      for (int i = 0; i < n; i++) {
        if (buffer[i] == '\n') {
          line.write(buffer, from, i - from);
          give(line, topic, number++, consumer);
          from = i + 1;
        }
      }
      line.write(buffer, from, n - from);
    }
    if (line.size() > 0) {
      give(line, topic, number, consumer);
    }
  }

  private static void give(
      ByteArrayOutputStream line, Topic topic, long number, LineConsumer consumer)
      throws IOException {
    byte[] bytes = line.toByteArray();
    line.reset();
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        consumer.accept(topic, number, bytes);
        return;
      }
    }
  }
}
