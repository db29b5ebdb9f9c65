package io.groundswell.contract;

import static io.groundswell.contract.Change.refused;
import static io.groundswell.contract.Change.taken;

import java.util.stream.Stream;

/** One field of a fact or a rule changed. */
final class InputChanges {
  private InputChanges() {}

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
}
