package io.groundswell.event;

/**
 * A record that breaks the contract, as it came, with the reason (momentum.md section 1).
 *
 * @param topic the name of the topic it came by
 * @param partition its partition (0 in a replay)
 * @param offset its offset (the line number, from 1, in a replay)
 * @param timestamp its Kafka timestamp, epoch milliseconds
 * @param key its key, null if it had none
 * @param value its value, null if it had none
 * @param stage the step that refused it: {@code VALUE_CONVERTER} or {@code TRANSFORMATION}
 * @param reason the rule that it breaks, and the value that does
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    String stage,
    String reason) {

  /**
   * The same, without what may name somebody: neither the record's bytes nor the value that breaks
   * the rule, only where it stands and the rule.
   */
  public DeadLetter withheld() {
    return new DeadLetter(
        topic,
        partition,
        offset,
        timestamp,
        null,
        null,
        stage,
        reason.replaceFirst("(?s)(, is |: ).*", ""));
  }

  /** The stage of a record that is no fact. */
  public static final String CONVERTER = "VALUE_CONVERTER";

  /** The stage of a fact that comes at a time it cannot count at. */
  public static final String TRANSFORMATION = "TRANSFORMATION";
}
