package io.groundswell.clauses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.fixture.Backtest;
import io.groundswell.fixture.Scene;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * momentum.md section 4, people reached through money. Each post has a like that lasts all day, so
 * that it is told where it stands when nothing is sponsored too.
 */
class SponsoredClausesTest {
  private static final Backtest B = new Backtest();
  private static final Offset<Double> EXACT = within(1e-9);

  private static Scene scene(String page) {
    Scene scene = B.scene(page);
    for (int hour = 8; hour <= 12; hour++) {
      scene.add("like", (hour < 10 ? "0" : "") + hour + ":00:00", "a", "'id':'" + hour + "'");
    }
    return scene;
  }

  private static String start(String time) {
    return "'start':'" + Backtest.time(time) + "'";
  }

  private static final Scene LINES =
      scene("lines").ad("x", "08:00:00", 0).ad("x", "09:00:00", 60).ad("x", "10:00:00", 180);

  @Test
  void aFigureRunsInStraightLinesBetweenReports() {
    // At 09:30 known up to 09:00: 90 - 30. At 10:30: 180 + 60 at the last slope, less 120.
    assertThat(LINES.sponsored("09:30:00")).isCloseTo(60, EXACT);
    assertThat(LINES.sponsored("10:30:00")).isCloseTo(120, EXACT);
  }

  private static final Scene KNOWN =
      scene("known").ad("x", "08:00:00", 0).ad("x", "09:00:00", 60).ad("x", "09:59:59.999", 600);
  private static final Scene NOT_KNOWN =
      scene("not known").ad("x", "08:00:00", 0).ad("x", "09:00:00", 60).ad("x", "10:00:00", 600);

  @Test
  void aReportIsKnownFromItsEnd() {
    // The line to 09:59:59.999 goes on for a millisecond: 540 / 3,599,999 of a person.
    assertThat(KNOWN.sponsored("10:00:00")).isCloseTo(540.00015, EXACT);
    assertThat(NOT_KNOWN.sponsored("10:00:00")).isCloseTo(60, EXACT);
    // 600 + 9 in the next minute, less 60 + 9 in the first minute of the same line.
    assertThat(NOT_KNOWN.sponsored("10:01:00")).isCloseTo(540, EXACT);
  }

  private static final Scene SAME_TIME =
      scene("same time")
          .ad("x", "08:00:00", 0, "'likes':1")
          .ad("x", "09:00:00", 60, "'likes':1,'spend':5")
          .ad("x", "09:00:00", 50, "'likes':2,'spend':4")
          .ad("y", "08:00:00", 0)
          .ad("y", "09:00:00", 20)
          .ad("y", "09:00:00", 30);

  @Test
  void ofTwoReportsOfAnAdAtOneTimeTheLargerFigureStands() {
    assertThat(SAME_TIME.sponsored("09:30:00")).isCloseTo(90, EXACT);
    // One like in an hour is claimed, and that is the one there is (two at 09:00:10 only).
    assertThat(SAME_TIME.organic("08:59:00")).isEqualTo(1.5);
    assertThat(SAME_TIME.organic("09:30:00")).isZero();
  }

  private static final Scene STARTED = scene("started").ad("x", "09:00:00", 60, start("08:30:00"));

  @Test
  void theStartIsAPointAndBeforeItTheFigureIsNothing() {
    // 120 an hour from 08:30.
    assertThat(STARTED.sponsored("09:20:00")).isCloseTo(100, EXACT);
    assertThat(STARTED.sponsored("09:45:00")).isCloseTo(120, EXACT);
    assertThat(STARTED.sponsored("10:30:00")).isCloseTo(60, EXACT);
  }

  private static final Scene START_AT_FIRST =
      scene("start at first").ad("x", "09:00:00", 60, start("09:00:00"));
  private static final Scene START_AFTER_FIRST =
      scene("start after first").ad("x", "09:00:00", 60, start("09:15:00")).ad("x", "09:30:00", 90);

  @Test
  void aStartThatIsNotEarlierThanTheFirstReportIsNoPoint() {
    assertThat(START_AT_FIRST.sponsored("09:30:00")).isZero();
    assertThat(START_AT_FIRST.sponsored("10:30:00")).isZero();
    assertThat(START_AFTER_FIRST.sponsored("09:40:00")).isCloseTo(40, EXACT);
  }

  private static final Scene STARTS =
      scene("starts")
          .ad("x", "09:00:00", 60)
          .ad("x", "09:00:00", 0, "'basis':'views'," + start("08:30:00"))
          .ad("x", "09:10:00", 80, start("08:45:00"));

