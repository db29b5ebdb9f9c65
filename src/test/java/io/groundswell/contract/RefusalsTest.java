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
      JsonNode root =
          Schemas.parse(Schemas.read(Schemas.DOCS.resolve("examples/" + example + ".json")));
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
            List.of("rules.page", "page"))
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
            List.of(
                "alerts.opened",
                "id type status page post at opened organic sponsored ratio peakRatio"
                    + " topSupporters text"),
            List.of(
                "post-momentum.minute",
                "page post at organic lower supporters likes comments shares sponsored ratio"),
            List.of("post-momentum.tombstone", "page post at"),
            List.of("supporters.nano", "page supporter at firstSeen lastSeen audience tier counts"),
            List.of("supporters.tombstone", "page supporter at"),
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
        taken("outcomes.purchase", "/value", "-24.9"));
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
                + "{\"supporter\":\"b\",\"c\":0,\"kind\":\"like\"}]",
            "/topSupporters maxItems"),
        new Change(
            opened,
            "/topSupporters",
            "[{\"supporter\":\"a\",\"c\":0,\"kind\":\"like\"}]",
            "/topSupporters/0/c exclusiveMinimum"));
  }

  static Stream<Change> otherOutputs() {
    String minute = "post-momentum.minute";
    String nano = "supporters.nano";
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
        refused(letter, "/topic", "\"alerts\"", "enum"),
        refused(letter, "/line", "0", "minimum"),
        refused(letter, "/reason", "\"\"", "minLength"),
        refused(letter, "/raw", "\"{\\\"id\\\":1}\"", "pattern"),
        refused(letter, "/raw", "null", "type"),
        refused(letter, "/offset", "1", "additionalProperties"));
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
