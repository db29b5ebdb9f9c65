package io.groundswell.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A broker in this JVM whose only door for clients is TLS with SCRAM-SHA-512. */
final class SecureBroker implements AutoCloseable {
  static final String USER = "groundswell";
  static final String PASSWORD = "correct-horse-battery-staple";
  private static final String STORE_PASSWORD = "store-password";

  private final Path folder;
  private final int port;
  private final KafkaRaftServer server;

  private SecureBroker(Path folder, int port, KafkaRaftServer server) {
    this.folder = folder;
    this.port = port;
    this.server = server;
  }

  static SecureBroker start(Path folder) throws Exception {
    Path store = folder.resolve("broker.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "broker",
        "-keyalg",
        "EC",
        "-validity",
        "3650",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost",
        "-keystore",
        store.toString(),
        "-storepass",
        STORE_PASSWORD,
        "-storetype",
        "PKCS12");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "broker",
        "-file",
        folder.resolve("ca.crt").toString(),
        "-keystore",
        store.toString(),
        "-storepass",
        STORE_PASSWORD);
    int port = freePort();
    int controller = freePort();
    Path data = folder.resolve("data");
    Files.createDirectories(data);
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setFeatureLevel("kraft.version", (short) 0)
        .setScramArguments(List.of("SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]"))
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
        .run();
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    String door = "CLIENTS://localhost:" + port;
    p.setProperty("listeners", door + ",CONTROLLER://localhost:" + controller);
    p.setProperty("advertised.listeners", door);
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENTS:SASL_SSL");
    p.setProperty("inter.broker.listener.name", "CLIENTS");
    p.setProperty("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
    p.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    p.setProperty("listener.name.clients.scram-sha-512.sasl.jaas.config", jaas(PASSWORD));
    p.setProperty("ssl.keystore.type", "PKCS12");
    p.setProperty("ssl.keystore.location", store.toString());
    p.setProperty("ssl.keystore.password", STORE_PASSWORD);
    p.setProperty("ssl.truststore.type", "PEM");
    p.setProperty("ssl.truststore.location", folder.resolve("ca.crt").toString());
    p.setProperty("controller.quorum.voters", "1@localhost:" + controller);
    p.setProperty("log.dirs", data.toString());
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("offsets.topic.num.partitions", "1");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("transaction.state.log.num.partitions", "1");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("log.retention.ms", "-1");
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(p), Time.SYSTEM);
    server.startup();
    return new SecureBroker(folder, port, server);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void keytool(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(words));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool must succeed, says " + said);
    }
  }

  static String jaas(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + USER
        + "\" password=\""
        + password
        + "\";";
  }

  String bootstrapServers() {
    return "localhost:" + port;
  }

  /** What a client must set. */
  Map<String, String> client(String password) {
    Map<String, String> client = new TreeMap<>();
    client.put("bootstrap.servers", bootstrapServers());
    client.put("security.protocol", "SASL_SSL");
    client.put("sasl.mechanism", "SCRAM-SHA-512");
    client.put("ssl.truststore.type", "PEM");
    client.put("ssl.truststore.location", folder.resolve("ca.crt").toString());
    client.put("sasl.jaas.config", jaas(password));
    return client;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
