package io.groundswell.local.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A small reader of separated values: a header, one record per line, cells that may stand in double
 * quotes (a quote inside doubled, as in RFC 4180; no line breaks inside cells).
 */
final class Csv {
  private final Path file;
  private final Map<String, Integer> columns = new HashMap<>();
  private final List<List<String>> rows = new ArrayList<>();

  private Csv(Path file) {
    this.file = file;
  }

  /**
   * Reads a whole file.
   *
   * @throws IOException if it cannot be read or has no header
   */
  static Csv read(Path file, char separator) throws IOException {
    Csv csv = new Csv(file);
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (csv.columns.isEmpty()) {
        List<String> header = cells(line, separator);
        for (int i = 0; i < header.size(); i++) {
          csv.columns.putIfAbsent(header.get(i), i);
        }
      } else if (!line.isBlank()) {
        csv.rows.add(cells(line, separator));
      }
    }
    if (csv.columns.isEmpty()) {
      throw wrong(file, 1, "no header", null);
    }
    return csv;
  }

  /** The number of records. */
  int size() {
    return rows.size();
  }

  /**
   * One cell, "" where the record is short.
   *
   * @throws IOException if there is no such column
   */
  String cell(int row, String column) throws IOException {
    Integer at = columns.get(column);
    if (at == null) {
      throw wrong(file, 1, "no column \"" + column + "\"", null);
    }
    List<String> cells = rows.get(row);
    return at < cells.size() ? cells.get(at) : "";
  }

  /**
   * One cell as a whole number.
   *
   * @throws IOException if it is not one; names the file and the line
   */
  long whole(int row, String column) throws IOException {
    String cell = cell(row, column);
    try {
      return Long.parseLong(cell.trim());
    } catch (NumberFormatException e) {
      throw wrong(row, column + " is not a whole number: \"" + cell + "\"", e);
    }
  }

  /** What is wrong with a record, to be thrown. */
  IOException wrong(int row, String what, Throwable cause) {
    return wrong(file, row + 2, what, cause);
  }

  /** What is wrong with a line (from 1) of a file, to be thrown. */
  static IOException wrong(Path file, int line, String what, Throwable cause) {
    return new IOException(file + ", line " + line + ": " + what, cause);
  }

  private static List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
