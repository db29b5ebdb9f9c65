package io.groundswell.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bad records of every kind: each would do something if it were taken. */
public final class Garbage {
  private static final String TIME = "\"2026-11-22T22:00:00Z\"";
  private static final List<String> NOT_JSON =
      List.of(
          "nonsense",
          "{",
          "}",
          "[]",
          "[{}]",
          "1",
          "null",
          "true",
          "\"text\"",
          "{}",
          "{,}",
          "\f",
          "\u00A0",
          "{\"id\":}",
          "// comment",
          "\u0000");
  private static final List<String> BAD_TIMES =
      List.of(
          "\"\"",
          "\"now\"",
          "true",
          "{}",
          "[]",
          "1.5",
          "1e300",
          "-1e300",
          "\"1795392000000\"",
          "\"2026-11-22\"",
          "\"2026-11-22T22:00Z\"",
          "\"2026-11-22T22:00:00\"",
          "\"2026-11-22 22:00:00Z\"",
          "\"2026-11-22t22:00:00Z\"",
          "\"2026-11-22T22:00:00z\"",
          "\"2026-11-22T22:00:00.Z\"",
          "\"2026-11-22T22:00:00,5Z\"",
          "\"2026-11-22T22:00:00.1234567890Z\"",
          "\"2026-11-22T22:00:00+0100\"",
          "\"2026-11-22T22:00:00+01\"",
          "\"2026-11-22T22:00:00+24:00\"",
          "\"2026-11-22T22:00:00+01:60\"",
          "\"2026-11-22T24:00:00Z\"",
          "\"2026-11-22T22:60:00Z\"",
          "\"2026-11-22T22:00:60Z\"",
          "\"2026-11-31T22:00:00Z\"",
          "\"2026-02-29T22:00:00Z\"",
          "\"2026-13-01T22:00:00Z\"",
          "\"2026-00-01T22:00:00Z\"",
          "\"26-11-22T22:00:00Z\"",
          "\"12026-11-22T22:00:00Z\"",
          "\"+2026-11-22T22:00:00Z\"",
          "\" 2026-11-22T22:00:00Z\"",
          "\"2026-11-22T22:00:00Z \"",
          "\"2026-11-22T22:00:00ZZ\"",
          "\"2026-11-22T22:00:00 Z\"",
          "\"２０２６-11-22T22:00:00Z\"");
  private static final List<String> BAD_NAMES =
      List.of(
          "\"\"",
          "5",
          "true",
          "[\"a\"]",
          "{\"a\":\"b\"}",
          "\"" + "x".repeat(257) + "\"",
          "\"" + "🌊".repeat(257) + "\"");
  private static final List<String> BAD_FIGURES =
      List.of("-1", "-0.001", "\"5\"", "true", "[5]", "{}", "1e400");

  private final Map<String, String> good = new LinkedHashMap<>();
  private final List<byte[]> bad = new ArrayList<>();

  private Garbage() {}

  /** Bad records for one topic, about a page and a post, and nobody in particular. */
  public static List<byte[]> of(String topic, String page, String post) {
    return of(topic, page, post, "bad");
  }

  /** Bad records for one topic, about a page, a post and a supporter who are in the folder. */
  static List<byte[]> of(String topic, String page, String post, String supporter) {
    Garbage garbage = new Garbage();
    garbage.good.put("page", JsonNodeFactory.instance.textNode(page).toString());
    garbage.good.put("time", TIME);
    if (!topic.equals("rules") && !topic.equals("erasures")) {
      garbage.good.put("post", JsonNodeFactory.instance.textNode(post).toString());
    }
    switch (topic) {
      case "engagements" -> garbage.engagements();
      case "ad-delivery" -> garbage.adDelivery();
      case "posts" -> garbage.posts();
      case "outcomes" -> garbage.outcomes();
      case "erasures" -> garbage.erasures(supporter);
      case "rules" -> garbage.rules();
      default -> throw new IllegalArgumentException(topic);
    }
    return garbage.bad;
  }

  /** Lines that are no records at all, and no dead letters either. */
  public static List<byte[]> blank() {
    return List.of(new byte[0], utf8("  "), utf8("\t"), utf8("\r"));
  }

  private void engagements() {
    good.put("id", "\"bad\"");
    good.put("supporter", "\"bad\"");
    good.put("kind", "\"share\"");
    good.put("audience", "10000");
    anyTopic();
    names("page", "post", "supporter", "id");
    optionalNames("ad", "via");
    required("page", "post", "supporter", "id", "kind", "time");
    bad("page", "\"*\"");
    bad("kind", "\"\"", "\"LIKE\"", "\"likes\"", "\"view\"", "1", "[\"like\"]");
    bad("action", "\"\"", "\"ADD\"", "\"delete\"", "true", "0");
    bad("audience", "-1", "0.5", "9007199254740993", "1e300", "\"150\"", "true", "[150]", "{}");
    bad("platform", "1", "[]", "false");
  }

