package io.groundswell.event;

/**
 * That somebody was erased, without their name.
 *
 * @param page on which page, or {@link Rule#EVERY_PAGE}
 * @param time up to when facts about them are ignored, epoch milliseconds
 */
public record Erased(String page, long time) {}
