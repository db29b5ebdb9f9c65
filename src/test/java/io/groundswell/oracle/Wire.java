package io.groundswell.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.oracle.Facts.PageKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** How things are written: times, numbers, keys, dead letters. */
final class Wire {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Wire() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  /** A day as in records and keys. */
  static String day(long day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  static ArrayNode array(Iterable<JsonNode> elements) {
    ArrayNode array = NODES.arrayNode();
    elements.forEach(array::add);
    return array;
  }

  /** A time that may be unknown. */
  static JsonNode optionalTime(Long millis) {
    return millis == null ? NODES.nullNode() : NODES.textNode(time(millis));
  }

  /** A number, written without a fraction where it is whole; null stays null. */
  static JsonNode number(Double value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value == Math.rint(value) && Math.abs(value) <= 9_007_199_254_740_992.0) {
      return NODES.numberNode(value.longValue());
    }
    return NODES.numberNode(value.doubleValue());
  }

  /** The key of a record: both parts percent-encoded as in RFC 3986, a slash between them. */
  static String key(PageKey key) {
    return encode(key.page()) + "/" + encode(key.name());
  }

  static String encode(String part) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      if (UNRESERVED.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  static ObjectNode deadLetter(String topic, int line, String reason, byte[] raw) {
    return object()
        .put("topic", topic)
        .put("line", line)
        .put("reason", reason)
        .put("raw", Base64.getEncoder().encodeToString(raw));
  }
}
