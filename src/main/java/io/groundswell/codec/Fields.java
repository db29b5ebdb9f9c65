package io.groundswell.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.groundswell.event.Rule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one JSON object, read one after the other: each read checks the field's rule and
 * names it, with the value, where it is broken. A field that is {@code null} is absent.
 */
final class Fields implements AutoCloseable {
  /** The largest whole number that every JSON reader agrees on. */
  static final long LARGEST_WHOLE = 1L << 53;

  private static final int LONGEST_IDENTIFIER = 256;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser parser;

  private Fields(JsonParser parser) {
    this.parser = parser;
  }

  /** Opens a record's value. */
  static Fields of(byte[] value) throws Rejection {
    if (value == null) {
      throw new Rejection("a record must be a JSON object, is null");
    }
    checkUtf8(value);
    try {
      Fields fields = new Fields(FACTORY.createParser(value));
      if (fields.parser.nextToken() != JsonToken.START_OBJECT) {
        throw Rejection.of("a record", "a JSON object", fields.shown());
      }
      return fields;
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** UTF-8 without a zero byte: a parser would take UTF-16 and UTF-32 too. */
  private static void checkUtf8(byte[] value) throws Rejection {
    boolean ascii = true;
    for (byte b : value) {
      if (b == 0) {
        throw new Rejection("a record must be JSON in UTF-8, has a zero byte");
      }
      ascii &= b > 0;
    }
    if (!ascii) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
      } catch (CharacterCodingException e) {
        throw new Rejection("a record must be JSON in UTF-8, has other bytes");
      }
      if (value[0] == (byte) 0xEF && value.length > 2 && value[1] == (byte) 0xBB) {
        throw new Rejection("a record must be a JSON object, begins with a byte order mark");
      }
    }
  }

  private static Rejection invalid(IOException e) {
    String why = e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
    return new Rejection("a record must be valid JSON: " + Rejection.shown(String.valueOf(why)));
  }

