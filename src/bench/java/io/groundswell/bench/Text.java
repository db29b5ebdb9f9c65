package io.groundswell.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Results in words: a line for a run, a table for all. */
final class Text {
  private static final double MEBI = 1 << 20;

  private Text() {}

  /** One run in a line. */
  static String line(Run run) {
    return String.format(
        Locale.ROOT,
        "%-6s %,11.0f events/s (second half %,.0f), %,.2f us CPU (second half %,.2f), broker %.2f,"
            + " %,d events in %.1f s%s, %.0f MiB, others used %.1f s",
        run.row(),
        run.rate(),
        run.rateSecondHalf(),
        run.cpuMicros(),
        run.cpuMicrosSecondHalf(),
        run.brokerCpuMicros(),
        run.events(),
        run.seconds(),
        run.complete() ? "" : " (cut short)",
        run.peakMemory() / MEBI,
        run.othersCpuSeconds());
  }

  /** All of them, by row: medians, with the least and the most, and what they are of the limit. */
  static String table(Map<Row, List<Run>> results) {
    StringBuilder out = new StringBuilder();
    out.append(
            "| | row | events/s | of (e) | warm events/s | of (e) | CPU us/event | warm | broker")
        .append(" us/event | memory MiB | state MiB | checkpoint MiB |\n");
    out.append(
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    List<Run> limit = results.getOrDefault(Row.E, List.of());
    for (Map.Entry<Row, List<Run>> each : results.entrySet()) {
      List<Run> runs = each.getValue();
      out.append("| ").append(each.getKey().letter());
      out.append(" | ").append(each.getKey().title());
      out.append(runs.stream().allMatch(Run::complete) ? "" : " (cut short)");
      out.append(" | ").append(spread(runs, Run::rate));
      out.append(" | ").append(ratio(runs, limit, Run::rate));
      out.append(" | ").append(spread(runs, Run::rateSecondHalf));
      out.append(" | ").append(ratio(runs, limit, Run::rateSecondHalf));
      out.append(" | ").append(decimal(median(runs, Run::cpuMicros)));
      out.append(" | ").append(decimal(median(runs, Run::cpuMicrosSecondHalf)));
      out.append(" | ").append(decimal(median(runs, Run::brokerCpuMicros)));
      out.append(" | ").append(whole(median(runs, Run::peakMemory) / MEBI));
      out.append(" | ").append(whole(median(runs, Run::stateBytes) / MEBI));
      out.append(" | ").append(whole(median(runs, Run::checkpointBytes) / MEBI));
      out.append(" |\n");
    }
    return out.toString();
  }

  private static String spread(List<Run> runs, ToDoubleFunction<Run> figure) {
    double[] values = runs.stream().mapToDouble(figure).sorted().toArray();
    String median = whole(median(values));
    return values.length == 1
        ? median
        : median + " (" + whole(values[0]) + " to " + whole(values[values.length - 1]) + ")";
  }

  private static String ratio(List<Run> runs, List<Run> limit, ToDoubleFunction<Run> figure) {
    return limit.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%.3f", median(runs, figure) / median(limit, figure));
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }

  static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    return median(runs.stream().mapToDouble(figure).toArray());
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }
}
