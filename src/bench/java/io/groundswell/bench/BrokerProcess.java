package io.groundswell.bench;

import io.groundswell.local.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A broker in a JVM of its own, so that its CPU and memory are not the job's. */
final class BrokerProcess implements AutoCloseable {
  private static final String READY = "READY ";

  private final Process process;
  private final String bootstrapServers;

  private BrokerProcess(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts one over the data of {@code folder}. */
  static BrokerProcess start(Path folder) throws IOException {
    Process process =
        Jvm.of(BrokerProcess.class, List.of("-Xms256m", "-Xmx768m"), folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return new BrokerProcess(process, line.substring(READY.length()));
      }
    }
    throw new IOException("the broker did not start");
  }

  /** The broker itself; it ends with its standard input, that is, with who started it. */
  public static void main(String[] arguments) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0)) {
      System.out.println(READY + broker.bootstrapServers());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    System.exit(0);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
