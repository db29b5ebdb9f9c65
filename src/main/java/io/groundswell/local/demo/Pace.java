package io.groundswell.local.demo;

/**
 * How event time runs in the demo, and by how much the job's watermark must trail so that no fact
 * comes late.
 *
 * <p>The demo squeezes a day into minutes; what takes the job half a second takes it minutes of
 * event time. Two topics are read at slightly different times: a report of an ad may be read after
 * an engagement that arrived later. So the player sends nothing that arrives more than {@link
 * #lead} after the oldest record which the job has not confirmed to have read (by the offsets that
 * its source reports), and the watermark trails by the lead and the disorder of the facts
 * themselves. What the job has not read yet is then never behind the watermark: the demo's results
 * are those of a replay, on a slow machine too (where it plays more slowly).
 *
 * @param speed event time per real time
 */
record Pace(double speed) {
  /** The slowest: real time. */
  static final double SLOWEST = 1;

  /** The fastest; the lead, at most an hour, sets a limit far below it. */
  static final double FASTEST = 10_000;

  /** A day in three minutes. */
  static final double DEFAULT = 480;

  /** How much facts may be out of order by themselves (momentum.md section 2), ms. */
  private static final long FACTS_DISORDER = 5_000;

  /** The job's bound for its option {@code disorder}, ms. */
  private static final long MOST_DISORDER = 3_600_000;

  /**
   * The real time in which the job normally confirms what it has read, ms: Flink collects the
   * source's figures every 200 ms, and some of that passes twice.
   */
  private static final double CONFIRMATION = 800;

  Pace {
    if (!(speed >= SLOWEST && speed <= FASTEST)) {
      throw new IllegalArgumentException(
          "--speed must be from " + (long) SLOWEST + " to " + (long) FASTEST + ", is " + speed);
    }
  }

  /** By how much a record may arrive after the oldest unread one, ms of event time. */
  long lead() {
    return (long) Math.min(speed * CONFIRMATION, MOST_DISORDER - FACTS_DISORDER);
  }

  /** By how much the watermark trails, ms of event time. */
  long disorder() {
    return lead() + FACTS_DISORDER;
  }

  /** The real time from the first arrival until this one, ns. */
  long due(long first, long arrival) {
    return (long) ((arrival - first) * 1e6 / speed);
  }
}