  /**
   * The name of the next field, or null at the end of the object, behind which nothing may stand.
   * The parser then stands on the field's value.
   */
  String next() throws Rejection {
    try {
      String name = parser.nextFieldName();
      if (name == null) {
        if (parser.nextToken() != null) {
          throw Rejection.of("a record", "one JSON object and nothing behind it", shown());
        }
        return null;
      }
      parser.nextToken();
      return name;
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** Passes over the value of a field that is not of the contract, or not of use. */
  void skip() throws Rejection {
    try {
      parser.skipChildren();
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  private boolean absent() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  private String shown() throws IOException {
    JsonToken token = parser.currentToken();
    return token == null
        ? "nothing"
        : switch (token) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "a list";
          case VALUE_STRING -> '"' + Rejection.shown(parser.getText()) + '"';
          default -> Rejection.shown(parser.getText());
        };
  }

  private Rejection broken(String field, String rule) throws Rejection {
    try {
      return new Rejection(field + " must be " + rule + ", is " + shown());
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** A string, or null. */
  String text(String field) throws Rejection {
    if (absent()) {
      return null;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw broken(field, "a string");
    }
    try {
      return parser.getText();
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  /** An identifier, 1 to 256 code points, or null. */
  String identifier(String field) throws Rejection {
    String id = text(field);
    if (id != null && !isIdentifier(id)) {
      throw broken(field, "a string of 1 to 256 Unicode characters");
    }
    return id;
  }

  static boolean isIdentifier(String id) {
    int n = id.length();
    return n > 0
        && !hasLoneSurrogate(id)
        && (n <= LONGEST_IDENTIFIER || id.codePointCount(0, n) <= LONGEST_IDENTIFIER);
  }

  /**
   * A word that results repeat, or null: of at most 256 code points, so that no record outgrows
   * what a broker takes.
   */
  String label(String field) throws Rejection {
    String label = text(field);
    if (label != null && !label.isEmpty() && !isIdentifier(label)) {
      throw broken(field, "a string of at most 256 Unicode characters");
    }
    return label;
  }

  /** The name of a page, or null; none is called {@code *}. */
  String page() throws Rejection {
    String page = identifier("page");
    if (Rule.EVERY_PAGE.equals(page)) {
      throw broken("page", "the name of one page");
    }
    return page;
  }

  /** A list of words that results repeat, or null. */
  String[] labels(String field) throws Rejection {
    if (absent()) {
      return null;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw broken(field, "a list of strings");
    }
    List<String> texts = new ArrayList<>();
    try {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String text = label(field + "[" + texts.size() + "]");
        if (text == null) {
          throw broken(field + "[" + texts.size() + "]", "a string");
        }
        texts.add(text);
      }
    } catch (IOException e) {
      throw invalid(e);
    }
    return texts.toArray(new String[0]);
  }

  /** A time, epoch milliseconds, or null. */
  Long time(String field) throws Rejection {
    if (absent()) {
      return null;
    }
    String rule =
        "a time like 2026-11-23T10:15:30.123Z or whole epoch milliseconds, in the years 0 to 9999";
    try {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        return Times.parse(parser.getText());
      }
    } catch (IllegalArgumentException e) {
      throw broken(field, rule);
    } catch (IOException e) {
      throw invalid(e);
    }
    return whole(field, Times.FIRST, Times.LAST, rule);
  }

  /** A whole number within bounds, or null. */
  Long whole(String field, long least, long most) throws Rejection {
    return whole(field, least, most, "a whole number from " + least + " to " + most);
  }

  private Long whole(String field, long least, long most, String rule) throws Rejection {
    if (absent()) {
      return null;
    }
    try {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
          && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        long value = parser.getLongValue();
        if (value >= least && value <= most) {
          return value;
        }
      } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
        double near = parser.getDoubleValue();
        if (near >= least && near <= most) {
          BigDecimal exact = decimal();
          if (exact.stripTrailingZeros().scale() <= 0) {
            long value = exact.longValue();
            if (value >= least && value <= most) {
              return value;
            }
          }
        }
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw broken(field, rule);
    } catch (IOException e) {
      throw invalid(e);
    }
    throw broken(field, rule);
  }

  private BigDecimal decimal() throws IOException {
    return new BigDecimal(parser.getText());
  }

  /** A number within bounds, or null. */
  Double number(String field, double least, double most) throws Rejection {
    if (absent()) {
      return null;
    }
    double value = finite();
    if (!(value >= least && value <= most)) {
      throw broken(
          field,
          most == Double.MAX_VALUE
              ? least == 0 ? "a number >= 0" : "a number"
              : "a number from " + plain(least) + " to " + plain(most));
    }
    return value;
  }

  private static String plain(double bound) {
    return new BigDecimal(Double.toString(bound)).stripTrailingZeros().toPlainString();
  }

  /** The current number, or NaN if it is none. */
  private double finite() throws Rejection {
    if (!parser.currentToken().isNumeric()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(parser.getText());
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** A number from 0 to 1 with at most three decimals, in thousandths, or null. */
  Integer thousandths(String field) throws Rejection {
    if (absent()) {
      return null;
    }
    try {
      double value = finite();
      if (value >= 0 && value <= 1) {
        BigDecimal exact = decimal().stripTrailingZeros();
        if (exact.scale() <= 3 && exact.compareTo(BigDecimal.ONE) <= 0) {
          return exact.movePointRight(3).intValueExact();
        }
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw broken(field, "a number from 0 to 1 with at most three decimals");
    } catch (IOException e) {
      throw invalid(e);
    }
    throw broken(field, "a number from 0 to 1 with at most three decimals");
  }

  /** true or false, or null. */
  Boolean flag(String field) throws Rejection {
    if (absent()) {
      return null;
    }
    if (!parser.currentToken().isBoolean()) {
      throw broken(field, "true or false");
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  /** Enters an object; false if the field is absent. */
  boolean enter(String field) throws Rejection {
    if (absent()) {
      return false;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw broken(field, "an object");
    }
    return true;
  }

  /** The name of the next field of the object that was entered, or null at its end. */
  String nextInside() throws Rejection {
    try {
      String name = parser.nextFieldName();
      if (name != null) {
        parser.nextToken();
      }
      return name;
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** The value of a field that must be there. */
  static <V> V required(String field, V value) throws Rejection {
    if (value == null) {
      throw new Rejection(field + " is required");
    }
    return value;
  }

  /** One of a few words, or null. */
  <V> V word(String field, java.util.function.Function<String, V> words, String rule)
      throws Rejection {
    String text = text(field);
    V value = text == null ? null : words.apply(text);
    if (text != null && value == null) {
      throw broken(field, rule);
    }
    return value;
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
