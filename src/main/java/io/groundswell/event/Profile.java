package io.groundswell.event;

/**
 * What is known of one supporter of one page (supporters.md section 2); {@code known == false} says
 * that nothing is told of them any more (a tombstone on Kafka).
 *
 * @param page the page
 * @param supporter the supporter
 * @param at the slice end it was given at, epoch milliseconds
 * @param known false for the tombstone
 * @param firstSeen the time of their first {@code add}, epoch milliseconds
 * @param lastSeen the time of their newest {@code add}, epoch milliseconds
 * @param audience how many people follow them, {@link Engagement#UNSTATED} if never stated
 * @param day their standing engagements of the last 24 hours
 * @param month those of the last 28 days
 * @param activeDays days with an organic one
 * @param posts distinct posts among the organic ones
 * @param brought other supporters who named this one in {@code via}
 * @param rating the components and the score
 * @param nanoInfluencer whether a modest audience carries the page again and again
 * @param topics what makes them vibrate, the strongest first
 * @param promptness minutes from a post to their engagement, the median; NaN if unknown
 * @param outcomes what was credited to them, by kind by name
 * @param origin what first brought them, null if restored from a version that did not keep it
 */
public record Profile(
    String page,
    String supporter,
    long at,
    boolean known,
    long firstSeen,
    long lastSeen,
    long audience,
    Counts day,
    Counts month,
    int activeDays,
    int posts,
    int brought,
    Rating rating,
    boolean nanoInfluencer,
    TopicLift[] topics,
    double promptness,
    Credited[] outcomes,
    Origin origin) {

  /**
   * Standing engagements.
   *
   * @param likes organic likes
   * @param comments organic comments
   * @param shares organic shares
   * @param sponsored engagements of any kind that an ad brought
   */
  public record Counts(int likes, int comments, int shares, int sponsored) {
    /** None. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    /** The organic ones, of any kind. */
    public int organic() {
      return likes + comments + shares;
    }
  }

  /**
   * What a supporter is worth to the page's word of mouth: quality first, coupled with quantity.
   *
   * @param constancy 0 to 1
   * @param spontaneity 0 to 1
   * @param commitment 0 to 1
   * @param breadth 0 to 1
   * @param pull 0 to 1
   * @param quality 0 to 100
   * @param quantity 0 to 1
   * @param score 0 to 100
   */
  public record Rating(
      double constancy,
      double spontaneity,
      double commitment,
      double breadth,
      double pull,
      double quality,
      double quantity,
      double score) {
    /** Nothing is known. */
    public static final Rating NONE = new Rating(0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** A topic, how often they engaged with it, and how many times as often as its share of posts. */
  public record TopicLift(String topic, int engagements, double lift) {}

  /** How many outcomes of a kind were credited to them. */
  public record Credited(String kind, int count) {}

  /** The word that nothing is told of a supporter from {@code at} on. */
  public static Profile forgotten(String page, String supporter, long at) {
    return new Profile(
        page,
        supporter,
        at,
        false,
        0,
        0,
        Engagement.UNSTATED,
        Counts.NONE,
        Counts.NONE,
        0,
        0,
        0,
        Rating.NONE,
        false,
        new TopicLift[0],
        Double.NaN,
        new Credited[0],
        null);
  }
}
