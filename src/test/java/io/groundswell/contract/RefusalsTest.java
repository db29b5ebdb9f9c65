package io.groundswell.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each schema refuses and what it lets pass: one field of a valid example changed at a time,
 * so that the reason is known.
 */
class RefusalsTest {
  private static final String GONE = "";

  /**
   * A valid example with one field changed.
   *
   * @param example the file's name without {@code .json}
   * @param field the field, as a JSON pointer
   * @param value its new value as JSON, or nothing if it is taken away
   * @param error where the error is to be and which keyword finds it; null if all is well
   */
  record Change(String example, String field, String value, String error) {
    String topic() {
      return example.substring(0, example.indexOf('.'));
    }

    String json() {
      JsonNode root = Schemas.example(example);
      int last = field.lastIndexOf('/');
      ObjectNode parent = (ObjectNode) root.at(field.substring(0, last));
      String name = field.substring(last + 1);
      if (value.equals(GONE)) {
        assertThat(parent.remove(name)).as("the field to take away").isNotNull();
      } else {
        parent.set(name, Schemas.parse(value));
      }
      return root.toString();
    }
  }

  private static Change refused(String example, String field, String value, String keyword) {
    String parent = field.substring(0, field.lastIndexOf('/'));
    boolean ofParent = keyword.equals("required") || keyword.equals("additionalProperties");
    return new Change(example, field, value, (ofParent ? parent : field) + " " + keyword);
  }

