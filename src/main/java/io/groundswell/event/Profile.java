package io.groundswell.event;

/**
 * What is known of one supporter of one page; {@code known == false} says that they are forgotten
 * (a tombstone on Kafka).
 *
 * @param page the page
 * @param supporter the supporter
 * @param at the slice end it was given at, epoch milliseconds
 * @param known false for the tombstone
 * @param firstSeen the time of their first {@code add}, epoch milliseconds
 * @param lastSeen the time of their newest {@code add}, epoch milliseconds
 * @param audience how many people follow them, {@link Engagement#UNSTATED} if never stated
 * @param day their standing engagements of the last 24 hours
 */
public record Profile(
    String page,
    String supporter,
    long at,
    boolean known,
    long firstSeen,
    long lastSeen,
    long audience,
    Counts day) {

  /**
   * Standing engagements.
   *
   * @param likes organic likes
   * @param comments organic comments
   * @param shares organic shares
   * @param sponsored engagements of any kind that an ad brought
   */
  public record Counts(int likes, int comments, int shares, int sponsored) {}

  /** The word that a supporter is forgotten from {@code at} on. */
  public static Profile forgotten(String page, String supporter, long at) {
    return new Profile(
        page, supporter, at, false, 0, 0, Engagement.UNSTATED, new Counts(0, 0, 0, 0));
  }
}
