package io.groundswell.oracle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Small folders of facts made to hurt: few names, so that everything collides, and every clause of
 * the semantics somewhere. The same seed and options give the same bytes.
 */
public final class RandomFolder {

  /**
   * What to make.
   *
   * @param engagements about how many engagement facts
   * @param garbage whether every kind of bad record and blank lines are mixed in; what is good
   *     stays the same, in the same order
   * @param gzip whether the files are compressed
   */
  public record Options(int engagements, boolean garbage, boolean gzip) {
    /** Good records only, in plain files. */
    public static Options plain() {
      return new Options(160, false, false);
    }

    /** The same good records, bad ones between them. */
    public static Options withGarbage() {
      return new Options(160, true, false);
    }
  }

  private RandomFolder() {}

  /**
   * Makes a folder.
   *
   * @param folder where to; made if it does not exist
   * @return how many bad records are in it, by topic
   * @throws IOException if it cannot be written
   */
  public static Map<String, Integer> write(Path folder, long seed, Options options)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    RandomFacts facts = new RandomFacts(random.split(), options.engagements());
    Map<String, List<String>> good = facts.lines();
    SplittableRandom badRandom = random.split();
    Map<String, Integer> bad = new TreeMap<>();
    Files.createDirectories(folder);
    for (Map.Entry<String, List<String>> topic : good.entrySet()) {
      List<byte[]> lines = new ArrayList<>();
      topic.getValue().forEach(line -> lines.add(line.getBytes(StandardCharsets.UTF_8)));
      bad.put(topic.getKey(), 0);
      if (options.garbage()) {
        List<byte[]> garbage =
            Garbage.of(topic.getKey(), facts.aPage(), facts.aPost(), facts.aSupporter());
        bad.put(topic.getKey(), garbage.size());
        mixIn(lines, garbage, badRandom);
        mixIn(lines, Garbage.blank(), badRandom);
      }
      boolean lastLineEnds = random.nextBoolean();
      write(folder, topic.getKey(), lines, options.gzip(), lastLineEnds);
    }
    return bad;
  }

  private static void mixIn(List<byte[]> lines, List<byte[]> more, SplittableRandom random) {
    for (byte[] line : more) {
      lines.add(random.nextInt(lines.size() + 1), line);
    }
  }

  private static void write(
      Path folder, String topic, List<byte[]> lines, boolean gzip, boolean lastLineEnds)
      throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < lines.size(); i++) {
      bytes.write(lines.get(i));
      if (i < lines.size() - 1 || lastLineEnds) {
        bytes.write('\n');
      }
    }
    Path file = folder.resolve(topic + ".jsonl" + (gzip ? ".gz" : ""));
    try (OutputStream out =
        gzip ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
      bytes.writeTo(out);
    }
  }

  /**
   * Makes the folder {@code args[1]} from the seed {@code args[0]}.
   *
   * @param args the seed, the folder and, optionally, the word {@code garbage}
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException("a seed and a folder are needed");
    }
    boolean garbage = args.length > 2 && args[2].equals("garbage");
    Options options = garbage ? Options.withGarbage() : Options.plain();
    write(Path.of(args[1]), Long.parseLong(args[0]), options);
  }
}
