package io.groundswell.event;

/** What brought somebody, or something that happened: people, money, or nobody can say. */
public enum Origin {
  ORGANIC("organic"),
  SPONSORED("sponsored"),
  UNKNOWN("unknown");

  private static final Origin[] VALUES = values();

  private final String wire;

  Origin(String wire) {
    this.wire = wire;
  }

  /** The name used on the wire. */
  public String wire() {
    return wire;
  }

  /** The origin with this ordinal. */
  public static Origin of(int ordinal) {
    return VALUES[ordinal];
  }
}
