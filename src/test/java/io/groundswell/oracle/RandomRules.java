package io.groundswell.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Rules that make alerts easy, replaced and deleted while the facts go on. */
final class RandomRules {
  private final SplittableRandom random;
  private final RandomJson json;

  RandomRules(SplittableRandom random, RandomJson json) {
    this.random = random;
    this.json = json;
  }

  List<String> lines(List<String> pages, List<Long> bursts) {
    List<String> lines = new ArrayList<>();
    long first = bursts.get(0);
    if (random.nextInt(12) != 0) {
      lines.add(easy("*", first - 3 * Slices.HOUR));
    }
    List<String> scopes = new ArrayList<>(pages);
    scopes.add("*");
    long time = first;
    for (int i = 0; i < random.nextInt(7); i++) {
      String page = scopes.get(random.nextInt(scopes.size()));
      if (random.nextInt(3) != 0) {
        time = anyTime(bursts);
      }
      int what = random.nextInt(6);
      if (what == 0) {
        lines.add(json.line().text("page", page).time("time", time).json("deleted", "true").end());
      } else {
        lines.add(what == 1 ? sparse(page, time) : easy(page, time));
      }
    }
    return lines;
  }

  private long anyTime(List<Long> bursts) {
    long time = bursts.get(random.nextInt(bursts.size())) + random.nextLong(Slices.HOUR);
    return random.nextBoolean() ? Math.floorDiv(time, Slices.SLICE) * Slices.SLICE : time;
  }

  /** A rule that says little, so that the rest comes from every page's rule or the default. */
  private String sparse(String page, long time) {
    RandomJson.Line line = json.line().text("page", page).time("time", time);
    switch (random.nextInt(5)) {
      case 0 -> line.whole("audienceCap", 1L + random.nextInt(20_000));
      case 1 -> line.whole("defaultAudience", (long) random.nextInt(2_000));
      case 2 -> line.json("visibility", "{\"share\":0.25,\"like\":null}");
      case 3 -> line.json("deleted", "false").whole("cooldownMinutes", 0L);
      default -> line.json("release", "100").json("visibility", "{}");
    }
    return line.end();
  }

  private String easy(String page, long time) {
    return json.line()
        .text("page", page)
        .time("time", time)
        .json("visibility", random.nextInt(3) == 0 ? visibility() : null)
        .number("threshold", random.nextInt(3) == 0 ? null : decimal(2, 60))
        .number("release", random.nextInt(3) == 0 ? decimal(0, 120) : null)
        .whole("defaultAudience", random.nextInt(4) == 0 ? (long) random.nextInt(500) : null)
        .whole("audienceCap", random.nextInt(4) == 0 ? 1L + random.nextInt(20_000) : null)
        .whole("minSupporters", 1L + random.nextInt(4))
        .whole("minSponsored", (long) random.nextInt(30))
        .whole("confirm", random.nextInt(4) == 0 ? null : 1L + random.nextInt(3))
        .whole("patience", random.nextInt(8) == 0 ? null : 1L + random.nextInt(9))
        .whole("cooldownMinutes", random.nextInt(8) == 0 ? null : (long) random.nextInt(6))
        .end();
  }

  /** A number of hundredths. */
  private BigDecimal decimal(int least, int most) {
    return BigDecimal.valueOf(random.nextInt(least, most), 2);
  }

  private String visibility() {
    return String.format(
        java.util.Locale.ROOT,
        "{\"like\":0.%03d0,\"comment\":0.%02d,\"share\":%s}",
        random.nextInt(100),
        random.nextInt(30),
        random.nextInt(6) == 0 ? "1.000" : "5e-1");
  }
}
