package io.groundswell.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few megabytes, in memory; only root may make one. */
final class SmallDisk {
  private SmallDisk() {}

  /** The disk at a folder, made if it is not there. */
  static Path of(Path folder) {
    try {
      if (!Files.exists(folder.resolve("mounted"))) {
        Files.createDirectories(folder);
        Process mount =
            new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", folder.toString())
                .inheritIO()
                .start();
        if (mount.waitFor() != 0) {
          throw new IOException("a small disk must be mounted, which takes root: is not");
        }
        Files.createFile(folder.resolve("mounted"));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void fill(Path folder) throws IOException {
    byte[] some = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
      while (true) {
        out.write(some);
      }
    } catch (IOException e) {
      // Full, as was meant.
      if (Files.getFileStore(folder).getUsableSpace() > some.length) {
        throw e;
      }
    }
  }

  static void free(Path folder) throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  /** Takes a disk away, if there is one. */
  static void remove(Path folder) throws IOException, InterruptedException {
    if (Files.exists(folder.resolve("mounted"))) {
      new ProcessBuilder("umount", "-l", folder.toString()).inheritIO().start().waitFor();
    }
  }
}
