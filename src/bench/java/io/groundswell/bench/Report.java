package io.groundswell.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was measured, as {@code benchmarks.json}; as tables within {@code benchmarks.md} and as
 * {@code benchmarks.svg}, which are made of the former. What is not measured again stays.
 */
final class Report {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String ROWS = "rows";
  private static final String LATENCY = "latency";
  private static final String GROWTH = "growth";

  private static final String SHOWN =
      "\n![The rows as points over a logarithmic scale](benchmarks.svg)\n";

  private final Path folder;
  private final ObjectNode root;

  private Report(Path folder, ObjectNode root) {
    this.folder = folder;
    this.root = root;
  }

  /** What stands in a folder, or nothing yet. */
  static Report in(Path folder) throws IOException {
    Path file = folder.resolve("benchmarks.json");
    return new Report(
        folder,
        Files.exists(file)
            ? (ObjectNode) JSON.readTree(Files.readString(file))
            : JSON.createObjectNode());
  }

  private void put(String section, LoadSpec spec, int cap, Object runs) {
    ObjectNode node = root.putObject(section);
    node.put("measured", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    node.set("machine", JSON.valueToTree(Machine.describe()));
    node.set("load", JSON.valueToTree(spec));
    node.put("capSeconds", cap);
    node.set("runs", JSON.valueToTree(runs));
  }

  /** Takes the runs of rows. */
  void rows(LoadSpec spec, int cap, Map<Row, List<Run>> runs) {
    put(ROWS, spec, cap, runs.values().stream().flatMap(List::stream).toList());
  }

  /** Takes the delays of alerts. */
  void latency(LoadSpec spec, List<Delays> delays) {
    put(LATENCY, spec, 0, delays);
  }

  /** Takes the runs of the whole job under other loads, by what is other. */
  void growth(LoadSpec spec, int cap, Map<String, List<Run>> runs) {
    put(GROWTH, spec, cap, runs);
  }

  /** The runs of rows. */
  Map<Row, List<Run>> rows() {
    Map<Row, List<Run>> rows = new EnumMap<>(Row.class);
    if (root.has(ROWS)) {
      for (Run run :
          JSON.convertValue(root.path(ROWS).path("runs"), new TypeReference<List<Run>>() {})) {
        rows.computeIfAbsent(Row.of(run.row()), row -> new ArrayList<>()).add(run);
      }
    }
    return rows;
  }

  private List<Delays> latency() {
    return root.has(LATENCY)
        ? JSON.convertValue(root.path(LATENCY).path("runs"), new TypeReference<List<Delays>>() {})
        : List.of();
  }

  private Map<String, List<Run>> growth() {
    return root.has(GROWTH)
        ? JSON.convertValue(
            root.path(GROWTH).path("runs"),
            new TypeReference<LinkedHashMap<String, List<Run>>>() {})
        : Map.of();
  }

  /** Writes the files anew. */
  void write() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("benchmarks.json"), JSON.writeValueAsString(root) + System.lineSeparator());
    if (!rows().isEmpty()) {
      Files.writeString(folder.resolve("benchmarks.svg"), picture());
    }
    Path page = folder.resolve("benchmarks.md");
    if (Files.exists(page)) {
      String text = Files.readString(page);
      text =
          Text.within(
              text, ROWS, when(ROWS) + Text.table(rows()) + (rows().isEmpty() ? "" : SHOWN));
      text = Text.within(text, LATENCY, when(LATENCY) + Text.delays(latency()));
      text = Text.within(text, GROWTH, when(GROWTH) + Text.growth(growth()));
      Files.writeString(page, text);
    }
  }

  private String when(String section) {
    if (!root.has(section)) {
      return "";
    }
    return "Measured "
        + root.path(section).path("measured").asText()
        + " on "
        + root.path(section).path("machine").asText()
        + "; load: `"
        + root.path(section).path("load")
        + "`.\n\n";
  }

  private String picture() {
    Map<Row, List<Run>> rows = rows();
    List<Picture.Bar> bars = new ArrayList<>();
    rows.forEach(
        (row, runs) -> {
          int group = row == Row.A ? 0 : row.compareTo(Row.F) < 0 ? 1 : 2;
          double[] rates = runs.stream().mapToDouble(Run::rate).sorted().toArray();
          bars.add(
              new Picture.Bar(
                  "(" + row.letter() + ") " + row.title(),
                  Text.median(rates),
                  rates[0],
                  rates[rates.length - 1],
                  group));
        });
    double limit = rows.containsKey(Row.E) ? Text.median(rows.get(Row.E), Run::rate) : Double.NaN;
    return Picture.svg(
        "groundswell beside its limits and its alternatives",
        "median of the runs, from the least to the most; dashed: the limit (e)",
        bars,
        limit);
  }
}
