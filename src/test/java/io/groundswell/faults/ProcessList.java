package io.groundswell.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The command lines of all processes, read again and again, as anybody on the machine can. */
final class ProcessList implements AutoCloseable {
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::read, "process-list");
  private volatile boolean closed;
  private volatile Exception failure;

  ProcessList() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Every command line that was seen, its words one after the other. */
  Set<String> seen() {
    if (failure != null) {
      throw new IllegalStateException("the list could not be read to the end", failure);
    }
    return Set.copyOf(seen);
  }

  private void read() {
    while (!closed) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path each : processes) {
          readLine(each.resolve("cmdline"));
        }
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (IOException | DirectoryIteratorException e) {
        failure = e;
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void readLine(Path line) {
    try {
      seen.add(new String(Files.readAllBytes(line), UTF_8).replace('\0', ' '));
    } catch (IOException e) {
      // It has ended meanwhile.
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
