package io.groundswell.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Results in words: a line for a run, a table for all. */
final class Text {
  private static final double MEBI = 1 << 20;

  private static final String NOT_YET = "Not measured yet.\n";

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
    if (results.isEmpty()) {
      return NOT_YET;
    }
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

  /** Delays of alerts. */
  static String delays(List<Delays> all) {
    if (all.isEmpty()) {
      return NOT_YET;
    }
    StringBuilder out = new StringBuilder();
    out.append("| guarantee | checkpoint every | events/s | reader | alerts | p50 ms | p99 ms |");
    out.append(
        " p99.9 ms | max ms |\n| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |\n");
    for (Delays d : all) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f s | %,.0f | %s | %,d | %,.0f | %,.0f | %,.0f | %,.0f |%n",
              d.guarantee(),
              d.checkpointSeconds(),
              d.rate(),
              d.reader(),
              d.alerts(),
              d.p50(),
              d.p99(),
              d.p999(),
              d.max()));
    }
    return out.toString();
  }

  /** The whole job under other loads; the first is the one that the others are compared with. */
  static String growth(Map<String, List<Run>> loads) {
    if (loads.isEmpty()) {
      return NOT_YET;
    }
    StringBuilder out = new StringBuilder();
    out.append("| load | events/s | of the first | CPU us/event | memory MiB | state MiB |");
    out.append(" state bytes/event |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    List<Run> first = loads.values().iterator().next();
    for (Map.Entry<String, List<Run>> each : loads.entrySet()) {
      List<Run> runs = each.getValue();
      out.append("| ").append(each.getKey());
      out.append(runs.stream().allMatch(Run::complete) ? "" : " (cut short)");
      out.append(" | ").append(spread(runs, Run::rate));
      out.append(" | ").append(ratio(runs, first, Run::rate));
      out.append(" | ").append(decimal(median(runs, Run::cpuMicros)));
      out.append(" | ").append(whole(median(runs, Run::peakMemory) / MEBI));
      out.append(" | ").append(whole(median(runs, Run::stateBytes) / MEBI));
      out.append(" | ").append(decimal(median(runs, r -> (double) r.stateBytes() / r.events())));
      out.append(" |\n");
    }
    return out.toString();
  }

  /**
   * A page with other text between {@code <!-- NAME -->} and {@code <!-- /NAME -->}; the page as it
   * is where there is no such place.
   */
  static String within(String page, String name, String text) {
    String begin = "<!-- " + name + " -->";
    String end = "<!-- /" + name + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    return from < 0 || to < from
        ? page
        : page.substring(0, from + begin.length()) + "\n" + text + page.substring(to);
  }
}