  private static Change taken(String example, String field, String value) {
    return new Change(example, field, value, null);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  static Stream<Change> identifiers() {
    return Stream.of(
            List.of("engagements.share-by-word-of-mouth", "id page post supporter via"),
            List.of("engagements.sponsored-like", "ad"),
            List.of("ad-delivery.snapshot", "ad page post"),
            List.of("posts.photo", "page post"),
            List.of("outcomes.signature", "id page post supporter referrer"),
            List.of("rules.page", "page"),
            List.of("erasures.page", "page supporter"))
        .flatMap(
            row ->
                Stream.of(row.get(1).split(" "))
                    .flatMap(
                        name ->
                            Stream.of(
                                refused(row.get(0), "/" + name, "\"\"", "minLength"),
                                refused(row.get(0), "/" + name, "17", "type"),
                                refused(
                                    row.get(0), "/" + name, quoted("é".repeat(257)), "maxLength"),
                                taken(row.get(0), "/" + name, quoted("🐕".repeat(256))))));
  }

  static Stream<Change> requiredFields() {
    return Stream.of(
            List.of("engagements.share-by-word-of-mouth", "id time page post supporter kind"),
            List.of("ad-delivery.snapshot", "ad page post time reach"),
            List.of("posts.photo", "page post time"),
            List.of("outcomes.signature", "id time page kind"),
            List.of("rules.page", "page time"),
            List.of("erasures.page", "page supporter time"),
            List.of(
                "alerts.opened",
                "id type status page post at opened organic sponsored ratio peakRatio"
                    + " topSupporters topics text"),
            List.of(
                "post-momentum.minute",
                "page post at organic lower supporters likes comments shares sponsored ratio"),
            List.of("post-momentum.tombstone", "page post at"),
            List.of(
                "supporters.nano",
                "page supporter at firstSeen lastSeen audience tier counts activeDays posts brought"
                    + " constancy spontaneity commitment breadth pull quality quantity score"
                    + " nanoInfluencer topics promptness outcomes origin"),
            List.of("supporters.tombstone", "page supporter at"),
            List.of(
                "outcomes-attributed.touch",
                "id page kind time supporter referrer value currency origin creditedTo post ad"
                    + " touch"),
            List.of("cohorts.organic", "page day origin at size back1 back7 back28"),
            List.of(
                "pages.corrected",
                "page day at supporters nano nanoInfluencers organic sponsored outcomes spend"
                    + " costPerOutcome top topics"),
            List.of("dead-letters.line", "topic line reason raw"))
        .flatMap(
            row ->
                Stream.of(row.get(1).split(" "))
                    .map(name -> refused(row.get(0), "/" + name, GONE, "required")));
  }

  /**
   * Where a field is required, null is no value; elsewhere it is as if the field were not there.
   */
  static Stream<Change> nulls() {
    String share = "engagements.share-by-word-of-mouth";
    return Stream.concat(
        Stream.of("/id", "/time", "/page", "/post", "/supporter")
            .map(field -> refused(share, field, "null", "type")),
        Stream.concat(
            Stream.of("/action", "/audience", "/ad", "/via", "/platform")
                .map(field -> taken(share, field, "null")),
            Stream.concat(
                Stream.of("/basis", "/start", "/likes", "/spend", "/currency")
                    .map(field -> taken("ad-delivery.snapshot", field, "null")),
                Stream.of("/visibility", "/visibility/share", "/threshold", "/confirm", "/deleted")
                    .map(field -> taken("rules.page", field, "null")))));
  }

  static Stream<Change> times() {
    String like = "engagements.comment";
    return Stream.concat(
        Stream.of(
                "2026-11-23T10:15:30.123Z",
                "2026-11-23T10:15:30Z",
                "2026-11-23T10:15:30.123456789+05:30",
                "2024-02-29T23:59:59-12:00")
            .map(time -> taken(like, "/time", quoted(time))),
        Stream.concat(
            Stream.of("1795428930000", "1795428930000.0", "-1", "0")
                .map(time -> taken(like, "/time", time)),
            Stream.concat(
                Stream.of(
                        "2026-11-23",
                        "2026-11-23 10:15:30Z",
                        "2026-11-23T10:15Z",
                        "2026-11-23T10:15:30",
                        "2026-11-23T24:00:00Z",
                        "2026-13-23T10:15:30Z",
                        "2026-04-31T10:15:30Z",
                        "2026-11-23T10:15:30.Z",
                        "2026-11-23T10:15:30.1234567890Z",
                        "2026-11-23T10:15:30+0100",
                        "1795428930000")
                    .map(time -> refused(like, "/time", quoted(time), "pattern")),
                Stream.of(
                    refused(like, "/time", "1795428930000.5", "type"),
                    refused(like, "/time", "true", "type"),
                    refused(like, "/time", "253402300800000", "maximum"),
                    refused(like, "/time", "-62167219200001", "minimum"),
                    refused("ad-delivery.snapshot", "/start", "\"soon\"", "pattern")))));
  }

  static Stream<Change> inputs() {
    String share = "engagements.share-by-word-of-mouth";
    String ad = "ad-delivery.snapshot";
    return Stream.of(
        refused(share, "/page", "\"*\"", "not"),
        refused(ad, "/page", "\"*\"", "not"),
        refused("posts.photo", "/page", "\"*\"", "not"),
        refused("outcomes.signature", "/page", "\"*\"", "not"),
        refused(share, "/kind", "\"love\"", "enum"),
        refused(share, "/kind", "\"Like\"", "enum"),
        refused(share, "/kind", "null", "enum"),
        refused(share, "/action", "\"undo\"", "enum"),
        refused(share, "/audience", "-1", "minimum"),
        refused(share, "/audience", "1.5", "type"),
        refused(share, "/audience", "\"1500\"", "type"),
        refused(share, "/audience", "9007199254740993", "maximum"),
        taken(share, "/audience", "1000.0"),
        taken(share, "/audience", "9007199254740992"),
        taken(share, "/reaction", "{\"any\":[\"thing\"]}"),
        refused(share, "/platform", "1", "type"),
        refused(ad, "/reach", "-0.5", "minimum"),
        refused(ad, "/reach", "\"3300\"", "type"),
        refused(ad, "/reach", "null", "type"),
        taken(ad, "/reach", "3300.25"),
        refused(ad, "/basis", "\"clicks\"", "enum"),
        refused(ad, "/likes", "-1", "minimum"),
        refused(ad, "/comments", "\"2\"", "type"),
        refused(ad, "/shares", "-1", "minimum"),
        refused(ad, "/spend", "-0.01", "minimum"),
        refused(ad, "/currency", "978", "type"),
        refused("posts.photo", "/topics", "\"dogs\"", "type"),
        refused("posts.photo", "/text", "[]", "type"),
        taken("posts.photo", "/topics", "[]"),
        refused("outcomes.signature", "/kind", "\"\"", "minLength"),
        taken("outcomes.signature", "/kind", "\"don\""),
        refused("outcomes.purchase", "/value", "\"24.90\"", "type"),
        taken("outcomes.purchase", "/value", "-24.9"),
        taken("erasures.page", "/page", "\"*\""),
        taken("erasures.page", "/time", "1795510800000"),
        taken("erasures.page", "/reason", "\"art. 17\""),
        refused("erasures.page", "/supporter", "null", "type"),
        refused("erasures.page", "/time", "\"now\"", "pattern"));
  }

  static Stream<Change> rules() {
    String rule = "rules.page";
    return Stream.of(
        taken(rule, "/page", "\"*\""),
        refused(rule, "/deleted", "\"yes\"", "type"),
        refused(rule, "/visibility", "0.1", "type"),
        refused(rule, "/visibility/like", "1.001", "maximum"),
        refused(rule, "/visibility/comment", "-0.001", "minimum"),
        refused(rule, "/visibility/share", "0.0155", "multipleOf"),
        taken(rule, "/visibility/share", "0.035"),
        taken(rule, "/visibility/like", "1"),
        refused(rule, "/threshold", "0.009", "minimum"),
        refused(rule, "/threshold", "100.5", "maximum"),
        taken(rule, "/threshold", "0.01"),
        refused(rule, "/release", "-1", "minimum"),
        refused(rule, "/release", "101", "maximum"),
        refused(rule, "/defaultAudience", "1000001", "maximum"),
        refused(rule, "/audienceCap", "0", "minimum"),
        refused(rule, "/audienceCap", "10000001", "maximum"),
        refused(rule, "/minSupporters", "0", "minimum"),
        refused(rule, "/minSupporters", "2.5", "type"),
        refused(rule, "/minSponsored", "1000000001", "maximum"),
        refused(rule, "/confirm", "0", "minimum"),
        refused(rule, "/confirm", "1001", "maximum"),
        refused(rule, "/patience", "10001", "maximum"),
        refused(rule, "/cooldownMinutes", "1441", "maximum"),
        taken(rule, "/patience", "60.0"));
  }

  /** A list of one supporter who carries a post. */
  private static String top(String tier, String score) {
    return "[{\"supporter\":\"a\",\"c\":1,\"kind\":\"like\",\"tier\":%s,\"score\":%s}]"
        .formatted(tier, score);
  }

  static Stream<Change> alerts() {
    String opened = "alerts.opened";
    String closed = "alerts.closed";
    return Stream.of(
        refused(opened, "/id", "\"a/b/organic-surpasses-sponsored\"", "pattern"),
        refused(opened, "/id", "\"a b/c/organic-surpasses-sponsored/1\"", "pattern"),
        refused(opened, "/type", "\"other\"", "const"),
        refused(opened, "/status", "\"reopened\"", "enum"),
        refused(opened, "/at", "\"2026-11-23T10:15:20Z\"", "pattern"),
        refused(opened, "/at", "1795428920000", "type"),
        refused(opened, "/opened", "\"2026-11-23T11:15:20.000+01:00\"", "pattern"),
        refused(opened, "/organic/reach", "-1", "minimum"),
        refused(opened, "/organic/lower", "null", "type"),
        refused(opened, "/organic/likes", "7.5", "type"),
        refused(opened, "/organic/saves", "1", "additionalProperties"),
        refused(opened, "/organic/nano", GONE, "required"),
        refused(opened, "/organic/nano", "-1", "minimum"),
        refused(opened, "/organic/nano", "null", "type"),
        refused(opened, "/topics", "null", "type"),
        refused(opened, "/topics", "\"adoption\"", "type"),
        taken(opened, "/topics", "[]"),
        taken(opened, "/topSupporters", top("null", "null")),
        taken(opened, "/topSupporters", top("\"unknown\"", "100")),
        new Change(opened, "/topSupporters", top("\"giant\"", "1"), "/topSupporters/0/tier enum"),
        new Change(opened, "/topSupporters", top("null", "1"), "/topSupporters/0/score type"),
        new Change(
            opened, "/topSupporters", top("\"nano\"", "null"), "/topSupporters/0/score type"),
        new Change(
            opened, "/topSupporters", top("\"nano\"", "100.5"), "/topSupporters/0/score maximum"),
        refused(opened, "/sponsored/basis", "null", "type"),
        refused(opened, "/sponsored/ads", "0", "minimum"),
        refused(opened, "/sponsored/reach", "0", "exclusiveMinimum"),
        refused(opened, "/sponsored/asOf", "null", "type"),
        refused(opened, "/ratio", "null", "type"),
        refused(opened, "/ratio", "\"NaN\"", "type"),
        refused(opened, "/peakRatio", "null", "type"),
        refused(opened, "/topSupporters", "{}", "type"),
        refused(opened, "/text/fr", "\"\"", "minLength"),
        refused(opened, "/text/de", "\"Hallo\"", "additionalProperties"),
        refused(opened, "/extra", "1", "additionalProperties"),
        taken(closed, "/ratio", "null"),
        taken(closed, "/sponsored/reach", "0"),
        taken(closed, "/sponsored/asOf", "null"),
        taken(closed, "/topSupporters", "[]"),
        new Change(
            opened,
            "/topSupporters",
            "["
                + "{\"supporter\":\"a\",\"c\":1,\"kind\":\"like\"},".repeat(5)
                + "{\"supporter\":\"b\",\"c\":1,\"kind\":\"like\"}]",
            "/topSupporters maxItems"),
        new Change(
            opened,
            "/topSupporters",
            "[{\"supporter\":\"a\",\"c\":0,\"kind\":\"like\"}]",
            "/topSupporters/0/c exclusiveMinimum"));
  }

  static Stream<Change> otherOutputs() {
    String minute = "post-momentum.minute";
    String letter = "dead-letters.line";
    return Stream.of(
        refused(minute, "/organic", "null", "type"),
        refused(minute, "/shares", "-1", "minimum"),
        refused(minute, "/at", "\"2026-11-23T10:16:00.000000Z\"", "pattern"),
        refused(minute, "/extra", "null", "additionalProperties"),
        taken(minute, "/ratio", "null"),
        taken(minute, "/organic", "1e3"),
        refused("post-momentum.tombstone", "/deleted", "false", "const"),
        refused("post-momentum.tombstone", "/organic", "0", "additionalProperties"),
        refused(letter, "/topic", "\"alerts\"", "enum"),
        taken(letter, "/topic", "\"erasures\""),
        refused(letter, "/line", "0", "minimum"),
        refused(letter, "/reason", "\"\"", "minLength"),
        refused(letter, "/raw", "\"{\\\"id\\\":1}\"", "pattern"),
        refused(letter, "/raw", "1", "type"),
        taken(letter, "/raw", "null"),
        refused(letter, "/offset", "1", "additionalProperties"));
  }

  static Stream<Change> supporters() {
    String nano = "supporters.nano";
    String paid = "supporters.sponsored-only";
    return Stream.of(
        refused(nano, "/audience", "-1", "minimum"),
        new Change(nano, "/audience", "10000", "/tier const"),
        new Change(nano, "/audience", "null", "/tier const"),
        new Change(nano, "/tier", "\"micro\"", "/tier const"),
        refused(nano, "/tier", "\"giant\"", "enum"),
        refused(nano, "/counts/day", GONE, "required"),
        refused(nano, "/counts/day/sponsored", GONE, "required"),
        refused(nano, "/counts/day/likes", "0.5", "type"),
        refused(nano, "/firstSeen", "null", "type"),
        refused("supporters.tombstone", "/tier", "\"nano\"", "additionalProperties"),
        refused("supporters.tombstone", "/score", "0", "additionalProperties"),
        refused(nano, "/extra", "1", "additionalProperties"),
        refused(nano, "/counts/month", GONE, "required"),
        refused(nano, "/counts/month/comments", "-1", "minimum"),
        refused(nano, "/counts/week", "{}", "additionalProperties"),
        refused(nano, "/activeDays", "29", "maximum"),
        refused(nano, "/activeDays", "2", "minimum"),
        refused(nano, "/posts", "201", "maximum"),
        refused(nano, "/brought", "201", "maximum"),
        refused(nano, "/constancy", "1.01", "maximum"),
        refused(nano, "/spontaneity", "-0.1", "minimum"),
        refused(nano, "/commitment", "null", "type"),
        refused(nano, "/breadth", "2", "maximum"),
        refused(nano, "/pull", "1.1", "maximum"),
        refused(nano, "/quality", "100.1", "maximum"),
        refused(nano, "/quantity", "\"0.85\"", "type"),
        refused(nano, "/score", "49.9", "minimum"),
        refused(nano, "/score", "100.1", "maximum"),
        taken(nano, "/score", "50"),
        refused(nano, "/nanoInfluencer", "null", "type"),
        taken(nano, "/nanoInfluencer", "false"),
        new Change(paid, "/nanoInfluencer", "true", "/tier enum"),
        refused(nano, "/topics", "null", "type"),
        taken(nano, "/topics", "[]"),
        new Change(
            nano,
            "/topics",
            "[{\"topic\":\"a\",\"engagements\":1,\"lift\":1}]",
            "/topics/0/engagements minimum"),
        new Change(
            nano,
            "/topics",
            "[{\"topic\":\"a\",\"engagements\":2,\"lift\":0}]",
            "/topics/0/lift exclusiveMinimum"),
        new Change(
            nano,
            "/topics",
            "["
                + "{\"topic\":\"a\",\"engagements\":2,\"lift\":1},".repeat(5)
                + "{\"topic\":\"b\",\"engagements\":2,\"lift\":1}]",
            "/topics maxItems"),
        refused(nano, "/promptness", "-1", "minimum"),
        taken(nano, "/promptness", "null"),
        refused(nano, "/outcomes", "[]", "type"),
        refused(nano, "/outcomes/signature", "0", "minimum"),
        refused(nano, "/outcomes/attendance", "1.5", "type"),
        taken(nano, "/outcomes/attendance", "1"),
        taken(nano, "/outcomes", "{}"),
        new Change(nano, "/outcomes", "{\"\":1}", "/outcomes propertyNames"),
        refused(nano, "/origin", "\"unknown\"", "enum"),
        taken(nano, "/origin", "null"),
        refused(paid, "/score", "1", "const"),
        refused(paid, "/pull", "0.2", "const"),
        refused(paid, "/promptness", "3", "type"),
        taken(paid, "/brought", "2"));
  }

  static Stream<Change> outcomesAttributed() {
    String referrer = "outcomes-attributed.referrer";
    String touch = "outcomes-attributed.touch";
    String sponsored = "outcomes-attributed.sponsored";
    String unknown = "outcomes-attributed.unknown";
    return Stream.of(
        refused(touch, "/extra", "1", "additionalProperties"),
        refused(touch, "/id", "null", "type"),
        refused(touch, "/kind", "\"\"", "minLength"),
        refused(touch, "/time", "\"2026-11-23T11:20:00Z\"", "pattern"),
        refused(touch, "/value", "\"24.90\"", "type"),
        taken(touch, "/value", "-24.9"),
        taken(touch, "/value", "null"),
        taken(touch, "/currency", "null"),
        taken(touch, "/referrer", "\"Malik\""),
        refused(touch, "/origin", "\"paid\"", "enum"),
        refused(touch, "/creditedTo", "null", "type"),
        refused(touch, "/creditedTo", "\"\"", "minLength"),
        refused(touch, "/supporter", "null", "type"),
        refused(touch, "/post", "null", "type"),
        refused(touch, "/ad", "\"ad-1\"", "type"),
        refused(touch, "/touch/kind", "\"view\"", "enum"),
        refused(touch, "/touch/time", "1795430686000", "type"),
        refused(touch, "/touch/post", GONE, "required"),
        refused(touch, "/touch/ad", "null", "additionalProperties"),
        new Change(touch, "/touch", "null", "/referrer type"),
        refused(referrer, "/referrer", "null", "type"),
        refused(referrer, "/ad", "\"ad-1\"", "type"),
        taken(referrer, "/supporter", "null"),
        taken(referrer, "/post", "null"),
        refused(sponsored, "/ad", "null", "type"),
        refused(sponsored, "/touch", "null", "type"),
        refused(unknown, "/creditedTo", "\"Malik\"", "type"),
        new Change(
            unknown,
            "/touch",
            "{\"kind\":\"like\",\"time\":\"2026-11-23T10:04:40.000Z\",\"post\":\"p\"}",
            "/touch type"),
        taken(unknown, "/supporter", "\"Nobody we know\""),
        taken(unknown, "/post", "\"adoptez-nala\""));
  }

  static Stream<Change> cohorts() {
    String old = "cohorts.organic";
    String young = "cohorts.new";
    return Stream.of(
        refused(old, "/extra", "1", "additionalProperties"),
        refused(old, "/day", "\"2026-02-30\"", "pattern"),
        refused(old, "/day", "\"2026-10-12T00:00:00.000Z\"", "pattern"),
        refused(old, "/day", "20000", "type"),
        refused(old, "/origin", "\"unknown\"", "enum"),
        refused(old, "/origin", "null", "enum"),
        refused(old, "/at", "\"2026-11-10\"", "pattern"),
        refused(old, "/size", "0", "minimum"),
        refused(old, "/size", "null", "type"),
        refused(old, "/back1", "-1", "minimum"),
        refused(old, "/back7", "0.5", "type"),
        taken(old, "/back28", "null"),
        taken(old, "/back28", "0"),
        new Change(old, "/back7", "null", "/back28 type"),
        new Change(young, "/back28", "1", "/back28 type"),
        new Change(young, "/back7", "1", "/back7 type"),
        taken(young, "/back1", "0"));
  }

  static Stream<Change> pages() {
    String page = "pages.corrected";
    String top = "{\"supporter\":\"a\",\"score\":%s}";
    String topic = "{\"topic\":\"a\",\"engagements\":%s,\"posts\":%s}";
    String outcome = "[{\"kind\":\"k\",\"origin\":%s,\"count\":%s,\"value\":%s}]";
    return Stream.of(
        refused(page, "/extra", "1", "additionalProperties"),
        refused(page, "/day", "\"11/12/2026\"", "pattern"),
        refused(page, "/supporters", "1.5", "type"),
        refused(page, "/nano", "-1", "minimum"),
        refused(page, "/nanoInfluencers", "null", "type"),
        refused(page, "/organic/likes", "0.5", "type"),
        refused(page, "/organic/shares", GONE, "required"),
        refused(page, "/sponsored", "6", "type"),
        refused(page, "/sponsored/clicks", "1", "additionalProperties"),
        refused(page, "/outcomes", "{}", "type"),
        taken(page, "/outcomes", "[]"),
        taken(page, "/outcomes", outcome.formatted("\"unknown\"", "1", "{\"EUR\":-3.5}")),
        new Change(
            page, "/outcomes", outcome.formatted("null", "1", "{}"), "/outcomes/0/origin enum"),
        new Change(
            page,
            "/outcomes",
            outcome.formatted("\"organic\"", "0", "{}"),
            "/outcomes/0/count minimum"),
        new Change(
            page,
            "/outcomes",
            outcome.formatted("\"organic\"", "1", "24.9"),
            "/outcomes/0/value type"),
        new Change(
            page,
            "/outcomes",
            outcome.formatted("\"organic\"", "1", "{\"EUR\":null}"),
            "/outcomes/0/value/EUR type"),
        refused(page, "/spend", "62.4", "type"),
        refused(page, "/spend/EUR", "-1", "minimum"),
        taken(page, "/spend", "{}"),
        taken(page, "/costPerOutcome", "[]"),
        new Change(
            page,
            "/costPerOutcome",
            "[{\"kind\":\"signature\",\"cost\":2.6}]",
            "/costPerOutcome/0 required"),
        new Change(
            page,
            "/costPerOutcome",
            "[{\"kind\":\"signature\",\"currency\":\"EUR\",\"cost\":null}]",
            "/costPerOutcome/0/cost type"),
        taken(page, "/top", "[]"),
        new Change(page, "/top", "[" + top.formatted("100.5") + "]", "/top/0/score maximum"),
        new Change(page, "/top", "[" + top.formatted("null") + "]", "/top/0/score type"),
        new Change(
            page,
            "/top",
            "[" + (top.formatted("1") + ",").repeat(10) + top.formatted("0") + "]",
            "/top maxItems"),
        taken(page, "/topics", "[]"),
        new Change(
            page, "/topics", "[" + topic.formatted("1", "0") + "]", "/topics/0/posts minimum"),
        new Change(
            page, "/topics", "[" + topic.formatted("1.5", "1") + "]", "/topics/0/engagements type"),
        new Change(
            page,
            "/topics",
            "[" + (topic.formatted("2", "1") + ",").repeat(5) + topic.formatted("1", "1") + "]",
            "/topics maxItems"));
  }

  @ParameterizedTest
  @MethodSource({
    "identifiers",
    "requiredFields",
    "nulls",
    "times",
    "inputs",
    "rules",
    "alerts",
    "supporters",
    "outcomesAttributed",
    "cohorts",
    "pages",
    "otherOutputs"
  })
  void aChangeIsJudgedForTheRightReason(Change change) {
    List<String> errors = Schemas.errors(change.topic(), change.json());
    if (change.error() == null) {
      assertThat(errors).isEmpty();
    } else {
      assertThat(errors).anyMatch(error -> error.startsWith(change.error() + ":"));
    }
  }
}
