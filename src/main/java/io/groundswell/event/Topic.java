package io.groundswell.event;

/** The topics that come in and go out, by the names of the contract. */
public enum Topic {
  ENGAGEMENTS("engagements"),
  AD_DELIVERY("ad-delivery"),
  POSTS("posts"),
  OUTCOMES("outcomes"),
  RULES("rules"),
  ALERTS("alerts"),
  POST_MOMENTUM("post-momentum"),
  SUPPORTERS("supporters"),
  DEAD_LETTERS("dead-letters"),
  OUTCOMES_ATTRIBUTED("outcomes-attributed"),
  COHORTS("cohorts"),
  PAGES("pages"),
  ERASURES("erasures");

  private static final Topic[] VALUES = values();

  private final String wire;

  Topic(String wire) {
    this.wire = wire;
  }

  /** The topic's name, which is also its file's in a replay (with {@code .jsonl}). */
  public String wire() {
    return wire;
  }

  /** The topic with this ordinal. */
  public static Topic of(int ordinal) {
    return VALUES[ordinal];
  }

  /** The topics that facts come in by. */
  public static Topic[] inputs() {
    return new Topic[] {ENGAGEMENTS, AD_DELIVERY, POSTS, OUTCOMES, RULES, ERASURES};
  }

  /** The topics that results go out by. */
  public static Topic[] outputs() {
    return new Topic[] {
      ALERTS, POST_MOMENTUM, SUPPORTERS, OUTCOMES_ATTRIBUTED, COHORTS, PAGES, DEAD_LETTERS
    };
  }
}
