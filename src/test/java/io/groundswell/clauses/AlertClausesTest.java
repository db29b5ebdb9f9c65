package io.groundswell.clauses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.fixture.Backtest;
import io.groundswell.fixture.Scene;
import org.junit.jupiter.api.Test;

/**
 * momentum.md section 5, the life of an alert: opened, raised, closed. Unless said otherwise the ad
 * reaches 100 people in each hour, and ten shares of 100 people each are ahead of it.
 */
class AlertClausesTest {
  private static final Backtest B = new Backtest();
  private static final String IMPATIENT = "'patience':1";

  private static Scene steady(String page) {
    return B.scene(page).steadyAd(100, 8, 12);
  }

  private static final Scene DEFAULT =
      steady("default").shares("10:00:05", 10, 1000).unshare("10:10:05", "s", 10);

  @Test
  void itOpensAtTheSecondEvaluationAheadAndClosesAtTheThirtiethBehind() {
    // Ahead at 10:00:10 and :20; behind from 10:10:10 on, 290 s later for the 30th time.
    assertThat(DEFAULT.told()).containsExactly("opened 10:00:20", "closed 10:15:00");
  }

  private static final Scene AT_ONCE =
      steady("at once")
          .rule("08:00:00", "'confirm':1,'patience':1")
          .shares("10:00:05", 10, 1000)
          .remove("share", "10:10:05", "s1");

  @Test
  void confirmAndPatienceOfOneAreAtOnce() {
    assertThat(AT_ONCE.told()).containsExactly("opened 10:00:10", "closed 10:10:10");
  }

  private static final Scene WAVERING =
      steady("wavering")
          .rule("08:00:00", "'confirm':3")
          .shares("10:00:05", 10, 1000)
          .remove("share", "10:00:25", "s1")
          .share("10:00:35", "s1", 1000);

  @Test
  void confirmCountsConsecutiveSliceEnds() {
    // Ahead at 10:00:10 and :20, not at :30, then at :40, :50 and 10:01:00.
    assertThat(WAVERING.told()).first().isEqualTo("opened 10:01:00");
  }

  private static final Scene RECOVERING =
      steady("recovering")
          .rule("08:00:00", "'patience':3")
          .shares("10:00:05", 10, 1000)
          .remove("share", "10:10:05", "s1")
          .share("10:10:25", "s1", 1000)
          .remove("share", "10:10:35", "s1");

  @Test
  void patienceCountsConsecutiveSliceEnds() {
    // Behind at 10:10:10 and :20, not at :30, then at :40, :50 and 10:11:00.
    assertThat(RECOVERING.told()).containsExactly("opened 10:00:20", "closed 10:11:00");
  }

  private static final Scene BEHIND_BEFORE =
      steady("behind before")
          .rule("08:00:00", "'confirm':1,'patience':2")
          .share("10:00:05", "t", 1000)
          .shares("10:00:15", 9, 1000)
          .remove("share", "10:00:25", "t");

  @Test
  void patienceIsCountedFromTheOpeningOn() {
    // Behind at 10:00:10, open at :20, behind at :30 and :40.
    assertThat(BEHIND_BEFORE.told()).containsExactly("opened 10:00:20", "closed 10:00:40");
  }

  private static final Scene TWICE =
      steady("twice")
          .rule("08:00:00", IMPATIENT)
          .shares("10:00:05", 10, 1000)
          .unshare("10:10:05", "s", 10)
          .shares("10:15:05", "t", 10, 1000);

  @Test
  void theNextOpensJustWhenTheCooldownIsOverIfItHasBeenAhead() {
    // Ahead since 10:15:10: those evaluations count too.
    assertThat(TWICE.told()).startsWith("opened 10:00:20", "closed 10:10:10", "opened 10:20:10");
    assertThat(TWICE.alerts().get(2).get("id").asText())
        .isNotEqualTo(TWICE.alerts().get(0).get("id").asText());
  }

  private static final Scene LATE =
      steady("late")
          .rule("08:00:00", IMPATIENT)
          .shares("10:00:05", 10, 1000)
          .unshare("10:10:05", "s", 10)
          .shares("10:20:05", "t", 10, 1000);

  @Test
  void theNextIsConfirmedAsTheFirst() {
    assertThat(LATE.told()).startsWith("opened 10:00:20", "closed 10:10:10", "opened 10:20:20");
  }

  private static final Scene RESTLESS =
      steady("restless")
          .rule("08:00:00", IMPATIENT + ",'confirm':1,'cooldownMinutes':0")
          .shares("10:00:05", 10, 1000)
          .remove("share", "10:10:05", "s1")
          .share("10:10:15", "s1", 1000);

  @Test
  void withoutACooldownTheNextMayOpenAtTheNextSliceEnd() {
    assertThat(RESTLESS.told()).startsWith("opened 10:00:10", "closed 10:10:10", "opened 10:10:20");
  }

