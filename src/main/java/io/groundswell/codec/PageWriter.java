package io.groundswell.codec;

import static io.groundswell.codec.ResultWriter.number;
import static io.groundswell.codec.ResultWriter.object;
import static io.groundswell.codec.ResultWriter.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Cohort;
import io.groundswell.event.Kind;
import io.groundswell.event.Outcome;
import io.groundswell.event.PageDay;
import java.io.IOException;

/** What came of it for a page, as JSON in the form of the contract: outcomes, cohorts, days. */
public final class PageWriter {
  private PageWriter() {}

  /** An outcome and what brought it. */
  public static byte[] outcome(AttributedOutcome attributed) {
    Outcome outcome = attributed.outcome();
    return object(
        json -> {
          json.writeStringField("id", outcome.id());
          json.writeStringField("page", outcome.page());
          json.writeStringField("kind", outcome.kind());
          time(json, "time", outcome.time());
          json.writeStringField("supporter", outcome.supporter());
          json.writeStringField("referrer", outcome.referrer());
          number(json, "value", outcome.value());
          json.writeStringField("currency", outcome.currency());
          json.writeStringField("origin", attributed.origin().wire());
          json.writeStringField("creditedTo", attributed.creditedTo());
          json.writeStringField("post", attributed.post());
          AttributedOutcome.Touch touch = attributed.touch();
          json.writeStringField("ad", touch == null ? null : touch.ad());
          if (touch == null) {
            json.writeNullField("touch");
            return;
          }
          json.writeObjectFieldStart("touch");
          json.writeStringField("kind", touch.kind().wire());
          time(json, "time", touch.time());
          json.writeStringField("post", touch.post());
          json.writeEndObject();
        });
  }

  /** A cohort. */
  public static byte[] cohort(Cohort cohort) {
    return object(
        json -> {
          json.writeStringField("page", cohort.page());
          json.writeStringField("day", Times.day(cohort.day()));
          json.writeStringField("origin", cohort.origin().wire());
          time(json, "at", cohort.at());
          json.writeNumberField("size", cohort.size());
          whole(json, "back1", cohort.back1());
          whole(json, "back7", cohort.back7());
          whole(json, "back28", cohort.back28());
        });
  }

  private static void whole(JsonGenerator json, String field, Long value) throws IOException {
    if (value == null) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, value);
    }
  }

  /** A page on one day. */
  public static byte[] pageDay(PageDay day) {
    return object(
        json -> {
          json.writeStringField("page", day.page());
          json.writeStringField("day", Times.day(day.day()));
          time(json, "at", day.at());
          json.writeNumberField("supporters", day.supporters());
          json.writeNumberField("nano", day.nano());
          json.writeNumberField("nanoInfluencers", day.nanoInfluencers());
          kinds(json, "organic", day.organic());
          kinds(json, "sponsored", day.sponsored());
          outcomes(json, day.outcomes());
          money(json, "spend", day.spend());
          json.writeArrayFieldStart("costPerOutcome");
          for (PageDay.Cost cost : day.costs()) {
            json.writeStartObject();
            json.writeStringField("kind", cost.kind());
            json.writeStringField("currency", cost.currency());
            number(json, "cost", cost.cost());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("top");
          for (PageDay.Top top : day.top()) {
            json.writeStartObject();
            json.writeStringField("supporter", top.supporter());
            number(json, "score", top.score());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("topics");
          for (PageDay.Topic topic : day.topics()) {
            json.writeStartObject();
            json.writeStringField("topic", topic.topic());
            json.writeNumberField("engagements", topic.engagements());
            json.writeNumberField("posts", topic.posts());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void kinds(JsonGenerator json, String field, long[] counts) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("likes", counts[Kind.LIKE.ordinal()]);
    json.writeNumberField("comments", counts[Kind.COMMENT.ordinal()]);
    json.writeNumberField("shares", counts[Kind.SHARE.ordinal()]);
    json.writeEndObject();
  }

  private static void outcomes(JsonGenerator json, PageDay.Outcomes[] outcomes) throws IOException {
    json.writeArrayFieldStart("outcomes");
    for (PageDay.Outcomes each : outcomes) {
      json.writeStartObject();
      json.writeStringField("kind", each.kind());
      json.writeStringField("origin", each.origin().wire());
      json.writeNumberField("count", each.count());
      money(json, "value", each.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void money(JsonGenerator json, String field, PageDay.Money[] amounts)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (PageDay.Money money : amounts) {
      number(json, money.currency(), money.amount());
    }
    json.writeEndObject();
  }
}
