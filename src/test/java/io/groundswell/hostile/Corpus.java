package io.groundswell.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What hostile records are made of. */
final class Corpus {
  /** Texts that break what does not escape them. */
  static final List<String> TEXTS =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "'; DROP TABLE supporters; --",
          "{{constructor.constructor('return 1')()}}",
          "${jndi:ldap://localhost/a}",
          "\u202Egro.llewsdnuorg\u202C",
          "\u2066\u2067\u2069\u200F\u061C",
          "\u0001\u0002\u0007\b\u001B[31m\u007F\u0085",
          "a\r\nSet-Cookie: b\r\n\r\n",
          "\u2028\u2029",
          "\uFEFF\uFFFE\uFFFF",
          "Z\u0351\u036B\u0343a\u0322\u0328l\u034Cg\u033Bo\u0336",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
          "\u0130\u0131\u017F\u212A",
          "../../../../etc/passwd\\..\\",
          "%00%2F/*+",
          "\\u0000\\\"\\",
          "*",
          " ",
          "=HYPERLINK(\"x\")",
          "\uD835\uDD58".repeat(128));

  /** JSON in the place of a value. */
  static final List<String> VALUES =
      List.of(
          "[".repeat(100_000),
          "[".repeat(500) + "]".repeat(500),
          "{\"a\":".repeat(100_000),
          "{\"a\":".repeat(900) + "1" + "}".repeat(900),
          "\"" + "x".repeat(1 << 20) + "\"",
          "\"" + "\\u0041".repeat(200_000) + "\"",
          "9".repeat(1 << 20),
          "0." + "0".repeat(100_000) + "1",
          "1e" + "9".repeat(50),
          "1e-" + "9".repeat(50),
          "1e2147483648",
          "-1e400",
          "-0",
          "-0.0",
          "9007199254740993",
          "18446744073709551616",
          "-9223372036854775809",
          "1.7976931348623159e308",
          "4.9e-325",
          "NaN",
          "-Infinity",
          "0x10",
          "01",
          "+1",
          "1.",
          ".5",
          "1e",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u0000\"",
          "\"\\x\"",
          "\"\t\"",
          "\"\n\"",
          "'a'",
          "null",
          "tru",
          "[[],{},[{}]]",
          "{\"\":{\"\":[]}}",
          "\"2026-02-30T00:00:00Z\"",
          "\"9999-12-31T23:59:59.999999999-23:59\"",
          "\"0000-01-01T00:00:00+23:59\"",
          "/**/1",
          "");

  /** Bytes that are no UTF-8: overlong, cut short, surrogates, beyond the last code point. */
  static final List<byte[]> NOT_UTF8 =
      List.of(
          bytes(0xC0, 0x80),
          bytes(0xC1, 0xBF),
          bytes(0xE0, 0x80, 0xAF),
          bytes(0xF0, 0x80, 0x80, 0xAF),
          bytes(0xED, 0xA0, 0x80),
          bytes(0xED, 0xBF, 0xBF),
          bytes(0xF4, 0x90, 0x80, 0x80),
          bytes(0xF8, 0x88, 0x80, 0x80, 0x80),
          bytes(0x80),
          bytes(0xC3),
          bytes(0xE2, 0x82),
          bytes(0xF0, 0x9F, 0x8C),
          bytes(0xFF, 0xFE),
          bytes(0xFE, 0xFF),
          bytes(0x00));

  private Corpus() {}

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** The published examples of a topic's records: where mutations start. */
  static List<String> examples(Topic topic) {
    try (Stream<Path> files = Files.list(Path.of("docs/examples"))) {
      List<String> examples = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().startsWith(topic.wire() + ".")) {
          examples.add(Files.readString(file));
        }
      }
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record that may be anything: an example, changed in up to four places. */
  static byte[] mutant(Topic topic, Random random) {
    List<String> examples = examples(topic);
    byte[] record = examples.get(random.nextInt(examples.size())).getBytes(UTF_8);
    for (int changes = random.nextInt(5); changes > 0; changes--) {
      record = changed(record, random);
    }
    return record;
  }

  private static byte[] changed(byte[] record, Random random) {
    int at = random.nextInt(record.length + 1);
    int length = Math.min(record.length - at, random.nextInt(8));
    return switch (random.nextInt(8)) {
      case 0 -> splice(record, at, length, new byte[0]);
      case 1 -> splice(record, at, 0, new byte[] {(byte) random.nextInt(256)});
      case 2 -> splice(record, at, 0, NOT_UTF8.get(random.nextInt(NOT_UTF8.size())));
      case 3 -> splice(record, at, 0, Arrays.copyOfRange(record, at, at + length));
      case 4 -> Arrays.copyOf(record, at);
      case 5 -> splice(record, at, 0, TEXTS.get(random.nextInt(TEXTS.size())).getBytes(UTF_8));
      default -> valueReplaced(record, random);
    };
  }

  /** One value of a field, replaced. */
  private static byte[] valueReplaced(byte[] record, Random random) {
    String text = new String(record, UTF_8);
    List<Integer> colons = new ArrayList<>();
    for (int i = 0; i < Math.min(text.length(), 10_000); i++) {
      if (text.charAt(i) == ':' && i > 0 && text.charAt(i - 1) == '"') {
        colons.add(i);
      }
    }
    if (colons.isEmpty()) {
      return record;
    }
    int begin = colons.get(random.nextInt(colons.size())) + 1;
    int end = begin;
    while (end < text.length() && ",}]\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String value =
        random.nextBoolean()
            ? VALUES.get(random.nextInt(VALUES.size()))
            : quoted(TEXTS.get(random.nextInt(TEXTS.size())));
    return (text.substring(0, begin) + value + text.substring(end)).getBytes(UTF_8);
  }

  private static byte[] splice(byte[] record, int at, int length, byte[] in) {
    byte[] out = new byte[record.length - length + in.length];
    System.arraycopy(record, 0, out, 0, at);
    System.arraycopy(in, 0, out, at, in.length);
    System.arraycopy(record, at + length, out, at + in.length, record.length - at - length);
    return out;
  }

  /** A text as JSON. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      json.append(c == '"' || c == '\\' || c < ' ' ? String.format("\\u%04x", (int) c) : c);
    }
    return json.append('"').toString();
  }
}
