package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that were written once and must be read for ever. Files that are not there yet are written
 * by a run with {@code -Dgroundswell.golden.write=true}; those that are there are never written
 * again: what changes is a new version, with files of its own.
 */
final class Golden {
  /** Where the bytes of version 1 are. */
  static final Path V1 = Path.of("src/test/resources/golden/v1");

  private Golden() {}

  /** The bytes that were written by this name; {@code now} is what today's code writes. */
  static byte[] bytes(String name, byte[] now) throws IOException {
    Path file = V1.resolve(name);
    if (!Files.exists(file) && Boolean.getBoolean("groundswell.golden.write")) {
      Files.createDirectories(V1);
      Files.write(file, now);
    }
    assertThat(file).exists();
    return Files.readAllBytes(file);
  }
}
