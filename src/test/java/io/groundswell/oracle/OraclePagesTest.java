package io.groundswell.oracle;

import static io.groundswell.oracle.SmallFolder.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sections 3, 4 and 5 of supporters.md. */
class OraclePagesTest {
  @TempDir Path temporary;
  private SmallFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new SmallFolder(temporary);
  }

  private JsonNode outcome(String id) throws Exception {
    List<JsonNode> found = with(folder.run().outcomesAttributed(), "id", id);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private String credit(String id) throws Exception {
    JsonNode outcome = outcome(id);
    return outcome.get("origin").asText()
        + " "
        + outcome.get("creditedTo").asText()
        + " "
        + outcome.at("/touch/kind").asText("-")
        + " "
        + outcome.get("post").asText()
        + " "
        + outcome.get("ad").asText();
  }

  private void touches() throws Exception {
    folder.engage("01 12:00:00", "s", "like", "a", "");
    folder.engage("05 12:00:00", "s", "share", "b", ",'ad':'x'");
    folder.engage("05 12:00:00", "s", "like", "c", "");
    folder.engage("05 12:00:00", "s", "comment", "c", "");
    folder.word("05 13:00:00", "s", "share", "c", "gone", "");
    folder.word("05 14:00:00", "s", "share", "c", "gone", ",'action':'remove'");
  }

  @Test
  void outcomeIsCreditedToTheReferrerElseByTheTouch() throws Exception {
    touches();
    folder.outcome("06 12:00:00", "signature", "newest", ",'supporter':'s'");
    folder.outcome("06 12:00:00", "purchase", "own post", ",'supporter':'s','post':'b'");
    folder.outcome("05 13:30:00", "visit", "standing then", ",'supporter':'s'");
    folder.outcome("08 11:59:59.999", "visit", "seven days", ",'supporter':'s','post':'a'");
    folder.outcome("08 12:00:00", "visit", "too late", ",'supporter':'s','post':'a'");
    folder.outcome("06 12:00:00", "visit", "referred", ",'supporter':'s','referrer':'r'");
    folder.outcome("06 12:00:00", "visit", "by oneself", ",'supporter':'s','referrer':'s'");
    folder.outcome("06 12:00:00", "visit", "only referred", ",'referrer':'r','post':'q'");
    folder.outcome("06 12:00:00", "visit", "stranger", ",'supporter':'t'");
    folder.outcome("06 12:00:00", "visit", "nobody", "");
    assertThat(credit("newest")).isEqualTo("organic s comment c null");
    assertThat(credit("own post")).isEqualTo("sponsored s share b x");
    assertThat(credit("standing then")).isEqualTo("organic s share c null");
    assertThat(credit("seven days")).isEqualTo("organic s like a null");
    assertThat(credit("too late")).isEqualTo("organic s comment a null");
    assertThat(outcome("too late").at("/touch/post").asText()).isEqualTo("c");
    assertThat(credit("referred")).isEqualTo("organic r - null null");
    assertThat(credit("by oneself")).isEqualTo("organic s comment c null");
    assertThat(credit("only referred")).isEqualTo("organic r - q null");
    assertThat(credit("stranger")).isEqualTo("unknown null - null null");
    assertThat(credit("nobody")).isEqualTo("unknown null - null null");
    List<JsonNode> ofS = with(folder.run().supporters(), "supporter", "s");
    // At 12:10 on the 6th all are known but those of the 8th.
    assertThat(ofS.get(ofS.size() - 2).get("outcomes").toString())
        .isEqualTo("{\"purchase\":1,\"signature\":1,\"visit\":2}");
  }

  @Test
  void outcomeCountsOnceADay() throws Exception {
    folder.outcome("06 12:00:00", "visit", "o", ",'value':5,'supporter':'s'");
    folder.outcome("06 12:00:00", "visit", "o", ",'value':7.25,'currency':'EUR'");
    folder.outcome("07 12:00:00", "visit", "o", ",'value':1");
    folder.outcome("07 12:00:00.001", "visit", "o", ",'value':2");
    folder.outcome("06 12:00:00", "purchase", "o", ",'value':3");
    assertThat(folder.run().outcomesAttributed())
        .extracting(o -> o.get("kind").asText() + " " + o.get("value"))
        .containsExactly("purchase 3", "visit 7.25", "visit 2");
  }

  private static String numbers(JsonNode cohort) {
    return SmallFolder.at(cohort)
        + " "
        + cohort.get("size")
        + " "
        + cohort.get("back1")
        + " "
        + cohort.get("back7")
        + " "
        + cohort.get("back28");
  }

  @Test
  void cohortsGrowForADayAndComeBackForFourWeeks() throws Exception {
    folder.word("01 12:00:05", "s", "like", "a", "1", "");
    folder.word("01 12:00:55", "s", "like", "a", "1", ",'action':'remove'");
    folder.engage("02 00:00:00", "s", "like", "a", ",'ad':'x'");
    folder.engage("01 12:00:06", "t", "like", "a", ",'ad':'x'");
    folder.engage("01 12:30:00", "u", "like", "a", ",'ad':'x'");
    folder.engage("01 12:30:00", "u", "like", "b", "");
    folder.engage("08 12:00:00", "u", "like", "a", "");
    folder.engage("01 23:59:55", "v", "like", "a", "");
    folder.engage("09 00:00:00", "v", "like", "a", "");
    folder.word("01 13:00:00", "w", "like", "a", "2", ",'action':'remove'");
    folder.word("29 23:59:59", "w", "like", "a", "3", ",'action':'remove'");
    folder.goOn();
    List<JsonNode> cohorts = folder.run().cohorts();
    assertThat(with(cohorts, "day", "2026-11-01")).hasSameSizeAs(cohorts);
    assertThat(with(cohorts, "origin", "organic"))
        .extracting(OraclePagesTest::numbers)
        .containsExactly(
            "11-01 12:01:00 1 null null null",
            "11-01 12:31:00 2 null null null",
            "11-02 00:00:00 3 null null null",
            "11-03 00:01:00 3 1 null null",
            "11-09 00:01:00 3 1 2 null",
            "11-30 00:01:00 3 1 2 3");
    assertThat(with(cohorts, "origin", "sponsored"))
        .extracting(OraclePagesTest::numbers)
        .containsExactly(
            "11-01 12:01:00 1 null null null",
            "11-03 00:01:00 1 0 null null",
            "11-09 00:01:00 1 0 0 null",
            "11-30 00:01:00 1 0 0 0");
  }

  @Test
  void whoWasForgottenBeginsInANewCohort() throws Exception {
    folder.engage("01 12:00:00", "s", "like", "a", "");
    folder.engage("30 12:00:00", "s", "like", "a", ",'ad':'x'");
    assertThat(folder.run().cohorts())
        .filteredOn(cohort -> cohort.get("back1").isNull())
        .extracting(cohort -> cohort.get("day").asText() + cohort.get("origin").asText())
        .containsExactly("2026-11-01organic", "2026-11-30sponsored");
  }

  private void day() throws Exception {
    folder.post("01 09:00:00", "a", "['sea','sea']");
    folder.post("01 09:00:00", "b", "['sea','sky']");
    folder.post("01 09:00:00", "c", "['sea','mud']");
    folder.word("01 10:00:00", "s", "like", "a", "1", ",'audience':9999");
    folder.word("01 10:00:00", "s", "share", "b", "2", ",'audience':10000");
    folder.word("01 10:00:20", "t", "comment", "a", "3", "");
    folder.word("01 10:00:30", "t", "like", "a", "4", ",'ad':'x'");
    folder.word("01 10:30:00", "s", "like", "a", "1", ",'action':'remove'");
    folder.word("01 10:40:00", "s", "like", "a", "1", "");
    folder.outcome("01 11:00:00", "purchase", "1", ",'supporter':'t','value':5,'currency':'EUR'");
    folder.outcome("01 11:00:00", "signature", "2", ",'referrer':'s','value':3");
  }

  @Test
  void figuresOfADay() throws Exception {
    day();
    List<JsonNode> pages = folder.run().pages();
    assertThat(pages)
        .extracting(SmallFolder::at)
        .containsExactly("11-01 10:01:00", "11-01 11:01:00");
    JsonNode page = pages.get(1);
    assertThat(page.get("day").asText()).isEqualTo("2026-11-01");
    assertThat(page.get("supporters").asInt()).isEqualTo(2);
    // The first of s, of two at one time that with the larger audience, states 10000.
    assertThat(page.get("nano").asInt()).isEqualTo(1);
    assertThat(page.get("nanoInfluencers").asInt()).isZero();
    assertThat(page.get("organic").toString())
        .isEqualTo("{\"likes\":1,\"comments\":1,\"shares\":1}");
    assertThat(page.get("sponsored").toString())
        .isEqualTo("{\"likes\":1,\"comments\":0,\"shares\":0}");
    assertThat(page.get("outcomes").toString())
        .isEqualTo(
            "[{\"kind\":\"purchase\",\"origin\":\"sponsored\",\"count\":1,\"value\":{\"EUR\":5}},"
                + "{\"kind\":\"signature\",\"origin\":\"organic\",\"count\":1,\"value\":{}}]");
    assertThat(page.get("spend").isEmpty()).isTrue();
    assertThat(page.get("costPerOutcome").isEmpty()).isTrue();
    assertThat(page.get("top").isEmpty()).isTrue();
    // Both 1 per post: three with three posts, one with one. Nobody engaged with mud.
    assertThat(page.get("topics").toString())
        .isEqualTo(
            "[{\"topic\":\"sea\",\"engagements\":3,\"posts\":3},"
                + "{\"topic\":\"sky\",\"engagements\":1,\"posts\":1}]");
  }

  @Test
  void spendOfADayIsCorrectedForADay() throws Exception {
    day();
    String unknown = ",'reach':1";
    folder.add(
        "ad-delivery",
        "{'page':'p','ad':'x','post':'a','time':'2026-10-31T18:00:00Z','reach':1,'spend':10}");
    folder.snapshot("01 06:00:00", "a", ",'reach':1,'spend':22,'currency':'EUR'");
    folder.snapshot("01 07:00:00", "a", unknown);
    folder.snapshot("02 06:00:00", "a", ",'reach':1,'spend':30,'currency':'USD'");
    List<JsonNode> pages = folder.run().pages();
    // 10 + 12 x 6 / 12 = 16 at the first midnight, 22 + 8 x 18 / 24 = 28 at the second.
    assertThat(pages)
        .extracting(
            p -> SmallFolder.at(p) + p.get("day").asText().substring(7) + " " + p.get("spend"))
        .containsExactly(
            "11-01 06:01:00-31 {\"EUR\":6}",
            "11-01 06:01:00-01 {\"EUR\":6}",
            "11-01 10:01:00-01 {\"EUR\":6}",
            "11-01 11:01:00-01 {\"EUR\":6}",
            "11-02 06:01:00-01 {\"USD\":12}",
            "11-02 06:01:00-02 {\"USD\":2}");
    assertThat(pages.get(3).get("costPerOutcome").toString())
        .isEqualTo("[{\"kind\":\"purchase\",\"currency\":\"EUR\",\"cost\":6}]");
    assertThat(pages.get(4).at("/costPerOutcome/0/cost").asDouble()).isEqualTo(12);
  }

  @Test
  void whatFollowsADayOfSilenceIsAnAdOfItsOwn() throws Exception {
    folder.snapshot("01 06:00:00", "a", ",'reach':1,'spend':1,'currency':'EUR'");
    folder.snapshot("01 07:00:00", "a", ",'reach':1,'spend':5,'currency':'EUR'");
    folder.snapshot("02 07:00:01", "a", ",'reach':1,'spend':50,'currency':'EUR'");
    folder.snapshot("02 08:00:01", "a", ",'reach':1,'spend':52,'currency':'EUR'");
    assertThat(folder.run().pages())
        .extracting(p -> SmallFolder.at(p) + " " + p.get("spend"))
        .containsExactly("11-01 07:01:00 {\"EUR\":4}", "11-02 08:01:00 {\"EUR\":2}");
  }

  @Test
  void topOfADay() throws Exception {
    for (String day : List.of("01 ", "02 ", "03 ")) {
      folder.engage(day + "12:00:00", "s", "share", "a", ",'audience':20000");
      folder.engage(day + "12:00:00", "t", "share", "a", ",'audience':9999");
      folder.engage(day + "12:00:00", "t", "share", "b", ",'audience':9999");
    }
    List<JsonNode> pages = with(folder.run().pages(), "day", "2026-11-03");
    JsonNode last = pages.get(pages.size() - 1);
    // t at 12:09: 100 (0.9 / 7 + 0.2 + 0.25 + 0.1 x 2 / 4) = 62.857143; s at 12:10 has one post.
    assertThat(SmallFolder.at(last)).isEqualTo("11-03 12:10:00");
    assertThat(last.get("nanoInfluencers").asInt()).isEqualTo(1);
    assertThat(last.get("nano").asInt()).isEqualTo(1);
    assertThat(last.get("top"))
        .extracting(t -> t.get("supporter").asText() + t.get("score").asInt())
        .containsExactly("t70", "s69");
  }
}
