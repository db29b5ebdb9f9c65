package io.groundswell.event;

/**
 * Something that happened in the real world: a signature, a purchase, an attendance (momentum.md
 * section 1).
 *
 * @param page the page it counts for
 * @param kind any word
 * @param id its id; the identity is (page, kind, id)
 * @param time when it happened, epoch milliseconds
 * @param post the post that led to it, null if not stated
 * @param supporter who did it, null if not stated
 * @param referrer the supporter whose link was used, null if not stated
 * @param value its worth in {@code currency}, NaN if not stated
 * @param currency the currency of {@code value}, null if not stated
 */
public record Outcome(
    String page,
    String kind,
    String id,
    long time,
    String post,
    String supporter,
    String referrer,
    double value,
    String currency) {}
