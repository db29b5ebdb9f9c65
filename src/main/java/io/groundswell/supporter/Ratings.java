package io.groundswell.supporter;

import io.groundswell.event.Profile.Counts;
import io.groundswell.event.Profile.Rating;

/**
 * The arithmetic of the score (supporters.md section 2): quality first, coupled with quantity.
 * {@link StrictMath} gives the same bits on every Java.
 */
final class Ratings {
  private static final double LIKE = 0.1;
  private static final double COMMENT = 0.3;
  private static final double SHARE = 1;

  private static final int FEWEST_DAYS = 7;
  private static final double HALF_BREADTH_POSTS = 2;
  private static final double LOG_FULL_PULL = StrictMath.log(21);

  private static final long LEAST_AUDIENCE = 150;
  private static final long MOST_AUDIENCE = 10_000;
  private static final double LOG_MOST_AUDIENCE = StrictMath.log(1.0 + MOST_AUDIENCE);

  /** By audience, from the least on: what depends on nothing else, and takes long to work out. */
  private static final double[] QUANTITY = new double[(int) (MOST_AUDIENCE - LEAST_AUDIENCE) + 1];

  private static final double[] QUANTITY_IN_SCORE = new double[QUANTITY.length];

  static {
    for (int i = 0; i < QUANTITY.length; i++) {
      QUANTITY[i] = StrictMath.log(1.0 + LEAST_AUDIENCE + i) / LOG_MOST_AUDIENCE;
      QUANTITY_IN_SCORE[i] = StrictMath.pow(100 * QUANTITY[i], 0.25);
    }
  }

  private Ratings() {}

  /**
   * The rating.
   *
   * @param counts n and m, by kind
   * @param activeDays distinct days among the organic ones
   * @param seenDays days since first seen, both included, 28 at most
   * @param posts distinct posts among the organic ones
   * @param brought others who named the supporter
   * @param audience as last stated, negative if never
   */
  static Rating of(
      Counts counts, int activeDays, long seenDays, int posts, int brought, long audience) {
    int counted =
        (int) (Math.min(Math.max(audience, LEAST_AUDIENCE), MOST_AUDIENCE) - LEAST_AUDIENCE);
    double quantity = QUANTITY[counted];
    int n = counts.organic();
    if (n == 0) {
      return new Rating(0, 0, 0, 0, 0, 0, quantity, 0);
    }
    // A late fact may lie before the first day that was seen.
    double constancy = Math.min(1, (double) activeDays / Math.max(FEWEST_DAYS, seenDays));
    double spontaneity = (double) n / (n + counts.sponsored());
    double commitment =
        (LIKE * counts.likes() + COMMENT * counts.comments() + SHARE * counts.shares()) / n;
    double breadth = posts / (posts + HALF_BREADTH_POSTS);
    double pull = Math.min(1, brought == 0 ? 0 : StrictMath.log(1.0 + brought) / LOG_FULL_PULL);
    double quality =
        100
            * (0.30 * constancy
                + 0.20 * spontaneity
                + 0.25 * commitment
                + 0.10 * breadth
                + 0.15 * pull);
    double score = StrictMath.pow(quality, 0.75) * QUANTITY_IN_SCORE[counted];
    return new Rating(constancy, spontaneity, commitment, breadth, pull, quality, quantity, score);
  }
}
