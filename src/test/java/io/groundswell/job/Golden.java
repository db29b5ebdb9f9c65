package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Bytes that were written once and must be read for ever. Files that are not there yet are written
 * by a run with {@code -Dgroundswell.golden.write=true}; those that are there are never written
 * again: what changes is a new version, with files of its own.
 */
final class Golden {
  private static final Path ALL = Path.of("src/test/resources/golden");

  /** Where the bytes of version 1 are: all of them are there. */
  static final Path V1 = ALL.resolve("v1");

  /** Where the bytes of version 2 are. */
  static final Path V2 = ALL.resolve("v2");

  /** Where the bytes of version 3 are, of what has changed since. */
  private static final Path V3 = ALL.resolve("v3");

  private Golden() {}

  /** The bytes that were written by this name. */
  static byte[] bytes(Path version, String name) throws IOException {
    assertThat(version.resolve(name)).exists();
    return Files.readAllBytes(version.resolve(name));
  }

  /** The same of the newest version; {@code now} is what today's code writes. */
  static byte[] newest(String name, byte[] now) throws IOException {
    boolean inTwo = Files.exists(V2.resolve(name));
    boolean changed = !inTwo || !Arrays.equals(Files.readAllBytes(V2.resolve(name)), now);
    Path file = V3.resolve(name);
    if (changed && !Files.exists(file) && Boolean.getBoolean("groundswell.golden.write")) {
      Files.createDirectories(V3);
      Files.write(file, now);
    }
    return bytes(Files.exists(file) ? V3 : V2, name);
  }
}