  @Test
  void aStartIsKnownFromAnyReportAndOfSeveralTheEarliest() {
    // From (08:30, 0) by (09:00, 60) to (09:10, 80).
    assertThat(STARTS.sponsored("09:15:00")).isCloseTo(90, EXACT);
    assertThat(STARTS.sponsored("09:45:00")).isCloseTo(120, EXACT);
  }

  private static final Scene START_LATER =
      scene("start later")
          .ad("x", "09:00:00", 60)
          .ad("x", "10:00:00", 0, "'basis':'views'," + start("08:00:00"));

  @Test
  void aStartIsKnownOnlyWhenItsReportIs() {
    assertThat(START_LATER.sponsored("09:30:00")).isZero();
    assertThat(START_LATER.sponsored("10:00:00")).isZero();
    // 60 an hour from 08:00, for at most an hour after 09:00: 120 - 61.
    assertThat(START_LATER.sponsored("10:01:00")).isCloseTo(59, EXACT);
  }

  private static final Scene UNSTARTED =
      scene("unstarted").ad("x", "09:00:00", 60).ad("x", "09:30:00", 90);

  @Test
  void withoutAStartTheFigureBeforeTheFirstReportIsItsOwn() {
    assertThat(UNSTARTED.sponsored("09:30:00")).isZero();
    assertThat(UNSTARTED.sponsored("09:40:00")).isCloseTo(40, EXACT);
  }

  private static final Scene ONE = scene("one").ad("x", "09:00:00", 1_000_000);

  @Test
  void onePointAloneHasNoSlope() {
    assertThat(ONE.sponsored("09:30:00")).isZero();
    assertThat(ONE.at("09:30:00").get("ratio").isNull()).isTrue();
  }

  private static final Scene SILENT =
      scene("silent").ad("x", "08:00:00", 0).ad("x", "09:00:00", 60);

  @Test
  void theLastSlopeGoesOnForAnHourThenTheFigureIsFlat() {
    assertThat(SILENT.sponsored("10:00:00")).isCloseTo(60, EXACT);
    assertThat(SILENT.sponsored("10:30:00")).isCloseTo(30, EXACT);
    assertThat(SILENT.sponsored("10:59:00")).isCloseTo(1, EXACT);
    assertThat(SILENT.sponsored("11:00:00")).isZero();
  }

  private static final Scene FALLING =
      scene("falling").ad("x", "08:00:00", 0).ad("x", "08:50:00", 100).ad("x", "09:00:00", 90);

  @Test
  void aSlopeMayFallButARiseIsNeverNegative() {
    // One a minute down from 09:00: at 09:20 70 - 40, at 09:30 60 - 60, at 09:40 50 - 80.
    assertThat(FALLING.sponsored("09:20:00")).isCloseTo(30, EXACT);
    assertThat(FALLING.sponsored("09:30:00")).isZero();
    assertThat(FALLING.sponsored("09:40:00")).isZero();
  }

  private static final Scene RESTATED =
      scene("restated")
          .ad("x", "08:00:00", 0)
          .ad("x", "09:00:00", 120)
          .ad("x", "09:30:00", 90)
          .ad("x", "10:00:00", 150);

  @Test
  void aFigureThatIsRestatedLowerStands() {
    assertThat(RESTATED.sponsored("09:30:00")).isCloseTo(120, EXACT);
    // 89 less 62; in the end 152 less 118.
    assertThat(RESTATED.sponsored("09:31:00")).isCloseTo(27, EXACT);
    assertThat(RESTATED.sponsored("10:01:00")).isCloseTo(152 - 119, EXACT);
  }

  private static final Scene DAY_OFF =
      scene("day off")
          .ad("x", "22T09:00:00", 0)
          .ad("x", "22T10:00:00", 100)
          .ad("x", "10:00:00", 340);
  private static final Scene LONGER_OFF =
      scene("longer off")
          .ad("x", "22T10:00:00", 100, start("22T09:00:00"))
          .ad("x", "10:00:00.001", 340)
          .ad("x", "10:30:00.001", 400);

  @Test
  void anAdSilentForMoreThanADayIsForgotten() {
    // Just a day: a line of 10 an hour.
    assertThat(DAY_OFF.sponsored("10:30:00")).isCloseTo(10, EXACT);
    // A millisecond more: 340 is its first figure, its start is not known; then 2 a minute.
    assertThat(LONGER_OFF.sponsored("10:30:00")).isZero();
    assertThat(LONGER_OFF.sponsored("10:45:00")).isCloseTo(90, within(1e-4));
  }

