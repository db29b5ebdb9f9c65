package io.groundswell.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.groundswell.event.Alert;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Engagement;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.event.Tier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Results as JSON, in the form of the contract: times as RFC 3339 in UTC with milliseconds, whole
 * numbers without a fraction, a field without a value as {@code null}. The same result is the same
 * bytes on every Java.
 */
public final class ResultWriter {
  private static final double WHOLE = 1L << 53;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private ResultWriter() {}

  /** Writes the fields of one object. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static byte[] object(Body body) {
    return object(512, body);
  }

  /** With room for so many bytes to begin with. */
  private static byte[] object(int room, Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(room);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A word on an alert. */
  public static byte[] alert(Alert alert) {
    return object(
        json -> {
          json.writeStringField("id", alert.id());
          json.writeStringField("type", Alert.TYPE);
          json.writeStringField("status", alert.status().wire());
          json.writeStringField("page", alert.page());
          json.writeStringField("post", alert.post());
          time(json, "at", alert.at());
          time(json, "opened", alert.opened());
          organic(json, alert.organic());
          sponsored(json, alert.sponsored());
          number(json, "ratio", alert.ratio());
          number(json, "peakRatio", alert.peakRatio());
          json.writeArrayFieldStart("topSupporters");
          for (Alert.TopSupporter top : alert.topSupporters()) {
            json.writeStartObject();
            json.writeStringField("supporter", top.supporter());
            number(json, "c", top.people());
            json.writeStringField("kind", top.kind().wire());
            json.writeStringField("tier", top.tier() == null ? null : top.tier().wire());
            number(json, "score", top.score());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("topics");
          for (String topic : alert.topics()) {
            json.writeString(topic);
          }
          json.writeEndArray();
          json.writeObjectFieldStart("text");
          json.writeStringField("fr", alert.text().fr());
          json.writeStringField("en", alert.text().en());
          json.writeEndObject();
        });
  }

  private static void organic(JsonGenerator json, Alert.Organic organic) throws IOException {
    json.writeObjectFieldStart("organic");
    number(json, "reach", organic.reach());
    number(json, "lower", organic.lower());
    number(json, "supporters", organic.supporters());
    json.writeNumberField("likes", organic.likes());
    json.writeNumberField("comments", organic.comments());
    json.writeNumberField("shares", organic.shares());
    number(json, "nano", organic.nano());
    json.writeEndObject();
  }

  private static void sponsored(JsonGenerator json, Alert.Sponsored sponsored) throws IOException {
    json.writeObjectFieldStart("sponsored");
    number(json, "reach", sponsored.reach());
    json.writeStringField("basis", sponsored.basis() == null ? null : sponsored.basis().wire());
    json.writeNumberField("ads", sponsored.ads());
    number(json, "spend", sponsored.spend());
    if (sponsored.asOf() == null) {
      json.writeNullField("asOf");
    } else {
      time(json, "asOf", sponsored.asOf());
    }
    json.writeEndObject();
  }

  /** Where a post stands; a tombstone in the form that a file has. */
  public static byte[] postMomentum(PostMomentum m) {
    return object(
        json -> {
          json.writeStringField("page", m.page());
          json.writeStringField("post", m.post());
          time(json, "at", m.at());
          if (!m.evaluated()) {
            json.writeBooleanField("deleted", true);
            return;
          }
          number(json, "organic", m.organic());
          number(json, "lower", m.lower());
          number(json, "supporters", m.supporters());
          json.writeNumberField("likes", m.likes());
          json.writeNumberField("comments", m.comments());
          json.writeNumberField("shares", m.shares());
          number(json, "sponsored", m.sponsored());
          number(json, "ratio", m.ratio());
        });
  }

  /** A supporter's profile; a tombstone in the form that a file has. */
  public static byte[] profile(Profile p) {
    return object(
        1024,
        json -> {
          json.writeStringField("page", p.page());
          json.writeStringField("supporter", p.supporter());
          time(json, "at", p.at());
          if (!p.known()) {
            json.writeBooleanField("deleted", true);
            return;
          }
          time(json, "firstSeen", p.firstSeen());
          time(json, "lastSeen", p.lastSeen());
          if (p.audience() == Engagement.UNSTATED) {
            json.writeNullField("audience");
          } else {
            json.writeNumberField("audience", p.audience());
          }
          json.writeStringField("tier", Tier.of(p.audience()).wire());
          json.writeObjectFieldStart("counts");
          counts(json, "day", p.day());
          counts(json, "month", p.month());
          json.writeEndObject();
          json.writeNumberField("activeDays", p.activeDays());
          json.writeNumberField("posts", p.posts());
          json.writeNumberField("brought", p.brought());
          number(json, "constancy", p.rating().constancy());
          number(json, "spontaneity", p.rating().spontaneity());
          number(json, "commitment", p.rating().commitment());
          number(json, "breadth", p.rating().breadth());
          number(json, "pull", p.rating().pull());
          number(json, "quality", p.rating().quality());
          number(json, "quantity", p.rating().quantity());
          number(json, "score", p.rating().score());
          json.writeBooleanField("nanoInfluencer", p.nanoInfluencer());
          json.writeArrayFieldStart("topics");
          for (Profile.TopicLift topic : p.topics()) {
            json.writeStartObject();
            json.writeStringField("topic", topic.topic());
            json.writeNumberField("engagements", topic.engagements());
            number(json, "lift", topic.lift());
            json.writeEndObject();
          }
          json.writeEndArray();
          number(json, "promptness", p.promptness());
          json.writeObjectFieldStart("outcomes");
          for (Profile.Credited credited : p.outcomes()) {
            json.writeNumberField(credited.kind(), credited.count());
          }
          json.writeEndObject();
          json.writeStringField("origin", p.origin() == null ? null : p.origin().wire());
        });
  }

  private static void counts(JsonGenerator json, String field, Profile.Counts counts)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("likes", counts.likes());
    json.writeNumberField("comments", counts.comments());
    json.writeNumberField("shares", counts.shares());
    json.writeNumberField("sponsored", counts.sponsored());
    json.writeEndObject();
  }

  /** A dead letter in the form that a replay's file has. */
  public static byte[] deadLetter(DeadLetter letter) {
    return object(
        json -> {
          json.writeStringField("topic", letter.topic());
          json.writeNumberField("line", letter.offset());
          json.writeStringField("reason", letter.reason());
          if (letter.value() == null) {
            json.writeNullField("raw");
          } else {
            json.writeBinaryField("raw", letter.value());
          }
        });
  }

  /** An engagement as the topic has it: what is told of one that had to be refused downstream. */
  public static byte[] engagement(Engagement e) {
    return object(
        json -> {
          json.writeStringField("id", e.id());
          time(json, "time", e.time());
          json.writeStringField("page", e.page());
          json.writeStringField("post", e.post());
          json.writeStringField("supporter", e.supporter());
          json.writeStringField("kind", e.kind().wire());
          json.writeStringField("action", e.add() ? "add" : "remove");
          if (e.audience() != Engagement.UNSTATED) {
            json.writeNumberField("audience", e.audience());
          }
          if (e.ad() != null) {
            json.writeStringField("ad", e.ad());
          }
          if (e.via() != null) {
            json.writeStringField("via", e.via());
          }
        });
  }

  static void time(JsonGenerator json, String field, long time) throws IOException {
    json.writeStringField(field, Times.format(time));
  }

  static void number(JsonGenerator json, String field, double value) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNullField(field);
    } else if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
      json.writeNumberField(field, (long) value);
    } else {
      json.writeNumberField(field, value);
    }
  }
}
