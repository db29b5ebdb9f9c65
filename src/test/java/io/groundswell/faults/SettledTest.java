package io.groundswell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of late facts: what it must not let pass, and what it must. */
class SettledTest {
  private static final long FROM = Load.LAST_CALL;
  private static final String AT = "\"at\":\"2026-01-05T03:35:00.000Z\"";
  private static final String PROFILE =
      "{\"page\":\"p\",\"supporter\":\"s\","
          + AT
          + ",\"counts\":{\"month\":{\"likes\":3}},\"outcomes\":{\"visit\":1}}";
  private static final String PAGE =
      "{\"page\":\"p\",\"day\":\"2026-01-05\","
          + AT
          + ",\"supporters\":7,\"top\":[],\"nanoInfluencers\":0,\"costPerOutcome\":[],"
          + "\"outcomes\":[{\"kind\":\"visit\",\"origin\":\"organic\",\"count\":1}]}";
  private static final String COHORT =
      "{\"page\":\"p\",\"day\":\"2026-01-05\",\"origin\":\"organic\"," + AT + ",\"size\":7}";
  private static final String MOMENTUM = "{\"page\":\"p\",\"post\":\"x\"," + AT + ",\"organic\":5}";
  private static final String OUTCOME =
      "{\"page\":\"p\",\"kind\":\"visit\",\"id\":\"o\",\"time\":\"2026-01-05T01:00:00.000Z\","
          + "\"supporter\":\"s\",\"referrer\":null,\"origin\":\"organic\",\"creditedTo\":\"s\","
          + "\"post\":\"x\",\"ad\":null,\"touch\":{\"kind\":\"like\"}}";

  private static Map<Topic, List<String>> replay() {
    Map<Topic, List<String>> told = new EnumMap<>(Topic.class);
    told.put(Topic.SUPPORTERS, List.of(PROFILE));
    told.put(Topic.PAGES, List.of(PAGE));
    told.put(Topic.COHORTS, List.of(COHORT));
    told.put(Topic.POST_MOMENTUM, List.of(MOMENTUM));
    told.put(Topic.OUTCOMES_ATTRIBUTED, List.of(OUTCOME));
    return told;
  }

  private static Settled judged(Map<Topic, List<String>> told) throws Exception {
    return Settled.of(replay()::get, told::get, FROM, Load.END);
  }

  private static Settled changed(Topic topic, UnaryOperator<String> change) throws Exception {
    Map<Topic, List<String>> told = replay();
    told.put(topic, told.get(topic).stream().map(change).toList());
    return judged(told);
  }

  @Test
  void theSameIsGood() throws Exception {
    assertThat(judged(replay())).isEqualTo(new Settled(5, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "SUPPORTERS, likes\":3, likes\":2",
    "SUPPORTERS, T03:35, T03:20",
    "SUPPORTERS, visit\":1, visit\":2",
    "PAGES, supporters\":7, supporters\":6",
    "PAGES, count\":1, count\":2",
    "COHORTS, size\":7, size\":8",
    "POST_MOMENTUM, organic\":5, organic\":4",
    "OUTCOMES_ATTRIBUTED, id\":\"o\", id\":\"q\"",
    "OUTCOMES_ATTRIBUTED, creditedTo\":\"s\", creditedTo\":\"t\""
  })
  void anotherFigureIsBad(Topic topic, String due, String told) throws Exception {
    Settled settled = changed(topic, record -> record.replace(due, told));
    assertThat(settled.wrong()).isNotEmpty();
    assertThat(settled.good()).isFalse();
  }

  @Test
  void aRecordThatIsMissingOrTakenBackIsBad() throws Exception {
    for (Topic topic : replay().keySet()) {
      Map<Topic, List<String>> told = replay();
      told.put(topic, List.of());
      assertThat(judged(told).wrong()).as(topic.wire()).isNotEmpty();
    }
    Map<Topic, List<String>> told = replay();
    told.put(
        Topic.SUPPORTERS,
        List.of(PROFILE, "{\"page\":\"p\",\"supporter\":\"s\"," + AT + ",\"deleted\":true}"));
    assertThat(judged(told).good()).isFalse();
  }

  @Test
  void anOutcomeThatIsToldTwiceIsBad() throws Exception {
    Map<Topic, List<String>> told = replay();
    told.put(Topic.OUTCOMES_ATTRIBUTED, List.of(OUTCOME, OUTCOME));
    assertThat(judged(told).wrong()).anyMatch(each -> each.contains("twice"));
  }

  @Test
  void aReplayThatSaysNothingIsNothingToBeHeldTo() throws Exception {
    Map<Topic, List<String>> none = replay();
    none.replaceAll((topic, records) -> List.of());
    assertThat(Settled.of(none::get, none::get, FROM, Load.END).good()).isFalse();
  }

  /** The last record of a key stands, tombstones between do not; what was told before is past. */
  @Test
  void whatWasToldOnTheWayMayDiffer() throws Exception {
    Map<Topic, List<String>> told = replay();
    List<String> profiles = new ArrayList<>();
    profiles.add(PROFILE.replace("likes\":3", "likes\":1"));
    profiles.add(null);
    profiles.add(PROFILE);
    told.put(Topic.SUPPORTERS, profiles);
    told.put(
        Topic.POST_MOMENTUM,
        List.of(MOMENTUM, MOMENTUM.replace("T03:35", "T01:35").replace("5}", "1}")));
    told.put(
        Topic.PAGES,
        List.of(
            PAGE.replace("T03:35", "T03:36").replace("\"top\":[]", "\"top\":[1]"),
            PAGE.replace("nanoInfluencers\":0", "nanoInfluencers\":1")));
    told.put(Topic.COHORTS, List.of(COHORT.replace("T03:35", "T01:35")));
    assertThat(judged(told).wrong()).isEmpty();
  }

  /** An engagement that comes after an outcome is no touch; what counts credits says so, too. */
  @Test
  void anOutcomeOfALateTouchMayBeCreditedToNobodyIfAllSaySo() throws Exception {
    Map<Topic, List<String>> told = replay();
    String unknown =
        OUTCOME
            .replace("organic", "unknown")
            .replace("creditedTo\":\"s\"", "creditedTo\":null")
            .replace("{\"kind\":\"like\"}", "null");
    told.put(Topic.OUTCOMES_ATTRIBUTED, List.of(unknown));
    assertThat(judged(told).wrong()).hasSize(2);
    told.put(Topic.SUPPORTERS, List.of(PROFILE.replace("\"visit\":1", "")));
    told.put(Topic.PAGES, List.of(PAGE.replace("organic", "unknown")));
    assertThat(judged(told).wrong()).isEmpty();
    String referred = OUTCOME.replace("referrer\":null", "referrer\":\"r\"");
    Map<Topic, List<String>> due = replay();
    due.put(Topic.OUTCOMES_ATTRIBUTED, List.of(referred));
    told.put(
        Topic.OUTCOMES_ATTRIBUTED, List.of(unknown.replace("referrer\":null", "referrer\":\"r\"")));
    assertThat(Settled.of(due::get, told::get, FROM, Load.END).wrong()).hasSize(1);
  }
}