  private static final Scene BASES =
      scene("bases")
          .ad("x", "08:00:00", 0)
          .ad("x", "09:00:00", 60)
          .ad("y", "08:00:00", 0)
          .ad("y", "09:00:00", 30)
          .ad("x", "08:00:00", 0, "'basis':'views'")
          .ad("x", "09:00:00", 80, "'basis':'views'")
          .ad("z", "08:00:00", 0, "'basis':'impressions'")
          .ad("z", "09:00:00", 100, "'basis':'impressions'")
          .ad("z", "09:20:00", 100, "'basis':'impressions'");

  @Test
  void sponsoredIsTheLargestSumOfOneBasis() {
    // Reach 60 + 30, views 80; impressions 100, then flat from 09:20: 100 - 50 at 09:30.
    assertThat(BASES.sponsored("09:10:00")).isCloseTo(100, EXACT);
    assertThat(BASES.sponsored("09:30:00")).isCloseTo(90, EXACT);
  }

  private static final Scene TIE =
      B.scene("tie")
          .rule("07:00:00", "'minSupporters':1,'minSponsored':1,'confirm':1,'threshold':0.01")
          .ad("x", "08:00:00", 0, "'basis':'views'")
          .ad("x", "09:00:00", 60, "'basis':'views'")
          .ad("z", "08:00:00", 0, "'basis':'impressions'")
          .ad("z", "09:00:00", 60, "'basis':'impressions'")
          .share("09:10:05", "a", 1000);
  private static final Scene TIE_OF_REACH =
      TIE.post("reach")
          .ad("z", "08:00:00", 0, "'basis':'views'")
          .ad("z", "09:00:00", 60, "'basis':'views'")
          .ad("x", "08:00:00", 0, "'basis':'reach'")
          .ad("x", "09:00:00", 60)
          .share("09:10:05", "a", 1000);

  @Test
  void ofEqualSumsStandsReachThenViewsThenImpressions() {
    assertThat(TIE.alert("opened").at("/sponsored/basis").asText()).isEqualTo("views");
    assertThat(TIE_OF_REACH.alert("opened").at("/sponsored/basis").asText()).isEqualTo("reach");
    assertThat(TIE.alert("opened").at("/sponsored/reach").asDouble()).isCloseTo(60, EXACT);
  }

  private static final Scene CLAIMS =
      B.scene("claims")
          .ad("x", "08:00:00", 0, "'basis':'views','likes':0")
          .ad("x", "08:30:00", 7)
          .ad("x", "09:00:00", 7, "'likes':2");

  static {
    for (int i = 0; i < 4; i++) {
      CLAIMS.like("09:10:05", "s" + i, 1000);
    }
  }

  @Test
  void engagementsAreClaimedWhateverTheBasisAndAFigureLeftOutIsUnknown() {
    // 2 an hour from 08:00; were it 0 at 08:30, it would be 4 an hour.
    assertThat(CLAIMS.organic("09:30:00")).isCloseTo(40 * (1 - 2 / 4.0), EXACT);
  }

  private static final Scene RISES =
      B.scene("rises")
          .ad("x", "08:00:00", 0, "'likes':5")
          .ad("x", "09:00:00", 0, "'likes':3")
          .ad("y", "08:00:00", 0, "'likes':0")
          .ad("y", "09:00:00", 0, "'likes':1");

  static {
    for (int i = 0; i < 4; i++) {
      RISES.like("09:10:05", "s" + i, 1000);
    }
  }

  @Test
  void whatOneAdTakesBackAnotherStillClaims() {
    assertThat(RISES.organic("09:30:00")).isCloseTo(40 * (1 - 1 / 4.0), EXACT);
    assertThat(RISES.sponsored("09:30:00")).isZero();
  }

  private static final Scene NOTHING =
      scene("nothing").ad("x", "08:00:00", 0).ad("x", "09:00:00", 9e-10);
  private static final Scene SOMETHING =
      scene("something").ad("x", "08:00:00", 0).ad("x", "09:00:00", 2e-9);

  @Test
  void whatIsBelowABillionthIsNothing() {
    assertThat(NOTHING.sponsored("09:30:00")).isZero();
    assertThat(NOTHING.at("09:30:00").get("ratio").isNull()).isTrue();
    assertThat(SOMETHING.sponsored("09:30:00")).isCloseTo(2e-9, within(1e-15));
    assertThat(SOMETHING.at("09:30:00").get("ratio").asDouble()).isPositive();
  }
}
