package io.groundswell.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** What a job jar must hold, and what must not be in it. */
final class JobJar {
  /** What a class is of that has no business in the jar, by the beginning of its name. */
  private static final Map<String, String> STRANGERS = new LinkedHashMap<>();

  /** What the jar is made of. */
  private static final List<String> OURS =
      List.of(
          "io/groundswell/",
          "org/apache/flink/connector/kafka/",
          "org/apache/flink/connector/base/",
          "org/apache/flink/streaming/connectors/kafka/",
          // Of the Kafka connector, though its package is Flink's.
          "org/apache/flink/streaming/util/serialization/JSONKeyValueDeserializationSchema.class",
          "org/apache/kafka/clients/",
          "org/apache/kafka/common/",
          "org/apache/kafka/shaded/",
          // Of kafka-clients too: interfaces that broker plugins implement.
          "org/apache/kafka/server/authorizer/",
          "org/apache/kafka/server/policy/",
          "org/apache/kafka/server/quota/",
          "org/apache/kafka/server/telemetry/",
          "com/fasterxml/jackson/core/",
          "org/snakeyaml/engine/",
          "net/jpountz/",
          "org/xerial/snappy/",
          "com/github/luben/zstd/");

  static {
    strangers("of a broker", "kafka/", "org/apache/kafka/", "scala/", "com/yammer/metrics/");
    strangers(
        "of a web server",
        "org/eclipse/jetty/",
        "jakarta/servlet/",
        "javax/servlet/",
        "io/javalin/",
        "io/undertow/",
        "io/netty/",
        "com/sun/net/httpserver/");
    strangers(
        "of a test library",
        "org/junit/",
        "junit/",
        "org/assertj/",
        "net/jqwik/",
        "org/awaitility/",
        "com/tngtech/archunit/",
        "com/networknt/",
        "tools/jackson/",
        "org/hamcrest/",
        "org/mockito/");
    strangers("that Flink provides", "org/apache/flink/", "org/rocksdb/", "com/esotericsoftware/");
    strangers(
        "of logging, which Flink provides",
        "org/slf4j/",
        "org/apache/logging/",
        "org/apache/log4j/",
        "ch/qos/logback/");
    strangers(
        "of one machine's tools",
        "io/groundswell/local/",
        "io/groundswell/board/",
        "io/groundswell/cli/",
        "io/groundswell/label/",
        "io/groundswell/notify/",
        "picocli/");
  }

  private JobJar() {}

  private static void strangers(String what, String... names) {
    for (String name : names) {
      STRANGERS.put(name, what);
    }
  }

  /** The names of the files in a jar; of those for newer Java versions, without the version. */
  static Set<String> entries(Path jar) throws IOException {
    Set<String> entries = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .map(ZipEntry::getName)
          .map(name -> name.replaceFirst("^META-INF/versions/[0-9]+/", ""))
          .forEach(entries::add);
    }
    return entries;
  }

  /** What is wrong with a jar's content, in words. */
  static List<String> problems(Path jar) throws IOException {
    List<String> problems = new ArrayList<>();
    for (String entry : entries(jar)) {
      String what = stranger(entry);
      if (what != null) {
        problems.add(jar.getFileName() + " must not hold a file " + what + ": " + entry);
      }
    }
    return problems;
  }

  private static String stranger(String entry) {
    if (entry.matches("log4j2?[^/]*\\.(properties|xml|ya?ml|json)") || entry.contains("logback")) {
      return "that configures logging, which the cluster does";
    }
    if (entry.startsWith("dataset/")) {
      return "of the demo's data";
    }
    for (String tools :
        List.of(
            "io/groundswell/local/",
            "io/groundswell/board/",
            "io/groundswell/cli/",
            "io/groundswell/label/",
            "io/groundswell/notify/")) {
      if (entry.startsWith(tools)) {
        return STRANGERS.get(tools);
      }
    }
    if (!entry.endsWith(".class")) {
      return null;
    }
    if (OURS.stream().anyMatch(entry::startsWith)) {
      return null;
    }
    return STRANGERS.entrySet().stream()
        .filter(each -> entry.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("of a library that the job does not name");
  }
}
