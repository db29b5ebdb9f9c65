package io.groundswell.clauses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.fixture.Backtest;
import io.groundswell.fixture.Scene;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * momentum.md section 3, people reached through people: exposure, what is live, who counts once.
 */
class OrganicClausesTest {
  private static final Backtest B = new Backtest();
  private static final Offset<Double> EXACT = within(1e-9);

  private static final Scene UNSTATED =
      B.scene("unstated")
          .add("like", "10:00:05", "a", "")
          .add("comment", "10:01:05", "b", "")
          .add("share", "10:02:05", "c", "");

  @Test
  void visibilityIsOneThreeAndTenPerCentOf150WhereNoAudienceIsStated() {
    assertThat(UNSTATED.organic("10:01:00")).isEqualTo(1.5);
    assertThat(UNSTATED.organic("10:02:00")).isEqualTo(6);
    assertThat(UNSTATED.organic("10:03:00")).isEqualTo(21);
  }

  private static final Scene CAP =
      B.scene("cap")
          .share("10:00:05", "under", 9_999)
          .share("10:01:05", "at", 10_000)
          .share("10:02:05", "over", 10_001)
          .share("10:03:05", "celebrity", 9_007_199_254_740_992L);

  @Test
  void anAudienceCountsUpToTheCap() {
    assertThat(CAP.organic("10:01:00")).isEqualTo(999.9);
    assertThat(CAP.organic("10:02:00")).isEqualTo(1_999.9);
    assertThat(CAP.organic("10:03:00")).isEqualTo(2_999.9);
    assertThat(CAP.organic("10:04:00")).isEqualTo(3_999.9);
  }

  private static final Scene THOUSANDTHS =
      B.scene("thousandths")
          .like("10:00:05", "a", 1)
          .like("10:00:05", "b", 1)
          .like("10:00:05", "c", 1)
          .comment("10:00:05", "d", 1)
          .like("10:00:05", "e", 151);

  @Test
  void exposureIsSummedInWholeThousandths() {
    // 3 x 10 + 30 + 1510 thousandths.
    assertThat(THOUSANDTHS.at("10:01:00").get("organic").toString()).isEqualTo("1.57");
  }

  private static final Scene LIVE =
      B.scene("live")
          .share("10:00:05", "a", 1000)
          .remove("share", "10:01:05", "a")
          .share("10:02:05", "a", 3000)
          .remove("share", "10:02:06", "b")
          .share("10:02:05", "b", 5000);

  @Test
  void anEngagementIsLiveIfTheNewestWordOnItIsAdd() {
    assertThat(LIVE.organic("10:01:00")).isEqualTo(100);
    assertThat(LIVE.minutes()).contains("-10:01:10").doesNotContain("10:02:00");
    assertThat(LIVE.organic("10:03:00")).isEqualTo(300);
  }

  private static final Scene TIE_REMOVE =
      B.scene("tie remove")
          .like("10:00:05", "other", 100)
          .share("10:00:05", "a", 1000)
          .remove("share", "10:00:05", "a")
          .remove("share", "10:00:05", "b", "'ad':'x'")
          .share("10:00:05", "b", 1000)
          .add("share", "10:00:05", "c", "'audience':5000,'ad':'x'")
          .remove("share", "10:00:05", "c");

  @Test
  void atTheSameTimeRemoveWinsWithOrWithoutAd() {
    assertThat(TIE_REMOVE.organic("10:01:00")).isEqualTo(1);
    assertThat(TIE_REMOVE.at("10:01:00").get("shares").asInt()).isZero();
  }

  private static final Scene TIE_AUDIENCE =
      B.scene("tie audience")
          .share("10:00:05", "first", 2000)
          .share("10:00:05", "first", 1000)
          .share("10:00:05", "last", 1000)
          .share("10:00:05", "last", 2000);

  @Test
  void ofTwoAddsAtTheSameTimeStandsTheLargerAudience() {
    assertThat(TIE_AUDIENCE.organic("10:01:00")).isEqualTo(400);
  }

  private static final Scene TIE_UNSTATED =
      B.scene("tie unstated").add("share", "10:00:05", "a", "").share("10:00:05", "a", 0);

  @Test
  void anAudienceThatIsNotStatedIsLessThanNobody() {
    assertThat(TIE_UNSTATED.organic("10:01:00")).isZero();
    assertThat(TIE_UNSTATED.at("10:01:00").get("shares").asInt()).isEqualTo(1);
  }

  private static final Scene TIE_AD =
      B.scene("tie ad")
          .add("share", "10:00:05", "a", "'audience':1000,'ad':'x'")
          .share("10:00:05", "a", 1000)
          .share("10:00:05", "b", 1000)
          .add("share", "10:00:05", "b", "'audience':2000,'ad':'x'");

  @Test
  void thenStandsTheOneWithoutAdButNotOverALargerAudience() {
    assertThat(TIE_AD.organic("10:01:00")).isEqualTo(100);
    assertThat(TIE_AD.at("10:01:00").get("shares").asInt()).isEqualTo(1);
  }

