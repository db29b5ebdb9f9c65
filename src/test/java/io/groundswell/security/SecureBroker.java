package io.groundswell.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A broker in this JVM with two doors for clients, both of TLS: one asks for a password
 * (SCRAM-SHA-512), the other for a certificate. Behind both rights are asked for.
 */
final class SecureBroker implements AutoCloseable {
  static final String USER = "groundswell";
  static final String PASSWORD = "correct-horse-battery-staple";
  static final String ADMIN = "admin";
  static final String ADMIN_PASSWORD = "another-horse-another-staple";

  /** Whose certificate the broker does not know. */
  static final String STRANGER = "stranger";

  /** Of the key stores of both. */
  static final String KEY_PASSWORD = "a-third-horse-a-third-staple";

  private static final String STORE_PASSWORD = "store-password";

  private final Path folder;
  private final int port;
  private final int certified;
  private final KafkaRaftServer server;

  private SecureBroker(Path folder, int port, int certified, KafkaRaftServer server) {
    this.folder = folder;
    this.port = port;
    this.certified = certified;
    this.server = server;
  }

  static SecureBroker start(Path folder) throws Exception {
    Path store = pair(folder, "broker", "localhost", STORE_PASSWORD);
    Files.copy(folder.resolve("broker.crt"), folder.resolve("ca.crt"));
    pair(folder, USER, USER, KEY_PASSWORD);
    pair(folder, STRANGER, STRANGER, KEY_PASSWORD);
    int port = freePort();
    int certified = freePort();
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
        .setScramArguments(List.of(scram(USER, PASSWORD), scram(ADMIN, ADMIN_PASSWORD)))
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
        .run();
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    String doors = "CLIENTS://localhost:" + port + ",CERTIFIED://localhost:" + certified;
    p.setProperty("listeners", doors + ",CONTROLLER://localhost:" + controller);
    p.setProperty("advertised.listeners", doors);
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty(
        "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENTS:SASL_SSL,CERTIFIED:SSL");
    p.setProperty("listener.name.certified.ssl.client.auth", "required");
    p.setProperty("listener.name.certified.ssl.truststore.type", "PEM");
    p.setProperty(
        "listener.name.certified.ssl.truststore.location",
        folder.resolve(USER + ".crt").toString());
    p.setProperty("inter.broker.listener.name", "CLIENTS");
    p.setProperty("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
    p.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    p.setProperty(
        "listener.name.clients.scram-sha-512.sasl.jaas.config", jaas(ADMIN, ADMIN_PASSWORD));
    p.setProperty("authorizer.class.name", StandardAuthorizer.class.getName());
    p.setProperty("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
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
    return new SecureBroker(folder, port, certified, server);
  }

  /** A key and its own certificate: NAME.p12 and NAME.crt. */
  private static Path pair(Path folder, String name, String common, String password)
      throws IOException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-validity",
        "3650",
        "-dname",
        "CN=" + common,
        "-ext",
        "SAN=dns:localhost",
        "-keystore",
        store.toString(),
        "-storepass",
        password,
        "-storetype",
        "PKCS12");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-file",
        folder.resolve(name + ".crt").toString(),
        "-keystore",
        store.toString(),
        "-storepass",
        password);
    return store;
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

  private static String scram(String user, String password) {
    return "SCRAM-SHA-512=[name=" + user + ",password=" + password + "]";
  }

  private static String jaas(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + user
        + "\" password=\""
        + password
        + "\";";
  }

  /**
   * Gives the job's user the rights of {@code deploy/kubernetes/strimzi/user.yaml}, and no other.
   *
   * @param prefix what stands before the names of topics and transactional ids
   */
  void grant(String prefix) throws Exception {
    grant(prefix, USER);
  }

  /** The same, whatever the user is called. */
  void grant(String prefix, String principal) throws Exception {
    Object user =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(Path.of("deploy/kubernetes/strimzi/user.yaml")));
    JsonNode rights = new ObjectMapper().valueToTree(user).at("/spec/authorization/acls");
    List<AclBinding> bindings = new ArrayList<>();
    for (JsonNode right : rights) {
      ResourceType type =
          ResourceType.fromString(
              right.at("/resource/type").asText().replace("transactionalId", "TRANSACTIONAL_ID"));
      String name = right.at("/resource/name").asText();
      boolean prefixed = right.at("/resource/patternType").asText("literal").equals("prefix");
      PatternType pattern = prefixed ? PatternType.PREFIXED : PatternType.LITERAL;
      ResourcePattern on =
          new ResourcePattern(type, type == ResourceType.GROUP ? name : prefix + name, pattern);
      for (JsonNode operation : right.get("operations")) {
        bindings.add(
            new AclBinding(
                on,
                new AccessControlEntry(
                    "User:" + principal,
                    "*",
                    AclOperation.fromString(operation.asText()),
                    AclPermissionType.ALLOW)));
      }
    }
    try (Admin admin = Admin.create(new TreeMap<String, Object>(administrator()))) {
      admin.createAcls(bindings).all().get();
    }
  }

  String bootstrapServers() {
    return "localhost:" + port;
  }

  /** What a client of the job's user must set. */
  Map<String, String> client(String password) {
    return client(USER, password);
  }

  /**
   * What a client must set that comes by certificate, but for the password of its keys.
   *
   * @param keys whose, or null for none
   */
  Map<String, String> certified(String keys) {
    Map<String, String> client = new TreeMap<>();
    client.put("bootstrap.servers", "localhost:" + certified);
    client.put("security.protocol", "SSL");
    client.put("ssl.truststore.type", "PEM");
    client.put("ssl.truststore.location", folder.resolve("ca.crt").toString());
    if (keys != null) {
      client.put("ssl.keystore.type", "PKCS12");
      client.put("ssl.keystore.location", folder.resolve(keys + ".p12").toString());
    }
    return client;
  }

  /** What a client must set who may do all. */
  Map<String, String> administrator() {
    return client(ADMIN, ADMIN_PASSWORD);
  }

  private Map<String, String> client(String user, String password) {
    Map<String, String> client = new TreeMap<>();
    client.put("bootstrap.servers", bootstrapServers());
    client.put("security.protocol", "SASL_SSL");
    client.put("sasl.mechanism", "SCRAM-SHA-512");
    client.put("ssl.truststore.type", "PEM");
    client.put("ssl.truststore.location", folder.resolve("ca.crt").toString());
    client.put("sasl.jaas.config", jaas(user, password));
    return client;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
