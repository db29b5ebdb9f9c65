package io.groundswell.clauses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.alert.AlertLife;
import io.groundswell.event.Alert.Status;
import io.groundswell.event.Basis;
import io.groundswell.fixture.Backtest;
import io.groundswell.fixture.Scene;
import io.groundswell.momentum.Measure;
import io.groundswell.rule.Terms;
import io.groundswell.time.Timing;
import org.junit.jupiter.api.Test;

/**
 * momentum.md section 5, when organic momentum is ahead and when behind: just at each limit, and
 * just beyond. Where {@link #flat} is the ad, sponsored reach is exactly the figure from 09:40:10
 * to 10:00:00.
 */
class LimitsClausesTest {
  private static final Backtest B = new Backtest();
  private static final String ONE_IS_ENOUGH =
      "'minSupporters':1,'minSponsored':1,'confirm':1,'patience':1";

  private static Scene flat(String page, double reach, String... more) {
    String fields = more.length == 0 ? "" : "," + more[0];
    return B.scene(page)
        .ad("flat", "09:30:00", reach, "'start':'" + Backtest.time("09:00:00") + "'" + fields)
        .ad("flat", "09:40:00", reach, more);
  }

  private static final Scene TEN = flat("ten", 100).shares("09:45:05", 10, 1000);
  private static final Scene NINE =
      flat("nine", 100).shares("09:45:05", 9, 1000).add("share", "09:45:05", "paid", "'ad':'x'");

  @Test
  void tenSupportersAreEnoughAndNineAreNot() {
    assertThat(TEN.told()).first().isEqualTo("opened 09:45:20");
    assertThat(NINE.told()).isEmpty();
  }

  private static final Scene ALMOST_A_HUNDRED =
      flat("almost a hundred", 99.9999999995).shares("09:45:05", 10, 1000);
  private static final Scene LESS_THAN_A_HUNDRED =
      flat("less than a hundred", 99.9999999985).shares("09:45:05", 10, 1000);

  @Test
  void aHundredSponsoredAreEnoughWithinABillionth() {
    assertThat(ALMOST_A_HUNDRED.told()).first().isEqualTo("opened 09:45:20");
    assertThat(LESS_THAN_A_HUNDRED.told()).isEmpty();
  }

  /** 11 shares, of which an ad claims one and a bit: N = 11 - 1.0000000005. */
  private static final Scene ALMOST_TEN =
      flat("almost ten", 100, "'shares':1.0000000005").shares("09:45:05", 11, 1000);

  private static final Scene LESS_THAN_TEN =
      flat("less than ten", 100, "'shares':1.000000002").shares("09:45:05", 11, 1000);

  @Test
  void tenSupportersAreEnoughWithinABillionthOfWhatIsNotClaimed() {
    assertThat(ALMOST_TEN.told()).first().isEqualTo("opened 09:45:20");
    assertThat(ALMOST_TEN.alert("opened").at("/organic/supporters").asDouble())
        .isCloseTo(10, within(1e-9));
    assertThat(LESS_THAN_TEN.told()).isEmpty();
  }

  /** Ten equal contributions: lower is 0.5423217 of organic. */
  private static final Scene SURE = flat("sure", 100).shares("09:45:05", 10, 185);

  private static final Scene UNSURE = flat("unsure", 100).shares("09:45:05", 10, 184);

  @Test
  void theLowerBoundMustBeAheadNotTheFigureAlone() {
    assertThat(SURE.told()).isNotEmpty();
    // 184 of organic reach, and no alert: at least 99.79.
    assertThat(UNSURE.told()).isEmpty();
    assertThat(UNSURE.organic("09:46:00")).isEqualTo(184);
    assertThat(UNSURE.at("09:46:00").get("lower").asDouble()).isCloseTo(99.787192, within(1e-6));
  }

  private static final Scene FIVE_TIMES =
      flat("five times", 100).rule("08:00:00", "'threshold':5.42").shares("09:45:05", 10, 1000);
  private static final Scene SIX_TIMES =
      flat("six times", 100).rule("08:00:00", "'threshold':5.43").shares("09:45:05", 10, 1000);

