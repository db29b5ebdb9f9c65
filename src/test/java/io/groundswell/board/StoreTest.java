package io.groundswell.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.codec.Times;
import io.groundswell.event.Names;
import io.groundswell.event.Topic;
import io.groundswell.label.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
  private static final byte[] KEY = "of a test".getBytes(StandardCharsets.UTF_8);
  private static final Limits SMALL = new Limits(3, 2, 2, 2, 2, 2, 2, 4);
  private static final long OPENED = 1_795_428_920_000L;
  private static final String POST_KEY = Names.key(Told.PAGE, Told.POST);

  private final Store store = new Store(Limits.USUAL, new Labels(KEY, false));

  private static JsonNode rows(Store store, String kind) {
    return Told.tree(store.snapshot("")).path("rows").path(kind);
  }

  private static List<String> ids(Store store, String kind) {
    List<String> ids = new ArrayList<>();
    rows(store, kind).forEach(row -> ids.add(row.get(0).asText()));
    return ids;
  }

  private void take(Topic topic, JsonNode value) {
    store.take(Told.record(topic, value));
  }

  @Test
  void anAlertIsOneRowWithItsWordsInOrder() {
    take(Topic.ALERTS, Told.example("alerts.raised"));
    take(Topic.ALERTS, Told.example("alerts.opened"));
    take(Topic.ALERTS, Told.example("alerts.closed"));
    take(Topic.ALERTS, Told.example("alerts.closed"));

    assertThat(ids(store, "alert")).containsExactly(Told.ALERT);
    JsonNode alert = rows(store, "alert").get(0).get(1);
    assertThat(alert.path("status").asText()).isEqualTo("closed");
    assertThat(alert.path("words").findValuesAsText("status"))
        .containsExactly("opened", "raised", "closed");
    assertThat(alert.path("opened").asLong()).isEqualTo(OPENED);
  }

  @Test
  void anOlderWordDoesNotStandOverANewerOne() {
    take(Topic.ALERTS, Told.example("alerts.closed"));
    take(Topic.ALERTS, Told.example("alerts.opened"));
    assertThat(rows(store, "alert").get(0).get(1).path("status").asText()).isEqualTo("closed");
  }

  @Test
  void anAlertsCurveHasWhatCameBeforeItAndWhatComesAfter() {
    long minute = 60_000;
    long two = OPENED - 2 * minute;
    take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, OPENED - 90 * minute, 1, 1, 1));
    take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, two, 200.4, 100, 300));
    take(Topic.ALERTS, Told.example("alerts.opened"));
    take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, OPENED + minute, 900, 400, 301));
    take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, "another", OPENED + minute, 7, 7, 7));

    JsonNode curve = Told.tree(store.curveOfAlert(Told.ALERT));
    assertThat(curve.path("t").toString())
        .isEqualTo("[" + two + "," + OPENED + "," + (OPENED + minute) + "]");
    assertThat(curve.path("o").toString()).isEqualTo("[200,841,900]");
    assertThat(curve.path("l").toString()).isEqualTo("[100,358,400]");
    assertThat(curve.path("s").toString()).isEqualTo("[300,300,301]");
  }

  @Test
  void aPostThatIsForgottenLeavesTheTableAndItsAlertsKeepTheirCurve() {
    take(Topic.ALERTS, Told.example("alerts.opened"));
    take(Topic.POST_MOMENTUM, Told.example("post-momentum.minute"));
    store.changes();
    store.take(Told.tombstone(Topic.POST_MOMENTUM, POST_KEY));

    assertThat(ids(store, "post")).isEmpty();
    assertThat(store.curveOfPost(POST_KEY)).isNull();
    assertThat(store.curveOfAlert(Told.ALERT)).contains("841");
    assertThat(Told.tree("[" + store.changes() + "]").get(0).toString())
        .isEqualTo("[\"post\",\"" + POST_KEY + "\",null]");
  }

  @Test
  void aPostHasItsTextWhicheverComesFirst() {
    take(Topic.POST_MOMENTUM, Told.example("post-momentum.minute"));
    take(Topic.POSTS, Told.post(Told.PAGE, Told.POST, "Nala cherche une famille"));
    take(Topic.ALERTS, Told.example("alerts.opened"));
    assertThat(rows(store, "post").get(0).get(1).path("about").path("text").asText())
        .isEqualTo("Nala cherche une famille");
    assertThat(rows(store, "alert").get(0).get(1).path("about").path("text").asText())
        .isEqualTo("Nala cherche une famille");
    assertThat(Told.tree("[" + store.changes() + "]").findValuesAsText("text"))
        .contains("Nala cherche une famille");
  }

  @Test
  void changesOfOnePostAreOneRowWithAllItsPoints() {
    take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, OPENED, 1, 0, 9));
    take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, OPENED + 60_000, 2, 0, 9));
    JsonNode changes = Told.tree("[" + store.changes() + "]");
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).get(2).path("points").path("o").toString()).isEqualTo("[1,2]");
    assertThat(store.changes()).isEmpty();
  }

  @Test
  void aForgottenSupporterIsForgottenHereToo() {
    take(Topic.SUPPORTERS, Told.example("supporters.nano"));
    assertThat(ids(store, "supporter")).hasSize(1);
    store.take(Told.tombstone(Topic.SUPPORTERS, Names.key(Told.PAGE, "Chloé")));
    assertThat(ids(store, "supporter")).isEmpty();
  }

  @Test
  void nothingSaysANameUnlessNamesAreShown() {
    feedAll(store);
    Store open = new Store(Limits.USUAL, new Labels(KEY, true));
    feedAll(open);

    for (String name :
        List.of("Chlo", "Eva Martin", "Radio Vall", "Studio Orage", "Bastien", "Malik", "Nadia")) {
      assertThat(open.snapshot("")).as("shown").contains(name);
      assertThat(store.snapshot("")).as("hidden").doesNotContain(name);
    }
    assertThat(store.changes()).doesNotContain("Chlo").doesNotContain("Malik");
    assertThat(store.snapshot("")).doesNotContain("sig-8812").doesNotContain("yesterday");
  }

  private static void feedAll(Store to) {
    for (String each : List.of("alerts.opened", "alerts.raised", "alerts.closed")) {
      ObjectNode alert = Told.example(each);
      alert.put("id", alert.path("id").asText() + each);
      to.take(Told.record(Topic.ALERTS, alert));
    }
    to.take(Told.record(Topic.SUPPORTERS, Told.example("supporters.nano")));
    for (String each : List.of("referrer", "sponsored", "touch", "unknown")) {
      to.take(Told.record(Topic.OUTCOMES_ATTRIBUTED, Told.example("outcomes-attributed." + each)));
    }
    to.take(Told.record(Topic.PAGES, Told.example("pages.corrected")));
    to.take(Told.letter("engagements", "time must be a time, is \"yesterday\" of Chloé"));
  }

  @Test
  void aLabelIsTheSameForAKeyAndAnotherForAnother() {
    Labels labels = new Labels(KEY, false);
    assertThat(labels.of("Chloé")).isEqualTo(new Labels(KEY, false).of("Chloé"));
    assertThat(labels.of("Chloé")).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
    assertThat(labels.of("Chloé")).isNotEqualTo(labels.of("Chloe"));
    assertThat(new Labels(null, false).of("Chloé"))
        .isNotEqualTo(new Labels(null, false).of("Chloé"));
    assertThat(new Labels(KEY, true).of("Chloé")).isEqualTo("Chloé");
  }

  @Test
  void theSentenceThanksLabelsWhereItThankedNames() {
    take(Topic.ALERTS, Told.example("alerts.opened"));
    Labels labels = new Labels(KEY, false);
    JsonNode text = rows(store, "alert").get(0).get(1).path("text");
    assertThat(text.path("en").asText())
        .endsWith(
            "and to thank supporter\u00a0"
                + labels.of("Chloé")
                + " and supporter\u00a0"
                + labels.of("Eva Martin")
                + ".");
    assertThat(text.path("fr").asText()).contains(labels.of("Chloé") + " et supporter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "adoptez", "people"})
  void aSentenceInWhichANameMayStandElsewhereIsNotShown(String name) {
    ObjectNode alert = Told.example("alerts.opened");
    ((ObjectNode) alert.path("topSupporters").get(0)).put("supporter", name);
    take(Topic.ALERTS, alert);
    assertThat(rows(store, "alert").get(0).get(1).path("text").path("en").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time must be a time, is \"yesterday\", is it | time must be a time",
        "page is required | page is required",
        "a record must be valid JSON: Unexpected (Chloé) | a record must be valid JSON",
        "time must be at most 60 s ahead of the Kafka timestamp 2026-11-23T10:00:00.000Z, is x"
            + " | time must be at most 60 s ahead of the Kafka timestamp",
      })
  void lettersAreCountedByTheRuleTheyBreak(String reason, String rule) {
    assertThat(Views.rule(reason)).isEqualTo(rule);
    store.take(Told.letter("engagements", reason));
    store.take(Told.letter("engagements", reason));
    JsonNode counted = rows(store, "rule").get(0).get(1);
    assertThat(counted.path("rule").asText()).isEqualTo(rule);
    assertThat(counted.path("count").asLong()).isEqualTo(2);
    assertThat(rows(store, "letter")).hasSize(2);
  }

  @Test
  void whatMattersLeastGoesWhereThereIsNoMoreRoom() {
    Store small = new Store(SMALL, new Labels(KEY, true));
    for (int i = 0; i < 6; i++) {
      small.take(
          Told.record(
              Topic.POST_MOMENTUM, Told.momentum("p", "post" + i, OPENED + i * 60_000L, 1, 1, 1)));
      ObjectNode profile = Told.example("supporters.nano");
      profile.put("supporter", "s" + i).put("score", 90 - i).put("nanoInfluencer", i == 5);
      small.take(Told.record(Topic.SUPPORTERS, profile));
      ObjectNode alert = Told.example("alerts.opened");
      alert.put("id", "p/post/x/" + i).put("opened", Times.format(OPENED + i * 1000L));
      small.take(Told.record(Topic.ALERTS, alert));
    }
    assertThat(ids(small, "post")).containsExactly("p/post5", "p/post4", "p/post3");
    assertThat(rows(small, "supporter").findValuesAsText("name")).containsExactly("s5", "s0");
    assertThat(ids(small, "alert")).containsExactly("p/post/x/5", "p/post/x/4");
    assertThat(small.sizes().get("post")).containsExactly(3, 3);
    assertThat(Told.tree("[" + small.changes() + "]").toString())
        .contains("[\"post\",\"p/post0\",null]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "{}", "{\"page\":1}", "\u0000", "\"text\""})
  void whatBreaksTheContractIsCountedAndLeftOut(String value) {
    for (Topic topic : Feed.TOPICS) {
      if (topic != Topic.DEAD_LETTERS) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        store.take(new Store.Incoming(topic, 0, 1, 1, null, bytes, Map.of()));
      }
    }
    assertThat(store.unreadable()).isEqualTo(Feed.TOPICS.size() - 1);
    Told.tree(store.snapshot(""));
  }

  @Test
  void hostileTextStaysText() {
    String hostile = "</script><script>alert(1)</script>\u202E\u2028\"\\";
    take(Topic.POSTS, Told.post("p", "x", hostile));
    take(Topic.POST_MOMENTUM, Told.momentum("p", "x", OPENED, 1, 1, 1));
    JsonNode post = rows(store, "post").get(0).get(1);
    assertThat(post.path("about").path("text").asText()).isEqualTo(hostile);
    assertThat(store.changes()).doesNotContain("\n");
  }

  @Test
  void aLongCurveKeepsItsWholeLengthOrItsNewestPoints() {
    Curve whole = new Curve(16, true);
    Curve newest = new Curve(16, false);
    for (int i = 0; i < 1000; i++) {
      whole.add(i, i, i, i);
      newest.add(i, i, i, i);
    }
    assertThat(whole.size()).isBetween(8, 16);
    assertThat(whole.at(0)).isZero();
    assertThat(whole.at(whole.size() - 1)).isEqualTo(999);
    assertThat(newest.size()).isEqualTo(16);
    assertThat(newest.at(0)).isEqualTo(984);
    newest.add(3, 3, 3, 3);
    assertThat(newest.at(0)).isEqualTo(984);
    whole.add(500, 7, 7, 7);
    for (int i = 1; i < whole.size(); i++) {
      assertThat(whole.at(i)).isGreaterThan(whole.at(i - 1));
    }
  }
}
