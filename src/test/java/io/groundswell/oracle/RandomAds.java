package io.groundswell.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Ads whose figures come late, coarse, restated, in several currencies of reach, or not at all. */
final class RandomAds {
  private static final List<String> BASES = List.of("reach", "views", "impressions");

  private final SplittableRandom random;
  private final RandomJson json;
  private final LongSupplier moment;
  private final List<String> lines = new ArrayList<>();

  RandomAds(SplittableRandom random, RandomJson json, LongSupplier moment) {
    this.random = random;
    this.json = json;
    this.moment = moment;
  }

  List<String> lines(List<String> pages, List<String> posts, List<String> ads, List<Long> bursts) {
    for (String page : pages) {
      for (String post : posts) {
        int count = random.nextInt(8) == 0 ? 0 : Math.min(ads.size(), 1 + random.nextInt(3));
        for (String ad : ads.subList(0, count)) {
          flight(page, post, ad, bursts.get(random.nextInt(bursts.size())));
        }
      }
    }
    return lines;
  }

  /** One ad from its start to its end, perhaps with a silence in the middle. */
  private void flight(String page, String post, String ad, long burst) {
    long start = burst + random.nextLong(-2 * Slices.HOUR, 20 * Slices.MINUTE);
    long time = start + random.nextLong(Slices.HOUR);
    String basis = BASES.get(Math.min(random.nextInt(3), random.nextInt(3)));
    double perHour = random.nextInt(4) == 0 ? 2_000 : 30 + random.nextInt(400);
    int startStyle = random.nextInt(4);
    double reach = 0;
    double claims = 0;
    int count = 1 + random.nextInt(9);
    for (int i = 0; i < count; i++) {
      double hours = (double) (time - start) / Slices.HOUR;
      reach = Math.max(0, perHour * hours * (0.6 + random.nextDouble()));
      claims = Math.max(0, hours * random.nextInt(4));
      if (random.nextInt(8) == 0) {
        basis = BASES.get(random.nextInt(3));
      }
      Long stated =
          switch (startStyle) {
            case 0 -> null;
            case 1 -> i == count - 1 ? start : null;
            case 2 -> start + random.nextLong(-Slices.HOUR, Slices.HOUR);
            default -> start;
          };
      snapshot(page, post, ad, time, basis, reach, stated, claims);
      if (random.nextInt(8) == 0) {
        String other = random.nextBoolean() ? basis : BASES.get(random.nextInt(3));
        snapshot(page, post, ad, time, other, reach * random.nextDouble(2), null, claims + 1);
      }
      time = next(time);
    }
    if (random.nextInt(10) == 0) {
      snapshot(page, post, ad, moment.getAsLong(), basis, reach, null, claims);
    }
  }

  /** Minutes later; now and then a day, to the millisecond or beyond. */
  private long next(long time) {
    return switch (random.nextInt(24)) {
      case 0 -> time + Slices.DAY;
      case 1 -> time + Slices.DAY + 1;
      case 2 -> time + Slices.DAY + random.nextLong(4 * Slices.HOUR);
      case 3 -> time + random.nextLong(5 * Slices.HOUR);
      case 4 -> (Math.floorDiv(time, Slices.HOUR) + 1) * Slices.HOUR;
      case 5 -> time + random.nextLong(20 * Slices.HOUR);
      default -> time + random.nextLong(Slices.MINUTE, 40 * Slices.MINUTE);
    };
  }

  private void snapshot(
      String page,
      String post,
      String ad,
      long time,
      String basis,
      double reach,
      Long start,
      double claims) {
    RandomJson.Line line =
        json.line()
            .text("ad", ad)
            .text("page", page)
            .text("post", post)
            .time("time", time)
            .number("reach", figure(reach))
            .text("basis", basis.equals("reach") && random.nextBoolean() ? null : basis)
            .time("start", start);
    for (String kind : List.of("likes", "comments", "shares")) {
      line.number(kind, random.nextInt(3) == 0 ? figure(claims * random.nextDouble()) : null);
    }
    if (random.nextBoolean()) {
      line.number("spend", figure(reach / 90));
    }
    if (random.nextInt(3) != 0) {
      line.text("currency", random.nextInt(4) == 0 ? "USD" : "EUR");
    }
    lines.add(line.end());
  }

  private BigDecimal figure(double value) {
    return BigDecimal.valueOf(value).setScale(random.nextInt(4), RoundingMode.HALF_UP);
  }
}
