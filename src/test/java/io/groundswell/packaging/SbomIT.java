package io.groundswell.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bill of materials as it was built: whole, and of licences that may be passed on. */
class SbomIT {
  /** "Go License" is what re2j calls its BSD licence of three clauses. */
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "MIT",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "Go License",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0");

  private static JsonNode bom;

  @BeforeAll
  static void read() throws IOException {
    bom = new ObjectMapper().readTree(Files.readString(Path.of("target/bom.json")));
  }

  @Test
  void everyLibraryIsInIt() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (JsonNode each : bom.get("components")) {
      listed.add(each.get("name").asText() + "-" + each.get("version").asText() + ".jar");
    }
    try (Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
      Set<String> there = new TreeSet<>();
      libraries.forEach(each -> there.add(each.getFileName().toString()));
      assertThat(listed).containsAll(there);
    }
  }

  @Test
  void everyLibraryHasALicenceThatMayBePassedOn() {
    Map<String, List<String>> others = new TreeMap<>();
    for (JsonNode each : bom.get("components")) {
      List<String> licences = new ArrayList<>();
      for (JsonNode licence : each.path("licenses")) {
        licences.add(
            licence.has("expression")
                ? licence.get("expression").asText()
                : licence.at("/license/id").asText(licence.at("/license/name").asText()));
      }
      if (licences.stream().noneMatch(ALLOWED::contains)) {
        others.put(each.get("name").asText(), licences);
      }
    }
    assertThat(others).as("of several licences one must be allowed").isEmpty();
  }

  @Test
  void everyLibraryIsKnownByItsBytes() {
    for (JsonNode each : bom.get("components")) {
      assertThat(each.get("hashes"))
          .as(each.get("name").asText())
          .anyMatch(hash -> hash.get("alg").asText().equals("SHA-256"));
    }
  }

  @Test
  void twoBuildsWriteTheSameOne() {
    assertThat(bom.at("/metadata/timestamp").isMissingNode()).isTrue();
  }
}
