package io.groundswell.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** Writes one thing in the many ways in which JSON and RFC 3339 let it be written. */
final class RandomJson {
  private final SplittableRandom random;

  RandomJson(SplittableRandom random) {
    this.random = random;
  }

  /** A record under construction; null stands for a field left out. */
  final class Line {
    private final Map<String, String> fields = new LinkedHashMap<>();

    private Line raw(String name, String json) {
      if (json != null) {
        fields.put(name, json);
      } else if (random.nextInt(8) == 0) {
        fields.put(name, "null");
      }
      return this;
    }

    Line text(String name, String value) {
      return raw(name, value == null ? null : quoted(value));
    }

    Line time(String name, Long value) {
      return raw(name, value == null ? null : anyTime(value));
    }

    Line whole(String name, Long value) {
      return raw(name, value == null ? null : anyWhole(value));
    }

    Line number(String name, BigDecimal value) {
      return raw(name, value == null ? null : value.toString());
    }

    Line json(String name, String value) {
      return raw(name, value);
    }

    /** The record in one line, its fields in any order. */
    String end() {
      if (random.nextInt(10) == 0) {
        fields.put("x-unknown", "{\"page\":[1,null,{\"id\":true}],\"é\":-1.5e3}");
      }
      List<String> members = new ArrayList<>();
      fields.forEach((name, value) -> members.add(quoted(name) + space() + ":" + value));
      if (random.nextBoolean()) {
        Collections.shuffle(members, new Random(random.nextLong()));
      }
      String carriageReturn = random.nextInt(20) == 0 ? "\r" : "";
      return space() + "{" + String.join("," + space(), members) + "}" + space() + carriageReturn;
    }
  }

  Line line() {
    return new Line();
  }

  private String space() {
    return random.nextInt(10) == 0 ? " \t" : "";
  }

  /** A JSON string, now and then with characters escaped that need not be. */
  String quoted(String value) {
    if (random.nextInt(6) != 0) {
      return JsonNodeFactory.instance.textNode(value).toString();
    }
    StringBuilder escaped = new StringBuilder("\"");
    value.chars().forEach(c -> escaped.append(String.format(Locale.ROOT, "\\u%04x", c)));
    return escaped.append('"').toString();
  }

  /** A whole number, now and then with a fraction of zeros or an exponent. */
  String anyWhole(long value) {
    return switch (random.nextInt(8)) {
      case 0 -> value + ".0";
      case 1 -> value + ".000";
      case 2 -> value + "e0";
      case 3 -> value % 1000 == 0 ? value / 1000 + "E+3" : value + "0e-1";
      default -> Long.toString(value);
    };
  }

  /** A time in any of the accepted forms, with digits beyond milliseconds to be cut off. */
  String anyTime(long time) {
    if (random.nextInt(4) == 0) {
      return anyWhole(time);
    }
    String zone = "Z";
    long shift = 0;
    if (random.nextInt(3) == 0) {
      long minutes = random.nextInt(-14 * 60, 14 * 60 + 1);
      shift = minutes * 60_000;
      long size = Math.abs(minutes);
      boolean negative = minutes < 0 || (minutes == 0 && random.nextBoolean());
      zone = String.format(Locale.ROOT, "%s%02d:%02d", negative ? "-" : "+", size / 60, size % 60);
    }
    LocalDateTime local =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(time + shift), ZoneOffset.UTC);
    String seconds =
        String.format(
            Locale.ROOT,
            "%04d-%02d-%02dT%02d:%02d:%02d",
            local.getYear(),
            local.getMonthValue(),
            local.getDayOfMonth(),
            local.getHour(),
            local.getMinute(),
            local.getSecond());
    return "\"" + seconds + fraction(Math.floorMod(time, 1000L)) + zone + "\"";
  }

  private String fraction(long millis) {
    String digits = String.format(Locale.ROOT, "%03d", millis);
    int beyond = random.nextInt(7);
    if (beyond > 0 && random.nextInt(3) == 0) {
      StringBuilder longer = new StringBuilder(".").append(digits);
      for (int i = 0; i < beyond; i++) {
        longer.append(random.nextBoolean() ? 9 : random.nextInt(10));
      }
      return longer.toString();
    }
    while (digits.endsWith("0") && random.nextBoolean()) {
      digits = digits.substring(0, digits.length() - 1);
    }
    return digits.isEmpty() ? "" : "." + digits;
  }
}
