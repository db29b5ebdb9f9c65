package io.groundswell.oracle;

import io.groundswell.oracle.Facts.PostFact;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The posts of a page that section 2 of supporters.md calls those of the window, as of e.
 *
 * @param posts the standing record of each, by name
 */
record PageWindow(Map<String, PostFact> posts) {

  static PageWindow at(List<PostFact> facts, String page, long e) {
    Comparator<PostFact> newer =
        Comparator.comparingLong(PostFact::time).thenComparingInt(PostFact::line);
    Map<String, PostFact> posts = new TreeMap<>();
    for (PostFact fact : facts) {
      if (fact.post().page().equals(page) && fact.end() <= e) {
        posts.merge(fact.post().name(), fact, (a, b) -> newer.compare(a, b) >= 0 ? a : b);
      }
    }
    posts.values().removeIf(fact -> !Slices.inMonth(fact.time(), e));
    return new PageWindow(posts);
  }

  /** The topics of a post, none where it is not of the window. */
  List<String> topicsOf(String post) {
    return posts.containsKey(post) ? posts.get(post).topics() : List.of();
  }

  /** How many posts carry each topic. */
  SortedMap<String, Integer> postsByTopic() {
    SortedMap<String, Integer> counts = new TreeMap<>(Slices.BY_NAME);
    posts.values().forEach(fact -> fact.topics().forEach(t -> counts.merge(t, 1, Integer::sum)));
    return counts;
  }
}