  private static final Scene WINDOW =
      B.scene("window").share("09:59:59.999", "a", 1000).share("10:00:00", "b", 500);

  @Test
  void anAddIsInTheWindowFromItsEndUntilJustBeforeAnHourLater() {
    // Ends 10:00:00 and 10:00:10.
    assertThat(WINDOW.organic("10:00:00")).isEqualTo(100);
    assertThat(WINDOW.organic("10:01:00")).isEqualTo(150);
    assertThat(WINDOW.organic("10:59:00")).isEqualTo(150);
    assertThat(WINDOW.organic("11:00:00")).isEqualTo(50);
    assertThat(WINDOW.minutes()).endsWith("11:00:00", "-11:00:10");
  }

  private static final Scene STRONGEST =
      B.scene("strongest")
          .share("10:00:05", "a", 1000)
          .comment("10:00:05", "a", 10_000)
          .like("10:00:05", "a", 9000)
          .add("share", "10:00:05", "a", "'id':'2','audience':10000,'ad':'x'");

  @Test
  void aSupporterCountsOnceAtTheStrongestOrganicEngagement() {
    JsonNode at = STRONGEST.at("10:01:00");
    assertThat(at.get("organic").asDouble()).isEqualTo(300);
    assertThat(at.get("supporters").asInt()).isEqualTo(1);
    assertThat(at.get("likes").asInt()).isEqualTo(1);
    assertThat(at.get("comments").asInt()).isEqualTo(1);
    assertThat(at.get("shares").asInt()).isEqualTo(1);
  }

  private static final Scene FORTY = B.scene("forty");

  static {
    for (int i = 0; i < 40; i++) {
      FORTY.add("comment", "10:00:" + (10 + i), "a", "'id':'" + i + "','audience':1000");
    }
  }

  @Test
  void fortyCommentsByOnePersonAreOnePerson() {
    JsonNode at = FORTY.at("10:01:00");
    assertThat(at.get("organic").asDouble()).isEqualTo(30);
    assertThat(at.get("supporters").asInt()).isEqualTo(1);
    assertThat(at.get("comments").asInt()).isEqualTo(40);
    assertThat(at.get("lower").asDouble()).isCloseTo(1.184909, within(1e-6));
  }

  private static final Scene FALLBACK =
      B.scene("fallback")
          .like("10:00:05", "a", 1000)
          .share("10:00:05", "a", 1000)
          .remove("share", "10:01:05", "a");

  @Test
  void aWithdrawnShareFallsBackToTheLike() {
    assertThat(FALLBACK.organic("10:01:00")).isEqualTo(100);
    assertThat(FALLBACK.organic("10:02:00")).isEqualTo(10);
    assertThat(FALLBACK.at("10:02:00").get("supporters").asInt()).isEqualTo(1);
  }

  private static final Scene OUTLASTED =
      B.scene("outlasted").share("10:00:05", "a", 1000).like("10:30:05", "a", 1000);

  @Test
  void aShareThatLeavesTheWindowFallsBackToTheLike() {
    assertThat(OUTLASTED.organic("11:00:00")).isEqualTo(100);
    assertThat(OUTLASTED.organic("11:01:00")).isEqualTo(10);
    assertThat(OUTLASTED.minutes()).endsWith("-11:30:10");
  }

  private static final Scene TWO_POSTS = B.scene("two posts").share("10:00:05", "a", 1000);
  private static final Scene SECOND_POST = TWO_POSTS.post("second").share("10:00:05", "a", 1000);

  @Test
  void aSupporterCountsOncePerPost() {
    assertThat(TWO_POSTS.organic("10:01:00")).isEqualTo(100);
    assertThat(SECOND_POST.organic("10:01:00")).isEqualTo(100);
  }

  /** An ad that reaches 10 in each hour and claims so many of a kind. */
  private static Scene claims(String page, String kind, double perHour) {
    Scene scene = B.scene(page);
    for (int hour = 8; hour <= 11; hour++) {
      scene.ad(
          "x",
          (hour < 10 ? "0" : "") + hour + ":00:00",
          10 * (hour - 8),
          "'" + kind + "':" + perHour * (hour - 8));
    }
    return scene;
  }

  private static final Scene CLAIMED =
      claims("claimed", "likes", 2)
          .like("10:00:05", "a", 1000)
          .like("10:00:05", "b", 1000)
          .like("10:00:05", "c", 1000)
          .like("10:00:05", "d", 1000)
          .add("like", "10:00:05", "e", "'audience':1000,'ad':'x'")
          .share("10:00:05", "f", 400);