  private static final Scene LONG_COOLDOWN =
      B.scene("long cooldown")
          .rule("22T08:00:00", IMPATIENT + ",'cooldownMinutes':1440")
          .ad("x", "22T09:00:00", 100, "'start':'2026-11-22T08:00:00Z'")
          .shares("22T09:10:05", 10, 1000)
          .unshare("22T09:20:05", "s", 10)
          .ad("x", "09:00:00", 2500)
          .ad("x", "09:10:00", 2700)
          .shares("09:15:05", "t", 10, 10_000);

  @Test
  void aCooldownOfADayIsRememberedForADay() {
    assertThat(LONG_COOLDOWN.told())
        .startsWith("opened 22T09:10:20", "closed 22T09:20:10", "opened 09:20:10");
  }

  private static final Scene DOUBLING =
      steady("doubling")
          .shares("10:00:05", 10, 1000)
          .shares("10:05:05", "t", 9, 1000)
          .share("10:06:05", "almost", 999)
          .share("10:07:05", "almost", 1000)
          .shares("10:08:05", "u", 19, 1000)
          .share("10:09:05", "last", 1000);

  @Test
  void itIsRaisedEachTimeOrganicHasDoubled() {
    // 1000 at opening; 1900 and 1999.9 are not enough, 2000 is; then 3900 is not, 4000 is. Ten
    // supporters are left until 11:08:10.
    assertThat(DOUBLING.told())
        .containsExactly(
            "opened 10:00:20", "raised 10:07:10", "raised 10:09:10", "closed 11:13:00");
    assertThat(DOUBLING.alerts().get(1).at("/organic/reach").asDouble()).isEqualTo(2000);
    assertThat(DOUBLING.alerts().get(2).at("/organic/reach").asDouble()).isEqualTo(4000);
    assertThat(DOUBLING.alerts())
        .allMatch(a -> a.get("id").equals(DOUBLING.alerts().get(0).get("id")));
  }

  /** From 10:20:10 on a second ad has reached 1400; at 10:25:10 there are twice the people. */
  private static final Scene NOT_AHEAD =
      steady("not ahead")
          .rule("08:00:00", "'release':0.5")
          .shares("10:00:05", 10, 1000)
          .ad("big", "10:19:00", 1400, "'start':'2026-11-23T10:10:00Z'")
          .ad("big", "10:20:00", 1400)
          .shares("10:25:05", "t", 10, 1000);

  @Test
  void itIsRaisedOnlyWhileAhead() {
    // At least 1325 of 2000 against 1500: neither ahead nor behind.
    assertThat(NOT_AHEAD.organic("10:26:00")).isEqualTo(2000);
    assertThat(NOT_AHEAD.sponsored("10:26:00")).isCloseTo(1500, within(1e-9));
    assertThat(NOT_AHEAD.told()).containsExactly("opened 10:00:20", "closed 11:30:00");
  }

  /** The ad is over at 10:00: 100 in the hour before, 50 at 10:30, nothing at 11:00. */
  private static final Scene FADING =
      B.scene("fading")
          .rule("08:00:00", "'minSponsored':1")
          .ad("x", "09:00:00", 100, "'start':'2026-11-23T08:00:00Z'")
          .ad("x", "09:59:50", 200)
          .ad("x", "09:59:59", 200)
          .shares("10:00:05", 10, 1000);

  @Test
  void aFadingAdAloneRaisesNothing() {
    assertThat(FADING.at("10:45:00").get("ratio").asDouble()).isGreaterThan(30);
    assertThat(FADING.told()).containsExactly("opened 10:00:20", "closed 11:05:00");
  }

  @Test
  void withNothingSponsoredThereIsNoRatioButThePeakIsKept() {
    // The highest was at 10:59:40: ten seconds of the hundred people in 3590 s were left.
    assertThat(FADING.alert("closed").get("ratio").isNull()).isTrue();
    assertThat(FADING.alert("closed").at("/sponsored/reach").asDouble()).isZero();
    assertThat(FADING.alert("closed").get("peakRatio").asDouble())
        .isCloseTo(1000 / (100 * 10 / 3590.0), within(1e-6));
  }

  /** The ad is over and forgotten, the people stay: an alert without ads is not behind. */
  private static final Scene CARRIED =
      B.scene("carried")
          .ad("x", "09:00:00", 100, "'start':'2026-11-23T08:00:00Z'")
          .shares("09:30:05", 10, 1000)
          .shares("10:25:05", 10, 1000)
          .shares("11:20:05", 10, 1000);

  @Test
  void anAlertOutlivesItsAdsAsLongAsPeopleCarryThePost() {
    assertThat(CARRIED.sponsored("11:30:00")).isZero();
    // The last word on the ten shares ends at 11:20:10.
    assertThat(CARRIED.told()).containsExactly("opened 09:30:20", "closed 12:25:00");
  }
}
