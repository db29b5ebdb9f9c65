package io.groundswell.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strict access to the fields of one record: each method throws where the record breaks a rule. */
final class Fields {
  /** Says why a record is a dead letter. */
  static final class BadRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRecordException(String reason) {
      super(reason);
    }
  }

  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})"
              + "(?:\\.([0-9]{1,9}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))");
  private static final BigDecimal MAX_AUDIENCE = BigDecimal.valueOf(1L << 53);

  /** What can be written as RFC 3339 in UTC: the years 0000 to 9999. */
  private static final long FIRST_TIME =
      LocalDateTime.of(0, 1, 1, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();

  private static final long LAST_TIME =
      LocalDateTime.of(10_000, 1, 1, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli() - 1;

  private final JsonNode node;

  Fields(JsonNode node) {
    this.node = node;
  }

  /** The field, null where it is absent or null. */
  JsonNode get(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private JsonNode required(String name) throws BadRecordException {
    JsonNode value = get(name);
    check(value != null, name, "is missing");
    return value;
  }

  private static void check(boolean holds, String name, String problem) throws BadRecordException {
    if (!holds) {
      throw new BadRecordException(name + " " + problem);
    }
  }

  String identifier(String name) throws BadRecordException {
    return identifier(name, required(name));
  }

  String optionalIdentifier(String name) throws BadRecordException {
    JsonNode value = get(name);
    return value == null ? null : identifier(name, value);
  }

  private static String identifier(String name, JsonNode value) throws BadRecordException {
    check(value.isTextual(), name, "is not a string");
    String text = value.textValue();
    int length = text.codePointCount(0, text.length());
    check(length >= 1 && length <= 256, name, "has " + length + " code points, not 1 to 256");
    check(
        text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF),
        name,
        "has half a surrogate pair");
    return text;
  }

  /** A page of facts: `*` stands for every page in rules and is nobody's name. */
  String page() throws BadRecordException {
    String page = identifier("page");
    check(!page.equals("*"), "page", "is *");
    return page;
  }

  /** A non-empty string without further rules. */
  String word(String name) throws BadRecordException {
    JsonNode value = required(name);
    check(value.isTextual() && !value.textValue().isEmpty(), name, "is not a word");
    return value.textValue();
  }

  void allowString(String name) throws BadRecordException {
    optionalString(name);
  }

  /** A string, perhaps empty; null where absent. */
  String optionalString(String name) throws BadRecordException {
    JsonNode value = get(name);
    check(value == null || value.isTextual(), name, "is not a string");
    return value == null ? null : value.textValue();
  }

  /** A list of strings, empty where absent. */
  List<String> strings(String name) throws BadRecordException {
    List<String> strings = new ArrayList<>();
    JsonNode value = get(name);
    if (value != null) {
      check(value.isArray(), name, "is not a list");
      for (JsonNode element : value) {
        check(element.isTextual(), name, "has an element that is not a string");
        strings.add(element.textValue());
      }
    }
    return strings;
  }

  boolean flag(String name) throws BadRecordException {
    JsonNode value = get(name);
    check(value == null || value.isBoolean(), name, "is not true or false");
    return value != null && value.booleanValue();
  }

  <T extends Enum<T>> T oneOf(String name, Class<T> type, T absent) throws BadRecordException {
    JsonNode value = absent == null ? required(name) : get(name);
    if (value == null) {
      return absent;
    }
    for (T constant : type.getEnumConstants()) {
      if (value.isTextual() && value.textValue().equals(constant.name().toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw new BadRecordException(name + " is none of " + List.of(type.getEnumConstants()));
  }

  /** Any number, exactly; null where absent. */
  BigDecimal number(String name) throws BadRecordException {
    JsonNode value = get(name);
    check(value == null || value.isNumber(), name, "is not a number");
    return value == null ? null : value.decimalValue();
  }

  /** A finite number >= 0, null where absent. */
  Double figure(String name) throws BadRecordException {
    BigDecimal value = number(name);
    if (value == null) {
      return null;
    }
    check(value.signum() >= 0, name, "is below 0");
    check(Double.isFinite(value.doubleValue()), name, "is too large");
    return value.doubleValue();
  }

  double requiredFigure(String name) throws BadRecordException {
    required(name);
    return figure(name);
  }

  /** A number between two bounds, both allowed; null where absent. */
  BigDecimal between(String name, BigDecimal least, BigDecimal most) throws BadRecordException {
    BigDecimal value = number(name);
    check(
        value == null || (value.compareTo(least) >= 0 && value.compareTo(most) <= 0),
        name,
        "is not between " + least + " and " + most);
    return value;
  }

  BigDecimal wholeBetween(String name, BigDecimal least, BigDecimal most)
      throws BadRecordException {
    BigDecimal value = between(name, least, most);
    check(value == null || decimals(value) == 0, name, "is not a whole number");
    return value;
  }

  Long audience() throws BadRecordException {
    BigDecimal value = wholeBetween("audience", BigDecimal.ZERO, MAX_AUDIENCE);
    return value == null ? null : value.longValueExact();
  }

  /** How many decimals a number needs, whatever way it is written. */
  static int decimals(BigDecimal value) {
    return value.signum() == 0 ? 0 : Math.max(0, value.stripTrailingZeros().scale());
  }

  long time() throws BadRecordException {
    return time("time", required("time"));
  }

  Long optionalTime(String name) throws BadRecordException {
    JsonNode value = get(name);
    return value == null ? null : time(name, value);
  }

  private static long time(String name, JsonNode value) throws BadRecordException {
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      check(
          number.compareTo(BigDecimal.valueOf(FIRST_TIME)) >= 0
              && number.compareTo(BigDecimal.valueOf(LAST_TIME)) <= 0,
          name,
          "is out of the years 0000 to 9999");
      check(decimals(number) == 0, name, "is not in whole milliseconds");
      return number.longValueExact();
    }
    check(value.isTextual(), name, "is neither a string nor a number");
    Matcher matcher = TIME.matcher(value.textValue());
    check(matcher.matches(), name, "is not a time");
    long millis;
    try {
      millis =
          LocalDateTime.of(
                  part(matcher, 1),
                  part(matcher, 2),
                  part(matcher, 3),
                  part(matcher, 4),
                  part(matcher, 5),
                  part(matcher, 6))
              .toInstant(ZoneOffset.UTC)
              .toEpochMilli();
    } catch (DateTimeException e) {
      throw new BadRecordException(name + " is not a time: " + e.getMessage());
    }
    if (matcher.group(7) != null) {
      millis += Integer.parseInt((matcher.group(7) + "00").substring(0, 3));
    }
    if (matcher.group(8) != null) {
      int hours = part(matcher, 9);
      int minutes = part(matcher, 10);
      check(hours <= 23 && minutes <= 59, name, "has no such offset");
      long offset = hours * Slices.HOUR + minutes * Slices.MINUTE;
      millis -= matcher.group(8).equals("+") ? offset : -offset;
    }
    check(millis >= FIRST_TIME && millis <= LAST_TIME, name, "is out of the years 0000 to 9999");
    return millis;
  }

  private static int part(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
