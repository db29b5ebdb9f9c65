package io.groundswell.page;

import io.groundswell.event.Names;
import io.groundswell.event.Profile.TopicLift;
import io.groundswell.event.ProfileDraft.Engaged;
import io.groundswell.page.PostTable.Version;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The posts of a page's last 28 days at one moment, and what a supporter's engagements with them
 * say (supporters.md section 2, "What makes them vibrate").
 */
public final class PostWindow {
  private static final int NAMED = 5;
  private static final int LEAST_ENGAGEMENTS = 2;

  /** Lifts are compared to nine decimals. */
  private static final double COMPARED = 1e9;

  private static final Comparator<TopicLift> ORDER =
      Comparator.comparingDouble((TopicLift each) -> -Math.rint(each.lift() * COMPARED))
          .thenComparing(Comparator.comparingInt(TopicLift::engagements).reversed())
          .thenComparing(TopicLift::topic, Names::compare);

  private final PostTable posts;
  private final long e;
  private final Timing timing;

  /** How many posts carry a topic. */
  private final Map<String, Integer> carrying = new HashMap<>();

  private int size;

  PostWindow(PostTable posts, long e, Timing timing) {
    this.posts = posts;
    this.e = e;
    this.timing = timing;
    posts.forEachInWindow(e, timing, this::count);
  }

  /** Whether it is the same at a later slice end: of the same day, and nothing was said since. */
  boolean isAlsoThatOf(long later) {
    return later >= e
        && Timing.dayOfEnd(later) == Timing.dayOfEnd(e)
        && !posts.saysNewsIn(e, later, timing);
  }

  private void count(Version post) {
    size++;
    List<String> topics = post.topics();
    for (int i = 0; i < topics.size(); i++) {
      carrying.merge(topics.get(i), 1, Integer::sum);
    }
  }

  /** What stands of a post; null where it is no post of the window. */
  private Version post(String name) {
    Version version = posts.standing(name, e, timing);
    return version == null || !version.inWindow(e) ? null : version;
  }

  /** What a post is about; nothing where it is no post of the window. */
  List<String> topics(String post) {
    Version version = post(post);
    return version == null ? List.of() : version.topics();
  }

  /** How many posts carry a topic. */
  int carrying(String topic) {
    return carrying.getOrDefault(topic, 0);
  }

  /**
   * Up to five topics, by lift: ((n_k + 1) / (n_w + 1 / p_k)) / p_k, where p_k is the share of the
   * posts that carry topic k, n_k the engagements with those, n_w with any. 1 says nothing special.
   */
  public TopicLift[] lifts(Engaged[] engaged) {
    int all = 0;
    Map<String, Integer> withTopic = new HashMap<>();
    for (Engaged each : engaged) {
      Version post = post(each.post());
      if (post != null) {
        all += each.count();
        for (String topic : post.topics()) {
          withTopic.merge(topic, each.count(), Integer::sum);
        }
      }
    }
    List<TopicLift> lifts = new ArrayList<>();
    for (Map.Entry<String, Integer> topic : withTopic.entrySet()) {
      if (topic.getValue() >= LEAST_ENGAGEMENTS) {
        double share = (double) carrying(topic.getKey()) / size;
        double lift = (topic.getValue() + 1) / (all + 1 / share) / share;
        lifts.add(new TopicLift(topic.getKey(), topic.getValue(), lift));
      }
    }
    lifts.sort(ORDER);
    return lifts.stream().limit(NAMED).toArray(TopicLift[]::new);
  }

  /** The median of the minutes from a post to the first engagement with it, NaN if none. */
  public double promptness(Engaged[] engaged) {
    double[] minutes = new double[engaged.length];
    int known = 0;
    for (Engaged each : engaged) {
      Version post = post(each.post());
      if (post != null) {
        minutes[known++] = Math.max(0, each.earliest() - post.time()) / (double) Timing.MINUTE;
      }
    }
    if (known == 0) {
      return Double.NaN;
    }
    java.util.Arrays.sort(minutes, 0, known);
    double upper = minutes[known / 2];
    return known % 2 == 1 ? upper : (minutes[known / 2 - 1] + upper) / 2;
  }
}
