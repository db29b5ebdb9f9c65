package io.groundswell.local.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A petition's counter, sampled every few minutes.
 *
 * @param samples in order of time, the counter never falling
 */
record SignatureCounts(List<Sample> samples) {

  /**
   * One reading.
   *
   * @param time when it was read, epoch milliseconds
   * @param count what the counter said
   */
  record Sample(long time, long count) {}

  /**
   * Reads the samples in [from, to).
   *
   * @throws IOException if the file cannot be read, a record is wrong, or the counter falls
   */
  static SignatureCounts read(Path file, Instant from, Instant to) throws IOException {
    Csv table = Csv.read(file, ',');
    List<Sample> samples = new ArrayList<>();
    Sample last = new Sample(Long.MIN_VALUE, 0);
    for (int i = 0; i < table.size(); i++) {
      Instant at;
      try {
        at =
            LocalDateTime.parse(table.cell(i, "timestamp").replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        throw table.wrong(i, "timestamp is not a time", e);
      }
      if (at.isBefore(from) || !at.isBefore(to)) {
        continue;
      }
      Sample sample = new Sample(at.toEpochMilli(), table.whole(i, "count"));
      if (sample.count() < last.count() || sample.time() < last.time()) {
        throw table.wrong(i, "the counter or the clock falls", null);
      }
      samples.add(sample);
      last = sample;
    }
    return new SignatureCounts(samples);
  }
}
