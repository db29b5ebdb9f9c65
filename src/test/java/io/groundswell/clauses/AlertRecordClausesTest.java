package io.groundswell.clauses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.fixture.Backtest;
import io.groundswell.fixture.Scene;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** momentum.md section 5, what an alert record carries. */
class AlertRecordClausesTest {
  private static final Backtest B = new Backtest();
  private static final Offset<Double> EXACT = within(1e-9);

  /**
   * At 10:00:20: ten shares of 100 people and a comment of 30, two likes of somebody among them; ad
   * x reaches 100 in each hour and spends 6, ad y reaches 20 and says nothing of money, ad z stands
   * still. One of eleven shares is claimed: f = 10/11.
   */
  private static final Scene WHOLE =
      B.scene("w/h ö~", "p.o-s_t%")
          .ad("x", "08:00:00", 0, "'spend':0,'shares':0")
          .ad("x", "09:00:00", 100, "'spend':6,'shares':1")
          .ad("x", "10:00:00", 200, "'spend':12,'shares':2")
          .ad("y", "08:00:00", 0)
          .ad("y", "10:00:05", 20.0 * 7205 / 3600)
          .ad("z", "08:00:00", 5)
          .shares("10:00:05", 11, 1000)
          .comment("10:00:05", "t", 1000)
          .like("10:00:05", "s1", 1000)
          .add("like", "10:00:05", "s1", "'id':'2'")
          .add("like", "10:00:05", "s2", "'ad':'x'")
          .remove("share", "10:10:05", "s11");

  @Test
  void theIdNamesPagePostTypeAndOpeningEachPartPercentEncoded() {
    // 10:00:20 is 1795428020000.
    for (JsonNode alert : WHOLE.alerts()) {
      assertThat(alert.get("id").asText())
          .isEqualTo("w%2Fh%20%C3%B6~/p.o-s_t%25/organic-surpasses-sponsored/1795428020000");
      assertThat(alert.get("opened").asText()).isEqualTo("2026-11-23T10:00:20.000Z");
      assertThat(alert.get("page").asText()).isEqualTo("w/h ö~");
      assertThat(alert.get("post").asText()).isEqualTo("p.o-s_t%");
      assertThat(alert.get("type").asText()).isEqualTo("organic-surpasses-sponsored");
    }
    assertThat(WHOLE.told()).containsExactly("opened 10:00:20", "closed 11:05:00");
  }