  private void adDelivery() {
    good.put("ad", "\"bad\"");
    good.put("reach", "1000000");
    good.put("start", "\"2026-11-22T21:30:00Z\"");
    anyTopic();
    names("page", "post", "ad");
    required("page", "post", "ad", "time", "reach");
    bad("page", "\"*\"");
    bad("basis", "\"\"", "\"Reach\"", "\"clicks\"", "1");
    for (String name : List.of("reach", "likes", "comments", "shares", "spend")) {
      bad(name, BAD_FIGURES.toArray(String[]::new));
    }
    bad("start", BAD_TIMES.toArray(String[]::new));
    bad("currency", "1", "[\"EUR\"]");
  }

  private void posts() {
    anyTopic();
    names("page", "post");
    required("page", "post", "time");
    bad("page", "\"*\"");
    bad("topics", "\"sea\"", "{}", "1", "true", "[1]", "[\"sea\",{}]", "[[\"sea\"]]");
    for (String name : List.of("format", "language", "text", "url")) {
      bad(name, "1", "[]", "{}", "true");
    }
  }

  private void outcomes() {
    good.put("id", "\"bad\"");
    good.put("kind", "\"signature\"");
    anyTopic();
    names("page", "id");
    optionalNames("post", "supporter", "referrer");
    required("page", "id", "time", "kind");
    bad("page", "\"*\"");
    bad("kind", "1", "[]", "true");
    bad("value", "\"12\"", "[]", "true");
    bad("currency", "1", "{}");
  }

  private void erasures(String supporter) {
    good.put("supporter", JsonNodeFactory.instance.textNode(supporter).toString());
    good.put("page", "\"*\"");
    anyTopic();
    names("page", "supporter");
    required("page", "supporter", "time");
  }

  private void rules() {
    good.put("minSupporters", "1000");
    anyTopic();
    names("page");
    required("page", "time");
    bad("deleted", "\"true\"", "1", "[]");
    bad("visibility", "0.1", "[]", "\"like\"", "true");
    for (String kind : List.of("like", "comment", "share")) {
      for (String value : List.of("-0.001", "1.001", "0.0001", "\"0.1\"", "true", "1e-4")) {
        bad("visibility", "{\"" + kind + "\":" + value + "}");
      }
    }
    bad("threshold", "0.009", "0", "-1", "100.001", "\"1\"", "true");
    bad("release", "-0.001", "100.001", "\"1\"", "[]");
    whole("defaultAudience", "-1", "1000001");
    whole("audienceCap", "0", "10000001");
    whole("minSupporters", "0", "1000001");
    whole("minSponsored", "-1", "1000000001");
    whole("confirm", "0", "1001");
    whole("patience", "0", "10001");
    whole("cooldownMinutes", "-1", "1441");
  }

  private void whole(String name, String below, String above) {
    bad(name, below, above, "1.5", "\"5\"", "true", "{}");
  }

  /** What is wrong in any topic: the bytes, the JSON, the time. */
  private void anyTopic() {
    NOT_JSON.forEach(line -> bad.add(utf8(line)));
    String line = object(good);
    bad.add(utf8(line + line));
    bad.add(utf8(line + " x"));
    bad.add(utf8(line.substring(0, line.length() - 1)));
    bad.add(utf8(line.substring(0, line.length() - 1) + ",}"));
    bad.add(utf8(line.replace('"', '\'')));
    for (String value :
        List.of(
            "NaN",
            "Infinity",
            "01",
            "+1",
            ".5",
            "1.",
            "0x1",
            "'a'",
            "\"\\x\"",
            "\"a\tb\"",
            "undefined",
            "\"\\u12\"")) {
      bad("x-unknown", value);
    }
    bad.add("{\"page\":\"a\"}".getBytes(StandardCharsets.UTF_16LE));
    for (int[] bytes :
        List.of(
            new int[] {0xFF},
            new int[] {0xC3, 0x28},
            new int[] {0xC0, 0xAF},
            new int[] {0xE2, 0x82},
            new int[] {0xED, 0xA0, 0x80},
            new int[] {0xF4, 0x90, 0x80, 0x80},
            new int[] {0x80})) {
      bad.add(notUtf8(line, bytes));
    }
    bad("time", BAD_TIMES.toArray(String[]::new));
  }

  /** The record with a further string in it that has these bytes. */
  private static byte[] notUtf8(String line, int[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(utf8(line.substring(0, line.length() - 1) + ",\"x-unknown\":\""));
    for (int b : bytes) {
      out.write(b);
    }
    out.writeBytes(utf8("\"}"));
    return out.toByteArray();
  }

  private void names(String... names) {
    optionalNames(names);
  }

  private void optionalNames(String... names) {
    for (String name : names) {
      bad(name, BAD_NAMES.toArray(String[]::new));
    }
  }

  private void required(String... names) {
    for (String name : names) {
      bad(name, "null");
      Map<String, String> fields = new LinkedHashMap<>(good);
      fields.remove(name);
      bad.add(utf8(object(fields)));
    }
  }

  /** The good record with one field that is not. */
  private void bad(String name, String... values) {
    for (String value : values) {
      Map<String, String> fields = new LinkedHashMap<>(good);
      fields.put(name, value);
      bad.add(utf8(object(fields)));
    }
  }

  private static String object(Map<String, String> fields) {
    List<String> members = new ArrayList<>();
    fields.forEach((name, value) -> members.add("\"" + name + "\":" + value));
    return "{" + String.join(",", members) + "}";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
