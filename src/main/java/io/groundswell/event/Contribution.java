package io.groundswell.event;

/**
 * What changes for one post through one supporter at one slice end, sent from the supporter step to
 * the momentum step: spans of time that begin or end there. A post only adds them up.
 *
 * @param page the page
 * @param post the post
 * @param supporter the supporter
 * @param at the slice end from which the change counts, epoch milliseconds
 * @param began where a {@link What#STRONGEST} span ends early: the slice end at which it had begun
 * @param spans what begins or ends at {@code at}
 * @param tier of a {@link What#STRONGEST} span that begins: the supporter's tier then, else null
 * @param score of a {@link What#STRONGEST} span that begins: the supporter's score then, else NaN
 */
public record Contribution(
    String page,
    String post,
    String supporter,
    long at,
    long began,
    Span[] spans,
    Tier tier,
    double score)
    implements PostInput {

  /** What a span is worth to the post while it lasts. */
  public enum What {
    /** The supporter's strongest exposure c(s, e), in thousandths of a person. */
    STRONGEST,
    /** One live engagement without {@code ad}. */
    ORGANIC,
    /** One live engagement with {@code ad}. */
    SPONSORED
  }

  /**
   * Something that lasts from {@link Contribution#at} until {@code until}, or that was to last
   * until then and ends now.
   *
   * @param what what it is worth
   * @param kind of which kind of engagement
   * @param begins true where it begins at {@code at}, false where it ends there, ahead of its time
   * @param until the first slice end that it does not count at, epoch milliseconds
   * @param thousandths the exposure in thousandths of a person ({@link What#STRONGEST}), else 0
   * @param nano whether the supporter was of nano tier when it began ({@link What#STRONGEST})
   */
  public record Span(
      What what, Kind kind, boolean begins, long until, long thousandths, boolean nano) {}
}
