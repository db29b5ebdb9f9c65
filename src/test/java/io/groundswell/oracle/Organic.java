package io.groundswell.oracle;

import io.groundswell.oracle.Facts.Engagement;
import io.groundswell.oracle.Facts.EngagementId;
import io.groundswell.oracle.Facts.Kind;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Section 3: the organic momentum of one post at e, from all its facts.
 *
 * @param contributions c(s, e) and where it comes from, by supporter; only those above 0
 * @param organicCounts organic_k, for every kind
 * @param sponsoredCounts sponsored_k, for every kind
 */
record Organic(
    Map<String, Contribution> contributions,
    Map<Kind, Integer> organicCounts,
    Map<Kind, Integer> sponsoredCounts) {

  /**
   * A supporter's strongest engagement.
   *
   * @param thousandths c(s, e) in thousandths of a person
   * @param end the end of the engagement that it comes from
   */
  record Contribution(String supporter, Kind kind, String engagement, long thousandths, long end) {
    /** The strongest first; a tie as section 3 says, then the newest. */
    static final Comparator<Contribution> STRONGEST =
        Comparator.comparingLong(Contribution::thousandths)
            .reversed()
            .thenComparing(Contribution::kind)
            .thenComparing(Comparator.comparingLong(Contribution::end).reversed())
            .thenComparing(Contribution::engagement, Slices.BY_NAME);

    /** By c, then name. */
    static final Comparator<Contribution> TOP =
        Comparator.comparingLong(Contribution::thousandths)
            .reversed()
            .thenComparing(Contribution::supporter, Slices.BY_NAME);
  }

  /**
   * What is left of the organic engagements once what the ads claim is taken off.
   *
   * @param reach organic(e), in people
   * @param lower its lower bound, in people
   * @param supporters N(e)
   */
  record Momentum(double reach, double lower, double supporters) {}

  /** Looks at all facts of one post, grouped by engagement. */
  static Organic at(
      Map<EngagementId, List<Engagement>> post, Rules rules, Erasures erasures, long e) {
    Map<String, Contribution> contributions = new HashMap<>();
    Map<Kind, Integer> organic = zeros();
    Map<Kind, Integer> sponsored = zeros();
    for (List<Engagement> facts : post.values()) {
      Engagement newest = newest(facts, erasures, e);
      if (newest == null || !newest.add() || !Slices.within(newest.end(), e, Slices.WINDOW)) {
        continue;
      }
      Kind kind = newest.id().kind();
      (newest.organic() ? organic : sponsored).merge(kind, 1, Integer::sum);
      if (!newest.organic()) {
        continue;
      }
      long exposure =
          rules.inForce(newest.id().page(), newest.end()).exposure(kind, newest.audience());
      Contribution contribution =
          new Contribution(newest.id().supporter(), kind, newest.id().id(), exposure, newest.end());
      if (exposure > 0) {
        contributions.merge(
            contribution.supporter(),
            contribution,
            (a, b) -> Contribution.STRONGEST.compare(a, b) <= 0 ? a : b);
      }
    }
    return new Organic(contributions, organic, sponsored);
  }

  /** The fact of one engagement that stands at e, null if there is none. */
  private static Engagement newest(List<Engagement> facts, Erasures erasures, long e) {
    Engagement newest = null;
    for (Engagement fact : facts) {
      boolean known =
          fact.end() <= e
              && !erasures.gone(fact.id().page(), fact.id().supporter(), fact.time(), e);
      if (known && (newest == null || Engagement.STANDING.compare(fact, newest) > 0)) {
        newest = fact;
      }
    }
    return newest;
  }

  private static Map<Kind, Integer> zeros() {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, 0);
    }
    return counts;
  }

  /** Whether no live engagement is in the window. */
  boolean empty() {
    return sum(organicCounts.values()) + sum(sponsoredCounts.values()) == 0;
  }

  private static int sum(Collection<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  /** organic(e), its lower bound and N(e), given what the ads claim of each kind. */
  Momentum momentum(Map<Kind, Double> claimed) {
    double reach = 0;
    double supporters = 0;
    double squares = 0;
    for (Kind kind : Kind.values()) {
      List<BigInteger> ofKind =
          contributions.values().stream()
              .filter(c -> c.kind() == kind)
              .map(c -> BigInteger.valueOf(c.thousandths()))
              .toList();
      BigInteger sum = ofKind.stream().reduce(BigInteger.ZERO, BigInteger::add);
      BigInteger sumOfSquares =
          ofKind.stream().map(c -> c.multiply(c)).reduce(BigInteger.ZERO, BigInteger::add);
      double f = fraction(kind, claimed);
      reach += f * sum.doubleValue();
      supporters += f * ofKind.size();
      squares += f * f * sumOfSquares.doubleValue();
    }
    return new Momentum(reach / 1000, lower(reach, squares) / 1000, supporters);
  }

  /** f_k of one kind, given what the ads claim of each. */
  double fraction(Kind kind, Map<Kind, Double> claimed) {
    return fraction(claimed.get(kind), sponsoredCounts.get(kind), organicCounts.get(kind));
  }

  /** f_k: the part of the unlabelled engagements of a kind that no ad claims. */
  static double fraction(double claimed, int sponsored, int organic) {
    return organic == 0 ? 1 : Math.max(0, 1 - Math.max(0, claimed - sponsored) / organic);
  }

  /** The lower bound (95 %, one-sided) of a sum of contributions, by Wilson and Hilferty (1931). */
  static double lower(double sum, double sumOfSquares) {
    if (sum == 0) {
      return 0;
    }
    double k = sum * sum / sumOfSquares;
    double root = Math.max(0, 1 - 1 / (9 * k) - 1.645 / (3 * Math.sqrt(k)));
    return sum * root * root * root;
  }
}
