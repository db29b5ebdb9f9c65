package io.groundswell.event;

/**
 * A page on one day (supporters.md section 5).
 *
 * @param page the page
 * @param day the UTC day, counted from the epoch
 * @param at the slice end it was given at, epoch milliseconds
 * @param supporters with an organic {@code add} on that day
 * @param nano those of them of nano tier by their first organic {@code add} of the day, or unstated
 * @param nanoInfluencers with a profile given on that day that says so
 * @param organic engagements that began on that day, by {@link Kind#ordinal}
 * @param sponsored likewise
 * @param outcomes by kind, then origin
 * @param spend what the ads spent on that day, by currency
 * @param costs what an outcome cost, by kind, then currency
 * @param top the supporters with the highest scores, the highest first
 * @param topics the topics that people engaged with most, per post
 */
public record PageDay(
    String page,
    long day,
    long at,
    long supporters,
    long nano,
    long nanoInfluencers,
    long[] organic,
    long[] sponsored,
    Outcomes[] outcomes,
    Money[] spend,
    Cost[] costs,
    Top[] top,
    Topic[] topics) {

  /** The same, as given at another time. */
  public PageDay givenAt(long time) {
    return new PageDay(
        page,
        day,
        time,
        supporters,
        nano,
        nanoInfluencers,
        organic,
        sponsored,
        outcomes,
        spend,
        costs,
        top,
        topics);
  }

  /**
   * Outcomes of one kind and origin.
   *
   * @param value their worth, by currency
   */
  public record Outcomes(String kind, Origin origin, long count, Money[] value) {}

  /** An amount of money. */
  public record Money(String currency, double amount) {}

  /** What one outcome of a kind cost: spend by the number of sponsored ones. */
  public record Cost(String kind, String currency, double cost) {}

  /** A supporter and their score. */
  public record Top(String supporter, double score) {}

  /**
   * A topic.
   *
   * @param engagements organic engagements of the day with posts of the window that carry it
   * @param posts how many such posts there are
   */
  public record Topic(String topic, long engagements, long posts) {}
}
