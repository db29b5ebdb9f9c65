package io.groundswell.event;

/**
 * What an ad platform reports of one ad, cumulative since the ad began (momentum.md section 1).
 *
 * @param page the page whose post is promoted
 * @param post the promoted post
 * @param ad the ad; its identity is (page, post, ad)
 * @param time the moment the figures stand for, epoch milliseconds
 * @param basis what {@code reach} counts
 * @param reach people (or views, or impressions) so far
 * @param start when delivery began, epoch milliseconds, null if the snapshot does not say
 * @param likes likes that the platform attributes to the ad so far, NaN = unknown
 * @param comments comments likewise
 * @param shares shares likewise
 * @param spend money spent so far, NaN = unknown
 * @param currency the currency of {@code spend}, null if the snapshot does not say
 */
public record AdSnapshot(
    String page,
    String post,
    String ad,
    long time,
    Basis basis,
    double reach,
    Long start,
    double likes,
    double comments,
    double shares,
    double spend,
    String currency)
    implements PostInput {}
