package io.groundswell.codec;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.Outcome;
import io.groundswell.event.Post;
import io.groundswell.event.Rule;
import io.groundswell.event.Topic;

/**
 * A record of an input topic as it came. It is read into a fact, or rejected, when it is first
 * asked for, and only once. Not thread-safe.
 */
public final class Inbound {
  /** A bound for {@code maxFuture} that no time is beyond: a replay has no clock. */
  public static final long NO_CLOCK = Long.MAX_VALUE;

  private final Topic topic;
  private final String topicName;
  private final int partition;
  private final long offset;
  private final long timestamp;
  private final long maxFuture;
  private final byte[] key;
  private final byte[] value;

  private boolean read;
  private Object fact;
  private long factTime;
  private String reason;
  private String stage;

  /**
   * A record.
   *
   * @param topic which of the input topics it came by
   * @param topicName the topic's name where it came from
   * @param partition its partition
   * @param offset its offset there, or its line
   * @param timestamp its Kafka timestamp, epoch milliseconds; negative if it has none
   * @param maxFuture how far an engagement may be ahead of that, ms; {@link #NO_CLOCK}: any
   * @param key its key, or null
   * @param value its value, or null
   */
  public Inbound(
      Topic topic,
      String topicName,
      int partition,
      long offset,
      long timestamp,
      long maxFuture,
      byte[] key,
      byte[] value) {
    this.topic = topic;
    this.topicName = topicName;
    this.partition = partition;
    this.offset = offset;
    this.timestamp = timestamp;
    this.maxFuture = maxFuture;
    this.key = key;
    this.value = value;
  }

  /**
   * The fact: an {@link Engagement}, {@link AdSnapshot}, {@link Post}, {@link Outcome}, {@link
   * Rule} or {@link Erasure}; null if the record was rejected.
   */
  public Object fact() {
    read();
    return fact;
  }

  /** Whether the record is a fact. */
  public boolean isFact() {
    return fact() != null;
  }

  /** The fact's time, epoch milliseconds. */
  public long time() {
    read();
    return factTime;
  }

  /**
   * How far this record moves event time. Only an engagement, which cannot be far ahead of its
   * Kafka timestamp, speaks for itself; a rule that is made for tomorrow does not bring tomorrow.
   */
  public long eventTime() {
    return topic == Topic.ENGAGEMENTS || maxFuture == NO_CLOCK || timestamp < 0
        ? time()
        : Math.min(time(), timestamp);
  }

  private void read() {
    if (read) {
      return;
    }
    read = true;
    try {
      switch (topic) {
        case ENGAGEMENTS -> {
          Engagement engagement = FactReader.engagement(value, partition, offset);
          take(engagement, engagement.time());
          if (maxFuture != NO_CLOCK
              && timestamp >= 0
              && engagement.time() - timestamp > maxFuture) {
            refuse(
                DeadLetter.TRANSFORMATION,
                "time must be at most "
                    + maxFuture / 1000
                    + " s ahead of the Kafka timestamp "
                    + Times.format(timestamp)
                    + ", is "
                    + Times.format(engagement.time()));
          }
        }
        case AD_DELIVERY -> {
          AdSnapshot snapshot = FactReader.adSnapshot(value);
          take(snapshot, snapshot.time());
        }
        case POSTS -> {
          Post post = FactReader.post(value, offset);
          take(post, post.time());
        }
        case OUTCOMES -> {
          Outcome outcome = FactReader.outcome(value);
          take(outcome, outcome.time());
        }
        case RULES -> {
          Rule rule =
              value == null && maxFuture != NO_CLOCK
                  ? RuleReader.tombstone(key, timestamp, offset)
                  : RuleReader.rule(value, offset);
          take(rule, rule.time());
        }
        case ERASURES -> {
          Erasure erasure = FactReader.erasure(value);
          take(erasure, erasure.time());
        }
        default -> throw new IllegalStateException(topic + " is no input topic");
      }
    } catch (Rejection rejection) {
      refuse(DeadLetter.CONVERTER, rejection.getMessage());
    }
  }

  private void take(Object value, long time) {
    fact = value;
    factTime = time;
  }

  private void refuse(String at, String why) {
    fact = null;
    stage = at;
    reason = why;
  }

  /** The dead letter of a record that was rejected. */
  public DeadLetter rejected() {
    read();
    return deadLetter(stage, reason);
  }

  /** The dead letter that carries this record. */
  public DeadLetter deadLetter(String why) {
    return deadLetter(DeadLetter.TRANSFORMATION, why);
  }

  private DeadLetter deadLetter(String at, String why) {
    return new DeadLetter(topicName, partition, offset, timestamp, key, value, at, why);
  }

  /** Which of the input topics it came by. */
  public Topic topic() {
    return topic;
  }

  /** The topic's name where it came from. */
  public String topicName() {
    return topicName;
  }

  /** Its partition. */
  public int partition() {
    return partition;
  }

  /** Its offset, or its line. */
  public long offset() {
    return offset;
  }

  /** Its Kafka timestamp, epoch milliseconds. */
  public long timestamp() {
    return timestamp;
  }

  /** How far an engagement may be ahead of the timestamp, ms. */
  public long maxFuture() {
    return maxFuture;
  }

  /** Its key, or null. */
  public byte[] key() {
    return key;
  }

  /** Its value, or null. */
  public byte[] value() {
    return value;
  }
}
