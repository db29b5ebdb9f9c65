package io.groundswell.local.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What Snap's Political Ads Library says of one ad.
 *
 * @param seconds how long it ran
 * @param impressions how often it was shown in all
 * @param spend what it cost in all, in whole units of the currency
 * @param currency ISO 4217 code
 */
record AdFigures(long seconds, long impressions, long spend, String currency) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss'Z'", Locale.ROOT);

  /** Opens the whole library. */
  static Csv open(Path file) throws IOException {
    return Csv.read(file, ',');
  }

  /**
   * The one ad whose identifier begins so.
   *
   * @throws IOException if there is none or more than one, or it has no end
   */
  static AdFigures of(Csv library, String prefix) throws IOException {
    int found = -1;
    for (int i = 0; i < library.size(); i++) {
      if (library.cell(i, "ADID").startsWith(prefix)) {
        if (found >= 0) {
          throw library.wrong(i, "a second ad begins with " + prefix, null);
        }
        found = i;
      }
    }
    if (found < 0) {
      throw new IOException("snap-political-ads has no ad that begins with " + prefix);
    }
    try {
      Instant start = time(library.cell(found, "StartDate"));
      Instant end = time(library.cell(found, "EndDate"));
      if (!end.isAfter(start)) {
        throw library.wrong(found, "the ad ends before it starts", null);
      }
      return new AdFigures(
          end.getEpochSecond() - start.getEpochSecond(),
          library.whole(found, "Impressions"),
          library.whole(found, "Spend"),
          library.cell(found, "Currency Code"));
    } catch (DateTimeException e) {
      throw library.wrong(found, "start or end is not a time", e);
    }
  }

  private static Instant time(String cell) {
    return LocalDateTime.parse(cell, TIME).toInstant(ZoneOffset.UTC);
  }
}
