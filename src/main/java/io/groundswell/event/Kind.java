package io.groundswell.event;

/**
 * What a supporter did. The order of the constants is the order of strength in which a tie between
 * two equal exposures is settled, weakest first (momentum.md section 3: share, then comment, then
 * like).
 */
public enum Kind {
  LIKE("like"),
  COMMENT("comment"),
  SHARE("share");

  private static final Kind[] VALUES = values();

  private final String wire;

  Kind(String wire) {
    this.wire = wire;
  }

  /** The name used on the wire: {@code like}, {@code comment} or {@code share}. */
  public String wire() {
    return wire;
  }

  /** The kind with this wire name, or null if there is none. */
  public static Kind ofWire(String name) {
    for (Kind kind : VALUES) {
      if (kind.wire.equals(name)) {
        return kind;
      }
    }
    return null;
  }

  /** The kind with this ordinal, without the copy that {@link #values()} makes. */
  public static Kind of(int ordinal) {
    return VALUES[ordinal];
  }
}