  @Test
  void theLowerBoundMustExceedTheThresholdTimesSponsored() {
    // At least 542.32.
    assertThat(FIVE_TIMES.told()).isNotEmpty();
    assertThat(SIX_TIMES.told()).isEmpty();
  }

  @Test
  void aLowerBoundThatEqualsTheThresholdIsNotAhead() {
    assertThat(opens(new Measure(200, 100, 10, 0, 0, 0, 10, 100, Basis.REACH))).isFalse();
    assertThat(opens(new Measure(200, 100.00000000001, 10, 0, 0, 0, 10, 100, Basis.REACH)))
        .isTrue();
  }

  private static boolean opens(Measure measure) {
    AlertLife life = new AlertLife();
    boolean opens = false;
    for (long e = 0; e <= 50_000; e += 10_000) {
      AlertLife.Verdict verdict = life.evaluate(e, measure, Terms.DEFAULT, Timing.DEFAULT);
      opens |= verdict != null && verdict.status() == Status.OPENED;
    }
    return opens;
  }

  private static final Scene UNSPONSORED =
      B.scene("unsponsored")
          .rule("08:00:00", "'minSponsored':0,'confirm':1")
          .shares("09:45:05", 10, 1000);
  private static final Scene HARDLY_SPONSORED =
      flat("hardly sponsored", 0.001)
          .rule("08:00:00", "'minSponsored':0,'confirm':1")
          .shares("09:45:05", 10, 1000);

  @Test
  void withoutAnythingSponsoredThereIsNothingToSurpass() {
    assertThat(UNSPONSORED.told()).isEmpty();
    assertThat(HARDLY_SPONSORED.told()).first().isEqualTo("opened 09:45:10");
  }

  /** Open at 1,080 people; then 80 are left, at 09:50:10; then 79.9, at 09:55:10. */
  private static final Scene RELEASE =
      flat("release", 100)
          .rule("08:00:00", ONE_IS_ENOUGH)
          .shares("09:45:05", 10, 1000)
          .share("09:45:05", "t", 800)
          .unshare("09:50:05", "s", 10)
          .share("09:55:05", "t", 799);

  @Test
  void fourFifthsOfSponsoredAreNotYetBehind() {
    assertThat(RELEASE.told()).startsWith("opened 09:45:10", "closed 09:55:10");
    assertThat(RELEASE.alert("closed").at("/organic/reach").asDouble()).isEqualTo(79.9);
    assertThat(RELEASE.alert("closed").get("ratio").asDouble()).isEqualTo(0.799);
  }

  /** Open at more than half of sponsored reach; 50 is not behind, 49.9 is. */
  private static final Scene LOW_THRESHOLD =
      flat("low threshold", 100)
          .rule("08:00:00", ONE_IS_ENOUGH + ",'threshold':0.5,'release':2")
          .shares("09:45:05", 10, 1000)
          .share("09:45:05", "t", 500)
          .unshare("09:50:05", "s", 10)
          .share("09:55:05", "t", 499);

  @Test
  void aReleaseAboveTheThresholdIsTheThreshold() {
    assertThat(LOW_THRESHOLD.told()).startsWith("opened 09:45:10", "closed 09:55:10");
  }

  private static final Scene FEW =
      flat("few", 100)
          .rule("08:00:00", "'confirm':1,'patience':1")
          .shares("09:45:05", 10, 10_000)
          .remove("share", "09:50:05", "s1");

  @Test
  void tooFewSupportersAreBehindHoweverManyTheyReach() {
    assertThat(FEW.told()).containsExactly("opened 09:45:10", "closed 09:50:10");
    assertThat(FEW.alert("closed").at("/organic/reach").asDouble()).isEqualTo(9000);
  }

  private static final Scene NO_RELEASE =
      flat("no release", 100)
          .rule("08:00:00", ONE_IS_ENOUGH + ",'release':0")
          .shares("09:45:05", 10, 1000)
          .unshare("09:50:05", "s", 10);

  @Test
  void aReleaseOfNothingLeavesOnlyTheSupporters() {
    // With nobody left it closes; organic reach of 0 is not below 0 x sponsored.
    assertThat(NO_RELEASE.told()).containsExactly("opened 09:45:10", "closed 09:50:10");
    assertThat(NO_RELEASE.alert("closed").at("/organic/supporters").asDouble()).isZero();
  }
}
