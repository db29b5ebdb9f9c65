package io.groundswell.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares results: text, counts and times exactly, figures to 1e-6 of their size. */
public final class SameResults {
  private static final double TOLERANCE = 1e-6;
  private static final ObjectMapper JSON = new ObjectMapper();

  private SameResults() {}

  /** Asserts that a file of results says what is expected, record by record. */
  public static void assertSame(Path file, List<? extends JsonNode> expected, String what)
      throws IOException {
    List<JsonNode> actual = read(file);
    for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
      String difference = difference("", actual.get(i), expected.get(i));
      assertThat(difference)
          .as("%s, record %d%n is       %s%n expected %s", what, i, actual.get(i), expected.get(i))
          .isNull();
    }
    assertThat(actual).as("%s, number of records", what).hasSameSizeAs(expected);
  }

  /** The records of a file, without what the naive implementation does not make. */
  static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      ObjectNode record = (ObjectNode) JSON.readTree(line);
      record.remove("text");
      record.remove("reason");
      records.add(record);
    }
    return records;
  }

  private static String difference(String at, JsonNode actual, JsonNode expected) {
    if (expected.isNumber() && actual.isNumber()) {
      double a = actual.doubleValue();
      double b = expected.doubleValue();
      return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b))
          ? null
          : at + " is " + a + ", expected " + b;
    }
    if (expected.isObject() && actual.isObject()) {
      List<String> names = new ArrayList<>();
      expected.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (name.equals("text") || name.equals("reason")) {
          continue;
        }
        if (!actual.has(name) || !expected.has(name)) {
          return at + "/" + name + " is only in one of them";
        }
        String inside = difference(at + "/" + name, actual.get(name), expected.get(name));
        if (inside != null) {
          return inside;
        }
      }
      return null;
    }
    if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        String inside = difference(at + "/" + i, actual.get(i), expected.get(i));
        if (inside != null) {
          return inside;
        }
      }
      return null;
    }
    return expected.equals(actual) ? null : at + " is " + actual + ", expected " + expected;
  }
}
