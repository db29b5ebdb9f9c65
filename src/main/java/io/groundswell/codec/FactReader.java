package io.groundswell.codec;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Basis;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.Kind;
import io.groundswell.event.Outcome;
import io.groundswell.event.Post;

/**
 * The facts of the input topics, from the bytes of a record's value (momentum.md section 1).
 * Unknown fields are ignored.
 */
public final class FactReader {
  private static final String[] NO_TOPICS = {};

  private FactReader() {}

  /**
   * A like, comment or share, or its withdrawal.
   *
   * @param partition where the record stands
   * @param offset where it stands there
   */
  public static Engagement engagement(byte[] value, int partition, long offset) throws Rejection {
    Engagement plain = PlainEngagement.read(value, partition, offset);
    return plain != null ? plain : anyEngagement(value, partition, offset);
  }

  /** The same, whatever it looks like. */
  static Engagement anyEngagement(byte[] value, int partition, long offset) throws Rejection {
    String id = null;
    Long time = null;
    String page = null;
    String post = null;
    String supporter = null;
    Kind kind = null;
    Boolean add = null;
    Long audience = null;
    String ad = null;
    String via = null;
    try (Fields in = Fields.of(value)) {
      for (String field = in.next(); field != null; field = in.next()) {
        switch (field) {
          case "id" -> id = in.identifier(field);
          case "time" -> time = in.time(field);
          case "page" -> page = in.page();
          case "post" -> post = in.identifier(field);
          case "supporter" -> supporter = in.identifier(field);
          case "kind" -> kind = in.word(field, Kind::ofWire, "like, comment or share");
          case "action" -> add = in.word(field, FactReader::isAdd, "add or remove");
          case "audience" -> audience = in.whole(field, 0, Fields.LARGEST_WHOLE);
          case "ad" -> ad = in.identifier(field);
          case "via" -> via = in.identifier(field);
          case "platform" -> in.text(field);
          default -> in.skip();
        }
      }
    }
    return new Engagement(
        Fields.required("page", page),
        Fields.required("post", post),
        Fields.required("supporter", supporter),
        Fields.required("kind", kind),
        Fields.required("id", id),
        Fields.required("time", time),
        add == null || add,
        audience == null ? Engagement.UNSTATED : audience,
        ad,
        via,
        partition,
        offset);
  }

  private static Boolean isAdd(String action) {
    return switch (action) {
      case "add" -> Boolean.TRUE;
      case "remove" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** What an ad platform reports of one ad. */
  public static AdSnapshot adSnapshot(byte[] value) throws Rejection {
    String page = null;
    String post = null;
    String ad = null;
    Long time = null;
    Basis basis = null;
    Double reach = null;
    Long start = null;
    Double likes = null;
    Double comments = null;
    Double shares = null;
    Double spend = null;
    String currency = null;
    try (Fields in = Fields.of(value)) {
      for (String field = in.next(); field != null; field = in.next()) {
        switch (field) {
          case "page" -> page = in.page();
          case "post" -> post = in.identifier(field);
          case "ad" -> ad = in.identifier(field);
          case "time" -> time = in.time(field);
          case "basis" -> basis = in.word(field, Basis::ofWire, "reach, views or impressions");
          case "reach" -> reach = in.number(field, 0, Double.MAX_VALUE);
          case "start" -> start = in.time(field);
          case "likes" -> likes = in.number(field, 0, Double.MAX_VALUE);
          case "comments" -> comments = in.number(field, 0, Double.MAX_VALUE);
          case "shares" -> shares = in.number(field, 0, Double.MAX_VALUE);
          case "spend" -> spend = in.number(field, 0, Double.MAX_VALUE);
          case "currency" -> currency = in.label(field);
          default -> in.skip();
        }
      }
    }
    return new AdSnapshot(
        Fields.required("page", page),
        Fields.required("post", post),
        Fields.required("ad", ad),
        Fields.required("time", time),
        basis == null ? Basis.REACH : basis,
        Fields.required("reach", reach),
        start,
        orUnknown(likes),
        orUnknown(comments),
        orUnknown(shares),
        orUnknown(spend),
        currency);
  }

  private static double orUnknown(Double value) {
    return value == null ? Double.NaN : value;
  }

  /**
   * A post as its page published it.
   *
   * @param offset where the record stands in its partition
   */
  public static Post post(byte[] value, long offset) throws Rejection {
    String page = null;
    String post = null;
    Long time = null;
    String[] topics = null;
    String format = null;
    String language = null;
    String text = null;
    String url = null;
    try (Fields in = Fields.of(value)) {
      for (String field = in.next(); field != null; field = in.next()) {
        switch (field) {
          case "page" -> page = in.page();
          case "post" -> post = in.identifier(field);
          case "time" -> time = in.time(field);
          case "topics" -> topics = in.labels(field);
          case "format" -> format = in.text(field);
          case "language" -> language = in.text(field);
          case "text" -> text = in.text(field);
          case "url" -> url = in.text(field);
          default -> in.skip();
        }
      }
    }
    return new Post(
        Fields.required("page", page),
        Fields.required("post", post),
        Fields.required("time", time),
        topics == null ? NO_TOPICS : topics,
        format,
        language,
        text,
        url,
        offset);
  }

  /** Something that happened in the real world. */
  public static Outcome outcome(byte[] value) throws Rejection {
    String page = null;
    String kind = null;
    String id = null;
    Long time = null;
    String post = null;
    String supporter = null;
    String referrer = null;
    Double worth = null;
    String currency = null;
    try (Fields in = Fields.of(value)) {
      for (String field = in.next(); field != null; field = in.next()) {
        switch (field) {
          case "page" -> page = in.page();
          case "kind" -> kind = in.identifier(field);
          case "id" -> id = in.identifier(field);
          case "time" -> time = in.time(field);
          case "post" -> post = in.identifier(field);
          case "supporter" -> supporter = in.identifier(field);
          case "referrer" -> referrer = in.identifier(field);
          case "value" -> worth = in.number(field, -Double.MAX_VALUE, Double.MAX_VALUE);
          case "currency" -> currency = in.label(field);
          default -> in.skip();
        }
      }
    }
    return new Outcome(
        Fields.required("page", page),
        Fields.required("kind", kind),
        Fields.required("id", id),
        Fields.required("time", time),
        post,
        supporter,
        referrer,
        orUnknown(worth),
        currency);
  }

  /** The right to be forgotten (supporters.md section 6). */
  public static Erasure erasure(byte[] value) throws Rejection {
    String page = null;
    String supporter = null;
    Long time = null;
    try (Fields in = Fields.of(value)) {
      for (String field = in.next(); field != null; field = in.next()) {
        switch (field) {
          case "page" -> page = in.identifier(field);
          case "supporter" -> supporter = in.identifier(field);
          case "time" -> time = in.time(field);
          default -> in.skip();
        }
      }
    }
    return new Erasure(
        Fields.required("page", page),
        Fields.required("supporter", supporter),
        Fields.required("time", time));
  }
}
