package io.groundswell.local.generate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.groundswell.event.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Facts as JSON objects, momentum.md section 1. */
final class Records {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * A like, comment or share.
   *
   * @param audience people, or {@link Audiences#UNSTATED}
   * @param ad the ad's name, or null
   * @param via the supporter's name, or null
   */
  byte[] engagement(
      PostPlan post,
      String supporter,
      Kind kind,
      long id,
      long time,
      long audience,
      String ad,
      String via) {
    return object(
        json -> {
          engagementHead(json, post, supporter, kind, id, time);
          if (audience != Audiences.UNSTATED) {
            json.writeNumberField("audience", audience);
          }
          optional(json, "ad", ad);
          optional(json, "via", via);
          json.writeStringField("platform", post.platform);
        });
  }

  /** The withdrawal of a like, comment or share. */
  byte[] withdrawal(PostPlan post, String supporter, Kind kind, long id, long time) {
    return object(
        json -> {
          engagementHead(json, post, supporter, kind, id, time);
          json.writeStringField("action", "remove");
          json.writeStringField("platform", post.platform);
        });
  }

  /**
   * A report of an ad.
   *
   * @param basis index into the ad's bases
   * @param people reached, as this report has it
   * @param figures likes, comments, shares; null what it leaves out
   * @param spend in hundredths, or null
   */
  byte[] report(
      AdFlight ad, PostPlan post, long time, int basis, double people, Long[] figures, Long spend) {
    return object(
        json -> {
          json.writeStringField("ad", ad.name);
          json.writeStringField("page", post.pageName());
          json.writeStringField("post", post.name());
          json.writeStringField("time", time(time));
          json.writeNumberField("reach", (long) (people * ad.perPerson[basis]));
          if (basis > 0 || !ad.bases[basis].equals("reach")) {
            json.writeStringField("basis", ad.bases[basis]);
          }
          if (ad.statesStart) {
            json.writeStringField("start", time(ad.start));
          }
          for (int kind = 0; kind < 3; kind++) {
            if (figures[kind] != null) {
              json.writeNumberField(Kind.of(kind).wire() + "s", figures[kind]);
            }
          }
          if (spend != null) {
            json.writeFieldName("spend");
            json.writeNumber(BigDecimal.valueOf(spend, 2));
            json.writeStringField("currency", "EUR");
          }
        });
  }

  /** A publication. */
  byte[] post(PostPlan post, List<String> topics, String format, String language, String text) {
    return object(
        json -> {
          json.writeStringField("page", post.pageName());
          json.writeStringField("post", post.name());
          json.writeStringField("time", time(post.published));
          json.writeArrayFieldStart("topics");
          for (String topic : topics) {
            json.writeString(topic);
          }
          json.writeEndArray();
          json.writeStringField("format", format);
          json.writeStringField("language", language);
          json.writeStringField("text", text);
          json.writeStringField(
              "url", "https://example.org/" + post.pageName() + "/" + post.name());
        });
  }

  /**
   * A signature, purchase or attendance.
   *
   * @param post the post's name, or null
   * @param supporter the supporter's name, or null
   * @param referrer the supporter whose link was used, or null
   * @param cents the value in hundredths, or null
   */
  byte[] outcome(
      long id,
      long time,
      String page,
      String kind,
      String post,
      String supporter,
      String referrer,
      Long cents) {
    return object(
        json -> {
          json.writeStringField("id", "o-" + id);
          json.writeStringField("time", time(time));
          json.writeStringField("page", page);
          json.writeStringField("kind", kind);
          optional(json, "post", post);
          optional(json, "supporter", supporter);
          optional(json, "referrer", referrer);
          if (cents != null) {
            json.writeFieldName("value");
            json.writeNumber(BigDecimal.valueOf(cents, 2));
            json.writeStringField("currency", "EUR");
          }
        });
  }

  /** A rule: threshold and visibility of a share, or the removal of a page's rules (both null). */
  byte[] rule(String page, long time, BigDecimal threshold, BigDecimal share) {
    return object(
        json -> {
          json.writeStringField("page", page);
          json.writeStringField("time", time(time));
          if (threshold == null) {
            json.writeBooleanField("deleted", true);
            return;
          }
          json.writeFieldName("threshold");
          json.writeNumber(threshold);
          json.writeObjectFieldStart("visibility");
          json.writeFieldName("share");
          json.writeNumber(share);
          json.writeEndObject();
        });
  }

  /** What was true of a post; see {@link Truth}. */
  byte[] truth(PostPlan post, Truth.Verdict verdict) {
    return object(
        json -> {
          json.writeStringField("page", post.pageName());
          json.writeStringField("post", post.name());
          json.writeStringField("published", time(post.published));
          json.writeNumberField("ads", post.ads.size());
          json.writeBooleanField("crossed", !verdict.intervals().isEmpty());
          json.writeArrayFieldStart("intervals");
          for (Truth.Interval interval : verdict.intervals()) {
            json.writeStartObject();
            json.writeStringField("from", time(interval.from()));
            json.writeStringField("to", time(interval.to()));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeFieldName("peakRatio");
          if (verdict.peakAt() == Truth.NEVER) {
            json.writeNull();
            json.writeNullField("peakAt");
          } else {
            json.writeNumber(verdict.peakRatio());
            json.writeStringField("peakAt", time(verdict.peakAt()));
          }
        });
  }

  /** RFC 3339 in UTC with milliseconds. */
  static String time(long epochMs) {
    return TIME.format(Instant.ofEpochMilli(epochMs));
  }

  private static void engagementHead(
      JsonGenerator json, PostPlan post, String supporter, Kind kind, long id, long time)
      throws IOException {
    json.writeStringField("id", "e-" + id);
    json.writeStringField("time", time(time));
    json.writeStringField("page", post.pageName());
    json.writeStringField("post", post.name());
    json.writeStringField("supporter", supporter);
    json.writeStringField("kind", kind.wire());
  }

  private static void optional(JsonGenerator json, String field, String value) throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }

  private byte[] object(Body body) {
    bytes.reset();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an object in memory", e);
    }
    return bytes.toByteArray();
  }
}