  @Test
  void whatAdsClaimAndNoLabelSaysComesOffTheUnlabelledKindByKind() {
    // 2 claimed, 1 labelled, 4 unlabelled: f = 3/4 for likes, 1 for shares.
    JsonNode at = CLAIMED.at("10:01:00");
    assertThat(at.get("organic").asDouble()).isCloseTo(0.75 * 40 + 40, EXACT);
    assertThat(at.get("supporters").asDouble()).isCloseTo(0.75 * 4 + 1, EXACT);
    assertThat(at.get("likes").asInt()).isEqualTo(4);
    assertThat(at.get("shares").asInt()).isEqualTo(1);
    // Q = 9/16 x 4 x 10^2 + 40^2 = 1825, k = 70^2 / 1825 = 2.6849315,
    // 1 - 0.0413833 - 0.3346388 = 0.6239779, cubed 0.2429433.
    assertThat(at.get("lower").asDouble()).isCloseTo(17.006033, within(1e-6));
  }

  private static final Scene LABELLED =
      claims("labelled", "shares", 2)
          .share("10:00:05", "a", 1000)
          .add("share", "10:00:05", "b", "'ad':'x'")
          .add("share", "10:00:05", "c", "'ad':'x'")
          .add("share", "10:00:05", "d", "'ad':'other'");

  @Test
  void whatIsLabelledIsNotTakenOffAgain() {
    assertThat(LABELLED.organic("10:01:00")).isEqualTo(100);
    assertThat(LABELLED.at("10:01:00").get("supporters").asInt()).isEqualTo(1);
  }

  private static final Scene OVERCLAIMED =
      claims("overclaimed", "shares", 7).share("10:00:05", "a", 1000).like("10:00:05", "b", 1000);

  @Test
  void noMoreIsTakenOffThanThereIs() {
    assertThat(OVERCLAIMED.organic("10:01:00")).isEqualTo(10);
    assertThat(OVERCLAIMED.at("10:01:00").get("supporters").asInt()).isEqualTo(1);
    assertThat(OVERCLAIMED.at("10:01:00").get("shares").asInt()).isEqualTo(1);
  }

  private static final Scene ENGAGEMENTS =
      claims("engagements", "comments", 1)
          .comment("10:00:05", "a", 1000)
          .add("comment", "10:00:05", "a", "'id':'2','audience':2000")
          .comment("10:00:05", "b", 1000);

  @Test
  void claimsAreHeldAgainstEngagementsAndNotAgainstSupporters() {
    // 3 unlabelled comments of 2 people: f = 2/3 of 60 + 30.
    assertThat(ENGAGEMENTS.organic("10:01:00")).isCloseTo(60, EXACT);
    assertThat(ENGAGEMENTS.at("10:01:00").get("supporters").asDouble()).isCloseTo(4 / 3.0, EXACT);
  }

  private static final Scene SHARE_OR_COMMENT =
      claims("share or comment", "comments", 1)
          .comment("10:00:05", "a", 1000)
          .share("10:00:05", "a", 300);
  private static final Scene COMMENT_OR_LIKE =
      claims("comment or like", "likes", 1)
          .like("10:00:05", "a", 3000)
          .comment("10:00:05", "a", 1000);

  private static final Scene LIKE_OR_SHARE =
      claims("like or share", "shares", 1).like("10:00:05", "a", 3000).share("10:00:05", "a", 300);

  @Test
  void ofEqualExposuresAShareThenACommentCounts() {
    // Each is 30; what is claimed is the kind that does not count, and in the end the one that
    // does.
    assertThat(SHARE_OR_COMMENT.organic("10:01:00")).isEqualTo(30);
    assertThat(COMMENT_OR_LIKE.organic("10:01:00")).isEqualTo(30);
    assertThat(LIKE_OR_SHARE.organic("10:01:00")).isZero();
    assertThat(LIKE_OR_SHARE.at("10:01:00").get("supporters").asDouble()).isCloseTo(0, EXACT);
  }

  private static final Scene TEN = B.scene("ten").shares("10:00:05", 10, 1000);

  @Test
  void theLowerBoundIsWilsonAndHilfertys() {
    // k = 10: 1 - 1/90 - 1.645 / (3 x 3.1622777) = 0.8154906, cubed 0.5423217.
    assertThat(TEN.at("10:01:00").get("lower").asDouble()).isCloseTo(542.321697, within(1e-6));
    // k = 1: 1 - 1/9 - 0.5483333 = 0.3405556, cubed 0.0394970.
    assertThat(TWO_POSTS.at("10:01:00").get("lower").asDouble()).isCloseTo(3.949698, within(1e-6));
  }

  @Test
  void theLowerBoundOfNothingIsNothing() {
    assertThat(TIE_UNSTATED.at("10:01:00").get("lower").asDouble()).isZero();
  }

  private static final Scene UNLIKE_PEOPLE =
      B.scene("unlike").share("10:00:05", "a", 3000).share("10:00:05", "b", 1000);

  @Test
  void oneStrongVoiceAmongWeakOnesIsLessCertain() {
    // k = 400^2 / (300^2 + 100^2) = 1.6: 1 - 0.0694444 - 0.4334956 = 0.4970600, cubed 0.1228079.
    assertThat(UNLIKE_PEOPLE.at("10:01:00").get("lower").asDouble())
        .isCloseTo(49.123174, within(1e-6));
  }
}
