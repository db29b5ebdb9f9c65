package io.groundswell.codec;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Rule;
import java.nio.charset.StandardCharsets;

/**
 * Reads an engagement whose JSON is plain, which nearly all are: one flat object in ASCII, without
 * escapes, numbers of digits only. It takes a third of the time that a general parser takes
 * (docs/benchmarks.md). Whatever is not plain, or breaks a rule, is not read here: {@link
 * FactReader} reads it again, and has the last word on what is wrong with it. What is read here it
 * would read just the same.
 */
final class PlainEngagement {
  private static final int LONGEST = 1 << 13;
  private static final int LONGEST_IDENTIFIER = 256;
  private static final int MOST_DIGITS = 18;
  private static final Kind[] KINDS = Kind.values();

  private final byte[] in;
  private int at;

  /** Of the value that was read last: where it begins and ends, if it is a string. */
  private int from;

  private int to;

  /** Its number, if it is one. */
  private long number;

  private enum Value {
    STRING,
    NUMBER,
    NULL,
    OTHER,
    NOT_PLAIN
  }

  private PlainEngagement(byte[] in) {
    this.in = in;
  }

  /** The engagement, or null where it must be read otherwise. */
  static Engagement read(byte[] value, int partition, long offset) {
    return value == null || value.length > LONGEST
        ? null
        : new PlainEngagement(value).read(partition, offset);
  }

  private Engagement read(int partition, long offset) {
    String id = null;
    long time = Long.MIN_VALUE;
    String page = null;
    String post = null;
    String supporter = null;
    Kind kind = null;
    boolean add = true;
    long audience = Engagement.UNSTATED;
    String ad = null;
    String via = null;
    if (next() != '{') {
      return null;
    }
    boolean more = true;
    while (more) {
      if (next() != '"' || !string()) {
        return null;
      }
      int name = from;
      int length = to - from;
      if (next() != ':') {
        return null;
      }
      Value value = value();
      if (value == Value.NOT_PLAIN) {
        return null;
      }
      boolean absent = value == Value.NULL;
      if (is(name, length, "id")) {
        if (!absent && !isIdentifier(value)) {
          return null;
        }
        id = absent ? null : text();
      } else if (is(name, length, "time")) {
        time = absent ? Long.MIN_VALUE : time(value);
        if (!absent && time == Long.MIN_VALUE) {
          return null;
        }
      } else if (is(name, length, "page")) {
        if (!absent && !isIdentifier(value)) {
          return null;
        }
        page = absent ? null : text();
        if (Rule.EVERY_PAGE.equals(page)) {
          return null;
        }
      } else if (is(name, length, "post")) {
        if (!absent && !isIdentifier(value)) {
          return null;
        }
        post = absent ? null : text();
      } else if (is(name, length, "supporter")) {
        if (!absent && !isIdentifier(value)) {
          return null;
        }
        supporter = absent ? null : text();
      } else if (is(name, length, "kind")) {
        kind = value == Value.STRING ? kind() : null;
        if (!absent && kind == null) {
          return null;
        }
      } else if (is(name, length, "action")) {
        add = absent || (value == Value.STRING && is(from, to - from, "add"));
        if (!add && !(value == Value.STRING && is(from, to - from, "remove"))) {
          return null;
        }
      } else if (is(name, length, "audience")) {
        audience = absent ? Engagement.UNSTATED : number;
        if (!absent && (value != Value.NUMBER || number < 0 || number > Fields.LARGEST_WHOLE)) {
          return null;
        }
      } else if (is(name, length, "ad")) {
        if (!absent && !isIdentifier(value)) {
          return null;
        }
        ad = absent ? null : text();
      } else if (is(name, length, "via")) {
        if (!absent && !isIdentifier(value)) {
          return null;
        }
        via = absent ? null : text();
      } else if (is(name, length, "platform") && !absent && value != Value.STRING) {
        return null;
      }
      int behind = next();
      more = behind == ',';
      if (!more && behind != '}') {
        return null;
      }
    }
    if (next() != -1
        || id == null
        || time == Long.MIN_VALUE
        || page == null
        || post == null
        || supporter == null
        || kind == null) {
      return null;
    }
    return new Engagement(
        page, post, supporter, kind, id, time, add, audience, ad, via, partition, offset);
  }

  /** The next byte that is no white space, or -1 at the end. */
  private int next() {
    while (at < in.length) {
      byte b = in[at++];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xFF;
      }
    }
    return -1;
  }

  /** Passes over the rest of a string; false where it is not plain. */
  private boolean string() {
    from = at;
    while (at < in.length) {
      byte b = in[at++];
      if (b == '"') {
        to = at - 1;
        return true;
      }
      if (b < ' ' || b == '\\') {
        return false;
      }
    }
    return false;
  }

  private Value value() {
    int first = next();
    if (first == '"') {
      return string() ? Value.STRING : Value.NOT_PLAIN;
    }
    if (first == '-' || (first >= '0' && first <= '9')) {
      return whole(first);
    }
    return switch (first) {
      case 'n' -> word("ull") ? Value.NULL : Value.NOT_PLAIN;
      case 't' -> word("rue") ? Value.OTHER : Value.NOT_PLAIN;
      case 'f' -> word("alse") ? Value.OTHER : Value.NOT_PLAIN;
      default -> Value.NOT_PLAIN;
    };
  }

  private Value whole(int first) {
    boolean negative = first == '-';
    int digits = negative ? at : at - 1;
    long value = negative ? 0 : first - '0';
    while (at < in.length && in[at] >= '0' && in[at] <= '9') {
      value = value * 10 + in[at++] - '0';
    }
    int count = at - digits;
    boolean padded = count > 1 && in[digits] == '0';
    if (count == 0 || count > MOST_DIGITS || padded || !isEnd()) {
      return Value.NOT_PLAIN;
    }
    number = negative ? -value : value;
    return Value.NUMBER;
  }

  private boolean word(String rest) {
    boolean same = is(at, rest.length(), rest);
    at += rest.length();
    return same && isEnd();
  }

  /** Whether a number or word ends here. */
  private boolean isEnd() {
    return at < in.length && (in[at] == ',' || in[at] == '}' || in[at] == ' ');
  }

  private boolean isIdentifier(Value value) {
    return value == Value.STRING && to > from && to - from <= LONGEST_IDENTIFIER;
  }

  private long time(Value value) {
    if (value == Value.NUMBER && number >= Times.FIRST && number <= Times.LAST) {
      return number;
    }
    try {
      return value == Value.STRING ? Times.parse(text()) : Long.MIN_VALUE;
    } catch (IllegalArgumentException e) {
      return Long.MIN_VALUE;
    }
  }

  private Kind kind() {
    for (Kind kind : KINDS) {
      if (is(from, to - from, kind.wire())) {
        return kind;
      }
    }
    return null;
  }

  private boolean is(int start, int length, String text) {
    if (length != text.length() || start + length > in.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (in[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text() {
    return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
