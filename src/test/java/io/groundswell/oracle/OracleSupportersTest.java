package io.groundswell.oracle;

import static io.groundswell.oracle.SmallFolder.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.oracle.Facts.PageKey;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sections 1 and 2 of supporters.md, and what alerts say of supporters. */
class OracleSupportersTest {
  private static final Offset<Double> NEARLY = within(1e-6);

  @TempDir Path temporary;
  private SmallFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new SmallFolder(temporary);
  }

  @Test
  void eachSupporterHasAMinute() {
    // zlib.crc32(b"p/s") % 15 and so on, in Python.
    assertThat(List.of("r", "s", "t", "u", "v"))
        .extracting(name -> SupporterReplay.minute(new PageKey("p", name)))
        .containsExactly(0L, 10L, 9L, 6L, 3L);
  }

  @Test
  void profileOfAFan() throws Exception {
    folder.engage("01 12:00:00", "s", "share", "a", ",'audience':9999");
    folder.engage("01 12:01:00", "s", "share", "b", "");
    folder.engage("02 12:00:00", "s", "share", "c", "");
    folder.engage("02 12:00:30", "s", "share", "a", "");
    folder.engage("03 12:00:00", "s", "share", "a", "");
    folder.engage("03 12:00:10", "s", "like", "a", ",'ad':'x'");
    folder.engage("03 12:00:20", "t", "like", "a", ",'via':'s'");
    folder.engage("03 12:00:20", "u", "like", "a", ",'via':'s','ad':'x'");
    folder.engage("03 12:00:20", "s", "comment", "a", ",'via':'s','action':'remove'");
    List<JsonNode> profiles = folder.run().supporters();
    assertThat(profiles)
        .extracting(SmallFolder::deleted)
        .containsExactly("11-02 12:10:00", "11-03 12:10:00");
    JsonNode profile = profiles.get(1);
    assertThat(profile.get("firstSeen").asText()).isEqualTo("2026-11-01T12:00:00.000Z");
    assertThat(profile.get("lastSeen").asText()).isEqualTo("2026-11-03T12:00:10.000Z");
    assertThat(profile.get("audience").asLong()).isEqualTo(9999);
    assertThat(profile.get("tier").asText()).isEqualTo("nano");
    assertThat(profile.get("origin").asText()).isEqualTo("organic");
    // Of the day before only what ended after 12:10.
    assertThat(profile.get("counts").toString())
        .isEqualTo(
            "{\"day\":{\"likes\":0,\"comments\":0,\"shares\":1,\"sponsored\":1},"
                + "\"month\":{\"likes\":0,\"comments\":0,\"shares\":5,\"sponsored\":1}}");
    assertThat(profile.get("activeDays").asInt()).isEqualTo(3);
    assertThat(profile.get("posts").asInt()).isEqualTo(3);
    assertThat(profile.get("brought").asInt()).isEqualTo(1);
    assertThat(profile.get("constancy").asDouble()).isCloseTo(3 / 7.0, NEARLY);
    assertThat(profile.get("spontaneity").asDouble()).isCloseTo(5 / 6.0, NEARLY);
    assertThat(profile.get("commitment").asDouble()).isCloseTo(1, NEARLY);
    assertThat(profile.get("breadth").asDouble()).isCloseTo(0.6, NEARLY);
    // ln 2 / ln 21 = 0.693147 / 3.044522.
    assertThat(profile.get("pull").asDouble()).isCloseTo(0.227670, NEARLY);
    // 12.857143 + 16.666667 + 25 + 6 + 3.415054.
    assertThat(profile.get("quality").asDouble()).isCloseTo(63.938863, NEARLY);
    // ln 10000 / ln 10001; then 22.611212 x 3.162269.
    assertThat(profile.get("quantity").asDouble()).isCloseTo(0.999989, NEARLY);
    assertThat(profile.get("score").asDouble()).isCloseTo(71.502710, NEARLY);
    assertThat(profile.get("nanoInfluencer").asBoolean()).isTrue();
    assertThat(profile.get("topics").isEmpty()).isTrue();
    assertThat(profile.get("promptness").isNull()).isTrue();
    // n = 4 is one too few.
    assertThat(profiles.get(0).get("nanoInfluencer").asBoolean()).isFalse();
  }

  @Test
  void whoOnlyCameThroughAdsScoresNothing() throws Exception {
    for (int i = 0; i < 3; i++) {
      folder.engage("01 12:00:00", "s", "like", "a", ",'ad':'x'");
    }
    JsonNode profile = folder.run().supporters().get(0);
    assertThat(profile.get("quality").asDouble()).isZero();
    assertThat(profile.get("score").asDouble()).isZero();
    assertThat(profile.get("tier").asText()).isEqualTo("unknown");
    assertThat(profile.get("audience").isNull()).isTrue();
    // ln 151 / ln 10001.
    assertThat(profile.get("quantity").asDouble()).isCloseTo(0.544738, NEARLY);
    assertThat(profile.get("origin").asText()).isEqualTo("sponsored");
  }

  @Test
  void afterADayOfSilenceAnIdBeginsAnew() throws Exception {
    for (String id : List.of("1", "2", "3", "4")) {
      folder.word("01 12:00:00", "s", "like", "a", id, "");
    }
    // A day: withdrawn. More than a day: without effect, and a second engagement.
    folder.word("02 12:00:00", "s", "like", "a", "1", ",'action':'remove'");
    folder.word("02 12:00:00.001", "s", "like", "a", "2", ",'action':'remove'");
    folder.word("02 12:00:00.001", "s", "like", "a", "3", "");
    folder.word("02 12:00:00", "s", "like", "a", "4", "");
    List<JsonNode> profiles = folder.run().supporters();
    assertThat(profiles).extracting(p -> p.at("/counts/month/likes").asInt()).containsExactly(4, 4);
    assertThat(profiles).extracting(p -> p.at("/counts/day/likes").asInt()).containsExactly(4, 2);
  }

  @Test
  void profileIsTakenBackWhenLittleIsLeft() throws Exception {
    folder.word("01 12:00:00", "s", "share", "a", "1", "");
    folder.word("01 12:00:00", "s", "share", "a", "2", "");
    folder.word("01 12:00:00", "s", "share", "a", "3", "");
    folder.word("01 12:20:00", "s", "share", "a", "3", ",'action':'remove'");
    folder.engage("01 12:41:00", "t", "like", "a", ",'via':'s'");
    folder.goOn();
    // At 12:55, heard of again, still nothing; on day 1 + 29 forgotten.
    assertThat(folder.run().supporters())
        .extracting(SmallFolder::deleted)
        .containsExactly("11-01 12:10:00", "11-01 12:25:00 tombstone", "11-30 00:00:10 tombstone");
  }

  @Test
  void onlyTwentyEightDaysCount() throws Exception {
    for (int i = 0; i < 3; i++) {
      folder.engage("01 12:00:00", "u", "like", "a", ",'audience':100000");
      folder.engage("01 12:00:00", "v", "like", "a", "");
    }
    folder.engage("28 12:00:00", "u", "like", "a", ",'audience':1000000");
    folder.engage("29 12:00:00", "v", "like", "a", "");
    List<JsonNode> supporters = folder.run().supporters();
    List<JsonNode> ofU = with(supporters, "supporter", "u");
    assertThat(ofU).extracting(p -> p.get("tier").asText()).containsExactly("macro", "mega");
    // Days 1 and 28 of 28.
    assertThat(ofU.get(1).get("constancy").asDouble()).isCloseTo(2 / 28.0, NEARLY);
    assertThat(ofU.get(1).at("/counts/month/likes").asInt()).isEqualTo(4);
    assertThat(with(supporters, "supporter", "v"))
        .extracting(SmallFolder::deleted)
        .containsExactly("11-01 12:03:00", "11-29 12:03:00 tombstone");
  }

  @Test
  void whoIsNamedByAnotherIsHeardOfAndWhoComesBackIsNew() throws Exception {
    for (int i = 0; i < 3; i++) {
      folder.engage("01 12:00:00", "t", "like", "a", ",'audience':20000");
      folder.add(
          "engagements",
          "{'page':'p','post':'a','supporter':'t','kind':'like','id':'z"
              + i
              + "','time':'2026-12-20T12:00:00Z'}");
    }
    folder.engage("20 12:00:00", "s", "like", "a", ",'via':'t'");
    folder.engage("25 12:00:00", "s", "like", "a", ",'via':'t','ad':'x'");
    List<JsonNode> ofT = with(folder.run().supporters(), "supporter", "t");
    assertThat(ofT)
        .extracting(SmallFolder::deleted)
        .containsExactly(
            "11-01 12:09:00", "11-20 12:09:00", "12-19 00:00:10 tombstone", "12-20 12:09:00");
    assertThat(ofT.get(1).get("brought").asInt()).isEqualTo(1);
    assertThat(ofT.get(3).get("brought").asInt()).isZero();
    assertThat(ofT.get(3).get("audience").isNull()).isTrue();
    assertThat(ofT.get(3).get("firstSeen").asText()).startsWith("2026-12-20T12:00:00");
  }

  @Test
  void topicsByLiftAndPromptnessByMedian() throws Exception {
    folder.post("20 09:00:00", "a", "['old']");
    folder.post("20 10:00:00", "a", "['sea','sea','sky']");
    folder.post("20 12:00:00", "b", "['wrong']");
    folder.post("20 12:00:00", "b", "['sea']");
    folder.post("20 09:00:00", "c", "[]");
    folder.add("posts", "{'page':'p','post':'d','time':'2026-10-23T23:59:59Z','topics':['sea']}");
    folder.engage("20 10:30:00", "s", "like", "a", "");
    folder.engage("20 10:40:00", "s", "like", "a", "");
    folder.engage("20 11:00:00", "s", "like", "b", "");
    folder.engage("20 11:30:00", "s", "like", "c", "");
    folder.engage("20 12:01:00", "s", "like", "d", "");
    folder.engage("20 10:20:00", "t", "like", "a", "");
    folder.engage("20 10:00:00", "t", "like", "c", "");
    folder.engage("20 10:05:00", "t", "like", "c", "");
    List<JsonNode> supporters = folder.run().supporters();
    List<JsonNode> ofS = with(supporters, "supporter", "s");
    JsonNode last = ofS.get(ofS.size() - 1);
    assertThat(SmallFolder.at(last)).isEqualTo("11-20 12:10:00");
    // d is of October 23, day(e) - 28. sky: (3 / (4 + 3)) x 3; sea: (4 / (4 + 3 / 2)) x 3 / 2.
    assertThat(last.get("topics"))
        .extracting(t -> t.get("topic").asText() + t.get("engagements"))
        .containsExactly("sky2", "sea3");
    assertThat(last.at("/topics/0/lift").asDouble()).isCloseTo(9 / 7.0, NEARLY);
    assertThat(last.at("/topics/1/lift").asDouble()).isCloseTo(12 / 11.0, NEARLY);
    // 30 after a, before b, 150 after c.
    assertThat(last.get("promptness").asDouble()).isEqualTo(30);
    List<JsonNode> ofT = with(supporters, "supporter", "t");
    // 20 after a, 60 after c.
    assertThat(ofT.get(ofT.size() - 1).get("promptness").asDouble()).isEqualTo(40);
  }

  @Test
  void alertSaysWhoTheSupportersAre() throws Exception {
    folder.add(
        "rules", "{'page':'*','time':'2026-11-23T12:00:00Z','minSupporters':1,'minSponsored':1}");
    folder.snapshot("23 21:00:00", "a", ",'reach':50,'shares':1,'start':'2026-11-23T20:00:00Z'");
    folder.post("23 21:00:00", "a", "['sea','sky','sea']");
    folder.engage("23 20:00:00", "s", "share", "b", "");
    folder.engage("23 22:00:05", "s", "share", "a", ",'audience':1000");
    folder.engage("23 22:00:05", "t", "share", "a", ",'audience':10000");
    folder.engage("23 22:00:05", "u", "share", "a", "");
    folder.engage("23 22:00:05", "v", "share", "a", ",'audience':1000");
    folder.engage("23 22:00:11", "v", "like", "b", ",'audience':1000000");
    JsonNode alert = folder.run().alerts().get(0);
    assertThat(SmallFolder.at(alert)).isEqualTo("11-23 22:00:20");
    assertThat(alert.get("topics").toString()).isEqualTo("[\"sea\",\"sky\"]");
    assertThat(alert.get("topSupporters"))
        .extracting(s -> s.get("supporter").asText() + " " + s.get("tier").asText())
        .containsExactly("t micro", "s nano", "v nano", "u unknown");
    // s: two shares of two posts, 4.285714 + 20 + 25 + 5 = 54.285714; v: 52.619048; both 1000.
    assertThat(alert.at("/topSupporters/1/score").asDouble())
        .isCloseTo(Math.pow(54.285714, 0.75) * Math.pow(75.010038, 0.25), NEARLY);
    assertThat(alert.at("/topSupporters/2/score").asDouble()).isCloseTo(57.495927, NEARLY);
    // Claimed are 2 - (1 + 20 / 3600) of 4 shares; s and v are nano.
    double f = 1 - (1 - 20 / 3600.0) / 4;
    assertThat(alert.at("/organic/nano").asDouble()).isCloseTo(2 * f, NEARLY);
    assertThat(alert.at("/organic/supporters").asDouble()).isCloseTo(4 * f, NEARLY);
  }
}
