package io.groundswell.event;

/**
 * Those who were first seen on one day, by what brought them, and how many of them came back
 * (supporters.md section 4).
 *
 * @param page the page
 * @param day the UTC day, counted from the epoch
 * @param origin organic or sponsored
 * @param at the slice end it was given at, epoch milliseconds
 * @param size how many they are
 * @param back1 how many have an {@code add} on the next day, null until that day is over
 * @param back7 on any of the next 7 days, likewise
 * @param back28 on any of the next 28 days, likewise
 */
public record Cohort(
    String page,
    long day,
    Origin origin,
    long at,
    long size,
    Long back1,
    Long back7,
    Long back28) {}
