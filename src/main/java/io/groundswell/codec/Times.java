package io.groundswell.codec;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Times on the wire: in, {@code YYYY-MM-DDThh:mm:ss[.f](Z|+hh:mm|-hh:mm)} with 1 to 9 digits f, of
 * which what goes beyond milliseconds is cut off; out, RFC 3339 in UTC with milliseconds.
 */
public final class Times {
  /** The first millisecond that four digits of a year can say. */
  static final long FIRST = -62_167_219_200_000L;

  /** The last one. */
  static final long LAST = 253_402_300_799_999L;

  private static final long SECOND = 1000;
  private static final long DAY = 86_400_000;

  private Times() {}

  /**
   * Epoch milliseconds.
   *
   * @throws IllegalArgumentException where the text is not such a time
   */
  public static long parse(String text) {
    int n = text.length();
    if (n < 20
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      throw new IllegalArgumentException(text);
    }
    int year = digits(text, 0, 4);
    int month = within(digits(text, 5, 7), 1, 12, text);
    int day = within(digits(text, 8, 10), 1, 31, text);
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      throw new IllegalArgumentException(text);
    }
    int hour = within(digits(text, 11, 13), 0, 23, text);
    int minute = within(digits(text, 14, 16), 0, 59, text);
    int second = within(digits(text, 17, 19), 0, 59, text);
    int at = 19;
    int millis = 0;
    if (text.charAt(at) == '.') {
      int from = ++at;
      while (at < n && at - from < 9 && isDigit(text.charAt(at))) {
        if (at - from < 3) {
          millis = millis * 10 + (text.charAt(at) - '0');
        }
        at++;
      }
      if (at == from) {
        throw new IllegalArgumentException(text);
      }
      for (int i = at - from; i < 3; i++) {
        millis *= 10;
      }
    }
    long local =
        LocalDate.of(year, month, day).toEpochDay() * DAY
            + ((hour * 60L + minute) * 60 + second) * SECOND
            + millis;
    long time = local - offset(text, at);
    if (time < FIRST || time > LAST) {
      throw new IllegalArgumentException(text);
    }
    return time;
  }

  /** The offset from UTC that a time ends with, milliseconds. */
  private static long offset(String text, int at) {
    if (at == text.length() - 1 && text.charAt(at) == 'Z') {
      return 0;
    }
    if (at + 6 != text.length()
        || (text.charAt(at) != '+' && text.charAt(at) != '-')
        || text.charAt(at + 3) != ':') {
      throw new IllegalArgumentException(text);
    }
    int hours = within(digits(text, at + 1, at + 3), 0, 23, text);
    int minutes = within(digits(text, at + 4, at + 6), 0, 59, text);
    long offset = (hours * 60L + minutes) * 60 * SECOND;
    return text.charAt(at) == '-' ? -offset : offset;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        throw new IllegalArgumentException(text);
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int within(int value, int least, int most, String text) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  /** {@code 2026-11-23}, for a day counted from the epoch. */
  public static String day(long day) {
    return date(day, new StringBuilder(10)).toString();
  }

  private static StringBuilder date(long day, StringBuilder out) {
    LocalDate date = LocalDate.ofEpochDay(day);
    pad(date.getYear(), 4, out).append('-');
    pad(date.getMonthValue(), 2, out).append('-');
    return pad(date.getDayOfMonth(), 2, out);
  }

  /** {@code 2026-11-23T10:15:30.000Z}. */
  public static String format(long time) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time, DAY));
    int rest = (int) Math.floorMod(time, DAY);
    // The slice that ends after the last day that can be said has a year of five digits.
    String year = date.getYear() > 9999 ? Integer.toString(date.getYear()).substring(0, 1) : "";
    byte[] out = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
    digits(date.getYear() % 10_000, out, 3);
    digits(date.getMonthValue(), out, 6);
    digits(date.getDayOfMonth(), out, 9);
    digits(rest / 3_600_000, out, 12);
    digits(rest / 60_000 % 60, out, 15);
    digits(rest / 1000 % 60, out, 18);
    digits(rest % 1000, out, 22);
    return year + new String(out, StandardCharsets.ISO_8859_1);
  }

  /** Puts a number over zeros, so that its last digit stands at a place. */
  private static void digits(int value, byte[] out, int last) {
    int at = last;
    for (int left = value; left > 0; left /= 10) {
      out[at--] = (byte) ('0' + left % 10);
    }
  }

  private static StringBuilder pad(int value, int width, StringBuilder out) {
    String digits = Integer.toString(value);
    out.append("0".repeat(Math.max(0, width - digits.length())));
    return out.append(digits);
  }
}
