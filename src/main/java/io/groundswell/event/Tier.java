package io.groundswell.event;

/** The size of a supporter's audience (supporters.md section 2). */
public enum Tier {
  UNKNOWN("unknown"),
  NANO("nano"),
  MICRO("micro"),
  MACRO("macro"),
  MEGA("mega");

  private static final Tier[] VALUES = values();

  private final String wire;

  Tier(String wire) {
    this.wire = wire;
  }

  /** The name used on the wire. */
  public String wire() {
    return wire;
  }

  /** The tier with this ordinal. */
  public static Tier of(int ordinal) {
    return VALUES[ordinal];
  }

  /** The tier of an audience in people; {@link Engagement#UNSTATED} is {@link #UNKNOWN}. */
  public static Tier of(long audience) {
    if (audience < 0) {
      return UNKNOWN;
    }
    if (audience < 10_000) {
      return NANO;
    }
    if (audience < 100_000) {
      return MICRO;
    }
    return audience < 1_000_000 ? MACRO : MEGA;
  }
}
