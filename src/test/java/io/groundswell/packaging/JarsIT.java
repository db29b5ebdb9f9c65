package io.groundswell.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two jars as they were packaged: what is in them, and what is not. */
class JarsIT {
  private static final Path JOB = Path.of("target/groundswell-job.jar");
  private static final Path LOCAL = Path.of("target/groundswell.jar");

  @TempDir Path folder;

  @Test
  void theJobJarHoldsNothingButTheJobAndItsLibraries() throws IOException {
    assertThat(JobJar.problems(JOB)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io/groundswell/launch/Main.class",
        "org/apache/flink/connector/kafka/source/KafkaSource.class",
        "org/apache/flink/connector/kafka/sink/KafkaSink.class",
        "org/apache/flink/connector/base/DeliveryGuarantee.class",
        "org/apache/kafka/clients/consumer/KafkaConsumer.class",
        "org/apache/kafka/clients/producer/KafkaProducer.class",
        "com/fasterxml/jackson/core/JsonFactory.class",
        "org/snakeyaml/engine/v2/api/Load.class",
        "net/jpountz/lz4/LZ4Factory.class",
        "org/xerial/snappy/Snappy.class",
        "com/github/luben/zstd/Zstd.class",
        "LICENSE",
        "NOTICE"
      })
  void theJobJarHoldsWhatTheClusterDoesNotProvide(String entry) throws IOException {
    assertThat(JobJar.entries(JOB)).contains(entry);
  }

  @Test
  void whateverTheJobUsesIsInsideOrFlinksOrJavas() throws IOException {
    Set<String> inside = JobJar.entries(JOB);
    JavaClasses job =
        new ClassFileImporter()
            .importUrl(URI.create("jar:" + JOB.toUri() + "!/io/groundswell/").toURL());
    assertThat(job).hasSizeGreaterThan(100);
    List<String> missing =
        job.stream()
            .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> !target.isPrimitive())
            .map(target -> target.getName())
            .filter(name -> !isJavas(name) && !isFlinks(name))
            .filter(name -> !inside.contains(name.replace('.', '/') + ".class"))
            .distinct()
            .toList();
    assertThat(missing).as("used, and neither inside nor provided").isEmpty();
  }

  /** The module java.base has packages of both names. */
  private static boolean isJavas(String name) {
    return name.startsWith("java.") || name.startsWith("javax.crypto.");
  }

  private static boolean isFlinks(String name) {
    return name.startsWith("org.apache.flink.")
        && !name.startsWith("org.apache.flink.connector.")
        && !name.startsWith("org.apache.flink.streaming.connectors.");
  }

  @Test
  void theJobJarStartsTheJobAndBringsNoClassPathOfItsOwn() throws IOException {
    Attributes manifest = manifest(JOB);
    assertThat(manifest.getValue("Main-Class")).isEqualTo("io.groundswell.launch.Main");
    assertThat(manifest.getValue("Class-Path")).isNull();
    assertThat(manifest.getValue("Add-Opens")).isNull();
  }

  @Test
  void theLocalJarStartsWithoutJvmFlags() throws IOException {
    Attributes manifest = manifest(LOCAL);
    assertThat(manifest.getValue("Main-Class")).isEqualTo("io.groundswell.local.Main");
    assertThat(manifest.getValue("Add-Opens").split(" ", -1))
        .contains("java.base/java.lang", "java.base/java.util", "java.base/java.time");
  }

  @Test
  void theLocalJarFindsItsLibrariesBesideIt() throws IOException {
    for (String each : manifest(LOCAL).getValue("Class-Path").split(" ", -1)) {
      assertThat(LOCAL.resolveSibling(each)).exists();
      assertThat(each).doesNotContain("junit").doesNotContain("assertj").doesNotContain("-test");
    }
  }

  private static Attributes manifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kafka/server/KafkaRaftServer.class, of a broker",
    "org/apache/kafka/server/config/ServerConfigs.class, of a broker",
    "org/apache/kafka/metadata/MetadataRecordSerde.class, of a broker",
    "org/apache/kafka/raft/RaftManager.class, of a broker",
    "org/apache/kafka/storage/internals/log/LogSegment.class, of a broker",
    "META-INF/versions/17/org/eclipse/jetty/server/Server.class, of a web server",
    "io/javalin/Javalin.class, of a web server",
    "org/junit/jupiter/api/Test.class, of a test library",
    "org/apache/flink/runtime/minicluster/MiniCluster.class, that Flink provides",
    "org/rocksdb/RocksDB.class, that Flink provides",
    "org/slf4j/Logger.class, of logging",
    "org/apache/logging/log4j/Logger.class, of logging",
    "log4j2.properties, that configures logging",
    "io/groundswell/local/Main.class, of one machine's tools",
    "io/groundswell/board/web/app.js, of one machine's tools",
    "io/groundswell/notify/NotifyCommand.class, of one machine's tools",
    "io/groundswell/label/Labels.class, of one machine's tools",
    "com/google/common/base/Joiner.class, of a library that the job does not name"
  })
  void aStrangerInAJobJarIsFound(String entry, String what) throws IOException {
    Path jar = folder.resolve("a.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String each : List.of("io/groundswell/job/Pipeline.class", entry)) {
        out.putNextEntry(new JarEntry(each));
        out.closeEntry();
      }
    }
    assertThat(JobJar.problems(jar))
        .singleElement()
        .asString()
        .startsWith("a.jar must not hold a file " + what)
        .endsWith(": " + entry.replace("META-INF/versions/17/", ""));
  }

  @Test
  void bothJarsStartAndShowTheirHelp() throws Exception {
    assertThat(run("-cp", LOCAL.toString(), "io.groundswell.local.Main", "--help"))
        .contains("demo", "board", "replay", "generate", "notify");
    String flink;
    try (Stream<Path> lib = Files.list(LOCAL.resolveSibling("lib"))) {
      flink =
          String.join(
              java.io.File.pathSeparator,
              lib.filter(JarsIT::isOfTheCluster).map(Path::toString).toList());
    }
    assertThat(
            run(
                "-cp",
                JOB + java.io.File.pathSeparator + flink,
                "io.groundswell.launch.Main",
                "--help"))
        .contains("--bootstrap-servers", "--checkpoint-dir");
  }

  private static boolean isOfTheCluster(Path library) {
    String name = library.getFileName().toString();
    return (name.startsWith("flink-") && !name.startsWith("flink-connector-"))
        || name.startsWith("slf4j-api")
        || name.startsWith("log4j-");
  }

  private static String run(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of(arguments))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
