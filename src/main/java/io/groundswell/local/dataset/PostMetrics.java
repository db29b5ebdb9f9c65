package io.groundswell.local.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The lifetime figures of one post of the UCI "Facebook metrics" data set (Moro, Rita &amp; Vala
 * 2016).
 *
 * @param type photo, status, video or link
 * @param paid whether the brand paid for it
 * @param reach people reached, paid or not
 * @param impressions times shown, paid or not
 * @param likes number of likes
 * @param comments number of comments
 * @param shares number of shares
 */
record PostMetrics(
    String type, boolean paid, long reach, long impressions, int likes, int comments, int shares) {

  /** Opens the whole table. */
  static Csv open(Path file) throws IOException {
    return Csv.read(file, ';');
  }

  /**
   * One post of the table.
   *
   * @param row the record's number, from 1
   * @throws IOException if there is no such record, or a figure that is needed is missing
   */
  static PostMetrics of(Csv table, int row) throws IOException {
    int i = row - 1;
    if (i < 0 || i >= table.size()) {
      throw new IOException("facebook-metrics-uci has no record " + row);
    }
    return new PostMetrics(
        table.cell(i, "Type").toLowerCase(Locale.ROOT),
        table.whole(i, "Paid") == 1,
        table.whole(i, "Lifetime Post Total Reach"),
        table.whole(i, "Lifetime Post Total Impressions"),
        Math.toIntExact(table.whole(i, "like")),
        Math.toIntExact(table.whole(i, "comment")),
        Math.toIntExact(table.whole(i, "share")));
  }

  /** How often the post was shown to each person it reached. */
  double frequency() {
    return (double) impressions / reach;
  }
}