  @Test
  void itCarriesJustTheseFields() {
    JsonNode alert = WHOLE.alert("opened");
    assertThat(alert.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id",
            "type",
            "status",
            "page",
            "post",
            "at",
            "opened",
            "organic",
            "sponsored",
            "ratio",
            "peakRatio",
            "topSupporters",
            "topics",
            "text");
    assertThat(alert.get("organic").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "reach", "lower", "supporters", "likes", "comments", "shares", "nano");
    assertThat(alert.get("topSupporters").get(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("supporter", "c", "kind", "tier", "score");
    assertThat(alert.get("sponsored").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("reach", "basis", "ads", "spend", "asOf");
    assertThat(alert.get("text").fieldNames()).toIterable().containsExactly("fr", "en");
  }

  @Test
  void organicIsWhatIsNotClaimedAndItsEngagementsAreTheLiveOnesWithoutAd() {
    JsonNode organic = WHOLE.alert("opened").get("organic");
    assertThat(organic.get("reach").asDouble()).isCloseTo(1000 + 30, EXACT);
    assertThat(organic.get("supporters").asDouble()).isCloseTo(10 + 1, EXACT);
    // Q = 100/121 x 11 x 100^2 + 30^2 = 91809.0909..., k = 1030^2 / Q = 11.5555005.
    assertThat(organic.get("lower").asDouble()).isCloseTo(586.981538, within(1e-6));
    assertThat(organic.get("likes").asInt()).isEqualTo(2);
    assertThat(organic.get("comments").asInt()).isEqualTo(1);
    assertThat(organic.get("shares").asInt()).isEqualTo(11);
  }

  @Test
  void sponsoredIsTheAdsThatRoseTheirMoneyAndTheTimeOfTheNewestReport() {
    JsonNode sponsored = WHOLE.alert("opened").get("sponsored");
    assertThat(sponsored.get("reach").asDouble()).isCloseTo(120, EXACT);
    assertThat(sponsored.get("basis").asText()).isEqualTo("reach");
    assertThat(sponsored.get("ads").asInt()).isEqualTo(2);
    assertThat(sponsored.get("spend").asDouble()).isCloseTo(6, EXACT);
    assertThat(sponsored.get("asOf").asText()).isEqualTo("2026-11-23T10:00:05.000Z");
  }

  @Test
  void ratioIsOrganicOverSponsoredAndPeakRatioTheLargestSinceOpening() {
    JsonNode opened = WHOLE.alert("opened");
    assertThat(opened.get("ratio").asDouble()).isCloseTo(1030 / 120.0, EXACT);
    assertThat(opened.get("peakRatio").asDouble()).isCloseTo(1030 / 120.0, EXACT);
    // Nobody is left at 11:00:10; until then organic stood (9/10 of 1000, then) and ads did.
    JsonNode closed = WHOLE.alert("closed");
    assertThat(closed.get("ratio").asDouble()).isZero();
    assertThat(closed.get("peakRatio").asDouble()).isCloseTo(1030 / 120.0, within(1e-6));
  }

  private static final Scene UNPAID =
      B.scene("unpaid").steadyAd(100, 8, 12).shares("10:00:05", 10, 1000);

  @Test
  void spendIsNullWhereNoReportStatesIt() {
    assertThat(UNPAID.alert("opened").at("/sponsored/spend").isNull()).isTrue();
  }

  /** Seven strong ones of one slice, and weaker ones of the next. */
  private static final Scene TOP =
      B.scene("top")
          .rule("08:00:00", "'confirm':1")
          .steadyAd(100, 8, 12)
          .share("10:00:05", "b", 7000)
          .share("10:00:05", "a", 7000)
          .comment("10:00:05", "c", 9990)
          .share("10:00:05", "\uD83C\uDF0A", 2000)
          .share("10:00:05", "\uFF21", 2000)
          .share("10:00:05", "f", 1900)
          .share("10:00:05", "g", 1800)
          .like("10:00:05", "h", 3000)
          .shares("10:00:05", "weak", 2, 100)
          .remove("share", "10:01:05", "a")
          .share("10:01:05", "late", 1000)
          .share("10:01:05", "last", 900)
          .shares("10:01:05", "more", 10, 3950);

  private static List<String> top(JsonNode alert) {
    return StreamSupport.stream(alert.get("topSupporters").spliterator(), false)
        .map(s -> s.get("supporter").asText() + " " + s.get("c") + " " + s.get("kind").asText())
        .toList();
  }

  @Test
  void topSupportersAreTheFiveStrongestThenByName() {
    assertThat(TOP.told()).startsWith("opened 10:00:10", "raised 10:01:10");
    assertThat(top(TOP.alert("opened")))
        .containsExactly(
            "a 700 share",
            "b 700 share",
            "c 299.7 comment",
            "\uFF21 200 share",
            "\uD83C\uDF0A 200 share");
  }

  @Test
  void topSupportersAreThoseStillLiveOfEverySlice() {
    // The supporter a is gone, and five who began in the later slice are among all.
    assertThat(top(TOP.alert("raised")))
        .containsExactly(
            "b 700 share",
            "more1 395 share",
            "more10 395 share",
            "more2 395 share",
            "more3 395 share");
  }

  /** All of the five of 10:00:10 but one are withdrawn; the sixth is not named. */
  private static final Scene FIVE =
      B.scene("five")
          .rule("08:00:00", "'minSupporters':5,'patience':1")
          .steadyAd(100, 8, 12)
          .shares("10:00:05", "strong", 5, 9000)
          .shares("10:00:05", "weak", 4, 100)
          .unshare("10:10:05", "strong", 4)
          .remove("share", "10:10:05", "weak1");

  @Test
  void nobodyBeyondTheFiveOfASliceIsRemembered() {
    JsonNode closed = FIVE.alert("closed");
    assertThat(closed.get("at").asText()).isEqualTo("2026-11-23T10:10:10.000Z");
    assertThat(closed.at("/organic/supporters").asInt()).isEqualTo(4);
    assertThat(top(closed)).containsExactly("strong5 900 share");
  }

  private static final Scene FALLEN =
      B.scene("fallen")
          .rule("08:00:00", "'minSupporters':1,'patience':1,'threshold':0.3")
          .steadyAd(100, 8, 12)
          .share("10:00:05", "a", 10_000)
          .like("10:00:05", "a", 2900)
          .remove("share", "10:10:05", "a");

  @Test
  void aSupporterIsNamedWithWhatCountsNow() {
    assertThat(top(FALLEN.alert("opened"))).containsExactly("a 1000 share");
    // 29 people against 100: behind 0.3 of it.
    assertThat(FALLEN.told()).containsExactly("opened 10:00:20", "closed 10:10:10");
    assertThat(top(FALLEN.alert("closed"))).containsExactly("a 29 like");
  }

  @Test
  void theTextIsASentenceInFrenchAndInEnglish() {
    JsonNode text = UNPAID.alert("opened").get("text");
    assertThat(text.get("en").asText())
        .isEqualTo(
            "“post” of unpaid is carried by its own people: 10 supporters, 10 of them nano"
                + " (under 10,000 followers), reached about 1,000 people in the last hour (at least 542), 10.0 times the 100 people from ads;"
                + " this is the moment to sponsor it, and to thank s1 and s10.");
    assertThat(text.get("fr").asText())
        .startsWith("«\u00A0post\u00A0» de unpaid est portée par ses propres supporters\u00A0: ")
        .contains(
            "10 supporters, dont 10 nano (moins de 10\u202F000\u00A0abonnés), ont touché environ"
                + " 1\u202F000 personnes en une heure")
        .contains("(au moins 542), soit 10,0 fois les 100 personnes de la publicité")
        .endsWith("et de remercier s1 et s10.");
    for (JsonNode alert : WHOLE.alerts()) {
      for (JsonNode sentence : alert.get("text")) {
        assertThat(sentence.asText().replace("p.o-s_t%", "post"))
            .as("one sentence")
            .matches("[^.]*([0-9]\\.[0-9][^.]*)*\\.");
      }
    }
  }
}
