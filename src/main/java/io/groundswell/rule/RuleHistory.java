package io.groundswell.rule;

import io.groundswell.event.Rule;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rules of one page, by time and place in the topic, as far back as late facts are taken. Each
 * instance is immutable.
 */
public final class RuleHistory {
  /** A page without rules. */
  public static final RuleHistory NONE = new RuleHistory(List.of());

  private static final Comparator<Rule> ORDER =
      Comparator.comparingLong(Rule::time).thenComparingLong(Rule::sequence);

  private final List<Rule> rules;

  private RuleHistory(List<Rule> rules) {
    this.rules = rules;
  }

  /** The history that these rules make, in any order. */
  public static RuleHistory of(List<Rule> rules) {
    return rules.isEmpty() ? NONE : new RuleHistory(rules.stream().sorted(ORDER).toList());
  }

  /** The rules, oldest first. */
  public List<Rule> rules() {
    return rules;
  }

  /** This history and one more rule; the same rule again changes nothing. */
  public RuleHistory with(Rule rule) {
    List<Rule> more = new ArrayList<>(rules);
    more.removeIf(r -> r.time() == rule.time() && r.sequence() == rule.sequence());
    more.add(rule);
    return of(more);
  }

  /**
   * This history without what can no longer be asked for: of the rules in force at {@code earliest}
   * or before only the newest stands, and a deletion that stands first says nothing.
   */
  public RuleHistory since(long earliest, Timing timing) {
    int first = 0;
    while (first + 1 < rules.size() && timing.end(rules.get(first + 1).time()) <= earliest) {
      first++;
    }
    if (first < rules.size()
        && rules.get(first).deleted()
        && timing.end(rules.get(first).time()) <= earliest) {
      first++;
    }
    return first == 0 ? this : new RuleHistory(List.copyOf(rules.subList(first, rules.size())));
  }

  /** The newest rule whose end is at or before {@code end}, or null. */
  public Rule inForce(long end, Timing timing) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (timing.end(rules.get(i).time()) <= end) {
        return rules.get(i);
      }
    }
    return null;
  }

  /** The terms for a page with this history where {@code every} is that of {@code *}. */
  public Terms terms(RuleHistory every, long end, Timing timing) {
    return rules.isEmpty() && every.rules.isEmpty()
        ? Terms.DEFAULT
        : Terms.of(inForce(end, timing), every.inForce(end, timing));
  }
}
