package io.groundswell.local.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The lines of each topic, in order of arrival.
 *
 * @param lines by topic name
 */
record Extract(Map<String, List<String>> lines) {
  private static final Set<String> LARGE = Set.of("engagements", "ad-delivery", "outcomes");

  /** The name of a topic's file: the large ones are gzipped. */
  static String fileName(String topic) {
    return topic + (LARGE.contains(topic) ? ".jsonl.gz" : ".jsonl");
  }

  /**
   * Writes one file per topic, over what is there. The same lines give the same bytes: a gzip
   * header without a time, and one level of compression.
   *
   * @return the size of each file in bytes, by its name
   */
  Map<String, Integer> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, Integer> sizes = new TreeMap<>();
    for (Map.Entry<String, List<String>> entry : lines.entrySet()) {
      String name = fileName(entry.getKey());
      byte[] plain = (String.join("\n", entry.getValue()) + "\n").getBytes(StandardCharsets.UTF_8);
      byte[] bytes = name.endsWith(".gz") ? gzip(plain) : plain;
      Files.write(folder.resolve(name), bytes);
      sizes.put(name, bytes.length);
    }
    return sizes;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BestGzip(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /** {@link GZIPOutputStream} (which writes no time into its header) at the best compression. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
