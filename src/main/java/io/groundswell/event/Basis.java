package io.groundswell.event;

/**
 * What an ad's {@code reach} counts. Platforms retire one and offer another; figures of different
 * bases are never added up. The order of the constants settles a tie (momentum.md section 4).
 */
public enum Basis {
  REACH("reach"),
  VIEWS("views"),
  IMPRESSIONS("impressions");

  private static final Basis[] VALUES = values();

  private final String wire;

  Basis(String wire) {
    this.wire = wire;
  }

  /** The name used on the wire. */
  public String wire() {
    return wire;
  }

  /** The basis with this wire name, or null if there is none. */
  public static Basis ofWire(String name) {
    for (Basis basis : VALUES) {
      if (basis.wire.equals(name)) {
        return basis;
      }
    }
    return null;
  }

  /** The basis with this ordinal. */
  public static Basis of(int ordinal) {
    return VALUES[ordinal];
  }
}
