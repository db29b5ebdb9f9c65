package io.groundswell.event;

/**
 * The right to be forgotten (supporters.md section 6): at the end of {@code time} all that is kept
 * of a supporter goes, and facts about them up to then are ignored if they come later.
 *
 * @param page the page, or {@link Rule#EVERY_PAGE}
 * @param supporter who is to be forgotten
 * @param time from when on, epoch milliseconds
 */
public record Erasure(String page, String supporter, long time)
    implements Control, SupporterInput {}
