package io.groundswell.oracle;

import static io.groundswell.oracle.SmallFolder.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Section 6 of supporters.md. */
class OracleErasuresTest {
  @TempDir Path temporary;
  private SmallFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new SmallFolder(temporary);
  }

  /** Three days of s, who brings t on the third and is erased twenty minutes later. */
  private void fan() throws Exception {
    folder.engage("01 12:00:00", "s", "share", "a", ",'audience':9999");
    folder.engage("01 12:01:00", "s", "share", "b", "");
    folder.engage("02 12:00:00", "s", "share", "c", "");
    folder.engage("02 12:00:30", "s", "share", "a", "");
    folder.engage("03 12:00:00", "s", "share", "a", "");
    folder.engage("03 12:00:20", "t", "share", "a", ",'via':'s'");
    folder.engage("03 12:00:20", "t", "share", "b", ",'via':'s'");
  }

  private static JsonNode last(List<JsonNode> records) {
    return records.get(records.size() - 1);
  }

  @Test
  void profileEndsInATombstoneAndTheErasedIsNewAgain() throws Exception {
    fan();
    folder.erase("*", "s", "03 12:20:05");
    folder.engage("03 12:30:00", "s", "like", "a", ",'ad':'x'");
    folder.engage("03 12:30:00", "s", "like", "b", "");
    folder.engage("03 12:30:00", "s", "like", "c", "");
    List<JsonNode> ofS = with(folder.run().supporters(), "supporter", "s");
    assertThat(ofS)
        .extracting(SmallFolder::deleted)
        .containsExactly(
            "11-02 12:10:00", "11-03 12:10:00", "11-03 12:20:10 tombstone", "11-03 12:40:00");
    JsonNode profile = last(ofS);
    assertThat(profile.get("firstSeen").asText()).isEqualTo("2026-11-03T12:30:00.000Z");
    assertThat(profile.get("tier").asText()).isEqualTo("unknown");
    assertThat(profile.get("brought").asInt()).isZero();
    assertThat(profile.at("/counts/day/shares").asInt()).isZero();
  }

  @Test
  void countsStayAndNamesLeave() throws Exception {
    fan();
    folder.erase("p", "s", "03 12:20:05");
    folder.engage("03 12:30:00", "s", "share", "a", ",'audience':9999");
    OracleResult result = folder.run();
    List<JsonNode> days = with(result.pages(), "day", "2026-11-03");
    assertThat(days)
        .extracting(
            p -> SmallFolder.at(p) + " " + p.get("supporters") + " " + p.at("/organic/shares"))
        .containsExactly(
            "11-03 12:01:00 2 3", "11-03 12:10:00 2 3", "11-03 12:21:00 2 3", "11-03 12:31:00 3 4");
    assertThat(days).extracting(p -> p.get("top").size()).containsExactly(0, 1, 0, 0);
    assertThat(days).extracting(p -> p.get("nanoInfluencers").asInt()).containsExactly(0, 1, 1, 1);
    // The day before is not final; the one before that is.
    assertThat(with(result.pages(), "day", "2026-11-02"))
        .extracting(p -> SmallFolder.at(p) + " " + p.get("top").size())
        .endsWith("11-02 12:10:00 1", "11-03 12:21:00 0");
    // t, and s once more.
    assertThat(last(with(result.cohorts(), "day", "2026-11-03")).get("size").asInt()).isEqualTo(2);
    assertThat(last(with(result.cohorts(), "day", "2026-11-01")).get("back1").asInt()).isOne();
  }

  @Test
  void contributionsLeaveEveryWindow() throws Exception {
    fan();
    folder.engage("03 12:10:00", "s", "like", "a", ",'ad':'x'");
    folder.erase("other page", "t", "03 12:20:00");
    folder.erase("p", "s", "03 12:20:00");
    List<JsonNode> momentum = with(folder.run().postMomentum(), "post", "a");
    List<JsonNode> around = new ArrayList<>(momentum);
    around.removeIf(record -> !SmallFolder.at(record).startsWith("11-03 12:2"));
    assertThat(around.get(0).get("supporters").asInt()).isEqualTo(2);
    assertThat(around.get(0).get("shares").asInt()).isEqualTo(2);
    assertThat(around.get(1).get("supporters").asInt()).isEqualTo(1);
    assertThat(around.get(1).get("shares").asInt()).isEqualTo(1);
    assertThat(around.get(1).get("organic").asDouble()).isEqualTo(15);
  }

  @Test
  void topSupportersDoNotNameTheErased() throws Exception {
    folder.add(
        "rules", "{'page':'*','time':'2026-11-03T11:00:00Z','minSupporters':1,'minSponsored':1}");
    folder.snapshot("03 11:30:00", "a", ",'reach':10,'start':'2026-11-03T10:30:00Z'");
    folder.engage("03 12:00:05", "s", "share", "a", ",'audience':5000");
    folder.engage("03 12:00:05", "t", "share", "a", ",'audience':4000");
    folder.engage("03 12:30:00", "u", "share", "a", ",'audience':9000");
    folder.engage("03 12:30:00", "v", "share", "a", ",'audience':9000");
    folder.erase("p", "s", "03 12:20:00");
    assertThat(folder.run().alerts())
        .filteredOn(alert -> !alert.get("status").asText().equals("closed"))
        .extracting(
            alert ->
                SmallFolder.at(alert)
                    + " "
                    + alert.get("topSupporters").findValuesAsText("supporter"))
        .containsExactly("11-03 12:00:20 [s, t]", "11-03 12:30:10 [u, v, t]");
  }

  @Test
  void factsOfTheSameSliceUpToTheErasureAreIgnored() throws Exception {
    folder.engage("03 12:00:03", "s", "share", "a", "");
    folder.engage("03 12:00:05", "s", "share", "b", "");
    folder.engage("03 12:00:05.001", "s", "comment", "a", "");
    folder.engage("03 12:00:04", "t", "like", "a", ",'via':'s'");
    folder.outcome("03 12:00:05", "visit", "1", ",'referrer':'s','value':1");
    folder.outcome("03 12:00:06", "visit", "1", ",'referrer':'s','value':2");
    folder.outcome("03 12:00:05", "visit", "2", ",'supporter':'s'");
    folder.outcome("03 12:00:06", "visit", "3", ",'supporter':'s'");
    folder.outcome("03 12:00:04", "visit", "4", ",'referrer':'t'");
    folder.erase("p", "s", "03 12:00:05");
    OracleResult result = folder.run();
    // Nothing was there to go.
    assertThat(result.supporters()).isEmpty();
    assertThat(result.outcomesAttributed())
        .extracting(o -> o.get("id").asText() + " " + o.get("origin").asText() + o.get("value"))
        .containsExactly("4 organicnull", "1 organic2", "3 organicnull");
    JsonNode day = last(result.pages());
    assertThat(day.get("supporters").asInt()).isEqualTo(2);
    assertThat(day.get("organic").toString())
        .isEqualTo("{\"likes\":1,\"comments\":1,\"shares\":0}");
    assertThat(last(result.cohorts()).get("size").asInt()).isEqualTo(2);
  }

  @Test
  void othersForgetWhoWasErased() throws Exception {
    fan();
    folder.engage("03 12:00:30", "u", "like", "a", ",'via':'s'");
    folder.erase("p", "u", "03 12:24:00");
    folder.engage("03 12:16:00", "s", "like", "a", "");
    assertThat(with(folder.run().supporters(), "supporter", "s"))
        .extracting(p -> SmallFolder.at(p) + " " + p.get("brought"))
        .containsExactly("11-02 12:10:00 0", "11-03 12:10:00 2", "11-03 12:25:00 1");
  }

  @Test
  void touchesGoWithTheErased() throws Exception {
    fan();
    folder.outcome("03 13:00:00", "visit", "before", ",'supporter':'s'");
    folder.erase("p", "s", "03 14:00:00");
    folder.outcome("03 15:00:00", "visit", "after", ",'supporter':'s'");
    assertThat(folder.run().outcomesAttributed())
        .extracting(o -> o.get("id").asText() + " " + o.get("origin").asText())
        .containsExactly("before organic", "after unknown");
  }

  @Test
  void badErasureIsADeadLetter() throws Exception {
    folder.add("erasures", "{'page':'p','time':0}");
    folder.add("erasures", "{'page':'*','supporter':'','time':0}");
    folder.add("erasures", "{'page':'*','supporter':'*','time':0}");
    assertThat(folder.run().deadLetters())
        .extracting(letter -> letter.get("topic").asText() + letter.get("line"))
        .containsExactly("erasures1", "erasures2");
  }
}
