package io.groundswell.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each room may import: the table of the house (docs/adr/0003-rooms.md). */
class RoomsTest {
  private static final String ROOT = "io.groundswell.";
  private static final String FLINK = "org.apache.flink..";
  private static final String JACKSON = "com.fasterxml.jackson.core..";

  private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

  static {
    room("event");
    room("time");
    room("wire");
    room("rule", "event", "time");
    room("supporter", "event", "time", "rule", "wire");
    room("momentum", "event", "time", "wire");
    room("page", "event", "time", "wire", "momentum");
    room("alert", "event", "time", "rule", "momentum", "wire");
    room("codec", "event", JACKSON, "javax.crypto..");
    room(
        "job",
        "event",
        "time",
        "wire",
        "rule",
        "supporter",
        "momentum",
        "page",
        "alert",
        "codec",
        FLINK);
    room("kafka", "event", "time", "codec", FLINK, "org.apache.kafka..");
    room(
        "launch",
        "event",
        "time",
        "codec",
        "job",
        "kafka",
        FLINK,
        "org.apache.kafka..",
        "org.snakeyaml.engine..");
    room("cli", "launch", "picocli..");
    room("label", "javax.crypto..");
    room(
        "board",
        "cli",
        "event",
        "codec",
        "label",
        "com.fasterxml.jackson.databind..",
        JACKSON,
        "org.apache.kafka.clients.consumer..",
        "org.apache.kafka.common..",
        "org.eclipse.jetty..",
        "org.slf4j..",
        "picocli..",
        "javax.crypto..");
    room(
        "notify",
        "cli",
        "event",
        "codec",
        "label",
        JACKSON,
        "com.fasterxml.jackson.databind..",
        "org.apache.kafka..",
        "org.slf4j..",
        "picocli..",
        "javax.crypto..");
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.groundswell");

  private static void room(String name, String... imports) {
    TABLE.put(name, List.of(imports));
  }

  private static ArchRule rule(String room, List<String> imports) {
    List<String> allowed = new ArrayList<>(List.of("java..", ROOT + room + ".."));
    for (String each : imports) {
      allowed.add(each.contains(".") ? each : ROOT + each + "..");
    }
    return classes()
        .that()
        .resideInAPackage(ROOT + room + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(Stream.concat(allowed.stream(), Stream.of("")).toArray(String[]::new));
  }

  static Set<String> rooms() {
    return TABLE.keySet();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void importsOnlyWhatTheTableAllows(String room) {
    rule(room, TABLE.get(room)).check(CLASSES);
  }

  @Test
  void everyRoomIsInTheTable() {
    assertThat(
            CLASSES.stream()
                .map(c -> c.getPackageName().replace(ROOT, "").replaceFirst("\\..*", "")))
        .isSubsetOf(Stream.concat(TABLE.keySet().stream(), Stream.of("local")).toList());
  }

  @Test
  void aForbiddenImportIsFound() {
    assertThatThrownBy(() -> rule("supporter", List.of("event", "time")).check(CLASSES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("io.groundswell.rule.Terms");
  }
}
