package io.groundswell.launch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.flink.util.TimeUtils;

/** Every option of the job, in the order of the help and of {@code docs/options.md}. */
final class Options {
  /** Variables of the environment begin so. */
  static final String ENVIRONMENT = "GROUNDSWELL_";

  /** Options for every Kafka client begin so. */
  static final String KAFKA = "kafka.";

  static final Option<String> BOOTSTRAP_SERVERS =
      new Option<>(
          "bootstrap-servers",
          "host:port,...",
          null,
          true,
          "Kafka brokers to ask first (3.x or 4.x).",
          Options::words);

  static final Option<String> TOPIC_PREFIX =
      new Option<>(
          "topic-prefix",
          "text",
          "",
          false,
          "What stands before the names of all topics, in and out.",
          text -> matching(text, "[A-Za-z0-9._-]{0,200}"));

  static final Option<String> GROUP_ID =
      new Option<>(
          "group-id",
          "text",
          "groundswell",
          false,
          "Consumer group, under which progress can be seen.",
          Options::words);

  static final Option<Start> STARTING_OFFSETS =
      new Option<>(
          "starting-offsets",
          "committed | earliest | latest",
          "committed",
          false,
          "Where to start without a checkpoint; committed means earliest where there are none.",
          text -> constant(Start.values(), text));

  static final Option<Guarantee> DELIVERY_GUARANTEE =
      new Option<>(
          "delivery-guarantee",
          "exactly-once | at-least-once",
          "exactly-once",
          false,
          "Exactly-once shows results to read_committed consumers at each checkpoint;"
              + " at-least-once shows them at once, after a failure perhaps twice, with equal ids.",
          text -> constant(Guarantee.values(), text));

  static final Option<String> TRANSACTIONAL_ID_PREFIX =
      new Option<>(
          "transactional-id-prefix",
          "text",
          null,
          false,
          "Stable over restarts, and different for every job on the same brokers; else the topic"
              + " prefix and groundswell.",
          Options::words);

  static final Option<Duration> TRANSACTION_TIMEOUT =
      new Option<>(
          "transaction-timeout",
          "duration",
          "15 min",
          false,
          "Longer than a checkpoint and a restart together, or results are lost; at most the"
              + " brokers' transaction.max.timeout.ms (15 min unless changed).",
          text -> duration(text, Duration.ofSeconds(10), Duration.ofDays(7)));

  static final Option<Duration> CHECKPOINT_INTERVAL =
      new Option<>(
          "checkpoint-interval",
          "duration",
          "10 s",
          false,
          "With exactly-once, about how long an alert waits to be seen.",
          text -> duration(text, Duration.ofMillis(100), Duration.ofHours(1)));

  static final Option<URI> CHECKPOINT_DIR =
      new Option<>(
          "checkpoint-dir",
          "URI",
          null,
          false,
          "Where checkpoints go, for every machine of the cluster to reach; else what the"
              + " cluster's execution.checkpointing.dir says.",
          Options::uri);

  static final Option<Integer> PARALLELISM =
      new Option<>(
          "parallelism",
          "1 to 720",
          null,
          false,
          "Subtasks of each step; else what flink run -p or the cluster says.",
          text -> whole(text, 1, 720));

  static final Option<Duration> DISORDER =
      new Option<>(
          "disorder",
          "duration",
          "5 s",
          false,
          "The watermark trails the largest event time seen by so much. Facts may come in any"
              + " order within it; those that come later count from then on.",
          text -> duration(text, Duration.ZERO, Duration.ofHours(1)));

  static final Option<Duration> IDLE =
      new Option<>(
          "idle",
          "duration",
          "30 s",
          false,
          "A partition without facts for so long no longer holds the others back; when all are"
              + " silent, event time goes on with the wall clock.",
          text -> duration(text, Duration.ofMillis(100), Duration.ofDays(1)));

  static final Option<Duration> MAX_FUTURE =
      new Option<>(
          "max-future",
          "duration",
          "5 min",
          false,
          "An engagement farther ahead of its Kafka timestamp is a dead letter: one bad clock"
              + " must not move event time for everyone.",
          text -> duration(text, Duration.ZERO, Duration.ofDays(1)));

  static final Option<String> PSEUDONYM_KEY =
      new Option<>(
          "pseudonym-key",
          "secret",
          null,
          false,
          "Every supporter's identifier is replaced by a keyed hash (HMAC-SHA-256) before it reaches"
              + " state or output. A secret: from the environment or a file only.",
          Options::words);

  /** All of them. */
  static final List<Option<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          TOPIC_PREFIX,
          GROUP_ID,
          STARTING_OFFSETS,
          DELIVERY_GUARANTEE,
          TRANSACTIONAL_ID_PREFIX,
          TRANSACTION_TIMEOUT,
          CHECKPOINT_INTERVAL,
          CHECKPOINT_DIR,
          PARALLELISM,
          DISORDER,
          IDLE,
          MAX_FUTURE,
          PSEUDONYM_KEY);

  private Options() {}

  /** Where to start without a checkpoint. */
  enum Start {
    COMMITTED,
    EARLIEST,
    LATEST
  }

  /** How results reach Kafka. */
  enum Guarantee {
    EXACTLY_ONCE,
    AT_LEAST_ONCE
  }

  private static String words(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text.trim();
  }

  private static String matching(String text, String pattern) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException("must match " + pattern);
    }
    return text;
  }

  private static <E extends Enum<E>> E constant(E[] values, String text) {
    StringBuilder words = new StringBuilder();
    for (E value : values) {
      String word = value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      if (word.equals(text)) {
        return value;
      }
      words.append(words.isEmpty() ? "" : " or ").append(word);
    }
    throw new IllegalArgumentException("must be " + words);
  }

  private static int whole(String text, int least, int most) {
    String rule = "must be a whole number from " + least + " to " + most;
    try {
      int value = Integer.parseInt(text.trim());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule, e);
    }
    throw new IllegalArgumentException(rule);
  }

  private static Duration duration(String text, Duration least, Duration most) {
    String rule =
        "must be a duration from "
            + TimeUtils.formatWithHighestUnit(least)
            + " to "
            + TimeUtils.formatWithHighestUnit(most)
            + ", as in 500 ms, 10 s or 5 min";
    Duration value;
    try {
      value = TimeUtils.parseDuration(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(rule, e);
    }
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(rule);
    }
    return value;
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text.trim());
      if (uri.isAbsolute()) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be a URI, as in s3://bucket/path", e);
    }
    throw new IllegalArgumentException("must be a URI with a scheme, as in s3://bucket/path");
  }
}
