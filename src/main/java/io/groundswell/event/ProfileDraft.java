package io.groundswell.event;

/**
 * A profile that wants the topics and times of the posts it is about, which stand elsewhere.
 *
 * @param profile all else of it, or a tombstone
 * @param engaged the posts of the organic engagements it counts
 */
public record ProfileDraft(Profile profile, Engaged[] engaged) {

  /** The profile, with what stands with the posts. */
  public Profile complete(Profile.TopicLift[] topics, double promptness) {
    Profile p = profile;
    return new Profile(
        p.page(),
        p.supporter(),
        p.at(),
        p.known(),
        p.firstSeen(),
        p.lastSeen(),
        p.audience(),
        p.day(),
        p.month(),
        p.activeDays(),
        p.posts(),
        p.brought(),
        p.rating(),
        p.nanoInfluencer(),
        topics,
        promptness,
        p.outcomes(),
        p.origin());
  }

  /**
   * A supporter's organic engagements of the last 28 days with one post.
   *
   * @param post the post
   * @param count how many
   * @param earliest the time of the first, epoch milliseconds
   */
  public record Engaged(String post, int count, long earliest) {}
}
