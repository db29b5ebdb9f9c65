package io.groundswell.job;

import io.groundswell.codec.Pseudonyms;
import io.groundswell.codec.ResultWriter;
import io.groundswell.codec.Times;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Engagement;
import io.groundswell.event.Topic;
import io.groundswell.time.Timing;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * What the pipeline itself must know; everything else is the business of its sources and sinks.
 *
 * @param timing how event time is cut
 * @param live whether a wall clock runs beside event time; a replay has none
 * @param idle a source that is silent for so long no longer holds the others back, ms
 * @param horizon the last slice end at which a supporter may be forgotten: a replay ends there
 * @param topicPrefix what stands before the names of all topics
 * @param pseudonyms what stands for supporters' names, null if they are taken as they come
 */
public record Settings(
    Timing timing, boolean live, long idle, long horizon, String topicPrefix, Pseudonyms pseudonyms)
    implements Serializable {

  /** A replay whose facts end before {@code horizon}: no clock, and no fact is late. */
  public static Settings replay(Timing timing, long horizon) {
    return new Settings(timing, false, 0, horizon, "", null);
  }

  /** A live run. */
  public static Settings live(Timing timing, long idle, String topicPrefix) {
    return new Settings(timing, true, idle, Long.MAX_VALUE, topicPrefix, null);
  }

  /** The same, with pseudonyms in the place of supporters' names (null: without). */
  public Settings with(Pseudonyms names) {
    return new Settings(timing, live, idle, horizon, topicPrefix, names);
  }

  /** A dead letter as it may be told: where pseudonyms stand for names, without what names. */
  DeadLetter told(DeadLetter letter) {
    return pseudonyms == null ? letter : letter.withheld();
  }

  /** A topic's name on the brokers. */
  String topicName(Topic topic) {
    return topicPrefix + topic.wire();
  }

  /** Whether a time is farther behind the watermark than facts are remembered. */
  boolean tooLate(long time, long watermark) {
    return live
        && watermark > Long.MIN_VALUE + timing.remember()
        && time < watermark - timing.remember();
  }

  /**
   * The dead letter for such a fact. It was in time for its own partition's watermark but is too
   * late for that of all. Its bytes are not kept that far; what was read of them is told, with the
   * place they stand at.
   */
  DeadLetter tooLate(Engagement fact, long watermark) {
    return told(
        new DeadLetter(
            topicName(Topic.ENGAGEMENTS),
            fact.partition(),
            fact.offset(),
            fact.time(),
            fact.supporter().getBytes(StandardCharsets.UTF_8),
            ResultWriter.engagement(fact),
            DeadLetter.TRANSFORMATION,
            tooLateReason(Times.format(fact.time()), Times.format(watermark))));
  }

  /** Why such a fact is refused. */
  String tooLateReason(String time, String watermark) {
    return "time must be at most "
        + timing.remember() / 1000
        + " s behind the watermark "
        + watermark
        + ", is "
        + time;
  }
}
