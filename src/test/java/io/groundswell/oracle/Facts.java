package io.groundswell.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The valid facts of a folder, and the end of the newest of them. */
final class Facts {
  final List<Engagement> engagements = new ArrayList<>();
  final List<Snapshot> snapshots = new ArrayList<>();
  final List<RuleFact> rules = new ArrayList<>();
  final List<PostFact> posts = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();
  final List<Erasure> erasures = new ArrayList<>();

  /** The largest end of any valid record of any topic; meaningless while there is none. */
  long lastEnd = Long.MIN_VALUE;

  void heard(long time) {
    lastEnd = Math.max(lastEnd, Slices.end(time));
  }

  /** Kinds of engagement, in the order in which a tie between exposures is decided. */
  enum Kind {
    SHARE,
    COMMENT,
    LIKE;

    String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What the reach of an ad counts, in the order in which a tie between sums is decided. */
  enum Basis {
    REACH,
    VIEWS,
    IMPRESSIONS;

    String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A post, or with a supporter in the place of the post: a supporter. */
  record PageKey(String page, String name) {}

  /** What makes an engagement the same engagement. */
  record EngagementId(String page, String post, String supporter, Kind kind, String id) {}

  /** One fact about an engagement; audience, ad and via are null where absent. */
  record Engagement(EngagementId id, long time, boolean add, Long audience, String ad, String via) {

    /** The fact that stands is the greatest: the newest and, at one time, as section 3 says. */
    static final Comparator<Engagement> STANDING =
        Comparator.comparingLong(Engagement::time)
            .thenComparing(fact -> !fact.add())
            .thenComparingLong(fact -> fact.audience() == null ? -1 : fact.audience())
            .thenComparing(Engagement::ad, Engagement::smallerWins)
            .thenComparing(Engagement::via, Engagement::smallerWins);

    long end() {
      return Slices.end(time);
    }

    PageKey post() {
      return new PageKey(id.page(), id.post());
    }

    PageKey supporter() {
      return new PageKey(id.page(), id.supporter());
    }

    boolean organic() {
      return ad == null;
    }

    private static int smallerWins(String a, String b) {
      if (a == null || b == null) {
        return Boolean.compare(a == null, b == null);
      }
      return Slices.BY_NAME.compare(b, a);
    }
  }

  /** One report of an ad platform; what it leaves out is null. */
  record Snapshot(
      PageKey post,
      String ad,
      long time,
      Basis basis,
      double reach,
      Long start,
      Map<Kind, Double> claims,
      Double spend,
      String currency) {
    long end() {
      return Slices.end(time);
    }
  }

  /** One record on the topic of rules; what it leaves out is null. */
  record RuleFact(
      String page,
      long time,
      int line,
      boolean deleted,
      EnumMap<Kind, BigDecimal> visibility,
      Map<String, BigDecimal> values) {
    long end() {
      return Slices.end(time);
    }
  }

  /** One record of a post; a topic named twice is in the list once. */
  record PostFact(PageKey post, long time, int line, List<String> topics) {
    long end() {
      return Slices.end(time);
    }
  }

  /** What happened in the real world; what it leaves out is null. */
  record Outcome(
      String page,
      String kind,
      String id,
      long time,
      String supporter,
      String referrer,
      String post,
      Double value,
      String currency) {
    long end() {
      return Slices.end(time);
    }
  }

  /** Somebody who wants to be forgotten, by one page or (`*`) by all. */
  record Erasure(String page, String supporter, long time) {}
}
