package io.groundswell.local.generate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import picocli.CommandLine.Option;

/**
 * What load to generate: every option with its unit, default and bounds. {@link #check()} holds the
 * bounds; two runs with equal options write the same bytes.
 */
public final class LoadOptions {
  private static final long MINUTE_MS = 60_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed: same options, same bytes. A whole number. Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      defaultValue = "2026-01-05T00:00:00Z",
      description =
          "Event time of the first fact, RFC 3339, or 'now' (then no two runs are alike)."
              + " 1971 to 2100. Default: ${DEFAULT-VALUE}.")
  String start = "2026-01-05T00:00:00Z";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "24h",
      description =
          "Event time covered: a whole number with s, m, h or d. 1m to 31d."
              + " Default: ${DEFAULT-VALUE}.")
  String duration = "24h";

  @Option(
      names = "--pages",
      paramLabel = "N",
      defaultValue = "5",
      description = "Pages. 1 to 100000. Default: ${DEFAULT-VALUE}.")
  int pages = 5;

  @Option(
      names = "--posts",
      paramLabel = "N",
      defaultValue = "200",
      description = "Posts of all pages. 1 to 1000000. Default: ${DEFAULT-VALUE}.")
  int posts = 200;

  @Option(
      names = "--supporters",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Supporters to draw from. 10 to 100000000. Default: ${DEFAULT-VALUE}.")
  int supporters = 50_000;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "Engagements aimed at, without withdrawals and duplicates; cascades are random, so about"
              + " that many. 1 to 1000000000. Default: ${DEFAULT-VALUE}.")
  long events = 100_000;

  @Option(
      names = "--zipf-posts",
      paramLabel = "S",
      defaultValue = "1.0",
      description =
          "Exponent of popularity: the r-th post gets a share of r^-S. 0 to 3."
              + " Default: ${DEFAULT-VALUE}.")
  double zipfPosts = 1;

  @Option(
      names = "--zipf-supporters",
      paramLabel = "S",
      defaultValue = "0.6",
      description =
          "Exponent of activity: the r-th supporter of a page acts in a share of r^-S. 0 to 3."
              + " Default: ${DEFAULT-VALUE}.")
  double zipfSupporters = 0.6;

  @Option(
      names = "--branching",
      paramLabel = "M",
      defaultValue = "0.6",
      description =
          "Engagements that an organic engagement brings by being shared on, in the mean."
              + " 0 to 0.95. Default: ${DEFAULT-VALUE}.")
  double branching = 0.6;

  @Option(
      names = "--sponsored",
      paramLabel = "SHARE",
      defaultValue = "0.15",
      description = "Share of engagements that ads bring. 0 to 0.8. Default: ${DEFAULT-VALUE}.")
  double sponsored = 0.15;

  @Option(
      names = "--advertised",
      paramLabel = "SHARE",
      defaultValue = "0.25",
      description = "Share of posts that have ads. 0 to 1. Default: ${DEFAULT-VALUE}.")
  double advertised = 0.25;

  @Option(
      names = "--labelled",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description =
          "Share of sponsored engagements that name their ad; the others are only in the figures"
              + " of its reports. 0 to 1. Default: ${DEFAULT-VALUE}.")
  double labelled = 0.5;

  @Option(
      names = "--report-interval",
      paramLabel = "MINUTES",
      defaultValue = "60",
      description =
          "Minutes between an ad's reports; one ad in five reports four times as often."
              + " 4 to 1440. Default: ${DEFAULT-VALUE}.")
  int reportMinutes = 60;

  @Option(
      names = "--restated",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "Share of ad reports that are wrong at first: three in four too low and given again for"
              + " the same moment up to 30 minutes later, one in four too high and put right by the"
              + " next. 0 to 0.5. Default: ${DEFAULT-VALUE}.")
  double restated = 0.1;

  @Option(
      names = "--missing",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description =
          "Share of ad reports that never come, and of their optional figures that are left out."
              + " 0 to 0.5. Default: ${DEFAULT-VALUE}.")
  double missing = 0.05;

  @Option(
      names = "--late-reports",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "Share of ad reports that come up to 20 minutes after their moment. 0 to 1."
              + " Default: ${DEFAULT-VALUE}.")
  double lateReports = 0.1;

  @Option(
      names = "--withdrawals",
      paramLabel = "SHARE",
      defaultValue = "0.02",
      description =
          "Share of engagements withdrawn later, after 20 minutes in the mean. 0 to 0.5."
              + " Default: ${DEFAULT-VALUE}.")
  double withdrawals = 0.02;

  @Option(
      names = "--outcomes",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description =
          "Share of engagements followed by a signature, a purchase or an attendance. 0 to 1."
              + " Default: ${DEFAULT-VALUE}.")
  double outcomes = 0.01;

  @Option(
      names = "--duplicates",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description =
          "Share of records delivered twice, in every topic but rules. 0 to 0.5."
              + " Default: ${DEFAULT-VALUE}.")
  double duplicates = 0.01;

  @Option(
      names = "--disorder",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "Seconds that a record may come after one of a later time. 0 to 3600."
              + " Default: ${DEFAULT-VALUE}.")
  double disorderSeconds = 5;

  @Option(
      names = "--late",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of engagement records that come later than that, by up to --late-by. 0 to 0.5."
              + " Default: ${DEFAULT-VALUE}.")
  double late;

  @Option(
      names = "--late-by",
      paramLabel = "MINUTES",
      defaultValue = "30",
      description = "Minutes. 1 to 1440. Default: ${DEFAULT-VALUE}.")
  int lateMinutes = 30;

  @Option(
      names = "--rules",
      description =
          "Also give rules: one for every page at the start, one page's own later, and its removal"
              + " (the truth goes by the defaults all the same).")
  boolean rules;

  /**
   * Checks every bound.
   *
   * @return this
   * @throws IllegalArgumentException with the rule and the value
   */
  public LoadOptions check() {
    startMs();
    durationMs();
    within("--pages", pages, 1, 100_000);
    within("--posts", posts, 1, 1_000_000);
    within("--supporters", supporters, 10, 100_000_000);
    within("--events", (double) events, 1, 1_000_000_000);
    within("--zipf-posts", zipfPosts, 0, 3);
    within("--zipf-supporters", zipfSupporters, 0, 3);
    within("--branching", branching, 0, 0.95);
    within("--sponsored", sponsored, 0, 0.8);
    within("--advertised", advertised, 0, 1);
    within("--labelled", labelled, 0, 1);
    within("--report-interval", reportMinutes, 4, 1440);
    within("--restated", restated, 0, 0.5);
    within("--missing", missing, 0, 0.5);
    within("--late-reports", lateReports, 0, 1);
    within("--withdrawals", withdrawals, 0, 0.5);
    within("--outcomes", outcomes, 0, 1);
    within("--duplicates", duplicates, 0, 0.5);
    within("--disorder", disorderSeconds, 0, 3600);
    within("--late", late, 0, 0.5);
    within("--late-by", lateMinutes, 1, 1440);
    return this;
  }

  /** Event time of the first fact, epoch ms. */
  public long startMs() {
    if (start.equals("now")) {
      start = Instant.ofEpochMilli(System.currentTimeMillis()).toString();
    }
    try {
      long time =
          DateTimeFormatter.ISO_OFFSET_DATE_TIME
              .withResolverStyle(ResolverStyle.STRICT)
              .parse(start, Instant::from)
              .toEpochMilli();
      int year = Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC).getYear();
      within("--start (year)", year, 1971, 2100);
      return time;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--start must be an RFC 3339 time such as 2026-01-05T00:00:00Z, or 'now', but is '"
              + start
              + "'",
          e);
    }
  }

  /** Event time covered, ms. */
  public long durationMs() {
    if (!duration.matches("[0-9]{1,9}[smhd]")) {
      throw new IllegalArgumentException(
          "--duration must be a whole number with s, m, h or d, such as 24h, but is '"
              + duration
              + "'");
    }
    long number = Long.parseLong(duration.substring(0, duration.length() - 1));
    long unit =
        switch (duration.charAt(duration.length() - 1)) {
          case 's' -> 1000;
          case 'm' -> MINUTE_MS;
          case 'h' -> 60 * MINUTE_MS;
          default -> 24 * 60 * MINUTE_MS;
        };
    if (number * unit < MINUTE_MS || number * unit > 31 * 24 * 60 * MINUTE_MS) {
      throw new IllegalArgumentException("--duration must be 1m to 31d, but is '" + duration + "'");
    }
    return number * unit;
  }

  /** {@code --disorder}, ms. */
  long disorderMs() {
    return (long) (disorderSeconds * 1000);
  }

  /** Stops at a value out of its bounds, or not a number, with the rule and the value. */
  static void within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " must be " + show(low) + " to " + show(high) + ", but is " + show(value));
    }
  }

  private static String show(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
