package io.groundswell.oracle;

import io.groundswell.oracle.Facts.Kind;
import io.groundswell.oracle.Facts.RuleFact;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Section 6: which settings are in force for a page at a slice end. */
final class Rules {
  /** The bounds of a setting (both allowed), and whether it must be whole. */
  record Bound(
      String name, boolean whole, BigDecimal least, BigDecimal most, BigDecimal byDefault) {
    static Bound of(String name, boolean whole, String least, String most, String byDefault) {
      return new Bound(
          name, whole, new BigDecimal(least), new BigDecimal(most), new BigDecimal(byDefault));
    }
  }

  static final List<Bound> BOUNDS =
      List.of(
          Bound.of("threshold", false, "0.01", "100", "1"),
          Bound.of("release", false, "0", "100", "0.8"),
          Bound.of("defaultAudience", true, "0", "1000000", "150"),
          Bound.of("audienceCap", true, "1", "10000000", "10000"),
          Bound.of("minSupporters", true, "1", "1000000", "10"),
          Bound.of("minSponsored", true, "0", "1000000000", "100"),
          Bound.of("confirm", true, "1", "1000", "2"),
          Bound.of("patience", true, "1", "10000", "30"),
          Bound.of("cooldownMinutes", true, "0", "1440", "10"));

  private static final Map<Kind, BigDecimal> DEFAULT_VISIBILITY =
      new EnumMap<>(
          Map.of(
              Kind.LIKE, new BigDecimal("0.01"),
              Kind.COMMENT, new BigDecimal("0.03"),
              Kind.SHARE, new BigDecimal("0.10")));

  /** The settings in force for one page at one slice end. */
  static final class InForce {
    private final RuleFact own;
    private final RuleFact everyPage;

    private InForce(RuleFact own, RuleFact everyPage) {
      this.own = own;
      this.everyPage = everyPage;
    }

    /** The value of a setting: the page's own, else that of every page, else the default. */
    BigDecimal value(String name) {
      if (own != null && own.values().containsKey(name)) {
        return own.values().get(name);
      }
      if (everyPage != null && everyPage.values().containsKey(name)) {
        return everyPage.values().get(name);
      }
      return BOUNDS.stream()
          .filter(bound -> bound.name().equals(name))
          .findFirst()
          .orElseThrow()
          .byDefault();
    }

    long whole(String name) {
      return value(name).longValueExact();
    }

    double decimal(String name) {
      return value(name).doubleValue();
    }

    private BigDecimal visibility(Kind kind) {
      if (own != null && own.visibility().containsKey(kind)) {
        return own.visibility().get(kind);
      }
      if (everyPage != null && everyPage.visibility().containsKey(kind)) {
        return everyPage.visibility().get(kind);
      }
      return DEFAULT_VISIBILITY.get(kind);
    }

    /** The exposure of an engagement, in thousandths of a person. */
    long exposure(Kind kind, Long audience) {
      long people = audience == null ? whole("defaultAudience") : audience;
      long counted = Math.min(people, whole("audienceCap"));
      return visibility(kind).movePointRight(3).longValueExact() * counted;
    }
  }

  private record PageAndEnd(String page, long e) {}

  private final List<RuleFact> facts;

  /** The same question is asked at every slice end; the answer does not change. */
  private final Map<PageAndEnd, InForce> answers = new HashMap<>();

  Rules(List<RuleFact> facts) {
    this.facts = facts;
  }

  InForce inForce(String page, long e) {
    return answers.computeIfAbsent(
        new PageAndEnd(page, e), key -> new InForce(newest(page, e), newest("*", e)));
  }

  private RuleFact newest(String page, long e) {
    return facts.stream()
        .filter(fact -> fact.page().equals(page) && fact.end() <= e)
        .max(Comparator.comparingLong(RuleFact::time).thenComparingInt(RuleFact::line))
        .filter(fact -> !fact.deleted())
        .orElse(null);
  }
}
