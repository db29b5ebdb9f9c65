package io.groundswell.local.generate;

import io.groundswell.event.Kind;
import io.groundswell.event.Topic;

/**
 * What the ad platforms say: cumulative figures at whole intervals, never above the real curve
 * except where they are put right by the next; some too low and restated, some late, some missing.
 */
final class AdReporter {
  /** Reports go on this long after the flight. */
  private static final long AFTERWARDS_MS = 2 * 3_600_000L;

  private static final double MOST_LATE_MS = 20 * 60_000.0;
  private static final double RESTATED_WITHIN_MS = 30 * 60_000.0;
  private static final double TOO_HIGH = 0.25;

  private final LoadOptions options;
  private final World world;
  private final Outbox outbox;
  private final Records records;
  private final Dice noise;

  AdReporter(LoadOptions options, World world, Outbox outbox, Records records) {
    this.options = options;
    this.world = world;
    this.outbox = outbox;
    this.records = records;
    noise = Dice.of(options.seed, "reports");
  }

  /** The time of an ad's first report after {@code time}; both epoch ms. */
  static long next(AdFlight ad, long time) {
    return (Math.floorDiv(time, ad.reportEvery) + 1) * ad.reportEvery;
  }

  /** Reports an ad's figures at {@code now} (epoch ms), or not; false after its last report. */
  boolean report(AdFlight ad, long now) {
    boolean goesOn = now < ad.end + AFTERWARDS_MS;
    boolean comes = !noise.chance(options.missing) || ad.tooHigh;
    boolean wrong = noise.chance(options.restated) && !ad.tooHigh;
    boolean high = noise.chance(TOO_HIGH);
    double error = noise.between(0.02, 0.1);
    long after = noise.chance(options.lateReports) ? (long) (noise.unit() * MOST_LATE_MS) : 0;
    if (!comes) {
      return goesOn;
    }
    double people = ad.reach(now);
    if (!wrong) {
      ad.tooHigh = false;
      give(ad, now, after, people);
    } else if (!high) {
      give(ad, now, after, people * (1 - error));
      long later = after + 1 + (long) (noise.unit() * RESTATED_WITHIN_MS);
      give(ad, now, later, people);
    } else if (goesOn && next(ad, now) < world.end) {
      ad.tooHigh = true;
      give(ad, now, after, people * (1 + error));
    } else {
      give(ad, now, after, people);
    }
    return goesOn;
  }

  private void give(AdFlight ad, long now, long after, double people) {
    PostPlan post = world.posts[ad.post];
    Long[] figures = new Long[Kind.values().length];
    for (int kind = 0; kind < figures.length; kind++) {
      figures[kind] = noise.chance(options.missing) ? null : ad.claimed[kind];
    }
    Long spend = noise.chance(options.missing) ? null : (long) (people * ad.cost * 100);
    for (int basis = 0; basis < ad.bases.length; basis++) {
      byte[] value = records.report(ad, post, now, basis, people, figures, spend);
      outbox.post(Topic.AD_DELIVERY, post.name(), now, after, value);
    }
  }
}
