package io.groundswell.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Kind;
import io.groundswell.event.Rule;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Rules in force, beside a naive reading of momentum.md section 6. */
class RulesPropertyTest {
  private static final Timing TIMING = Timing.DEFAULT;

  private static List<Rule> rules(String page, Random random) {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      long time = random.nextInt(40) * 5_000L;
      Function<Integer, Integer> maybe = value -> random.nextBoolean() ? value : null;
      rules.add(
          random.nextInt(5) == 0
              ? Rule.deletion(page, time, i)
              : new Rule(
                  page,
                  time,
                  i,
                  false,
                  maybe.apply(i),
                  maybe.apply(10 * i),
                  maybe.apply(100 * i),
                  random.nextBoolean() ? Double.valueOf(i) : null,
                  random.nextBoolean() ? i / 8.0 : null,
                  maybe.apply(1000 + i),
                  maybe.apply(2000 + i),
                  maybe.apply(3000 + i),
                  maybe.apply(4000 + i),
                  maybe.apply(500 + i),
                  maybe.apply(6000 + i),
                  maybe.apply(700 + i)));
    }
    Collections.shuffle(rules, random);
    return rules;
  }

  private static Rule newest(List<Rule> rules, long e) {
    Rule newest = null;
    for (Rule rule : rules) {
      boolean known = TIMING.end(rule.time()) <= e;
      if (known
          && (newest == null
              || rule.time() > newest.time()
              || (rule.time() == newest.time() && rule.sequence() > newest.sequence()))) {
        newest = rule;
      }
    }
    return newest == null || newest.deleted() ? null : newest;
  }

  private static Object value(Rule own, Rule every, Function<Rule, Object> field, Object fallback) {
    Object value = own == null ? null : field.apply(own);
    value = value == null && every != null ? field.apply(every) : value;
    return Objects.requireNonNullElse(value, fallback);
  }

  private static void assertTerms(Terms terms, Rule own, Rule every) {
    assertThat(terms.like()).isEqualTo(value(own, every, Rule::like, 10));
    assertThat(terms.comment()).isEqualTo(value(own, every, Rule::comment, 30));
    assertThat(terms.share()).isEqualTo(value(own, every, Rule::share, 100));
    assertThat(terms.threshold()).isEqualTo(value(own, every, Rule::threshold, 1.0));
    assertThat(terms.release()).isEqualTo(value(own, every, Rule::release, 0.8));
    assertThat(terms.defaultAudience()).isEqualTo(value(own, every, Rule::defaultAudience, 150));
    assertThat(terms.audienceCap()).isEqualTo(value(own, every, Rule::audienceCap, 10_000));
    assertThat(terms.minSupporters()).isEqualTo(value(own, every, Rule::minSupporters, 10));
    assertThat(terms.minSponsored()).isEqualTo(value(own, every, Rule::minSponsored, 100));
    assertThat(terms.confirm()).isEqualTo(value(own, every, Rule::confirm, 2));
    assertThat(terms.patience()).isEqualTo(value(own, every, Rule::patience, 30));
    assertThat(terms.cooldownMinutes()).isEqualTo(value(own, every, Rule::cooldownMinutes, 10));
  }

  @Property(tries = 200, seed = "20261123")
  void termsAreThoseOfTheNewestRulesFieldByField(@ForAll long seed) {
    Random random = new Random(seed);
    List<Rule> own = rules("page", random);
    List<Rule> every = rules("*", random);
    RuleHistory ownHistory = RuleHistory.NONE;
    for (Rule rule : own) {
      ownHistory = ownHistory.with(rule).with(rule);
    }
    RuleHistory everyHistory = RuleHistory.of(every);
    for (long e = 0; e < 230_000; e += TIMING.slice()) {
      Terms terms = ownHistory.terms(everyHistory, e, TIMING);
      assertTerms(terms, newest(own, e), newest(every, e));
    }
  }

  @Property(tries = 200, seed = "20261123")
  void forgettingOldRulesChangesNothingThatCanStillBeAsked(
      @ForAll long seed, @ForAll @LongRange(min = 0, max = 230_000) long earliest) {
    List<Rule> rules = rules("page", new Random(seed));
    RuleHistory all = RuleHistory.of(rules);
    RuleHistory since = all.since(earliest, TIMING);
    assertThat(since.rules().size()).isLessThanOrEqualTo(all.rules().size());
    for (long e = TIMING.end(earliest - 1); e < 230_000; e += TIMING.slice()) {
      assertThat(since.terms(RuleHistory.NONE, e, TIMING))
          .isEqualTo(all.terms(RuleHistory.NONE, e, TIMING));
    }
  }

  @Test
  void pageWhoseRulesWereRemovedLongAgoHasNone() {
    RuleHistory history =
        RuleHistory.NONE
            .with(Given.threshold("page", 1_000, 1, 2))
            .with(Rule.deletion("page", 20_000, 2));
    assertThat(history.since(29_999, TIMING).rules()).hasSize(2);
    assertThat(history.since(30_000, TIMING).rules()).isEmpty();
  }

  @Test
  void exposureIsVisibilityTimesTheCappedAudienceInThousandths() {
    Terms terms = Terms.DEFAULT;
    assertThat(terms.exposure(Kind.LIKE, 1_000)).isEqualTo(10_000);
    assertThat(terms.exposure(Kind.COMMENT, 1_000)).isEqualTo(30_000);
    assertThat(terms.exposure(Kind.SHARE, 1_000)).isEqualTo(100_000);
    assertThat(terms.exposure(Kind.SHARE, -1)).isEqualTo(15_000);
    assertThat(terms.exposure(Kind.SHARE, 0)).isZero();
    assertThat(terms.exposure(Kind.SHARE, 1L << 53)).isEqualTo(1_000_000);
    Terms largest = new Terms(1000, 1000, 1000, 1, 1, 1_000_000, 10_000_000, 1, 0, 1, 1, 0);
    assertThat(largest.exposure(Kind.LIKE, 1L << 53)).isEqualTo(10_000_000_000L);
  }
}
