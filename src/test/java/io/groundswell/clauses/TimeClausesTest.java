package io.groundswell.clauses;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.fixture.Backtest;
import io.groundswell.fixture.Scene;
import org.junit.jupiter.api.Test;

/**
 * momentum.md section 2, time, as far as a replay shows it; see the package's page for what only a
 * live run shows. A share of somebody with an audience of 1000 is 100 people.
 */
class TimeClausesTest {
  private static final Backtest B = new Backtest();

  private static final Scene SLICES =
      B.scene("slices").share("10:00:59.999", "a", 1000).share("10:01:00", "b", 1000);

  @Test
  void aFactCountsFromTheEndOfTheSliceThatItsTimeFallsIn() {
    assertThat(SLICES.organic("10:01:00")).isEqualTo(100);
    assertThat(SLICES.organic("10:02:00")).isEqualTo(200);
  }

  private static final Scene ENGAGED = B.scene("engaged").like("10:00:05", "a", 1000);
  private static final Scene UNSEEN = B.scene("unseen").like("10:00:05", "a", 0);
  private static final Scene LABELLED =
      B.scene("labelled").add("like", "10:00:05", "a", "'ad':'x'");

  @Test
  void aPostIsEvaluatedAsLongAsAnEngagementIsLiveInItsWindow() {
    for (Scene scene : new Scene[] {ENGAGED, UNSEEN, LABELLED}) {
      assertThat(scene.minutes())
          .hasSize(61)
          .startsWith("10:01:00", "10:02:00")
          .endsWith("11:00:00", "-11:00:10");
    }
  }

  private static final Scene ADVERTISED =
      B.scene("advertised").ad("x", "09:00:00", 60, "'start':'2026-11-23T08:00:00Z'");

  @Test
  void aPostIsEvaluatedAsLongAsAnAdRisesInItsWindow() {
    // Known from 09:00:10; the slope goes on until 10:00, so what rises is out at 11:00.
    assertThat(ADVERTISED.minutes())
        .hasSize(120)
        .startsWith("09:01:00")
        .endsWith("10:59:00", "-11:00:00");
    assertThat(ADVERTISED.sponsored("10:59:00")).isEqualTo(1);
  }

  private static final Scene OPEN =
      B.scene("open")
          .rule("08:00:00", "'patience':1000")
          .steadyAd(100, 8, 10)
          .shares("10:00:05", 10, 1000);

  @Test
  void aPostIsEvaluatedAsLongAsItsAlertIsOpen() {
    // Nothing is in its window from 11:00:10 on; 1000 slice ends later the alert closes.
    assertThat(OPEN.told()).containsExactly("opened 10:00:20", "closed 13:46:40");
    assertThat(OPEN.organic("13:46:00")).isZero();
    assertThat(OPEN.sponsored("13:46:00")).isZero();
    assertThat(OPEN.minutes()).endsWith("13:46:00", "13:46:40", "-13:46:50");
  }

  /** Ahead at 10:00:10; nothing live and nothing sponsored at :20; ahead at :30 and :40. */
  private static final Scene GAP =
      B.scene("gap")
          .rule("08:00:00", "'minSupporters':1,'minSponsored':1,'threshold':0.01")
          .ad("x", "10:00:00", 100, "'start':'2026-11-23T09:00:00Z'")
          .ad("x", "10:00:10", 0)
          .ad("x", "10:00:20", 200)
          .share("10:00:05", "a", 10_000)
          .remove("share", "10:00:15", "a")
          .share("10:00:25", "a", 10_000);

  @Test
  void aSliceEndWithoutEvaluationEndsEveryCount() {
    assertThat(GAP.told()).first().isEqualTo("opened 10:00:40");
  }

  /** Each line is older than the one before; hours lie between them. */
  private static final Scene BACKWARDS =
      B.scene("backwards")
          .share("23T22:00:05", "c", 1000)
          .remove("share", "23T10:20:05", "a")
          .share("23T10:10:05", "a", 2000)
          .share("23T10:00:05", "a", 1000)
          .share("22T10:00:05", "a", 4000);

  @Test
  void aReplayTreatsNoFactAsLateWhateverTheOrderOfItsFiles() {
    assertThat(BACKWARDS.minutes()).contains("22T10:01:00", "10:01:00", "22:01:00");
    assertThat(BACKWARDS.organic("10:01:00")).isEqualTo(100);
    assertThat(BACKWARDS.organic("10:11:00")).isEqualTo(200);
    assertThat(BACKWARDS.minutes()).contains("10:20:00", "-10:20:10").doesNotContain("10:21:00");
    assertThat(BACKWARDS.organic("22:01:00")).isEqualTo(100);
  }

  private static final Scene LAST =
      B.scene("last").ad("x", "23:30:00", 0).ad("x", "23:59:00", 200).shares("23:59:55", 10, 1000);

  @Test
  void aReplayEvaluatesAllThatIsStillToComeAtTheEndOfItsInput() {
    // All of it after the last fact: nobody is left at 01:00:00, and no ad's rise at 01:59:00.
    assertThat(LAST.told()).containsExactly("opened 24T00:00:10", "closed 24T01:04:50");
    assertThat(LAST.minutes()).contains("24T01:04:50").endsWith("24T01:58:00", "-24T01:59:00");
  }
}
