package io.groundswell.event;

/**
 * One word on an alert {@code organic-surpasses-sponsored}: opened, raised or closed (momentum.md
 * sections 5 and 7).
 *
 * @param id the same for all words on one alert: {@code page/post/type/opened}, percent-encoded
 * @param status what happened at {@code at}
 * @param page the page
 * @param post the post
 * @param at the slice end it was seen at, epoch milliseconds
 * @param opened the slice end the alert opened at, epoch milliseconds
 * @param organic people reached through people
 * @param sponsored people reached through money
 * @param ratio organic / sponsored, NaN where nothing is sponsored
 * @param peakRatio the largest ratio since the alert opened
 * @param topSupporters up to five, the strongest first
 * @param topics what the post is about, where that is known
 * @param text one sentence for a marketer
 */
public record Alert(
    String id,
    Status status,
    String page,
    String post,
    long at,
    long opened,
    Organic organic,
    Sponsored sponsored,
    double ratio,
    double peakRatio,
    TopSupporter[] topSupporters,
    String[] topics,
    Text text) {

  /** The one type of alert there is. */
  public static final String TYPE = "organic-surpasses-sponsored";

  /** A moment in an alert's life. */
  public enum Status {
    /** Organic momentum has surpassed sponsored reach. */
    OPENED("opened"),
    /** It has doubled since the last word. */
    RAISED("raised"),
    /** It has fallen behind for good. */
    CLOSED("closed");

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }

    /** The name used on the wire. */
    public String wire() {
      return wire;
    }
  }

  /**
   * People reached through people within the window.
   *
   * @param reach people
   * @param lower its lower bound (95 %, one-sided), people
   * @param supporters supporters who carry it, less what ads claim
   * @param likes live organic likes in the window
   * @param comments comments likewise
   * @param shares shares likewise
   * @param nano how many of {@code supporters} are of nano tier
   */
  public record Organic(
      double reach,
      double lower,
      double supporters,
      long likes,
      long comments,
      long shares,
      double nano) {}

  /**
   * People reached through money within the window.
   *
   * @param reach people, or what {@code basis} says
   * @param basis what it counts, null where no report is known
   * @param ads how many ads it comes from
   * @param spend money spent within the window, summed over the ads, NaN where no report says
   * @param asOf the time of the newest report, epoch milliseconds, null if there is none
   */
  public record Sponsored(double reach, Basis basis, int ads, double spend, Long asOf) {}

  /**
   * One of the supporters who carry the post.
   *
   * @param supporter who
   * @param people the strongest live exposure, people
   * @param kind of which kind of engagement
   * @param tier the size of their audience as it was known when they engaged, null if restored from
   *     a version that did not tell
   * @param score their score as it was then, NaN likewise
   */
  public record TopSupporter(String supporter, double people, Kind kind, Tier tier, double score) {}

  /**
   * One sentence that a marketer can act on.
   *
   * @param fr in French
   * @param en in English
   */
  public record Text(String fr, String en) {}
}
