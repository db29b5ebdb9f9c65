package io.groundswell.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The processes of {@code deploy/standalone/cluster}, each to be killed, frozen or started. */
final class Cluster implements AutoCloseable {
  private static final Path SCRIPT = Path.of("deploy/standalone/cluster").toAbsolutePath();

  private final Path folder;
  private final int kafka = freePort();
  private final int kafkaOfJob = freePort();
  private final int controller = freePort();
  private final int wire = freePort();
  private final int zookeeper = freePort();
  private final int rest = freePort();
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private final TcpProxy proxy;
  private int started;

  private Cluster(Path folder) throws IOException {
    this.folder = folder;
    this.proxy = TcpProxy.start(wire, kafkaOfJob);
  }

  /** Starts broker, ZooKeeper, JobManager and TaskManagers. */
  static Cluster start(Path folder, int taskManagers) throws Exception {
    Files.createDirectories(folder);
    Cluster cluster = new Cluster(folder);
    // Nothing stays behind when the suite is stopped.
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::destroy));
    try {
      Process prepared = cluster.script("prepare", List.of("prepare"));
      if (prepared.waitFor() != 0) {
        throw new IOException(
            "the cluster must be prepared, is not: see " + cluster.log("prepare"));
      }
      cluster.startBroker();
      cluster.run("zookeeper", List.of("zookeeper"));
      Awaitility.await("ZooKeeper")
          .atMost(Duration.ofMinutes(1))
          .until(() -> open(cluster.zookeeper));
      cluster.startJobManager();
      for (int i = 0; i < taskManagers; i++) {
        cluster.startTaskManager();
      }
      Awaitility.await("the broker").atMost(Duration.ofMinutes(1)).until(() -> open(cluster.kafka));
      return cluster;
    } catch (Exception | Error e) {
      cluster.close();
      throw e;
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean open(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  Path folder() {
    return folder;
  }

  /** Brokers for whoever sends and reads, whom no cut wire concerns. */
  String brokers() {
    return "localhost:" + kafka;
  }

  /** Brokers for the job, at the end of the wire. */
  String brokersOfJob() {
    return "localhost:" + wire;
  }

  TcpProxy proxy() {
    return proxy;
  }

  /** Where a JobManager may answer. */
  List<Integer> restPorts() {
    return List.of(rest, rest + 1, rest + 2);
  }

  Path log(String name) {
    return folder.resolve("log").resolve(name + ".log");
  }

  void startBroker() throws IOException {
    String listeners =
        "PLAINTEXT://localhost:"
            + kafka
            + ",JOB://localhost:"
            + kafkaOfJob
            + ",CONTROLLER://localhost:"
            + controller;
    List<String> words = new ArrayList<>(List.of("broker"));
    for (String each :
        List.of(
            "listeners=" + listeners,
            "advertised.listeners=PLAINTEXT://localhost:" + kafka + ",JOB://localhost:" + wire,
            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,JOB:PLAINTEXT",
            "inter.broker.listener.name=PLAINTEXT",
            // The load's days are past.
            "log.retention.ms=-1")) {
      words.addAll(List.of("--override", each));
    }
    run("broker", words);
  }

  void startJobManager() throws IOException {
    run("jobmanager", List.of("jobmanager"));
  }

  /** Starts one more; returns the name that the JobManager knows it by, too. */
  String startTaskManager() throws IOException {
    String name = "taskmanager-" + ++started;
    run(name, List.of("taskmanager", "-D", "taskmanager.resource-id=" + name));
    return name;
  }

  /**
   * Starts a TaskManager for each that has ended by itself: one that was frozen does when it is
   * thawed, since its transactions were taken over.
   */
  void startWhatEnded() throws IOException {
    List<String> ended =
        processes.entrySet().stream()
            .filter(each -> each.getKey().startsWith("taskmanager-"))
            .filter(each -> !each.getValue().isAlive())
            .map(Map.Entry::getKey)
            .toList();
    for (String name : ended) {
      processes.remove(name);
      startTaskManager();
    }
  }

  /** As the machine's power does it: no word of farewell. */
  void kill(String name) throws InterruptedException {
    processes.remove(name).destroyForcibly().waitFor();
  }

  /** Asks a process to end, and waits until it has. */
  void stop(String name) throws InterruptedException {
    Process process = processes.remove(name);
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
  }

  void freeze(String name) throws IOException, InterruptedException {
    signal("-STOP", name);
  }

  void thaw(String name) throws IOException, InterruptedException {
    signal("-CONT", name);
  }

  private void signal(String signal, String name) throws IOException, InterruptedException {
    String pid = Long.toString(processes.get(name).pid());
    if (new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor() != 0) {
      throw new IOException("kill " + signal + " " + name + " must succeed, did not");
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    destroy();
    for (Process process : processes.values()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    processes.clear();
  }

  /** None of it is of use any more, and a frozen process hears nothing else. */
  private void destroy() {
    processes.values().forEach(Process::destroyForcibly);
  }

  private void run(String name, List<String> words) throws IOException {
    Process before = processes.put(name, script(name, words));
    if (before != null && before.isAlive()) {
      throw new IllegalStateException(name + " must be down, is up");
    }
  }

  private Process script(String name, List<String> words) throws IOException {
    Path log = log(name);
    Files.createDirectories(log.getParent());
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Map<String, String> environment = builder.environment();
    environment.put("CLUSTER_DIR", folder.toAbsolutePath().toString());
    environment.put("KAFKA_PORT", Integer.toString(kafka));
    environment.put("KAFKA_CONTROLLER_PORT", Integer.toString(controller));
    environment.put("ZOOKEEPER_PORT", Integer.toString(zookeeper));
    environment.put("REST_PORTS", rest + "-" + (rest + 2));
    environment.put("LOG_FILE", log.toString());
    // They start sooner, and live for minutes.
    environment.put("JVM_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return builder.start();
  }
}
