package io.groundswell.codec;

import io.groundswell.event.Rule;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The records of the topic {@code rules} (momentum.md section 6). */
public final class RuleReader {
  private RuleReader() {}

  /**
   * What one record sets.
   *
   * @param sequence its place in the topic
   */
  public static Rule rule(byte[] value, long sequence) throws Rejection {
    String page = null;
    Long time = null;
    Boolean deleted = null;
    Integer[] seen = new Integer[3];
    Double threshold = null;
    Double release = null;
    Integer defaultAudience = null;
    Integer audienceCap = null;
    Integer minSupporters = null;
    Integer minSponsored = null;
    Integer confirm = null;
    Integer patience = null;
    Integer cooldownMinutes = null;
    try (Fields in = Fields.of(value)) {
      for (String field = in.next(); field != null; field = in.next()) {
        switch (field) {
          case "page" -> page = in.identifier(field);
          case "time" -> time = in.time(field);
          case "deleted" -> deleted = in.flag(field);
          case "visibility" -> visibility(in, seen);
          case "threshold" -> threshold = in.number(field, 0.01, 100);
          case "release" -> release = in.number(field, 0, 100);
          case "defaultAudience" -> defaultAudience = whole(in, field, 0, 1_000_000);
          case "audienceCap" -> audienceCap = whole(in, field, 1, 10_000_000);
          case "minSupporters" -> minSupporters = whole(in, field, 1, 1_000_000);
          case "minSponsored" -> minSponsored = whole(in, field, 0, 1_000_000_000);
          case "confirm" -> confirm = whole(in, field, 1, 1000);
          case "patience" -> patience = whole(in, field, 1, 10_000);
          case "cooldownMinutes" -> cooldownMinutes = whole(in, field, 0, 1440);
          default -> in.skip();
        }
      }
    }
    return new Rule(
        Fields.required("page", page),
        Fields.required("time", time),
        sequence,
        deleted != null && deleted,
        seen[0],
        seen[1],
        seen[2],
        threshold,
        release,
        defaultAudience,
        audienceCap,
        minSupporters,
        minSponsored,
        confirm,
        patience,
        cooldownMinutes);
  }

  private static void visibility(Fields in, Integer[] seen) throws Rejection {
    seen[0] = seen[1] = seen[2] = null;
    if (!in.enter("visibility")) {
      return;
    }
    for (String kind = in.nextInside(); kind != null; kind = in.nextInside()) {
      switch (kind) {
        case "like" -> seen[0] = in.thousandths("visibility.like");
        case "comment" -> seen[1] = in.thousandths("visibility.comment");
        case "share" -> seen[2] = in.thousandths("visibility.share");
        default -> in.skip();
      }
    }
  }

  private static Integer whole(Fields in, String field, long least, long most) throws Rejection {
    Long value = in.whole(field, least, most);
    return value == null ? null : (int) (long) value;
  }

  /**
   * What a tombstone says: the page of its key has no rules from its Kafka timestamp on.
   *
   * @param key the record's key, the page's name in UTF-8
   * @param timestamp its Kafka timestamp, epoch milliseconds
   * @param sequence its place in the topic
   */
  public static Rule tombstone(byte[] key, long timestamp, long sequence) throws Rejection {
    if (key == null) {
      throw new Rejection("a tombstone on rules must have the page as its key, has none");
    }
    if (timestamp < 0 || timestamp > Times.LAST) {
      throw Rejection.of("the Kafka timestamp of a tombstone", "a time", Long.toString(timestamp));
    }
    try {
      String page = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
      if (!Fields.isIdentifier(page)) {
        throw Rejection.of("the key of a tombstone", "a page of 1 to 256 code points", page);
      }
      return Rule.deletion(page, timestamp, sequence);
    } catch (CharacterCodingException e) {
      throw new Rejection("the key of a tombstone on rules must be UTF-8, has other bytes");
    }
  }
}
