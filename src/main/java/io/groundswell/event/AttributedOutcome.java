package io.groundswell.event;

/**
 * An outcome and what brought it (supporters.md section 3).
 *
 * @param outcome as it came
 * @param origin people, money, or unknown
 * @param creditedTo the supporter it is credited to, null if nobody
 * @param touch the engagement that it is credited for, null if none
 */
public record AttributedOutcome(Outcome outcome, Origin origin, String creditedTo, Touch touch) {

  /**
   * A standing engagement of a supporter.
   *
   * @param kind like, comment or share
   * @param time its time, epoch milliseconds
   * @param post with which post
   * @param ad the ad that brought it, null = organic
   */
  public record Touch(Kind kind, long time, String post, String ad) {}

  /** The word that nobody can say what brought an outcome. */
  public static AttributedOutcome unknown(Outcome outcome) {
    return new AttributedOutcome(outcome, Origin.UNKNOWN, null, null);
  }

  /** The post it belongs to: its own, else the touch's, else null. */
  public String post() {
    return outcome.post() != null || touch == null ? outcome.post() : touch.post();
  }
}
