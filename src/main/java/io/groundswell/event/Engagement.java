package io.groundswell.event;

/**
 * One like, comment or share of a supporter, or its withdrawal (momentum.md section 1). Its
 * identity is (page, post, supporter, kind, id); the same identity at the same time is the same
 * fact again, at a later time the newer word on the same engagement.
 *
 * @param page the account of the brand or cause
 * @param post what was engaged with
 * @param supporter who acted
 * @param kind like, comment or share
 * @param id the platform's id of this engagement
 * @param time when the supporter acted, epoch milliseconds
 * @param add true for the engagement, false for its withdrawal
 * @param audience how many people follow the supporter, {@link #UNSTATED} if the fact does not say
 * @param ad the ad that put the post before the supporter (a sponsored engagement), null = organic
 * @param via the supporter whose share brought this one, null if not stated
 * @param partition the partition of the input topic it came from (0 in a replay)
 * @param offset its offset there (the line number in a replay)
 */
public record Engagement(
    String page,
    String post,
    String supporter,
    Kind kind,
    String id,
    long time,
    boolean add,
    long audience,
    String ad,
    String via,
    int partition,
    long offset)
    implements SupporterInput {

  /** The audience of a fact that states none. */
  public static final long UNSTATED = -1;

  /** Whether no ad brought it. */
  public boolean organic() {
    return ad == null;
  }
}
