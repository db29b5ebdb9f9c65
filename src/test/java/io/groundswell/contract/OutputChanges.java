package io.groundswell.contract;

import static io.groundswell.contract.Change.GONE;
import static io.groundswell.contract.Change.refused;
import static io.groundswell.contract.Change.taken;

import java.util.stream.Stream;

/** One field of an output changed. */
final class OutputChanges {
  private OutputChanges() {}

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
}
