package io.groundswell.clauses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Topic;
import io.groundswell.fixture.Backtest;
import io.groundswell.fixture.Scene;
import org.junit.jupiter.api.Test;

/**
 * momentum.md section 6, the rules of a page; see {@link EveryPageClausesTest} for those of all.
 */
class RulesClausesTest {
  private static final Backtest B = new Backtest();

  private static final Scene VISIBILITY =
      B.scene("visibility")
          .rule("08:00:00", "'visibility':{'like':0.001,'comment':1,'share':0}")
          .like("10:00:05", "a", 1000)
          .comment("10:01:05", "b", 1000)
          .share("10:02:05", "c", 1000);

  @Test
  void visibilityIsFromNothingToAllInThousandths() {
    assertThat(VISIBILITY.organic("10:01:00")).isEqualTo(1);
    assertThat(VISIBILITY.organic("10:02:00")).isEqualTo(1001);
    // What nobody sees is an engagement, but carried by nobody.
    JsonNode at = VISIBILITY.at("10:03:00");
    assertThat(at.get("organic").asDouble()).isEqualTo(1001);
    assertThat(at.get("supporters").asInt()).isEqualTo(2);
    assertThat(at.get("shares").asInt()).isEqualTo(1);
  }

  private static final Scene ONE_KIND =
      B.scene("one kind")
          .rule("08:00:00", "'visibility':{'like':0.5,'comment':null}")
          .like("10:00:05", "a", 1000)
          .comment("10:01:05", "b", 1000);

  @Test
  void aKindOfVisibilityThatIsLeftOutIsTheDefaults() {
    assertThat(ONE_KIND.organic("10:01:00")).isEqualTo(500);
    assertThat(ONE_KIND.organic("10:02:00")).isEqualTo(530);
  }

  private static final Scene AUDIENCES =
      B.scene("audiences")
          .rule("08:00:00", "'defaultAudience':1000000,'audienceCap':10000000")
          .share("10:00:05", "a", 20_000_000)
          .add("share", "10:01:05", "b", "");
  private static final Scene CAPPED =
      B.scene("capped")
          .rule("08:00:00", "'defaultAudience':0,'audienceCap':1")
          .share("10:00:05", "a", 1000)
          .add("share", "10:01:05", "b", "");

  @Test
  void defaultAudienceAndCapAreThePages() {
    assertThat(AUDIENCES.organic("10:01:00")).isEqualTo(1_000_000);
    assertThat(AUDIENCES.organic("10:02:00")).isEqualTo(1_100_000);
    assertThat(CAPPED.organic("10:01:00")).isEqualTo(0.1);
    assertThat(CAPPED.organic("10:02:00")).isEqualTo(0.1);
    assertThat(CAPPED.at("10:02:00").get("supporters").asInt()).isEqualTo(1);
  }

  /** Ends: 10:00:00 and 10:00:10; the rule's is 10:00:10. */
  private static final Scene FROM =
      B.scene("from")
          .share("09:59:59", "before", 1000)
          .share("10:00:01", "same slice", 1000)
          .rule("10:00:09", "'visibility':{'share':0.5}");

  @Test
  void anExposureUsesTheRuleInForceAtItsEngagementsEnd() {
    assertThat(FROM.organic("10:00:00")).isEqualTo(100);
    assertThat(FROM.organic("10:01:00")).isEqualTo(600);
  }

  private static final Scene KEPT =
      B.scene("kept")
          .share("10:00:05", "a", 1000)
          .rule("10:10:00", "'visibility':{'share':0.5}")
          .like("10:20:05", "b", 1000);

  @Test
  void anExposureIsNotComputedAgainWhenARuleChanges() {
    assertThat(KEPT.organic("10:21:00")).isEqualTo(110);
  }

  private static final Scene TOMORROW =
      B.scene("tomorrow")
          .rule("24T10:00:00", "'visibility':{'share':0.5}")
          .share("23:59:55", "a", 1000)
          .share("24T10:00:05", "b", 1000);

  @Test
  void aRuleMadeForTomorrowIsInForceTomorrow() {
    assertThat(TOMORROW.organic("24T00:01:00")).isEqualTo(100);
    assertThat(TOMORROW.organic("24T10:01:00")).isEqualTo(500);
  }

  private static Scene five(String page) {
    return B.scene(page).steadyAd(100, 8, 12).shares("10:00:05", 5, 10_000);
  }

  private static final Scene EVALUATION = five("evaluation").rule("10:20:00", "'minSupporters':5");

  @Test
  void anEvaluationUsesTheRuleInForceAtItsSliceEnd() {
    // In force from 10:20:10 on: ahead then and at :20.
    assertThat(EVALUATION.told()).first().isEqualTo("opened 10:20:20");
  }

  private static final Scene NEWEST =
      five("newest").rule("10:30:00", "'minSupporters':5").rule("10:20:00", "'minSupporters':6");

  @Test
  void theNewestRuleStandsByItsTimeNotByItsPlace() {
    assertThat(NEWEST.told()).first().isEqualTo("opened 10:30:20");
  }

  private static final Scene LATER_STANDS =
      five("later stands")
          .rule("10:20:00", "'minSupporters':6")
          .rule("10:20:00", "'minSupporters':5");
  private static final Scene LATER_DOES_NOT =
      five("later does not")
          .rule("10:20:00", "'minSupporters':5")
          .rule("10:20:00", "'minSupporters':6");

