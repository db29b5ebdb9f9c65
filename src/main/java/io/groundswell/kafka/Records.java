package io.groundswell.kafka;

import io.groundswell.codec.PageWriter;
import io.groundswell.codec.Rejection;
import io.groundswell.codec.ResultWriter;
import io.groundswell.codec.Times;
import io.groundswell.event.Alert;
import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Cohort;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Names;
import io.groundswell.event.PageDay;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.event.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Results as records of the output topics (momentum.md section 7). */
public final class Records {
  private static final String[] NO_HEADERS = {};
  private static final String JSON = "application/json";

  /** Headers of a dead letter begin so, as those of Kafka Connect's dead-letter queue do. */
  private static final String ERRORS = "__connect.errors.";

  /**
   * The most bytes of a key or value that a dead letter carries, unless they compress well: more
   * than a broker takes of one record as it comes, less than the topic takes (see {@link Topics}).
   */
  static final int LARGEST_DEAD_LETTER = 1_600_000;

  /** The same of a key, where either is too long. */
  static final int LARGEST_DEAD_KEY = 200_000;

  /**
   * The most bytes of key and value that are carried whole though they compress well: they must fit
   * into the producer's memory as they are.
   */
  static final int LARGEST_UNPACKED = 8_000_000;

  private Records() {}

  /**
   * An alert, keyed by page/post, with the headers of CloudEvents 1.0 in binary mode (Kafka
   * protocol binding). The event's id says what it is about and when, so that the same word twice
   * has the same id.
   */
  public static Outgoing alert(Alert alert) {
    String at = Times.format(alert.at());
    String[] headers = {
      "ce_specversion",
      "1.0",
      "ce_id",
      alert.id() + "/" + alert.status().wire() + "/" + at,
      "ce_type",
      "io.groundswell.alert." + alert.status().wire() + ".v1",
      "ce_source",
      "/groundswell/" + Names.encode(alert.page()),
      "ce_time",
      at,
      "content-type",
      JSON
    };
    return new Outgoing(
        Topic.ALERTS,
        bytes(Names.key(alert.page(), alert.post())),
        ResultWriter.alert(alert),
        headers,
        alert.at());
  }

  /** Where a post stands, keyed by page/post. */
  public static Outgoing postMomentum(PostMomentum m) {
    return new Outgoing(
        Topic.POST_MOMENTUM,
        bytes(Names.key(m.page(), m.post())),
        m.evaluated() ? ResultWriter.postMomentum(m) : null,
        NO_HEADERS,
        m.at());
  }

  /** A supporter's profile, keyed by page/supporter. */
  public static Outgoing profile(Profile p) {
    return new Outgoing(
        Topic.SUPPORTERS,
        bytes(Names.key(p.page(), p.supporter())),
        p.known() ? ResultWriter.profile(p) : null,
        NO_HEADERS);
  }

  /** An outcome and what brought it, keyed by page. */
  public static Outgoing outcome(AttributedOutcome outcome) {
    return new Outgoing(
        Topic.OUTCOMES_ATTRIBUTED,
        bytes(Names.encode(outcome.outcome().page())),
        PageWriter.outcome(outcome),
        NO_HEADERS);
  }

  /** A cohort, keyed by page/day/origin. */
  public static Outgoing cohort(Cohort cohort) {
    String key = Names.key(cohort.page(), Times.day(cohort.day())) + "/" + cohort.origin().wire();
    return new Outgoing(Topic.COHORTS, bytes(key), PageWriter.cohort(cohort), NO_HEADERS);
  }

  /** A page on one day, keyed by page/day. */
  public static Outgoing pageDay(PageDay day) {
    String key = Names.key(day.page(), Times.day(day.day()));
    return new Outgoing(Topic.PAGES, bytes(key), PageWriter.pageDay(day), NO_HEADERS);
  }

  /**
   * A dead letter: key and value as they came, the reason in the headers. Of one that no broker
   * would take, and that would stop the job for ever, the beginning is carried, and a header says
   * how long it was; the whole stands where the headers say.
   */
  public static Outgoing deadLetter(DeadLetter letter) {
    List<String> headers = new ArrayList<>();
    headers.addAll(
        List.of(
            ERRORS + "topic", letter.topic(),
            ERRORS + "partition", Integer.toString(letter.partition()),
            ERRORS + "offset", Long.toString(letter.offset()),
            ERRORS + "stage", letter.stage(),
            ERRORS + "exception.class.name", Rejection.class.getName(),
            ERRORS + "exception.message", letter.reason()));
    byte[] key = letter.key();
    byte[] value = letter.value();
    if (!fits(key, value)) {
      key = cut("key", key, LARGEST_DEAD_KEY, headers);
      value = cut("value", value, LARGEST_DEAD_LETTER, headers);
    }
    return new Outgoing(Topic.DEAD_LETTERS, key, value, headers.toArray(NO_HEADERS));
  }

  private static boolean fits(byte[] key, byte[] value) {
    int length = length(key) + length(value);
    return length <= LARGEST_DEAD_LETTER
        || (length <= LARGEST_UNPACKED && packed(key) + packed(value) <= LARGEST_DEAD_LETTER / 2);
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static byte[] cut(String part, byte[] bytes, int most, List<String> headers) {
    if (length(bytes) <= most) {
      return bytes;
    }
    headers.add("groundswell." + part + ".bytes");
    headers.add(Integer.toString(bytes.length));
    return Arrays.copyOf(bytes, most);
  }

  /**
   * How many bytes it takes by deflate, or the bound if that is not enough. Where half the bound is
   * enough, the bound is by the producer's lz4.
   */
  private static int packed(byte[] bytes) {
    if (bytes == null) {
      return 0;
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      int packed = deflater.deflate(new byte[LARGEST_DEAD_LETTER / 2]);
      return deflater.finished() ? packed : LARGEST_DEAD_LETTER;
    } finally {
      deflater.end();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
