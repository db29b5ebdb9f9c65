package io.groundswell.local.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One retweet cascade of the SEISMIC data in TiDeH's format: a header line (count, start day), a
 * line for the author (second 0), then a line for each who shared. The author is left out here:
 * they published, they did not share.
 *
 * @param sharers in order of time
 */
record Cascade(List<Sharer> sharers) {

  /**
   * One who shared.
   *
   * @param second seconds after the post
   * @param followers how many follow them
   */
  record Sharer(int second, int followers) {}

  /**
   * Reads a cascade.
   *
   * @throws IOException if the file cannot be read or a line is not what the format says; names the
   *     file and the line
   */
  static Cascade read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines = lines.subList(0, lines.size() - 1);
    }
    List<Sharer> sharers = new ArrayList<>();
    int last = 0;
    for (int i = 2; i < lines.size(); i++) {
      String[] cells = lines.get(i).trim().split(" ", -1);
      Sharer sharer;
      try {
        if (cells.length != 2) {
          throw new NumberFormatException("two numbers expected");
        }
        sharer = new Sharer(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]));
      } catch (NumberFormatException e) {
        throw Csv.wrong(file, i + 1, e.getMessage(), e);
      }
      if (sharer.second() < last || sharer.followers() < 0) {
        throw Csv.wrong(file, i + 1, "times must not fall, followers must not be negative", null);
      }
      last = sharer.second();
      sharers.add(sharer);
    }
    return new Cascade(sharers);
  }
}
