package io.groundswell.codec;

/** A record breaks the contract; the message says which rule, and the value that breaks it. */
public final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  /** A rejection for a reason. */
  public Rejection(String reason) {
    // A topic full of garbage makes one of these per record: without the cost of a stack trace.
    super(reason, null, false, false);
  }

  /** The rule for a field and the value that breaks it. */
  static Rejection of(String field, String rule, String value) {
    return new Rejection(field + " must be " + rule + ", is " + shown(value));
  }

  /** A value as a reason shows it: short, on one line, harmless in a log. */
  static String shown(String value) {
    StringBuilder out = new StringBuilder();
    int[] points = value.codePoints().limit(SHOWN + 1L).toArray();
    for (int i = 0; i < Math.min(points.length, SHOWN); i++) {
      int type = Character.getType(points[i]);
      boolean plain =
          type != Character.CONTROL
              && type != Character.FORMAT
              && type != Character.SURROGATE
              && type != Character.LINE_SEPARATOR
              && type != Character.PARAGRAPH_SEPARATOR;
      if (plain) {
        out.appendCodePoint(points[i]);
      } else {
        out.append(String.format("\\u{%X}", points[i]));
      }
    }
    return points.length > SHOWN ? out + "…" : out.toString();
  }
}
