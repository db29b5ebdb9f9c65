package io.groundswell.event;

/**
 * An organic {@code add} of one supporter that names another in {@code via}: word of mouth, told to
 * the one who was named.
 *
 * @param page the page
 * @param supporter who is named: whose share brought the other
 * @param by who acted
 * @param time when they did, epoch milliseconds
 */
public record Mention(String page, String supporter, String by, long time)
    implements SupporterInput {}