  @Test
  void ofTwoRulesOfOneTimeTheLaterInTheTopicStands() {
    assertThat(LATER_STANDS.told()).first().isEqualTo("opened 10:20:20");
    assertThat(LATER_DOES_NOT.told()).isEmpty();
  }

  private static final Scene REPLACED =
      five("replaced")
          .rule("08:00:00", "'threshold':100,'visibility':{'share':0.001}")
          .rule("09:00:00", "'minSupporters':5");

  @Test
  void aRuleReplacesThePagesOlderOnesWhole() {
    assertThat(REPLACED.told()).first().isEqualTo("opened 10:00:20");
    assertThat(REPLACED.organic("10:01:00")).isEqualTo(5000);
  }

  private static final Scene DELETED =
      five("deleted")
          .rule("08:00:00", "'minSupporters':5,'visibility':{'like':0.5}")
          .rule("10:10:00", "'deleted':true,'minSupporters':1")
          .like("10:05:05", "a", 1000)
          .like("10:20:05", "b", 1000);

  @Test
  void aDeletionRemovesThePagesRulesFromItsTimeOn() {
    // The fields beside it say nothing: ten are needed from 10:10:10 on, 30 times.
    assertThat(DELETED.told()).containsExactly("opened 10:00:20", "closed 10:15:00");
    assertThat(DELETED.organic("10:06:00")).isEqualTo(5500);
    assertThat(DELETED.organic("10:21:00")).isEqualTo(5510);
  }

  private static final Scene RESTORED =
      five("restored")
          .rule("08:00:00", "'deleted':true")
          .rule("09:00:00", "'deleted':false,'minSupporters':5");

  @Test
  void aRuleAfterADeletionIsInForce() {
    assertThat(RESTORED.told()).first().isEqualTo("opened 10:00:20");
  }

  private static final Scene IMPATIENT =
      B.scene("impatient")
          .steadyAd(100, 8, 12)
          .shares("10:00:05", 10, 1000)
          .unshare("10:10:05", "s", 10)
          .rule("10:12:00", "'patience':2");

  @Test
  void aRuleInTheMiddleOfAnAlertIsInForceAtOnce() {
    // Behind since 10:10:10, more than twice.
    assertThat(IMPATIENT.told()).containsExactly("opened 10:00:20", "closed 10:12:10");
  }

  private static final Scene DEMANDING =
      B.scene("demanding")
          .steadyAd(100, 8, 12)
          .shares("10:00:05", 10, 1000)
          .rule("10:20:00", "'minSupporters':11,'patience':3");

  @Test
  void aRuleMayMakeAnOpenAlertFallBehind() {
    assertThat(DEMANDING.told()).containsExactly("opened 10:00:20", "closed 10:20:30");
  }

  private static final Scene COOLED =
      B.scene("cooled")
          .steadyAd(100, 8, 12)
          .rule("08:00:00", "'patience':1,'cooldownMinutes':60")
          .shares("10:00:05", 10, 1000)
          .unshare("10:10:05", "s", 10)
          .shares("10:15:05", "t", 10, 1000)
          .rule("10:30:00", "'patience':1,'cooldownMinutes':5");

  @Test
  void theCooldownIsThatOfTheRuleInForceAtTheEvaluation() {
    assertThat(COOLED.told()).startsWith("opened 10:00:20", "closed 10:10:10", "opened 10:30:10");
  }

  private static final Scene REFUSED = five("refused");

  static {
    for (String bad :
        new String[] {
          "'threshold':0.009",
          "'threshold':100.1",
          "'release':-0.1",
          "'release':100.1",
          "'defaultAudience':-1",
          "'defaultAudience':1000001",
          "'audienceCap':0",
          "'audienceCap':10000001",
          "'minSupporters':0",
          "'minSupporters':1000001",
          "'minSponsored':-1",
          "'minSponsored':1000000001",
          "'confirm':0",
          "'confirm':1001",
          "'confirm':1.5",
          "'patience':0",
          "'patience':10001",
          "'cooldownMinutes':-1",
          "'cooldownMinutes':1441",
          "'visibility':{'like':1.001}",
          "'visibility':{'share':0.0001}",
          "'visibility':{'comment':-0.001}",
          "'visibility':{'comment':'all'}"
        }) {
      REFUSED.rule("09:00:00", "'minSupporters':5," + bad);
    }
  }

  @Test
  void aRuleOutOfBoundsIsADeadLetterAndChangesNothing() {
    assertThat(B.results(Topic.DEAD_LETTERS)).hasSize(23);
    assertThat(B.results(Topic.DEAD_LETTERS))
        .allMatch(letter -> letter.get("topic").asText().equals("rules"));
    assertThat(REFUSED.told()).isEmpty();
  }

  private static final Scene AT_THE_BOUNDS =
      five("bounds")
          .rule(
              "08:00:00",
              "'threshold':100,'release':100,'defaultAudience':1000000,'audienceCap':10000000,"
                  + "'minSupporters':1000000,'minSponsored':1000000000,'confirm':1000,"
                  + "'patience':10000,'cooldownMinutes':1440,'visibility':{'like':1}")
          .rule(
              "09:00:00",
              "'threshold':0.01,'release':0,'defaultAudience':0,'audienceCap':1,"
                  + "'minSupporters':1.0,'minSponsored':0,'confirm':1,'patience':1,"
                  + "'cooldownMinutes':0,'visibility':{'like':0}")
          .rule("09:10:00", "'minSupporters':5");

  @Test
  void aRuleAtTheBoundsIsTaken() {
    assertThat(AT_THE_BOUNDS.told()).first().isEqualTo("opened 10:00:20");
  }
}
