package io.groundswell.bench;

import io.groundswell.event.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Measures how long alerts take at a steady rate. */
final class Latency {
  private static final String PREFIX = "live-";

  /** By how much the job's watermark trails, unless told otherwise. */
  private static final long DISORDER = 5_000;

  /** Topics that are silent from the beginning hold nobody back after so long. */
  private static final long IDLE = 30_000;

  private final LoadSpec spec;
  private final BrokerProcess broker;
  private final List<String> jvm;

  /**
   * Latency.
   *
   * @param jvm options of the job's JVM
   */
  Latency(LoadSpec spec, BrokerProcess broker, List<String> jvm) {
    this.spec = spec;
    this.broker = broker;
    this.jvm = jvm;
  }

  /**
   * Measures once, for both kinds of readers.
   *
   * @param guarantee exactly-once or at-least-once
   * @param checkpointMillis between checkpoints
   * @param warmSeconds before anything counts
   * @param seconds that count
   */
  List<Delays> measure(
      String guarantee,
      long checkpointMillis,
      double rate,
      int warmSeconds,
      int seconds,
      int parallelism,
      Path folder)
      throws Exception {
    Preload.emptyTopics(broker.bootstrapServers(), PREFIX, true);
    stampArrivals();
    long after = TimeUnit.MILLISECONDS.toSeconds(DISORDER + 2 * checkpointMillis) + 8;
    int total = (int) (warmSeconds + seconds + after);
    Preload nothing = new Preload(PREFIX, Long.MAX_VALUE, Long.MAX_VALUE, 0);
    List<String> options =
        List.of(
            "--delivery-guarantee", guarantee, "--checkpoint-interval", checkpointMillis + " ms");
    Path file = folder.resolve("task.properties");
    Task.of(Row.A, nothing, Long.MAX_VALUE, broker, total, parallelism, folder, options, List.of())
        .write(file);
    Process job = Jvm.of(RunProcess.class, jvm, file.toString()).inheritIO().start();
    Map<String, AlertReader> readers = new LinkedHashMap<>();
    for (String isolation : List.of("read_committed", "read_uncommitted")) {
      readers.put(isolation, reader(isolation));
    }
    List<Thread> threads = readers.values().stream().map(Thread::new).toList();
    threads.forEach(Thread::start);
    long start = System.currentTimeMillis();
    Arrivals arrivals = new Arrivals(start, total * 1000L + 60_000, DISORDER);
    long othersBefore = othersCpu(job);
    double written;
    try (LiveLoad load = new LiveLoad(spec, broker.bootstrapServers(), PREFIX, arrivals)) {
      load.run(start, rate, total * 1000L);
      written = load.written() * 1000.0 / (System.currentTimeMillis() - start);
    } finally {
      readers.values().forEach(AlertReader::stop);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    double others = (othersCpu(job) - othersBefore) / 1e9;
    boolean ended = job.waitFor(120, TimeUnit.SECONDS);
    job.destroyForcibly().waitFor();
    if (!ended || job.exitValue() != 0) {
      throw new IllegalStateException("the job failed");
    }
    long from = start + Math.max(warmSeconds * 1000L, IDLE + DISORDER);
    long to = start + (warmSeconds + seconds) * 1000L;
    List<Delays> all = new ArrayList<>();
    readers.forEach(
        (name, reader) -> {
          Histogram histogram = histogram(reader.alerts(), arrivals, from, to);
          all.add(
              new Delays(
                  guarantee,
                  checkpointMillis / 1e3,
                  rate,
                  written,
                  name,
                  histogram.getTotalCount(),
                  histogram.getValueAtPercentile(50),
                  histogram.getValueAtPercentile(99),
                  histogram.getValueAtPercentile(99.9),
                  histogram.getMaxValue(),
                  others));
        });
    return all;
  }

  /** The delays, ms, of alerts about slice ends in a time. */
  static Histogram histogram(List<AlertReader.Read> alerts, Arrivals arrivals, long from, long to) {
    Histogram histogram = new Histogram(3);
    for (AlertReader.Read alert : alerts) {
      long demanded = arrivals.demanded(alert.at());
      if (alert.at() >= from && alert.at() < to && demanded >= 0) {
        histogram.recordValue(Math.max(0, alert.read() - demanded));
      }
    }
    return histogram;
  }

  private AlertReader reader(String isolation) {
    return new AlertReader(broker.bootstrapServers(), PREFIX + Topic.ALERTS.wire(), isolation);
  }

  private long othersCpu(Process job) {
    return Usage.cpuOfMachine() - Usage.cpu() - Usage.cpu(broker.pid()) - Usage.cpu(job.pid());
  }

  /** From now on the records of the topics that count carry the broker's time of arrival. */
  private void stampArrivals() throws Exception {
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrapServers());
    AlterConfigOp append =
        new AlterConfigOp(
            new ConfigEntry("message.timestamp.type", "LogAppendTime"), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(client)) {
      for (Topic topic : List.of(Topic.ENGAGEMENTS, Topic.AD_DELIVERY)) {
        ConfigResource resource =
            new ConfigResource(ConfigResource.Type.TOPIC, PREFIX + topic.wire());
        admin.incrementalAlterConfigs(Map.of(resource, List.of(append))).all().get();
      }
    }
  }

  /** A folder that is there. */
  static Path folder(Path parent) throws java.io.IOException {
    return Files.createTempDirectory(parent, "run-");
  }
}
