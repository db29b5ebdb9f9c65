package io.groundswell.event;

/**
 * What one record on {@code rules} sets for one page from an event time on (momentum.md section 6).
 * A field that is null is left to the rule of {@link #EVERY_PAGE}, and in the end to the default.
 *
 * @param page the page, or {@link #EVERY_PAGE}
 * @param time from when on, epoch milliseconds
 * @param sequence its place in the topic: of two rules of one page and time the later stands
 * @param deleted whether it removes the page's rules
 * @param like visibility of a like, thousandths
 * @param comment visibility of a comment, thousandths
 * @param share visibility of a share, thousandths
 * @param threshold organic must exceed this many times the sponsored reach
 * @param release the alert lets go below this many times the sponsored reach
 * @param defaultAudience people, where an engagement does not state its audience
 * @param audienceCap people
 * @param minSupporters supporters
 * @param minSponsored people
 * @param confirm evaluations
 * @param patience evaluations
 * @param cooldownMinutes minutes
 */
public record Rule(
    String page,
    long time,
    long sequence,
    boolean deleted,
    Integer like,
    Integer comment,
    Integer share,
    Double threshold,
    Double release,
    Integer defaultAudience,
    Integer audienceCap,
    Integer minSupporters,
    Integer minSponsored,
    Integer confirm,
    Integer patience,
    Integer cooldownMinutes)
    implements Control {

  /** The page name that stands for every page; no page is called so. */
  public static final String EVERY_PAGE = "*";

  /** A rule that removes what was set for {@code page} from {@code time} on. */
  public static Rule deletion(String page, long time, long sequence) {
    return new Rule(
        page, time, sequence, true, null, null, null, null, null, null, null, null, null, null,
        null, null);
  }
}
