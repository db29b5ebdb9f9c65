package io.groundswell.local.dataset;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What to make of the real parts: which post gets which real counts, which real cascade and which
 * real ads, and when. All of this is invented; the figures it points to are not.
 *
 * @param seed of everything random
 * @param from where the extract begins
 * @param to where it ends: no fact is at or after it
 * @param posts the posts, in order of publication
 * @param petition the petition, or null
 * @param rules complete records for the rules topic
 */
record Scenario(
    long seed,
    Instant from,
    Instant to,
    List<PostPlan> posts,
    PetitionPlan petition,
    List<RulePlan> rules) {

  /**
   * One post.
   *
   * @param page invented page
   * @param post invented post
   * @param published invented moment of publication
   * @param metricsRow record (from 1) of the UCI table whose likes, comments and shares it gets
   * @param cascade number of the cascade whose sharers it gets
   * @param paidPart part (0 to 1) of the likes and comments that came through the ads
   * @param topics invented
   * @param text invented
   * @param ads what promotes it
   */
  record PostPlan(
      String page,
      String post,
      Instant published,
      int metricsRow,
      int cascade,
      double paidPart,
      List<String> topics,
      String text,
      List<AdPlan> ads) {}

  /**
   * One ad of a post.
   *
   * @param ad invented identifier
   * @param figures how the identifier of the ad in Snap's library begins
   * @param delay from the post's publication to the ad's start
   * @param basis {@code impressions} (real) or {@code reach} (impressions by the frequency that the
   *     UCI record has)
   * @param every how often the platform reports
   * @param late how much later than its time a report arrives
   * @param restated whether the report of the fourth period came twice, first 4 % too low
   */
  record AdPlan(
      String ad,
      String figures,
      Duration delay,
      String basis,
      Duration every,
      Duration late,
      boolean restated) {}

  /**
   * The petition of a page.
   *
   * @param page whose petition it is
   * @param realFrom the moment of the real counter that becomes the extract's beginning
   * @param named part (0 to 1) of the signatures that a supporter of the page is credited with
   */
  record PetitionPlan(String page, Instant realFrom, double named) {}

  /**
   * A rule.
   *
   * @param page the page, or {@code *}
   * @param time from when on
   * @param field its one field, by the name on the wire
   * @param value its value
   */
  record RulePlan(String page, Instant time, String field, double value) {}
}
