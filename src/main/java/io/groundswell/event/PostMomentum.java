package io.groundswell.event;

/**
 * Where a post stands at a slice end (momentum.md section 7); {@code evaluated == false} says that
 * it is no longer evaluated (a tombstone on Kafka).
 *
 * @param page the page
 * @param post the post
 * @param at the slice end, epoch milliseconds
 * @param evaluated false for the tombstone
 * @param organic people reached through people within the window
 * @param lower its lower bound, people
 * @param supporters supporters who carry it
 * @param likes live organic likes in the window
 * @param comments comments likewise
 * @param shares shares likewise
 * @param sponsored people reached through money within the window
 * @param ratio organic / sponsored, NaN where nothing is sponsored
 */
public record PostMomentum(
    String page,
    String post,
    long at,
    boolean evaluated,
    double organic,
    double lower,
    double supporters,
    long likes,
    long comments,
    long shares,
    double sponsored,
    double ratio) {

  /** The word that a post is no longer evaluated from {@code at} on. */
  public static PostMomentum ended(String page, String post, long at) {
    return new PostMomentum(page, post, at, false, 0, 0, 0, 0, 0, 0, 0, Double.NaN);
  }
}
