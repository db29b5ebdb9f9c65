package io.groundswell.clauses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Topic;
import io.groundswell.fixture.Backtest;
import io.groundswell.fixture.Scene;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** momentum.md section 1, facts in. A share of somebody with an audience of 1000 is 100 people. */
class FactsClausesTest {
  private static final Backtest B = new Backtest();
  private static final String LONGEST = "🌊".repeat(256);
  private static final String THOUSAND = "'audience':1000";

  private static final Scene EXTRA =
      B.scene("extra")
          .add("share", "10:00:05", "a", THOUSAND + ",'mood':{'x':[1,null]},'Audience':7");

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(EXTRA.organic("10:01:00")).isEqualTo(100);
  }

  private static final Scene NULLS =
      B.scene("nulls")
          .add("share", "10:00:05", "a", "'audience':null,'ad':null,'action':null,'via':null");

  @Test
  void aFieldThatIsNullIsAbsent() {
    assertThat(NULLS.organic("10:01:00")).isEqualTo(15);
  }

  private static final Scene BLANK = B.scene("blank");

  static {
    B.line(Topic.ENGAGEMENTS, "").line(Topic.ENGAGEMENTS, " \t\r");
    BLANK.share("10:00:05", "a", 1000);
    B.line(Topic.ENGAGEMENTS, "nonsense");
  }

  @Test
  void blankLinesAreNoRecordsButAreCounted() {
    assertThat(BLANK.organic("10:01:00")).isEqualTo(100);
    JsonNode letter = letterOf("nonsense");
    assertThat(letter.get("line").asInt())
        .isEqualTo(B.lineNumber(Topic.ENGAGEMENTS, "nonsense"))
        .isGreaterThan(3);
  }

  private static final Scene TIMES =
      B.scene("times")
          .add("share", "10:00:05", "z", THOUSAND)
          .add("share", "10:00:05", "east", THOUSAND + ",'time':'2026-11-23T12:00:05+02:00'")
          .add("share", "10:00:05", "west", THOUSAND + ",'time':'2026-11-23T04:30:05-05:30'")
          .add("share", "10:00:05", "epoch", THOUSAND + ",'time':1795428005000")
          .add("share", "10:00:05", "decimal", THOUSAND + ",'time':1795428005000.0");

  @Test
  void timesHaveAnOffsetOrAreEpochMilliseconds() {
    assertThat(TIMES.organic("10:01:00")).isEqualTo(500);
    assertThat(TIMES.organic("11:00:00")).isEqualTo(500);
    assertThat(TIMES.minutes()).startsWith("10:01:00").endsWith("-11:00:10");
  }

  private static final Scene CUT =
      B.scene("cut")
          .add("share", "10:00:59.9", "one", THOUSAND)
          .add("share", "10:00:59.999", "three", THOUSAND)
          .add("share", "10:00:59.999999999", "nine", THOUSAND)
          .add("share", "10:01:00.000000000", "next", THOUSAND);

  @Test
  void whatGoesBeyondMillisecondsIsCutOff() {
    assertThat(CUT.organic("10:01:00")).isEqualTo(300);
    assertThat(CUT.organic("10:02:00")).isEqualTo(400);
  }

  private static final Scene LONG =
      B.scene(LONGEST, LONGEST)
          .add("share", "10:00:05", LONGEST, THOUSAND + ",'id':'" + LONGEST + "'")
          .share("10:00:05", LONGEST + "x", 1000)
          .share("10:00:05", "", 1000);

  @Test
  void identifiersHaveOneTo256CodePoints() {
    assertThat(LONG.organic("10:01:00")).isEqualTo(100);
    assertThat(letters("\"supporter\":\"" + LONGEST + "x\"")).hasSize(1);
    assertThat(letters("\"supporter\":\"\"")).hasSize(1);
  }

  private static final Scene STAR = B.scene("*").share("10:00:05", "a", 1000);

  @Test
  void noPageIsNamedStar() {
    assertThat(STAR.momentum()).isEmpty();
    assertThat(letters("\"page\":\"*\"")).hasSize(1);
  }

  private static final Scene WHOLE =
      B.scene("whole")
          .add("share", "10:00:05", "a", "'audience':1000.0")
          .add("share", "10:00:05", "b", "'audience':1e3")
          .add("share", "10:00:05", "c", "'audience':1000.5");

  @Test
  void aNumberWithoutAFractionCountsAsWhole() {
    assertThat(WHOLE.organic("10:01:00")).isEqualTo(200);
    assertThat(letters("1000.5")).hasSize(1);
  }

  private static final Scene HERE = B.scene("here").share("10:00:05", "a", 1000);
  private static final Scene THERE =
      B.scene("there").share("10:00:05", "a", 2000).like("10:00:05", "a", 1);
  private static final Scene HERE_TOO = HERE.post("other").share("10:00:05", "a", 3000);

  @Test
  void supportersAndPostsOfOneNameOnTwoPagesAreTwo() {
    assertThat(HERE.organic("10:01:00")).isEqualTo(100);
    assertThat(THERE.organic("10:01:00")).isEqualTo(200);
    assertThat(HERE_TOO.organic("10:01:00")).isEqualTo(300);
    assertThat(THERE.at("10:01:00").get("supporters").asInt()).isEqualTo(1);
  }

  private static final Scene ONE_AD = B.scene("one ad").steadyAd(100, 8, 10);
  private static final Scene OTHER_AD = ONE_AD.post("other").steadyAd(40, 8, 10);

  @Test
  void adsOfOneNameOnTwoPostsAreTwo() {
    assertThat(ONE_AD.sponsored("09:30:00")).isEqualTo(100);
    assertThat(OTHER_AD.sponsored("09:30:00")).isEqualTo(40);
  }

  private static final Scene IDS =
      B.scene("ids")
          .like("10:00:05", "a", 1000)
          .comment("10:00:05", "a", 1000)
          .like("10:00:05", "b", 1000)
          .add("like", "10:00:05", "b", "'id':'2'")
          .remove("like", "10:05:05", "a");

  @Test
  void anEngagementIsKnownByPostSupporterKindAndId() {
    assertThat(IDS.at("10:01:00").get("likes").asInt()).isEqualTo(3);
    assertThat(IDS.at("10:06:00").get("likes").asInt()).isEqualTo(2);
    assertThat(IDS.at("10:06:00").get("comments").asInt()).isEqualTo(1);
  }

  private static final Scene AGAIN =
      B.scene("again")
          .share("10:00:05", "a", 1000)
          .share("10:00:05", "a", 1000)
          .share("10:05:05", "a", 2000);

  @Test
  void theSameIdAtTheSameTimeIsTheSameFactAndLaterTheNewerWord() {
    assertThat(AGAIN.organic("10:05:00")).isEqualTo(100);
    assertThat(AGAIN.at("10:05:00").get("shares").asInt()).isEqualTo(1);
    assertThat(AGAIN.organic("10:06:00")).isEqualTo(200);
    assertThat(AGAIN.at("10:06:00").get("shares").asInt()).isEqualTo(1);
    // It is in the window by the newer word's end, 10:05:10.
    assertThat(AGAIN.organic("11:05:00")).isEqualTo(200);
    assertThat(AGAIN.minutes()).endsWith("-11:05:10");
  }

  private static final Scene ACTION =
      B.scene("action")
          .add("share", "10:00:05", "a", "'action':'add'")
          .add("share", "10:00:05", "b", "")
          .add("share", "10:05:05", "b", "'action':'remove'");

  @Test
  void anActionIsAddUnlessSaidOtherwise() {
    assertThat(ACTION.organic("10:01:00")).isEqualTo(30);
    assertThat(ACTION.organic("10:06:00")).isEqualTo(15);
  }

  private static final Scene AUDIENCES =
      B.scene("audiences")
          .share("10:00:05", "nobody", 0)
          .share("10:00:05", "all", 9_007_199_254_740_992L)
          .share("10:00:05", "more", 9_007_199_254_740_993L)
          .share("10:00:05", "less", -1);

  @Test
  void anAudienceIsFromNobodyTo2To53() {
    JsonNode at = AUDIENCES.at("10:01:00");
    assertThat(at.get("organic").asDouble()).isEqualTo(1000);
    assertThat(at.get("supporters").asInt()).isEqualTo(1);
    assertThat(at.get("shares").asInt()).isEqualTo(2);
    assertThat(letters("\"supporter\":\"more\"")).hasSize(1);
    assertThat(letters("\"supporter\":\"less\"")).hasSize(1);
  }

  private static final Scene PAID =
      B.scene("paid").add("share", "10:00:05", "a", THOUSAND + ",'ad':'x'");

  @Test
  void anEngagementWithAnAdIsSponsored() {
    JsonNode at = PAID.at("10:01:00");
    assertThat(at.get("organic").asDouble()).isZero();
    assertThat(at.get("supporters").asInt()).isZero();
    assertThat(at.get("shares").asInt()).isZero();
  }

  private static final Scene WORD_OF_MOUTH =
      B.scene("mouth")
          .add("share", "10:00:05", "a", THOUSAND + ",'via':'b','platform':'any thing'");

  @Test
  void viaAndPlatformChangeNothingHere() {
    assertThat(WORD_OF_MOUTH.organic("10:01:00")).isEqualTo(100);
  }

  private static final Scene SMALLEST = B.scene("smallest");

  static {
    B.line(Topic.POSTS, "{\"page\":\"smallest\",\"post\":\"post\",\"time\":0,\"topics\":[]}");
    B.line(Topic.OUTCOMES, "{\"page\":\"smallest\",\"id\":\"1\",\"time\":0,\"kind\":\"any word\"}");
    SMALLEST.ad("a", "10:00:00", 0, "'currency':'EUR','spend':0");
    SMALLEST.rule("10:00:00", "");
  }

  @Test
  void recordsWithNothingButTheRequiredFieldsAreFacts() {
    assertThat(letters("smallest")).isEmpty();
    assertThat(SMALLEST.momentum()).isEmpty();
  }

  private static final String NO_KIND =
      "{\"id\":\"1\",\"time\":0,\"page\":\"p\",\"post\":\"q\",\"supporter\":\"s\"}";
  private static final String NO_REACH =
      "{\"ad\":\"1\",\"time\":0,\"page\":\"p\",\"post\":\"q\",\"reach\":-1}";
  private static final String NO_TIME = "{\"page\":\"p\",\"post\":\"\u00e9\"}";
  private static final String NO_WORD = "{\"page\":\"p\",\"id\":\"1\",\"time\":0,\"kind\":5}";
  private static final String NO_RULE = "{\"page\":\"p\",\"time\":0,\"confirm\":0}";

  static {
    B.line(Topic.ENGAGEMENTS, NO_KIND)
        .line(Topic.AD_DELIVERY, NO_REACH)
        .line(Topic.POSTS, NO_TIME)
        .line(Topic.OUTCOMES, NO_WORD)
        .line(Topic.RULES, NO_RULE);
  }

  @Test
  void whatBreaksTheRulesIsADeadLetterWithTheReasonWhateverTheTopic() {
    assertLetter("engagements", NO_KIND, "kind is required");
    assertLetter("ad-delivery", NO_REACH, "reach must be a number >= 0, is -1");
    assertLetter("posts", NO_TIME, "time is required");
    assertLetter("outcomes", NO_WORD, "kind must be a string, is 5");
    assertLetter("rules", NO_RULE, "confirm must be a whole number from 1 to 1000, is 0");
  }

  private static void assertLetter(String topic, String line, String reason) {
    JsonNode letter = letterOf(line);
    assertThat(letter.fieldNames()).toIterable().containsExactly("topic", "line", "reason", "raw");
    assertThat(letter.get("topic").asText()).isEqualTo(topic);
    assertThat(letter.get("reason").asText()).isEqualTo(reason);
  }

  private static JsonNode letterOf(String line) {
    List<JsonNode> letters =
        B.results(Topic.DEAD_LETTERS).stream().filter(each -> raw(each).equals(line)).toList();
    assertThat(letters).as("dead letters for %s", line).hasSize(1);
    return letters.get(0);
  }

  private static List<JsonNode> letters(String part) {
    return B.results(Topic.DEAD_LETTERS).stream().filter(each -> raw(each).contains(part)).toList();
  }

  private static String raw(JsonNode letter) {
    return new String(Base64.getDecoder().decode(letter.get("raw").asText()), UTF_8);
  }

  @Test
  void nothingElseIsADeadLetter() {
    assertThat(B.results(Topic.DEAD_LETTERS)).hasSize(12);
  }
}
