package io.groundswell.clauses;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.fixture.Backtest;
import io.groundswell.fixture.Scene;
import org.junit.jupiter.api.Test;

/**
 * momentum.md section 6, the rules of {@code *}: from 09:00 visibility is 0.5 for a like, 0.6 for a
 * comment and the default for a share, and the cap is 100; from 12:00 only the cap is 200; from
 * 15:00 there are none.
 */
class EveryPageClausesTest {
  private static final Backtest B = new Backtest();

  static {
    B.scene("*")
        .rule("09:00:00", "'visibility':{'like':0.5,'comment':0.6},'audienceCap':100")
        .rule("12:00:00", "'audienceCap':200")
        .rule("15:00:00", "'deleted':true");
  }

  private static Scene one(Scene scene, String time) {
    return scene.like(time, "a", 1000).comment(time, "b", 1000).share(time, "c", 1000);
  }

  private static final Scene ANY =
      one(one(one(one(B.scene("any"), "08:00:05"), "10:00:05"), "13:00:05"), "16:00:05");

  @Test
  void whatNoRuleOfThePageSaysIsThatOfEveryPageThenTheDefault() {
    // Defaults: 10 + 30 + 100.
    assertThat(ANY.organic("08:01:00")).isEqualTo(140);
    // 0.5, 0.6 and the default 0.1 of 100.
    assertThat(ANY.organic("10:01:00")).isEqualTo(120);
  }

  @Test
  void aNewerRuleOfEveryPageReplacesItsOlderOneWhole() {
    // The default visibility of 200.
    assertThat(ANY.organic("13:01:00")).isEqualTo(28);
  }

  @Test
  void aDeletionOfTheRulesOfEveryPageLeavesTheDefaults() {
    assertThat(ANY.organic("16:01:00")).isEqualTo(140);
  }

  private static final Scene OWN =
      B.scene("own")
          .rule("08:00:00", "'visibility':{'like':0.25}")
          .rule("14:00:00", "'audienceCap':10");

  static {
    one(OWN, "10:00:05");
    one(OWN, "13:00:05");
    one(OWN, "14:30:05");
    one(OWN, "16:00:05");
  }

  @Test
  void aPagesRuleStandsFieldByFieldOverThatOfEveryPageThoughItIsOlder() {
    // 0.25 of its own, 0.6 of every page, the default 0.1, of the cap 100 of every page.
    assertThat(OWN.organic("10:01:00")).isEqualTo(95);
    // Its 0.25, the defaults 0.03 and 0.1, of every page's newest cap 200.
    assertThat(OWN.organic("13:01:00")).isEqualTo(76);
  }

  @Test
  void whatThePagesNewestRuleLeavesOutIsNotTakenFromItsOlderOnes() {
    assertThat(OWN.organic("14:31:00")).isEqualTo(1.4);
    assertThat(OWN.organic("16:01:00")).isEqualTo(1.4);
  }

  private static final Scene GONE =
      B.scene("gone")
          .rule("08:00:00", "'visibility':{'like':0.25},'audienceCap':1")
          .rule("09:30:00", "'deleted':true");

  static {
    one(GONE, "08:30:05");
    one(GONE, "10:00:05");
  }

  @Test
  void whereAPagesRulesAreDeletedThoseOfEveryPageHold() {
    // 0.25 + 0.03 + 0.1 of one; then as any page.
    assertThat(GONE.organic("08:31:00")).isEqualTo(0.38);
    assertThat(GONE.organic("10:01:00")).isEqualTo(120);
  }
}
