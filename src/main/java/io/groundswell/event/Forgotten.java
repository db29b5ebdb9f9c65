package io.groundswell.event;

/**
 * The word to a post that it must not name a supporter any more, who was erased.
 *
 * @param page the page
 * @param post the post
 * @param supporter who is to be named no more
 * @param at the slice end from which on, epoch milliseconds
 */
public record Forgotten(String page, String post, String supporter, long at) implements PostInput {}
