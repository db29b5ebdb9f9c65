package io.groundswell.contract;

import static io.groundswell.contract.Change.GONE;
import static io.groundswell.contract.Change.refused;
import static io.groundswell.contract.Change.taken;

import java.util.List;
import java.util.stream.Stream;

/** What holds for fields of one kind, in whichever topic they are. */
final class FieldChanges {
  private FieldChanges() {}

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
}
