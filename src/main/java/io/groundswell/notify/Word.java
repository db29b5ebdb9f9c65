package io.groundswell.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.event.Alert;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * One word on an alert as the topic has it: opened, raised or closed.
 *
 * @param id of the alert, the same for all its words
 * @param status what happened
 * @param page the page
 * @param post the post
 * @param at when, epoch milliseconds of event time
 * @param opened when the alert opened, likewise
 * @param json the whole record
 */
record Word(
    String id, Alert.Status status, String page, String post, long at, long opened, JsonNode json) {

  static final JsonMapper JSON = new JsonMapper();

  /**
   * Reads a record's value.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static Word of(byte[] value) {
    if (value == null) {
      throw new IllegalArgumentException("an alert must be a JSON object, is null");
    }
    try {
      return of(JSON.readTree(value));
    } catch (IOException e) {
      String why = e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
      throw new IllegalArgumentException("an alert must be valid JSON: " + why, e);
    }
  }

  /** Reads what {@link #json} kept. */
  static Word of(JsonNode json) {
    for (String language : new String[] {"fr", "en"}) {
      if (json.path("text").path(language).asText("").isBlank()) {
        throw new IllegalArgumentException("an alert's text." + language + " must be a text");
      }
    }
    if (!json.path("organic").isObject()) {
      throw new IllegalArgumentException("an alert's organic must be an object");
    }
    return new Word(
        text(json, "id"),
        status(text(json, "status")),
        text(json, "page"),
        text(json, "post"),
        time(json, "at"),
        time(json, "opened"),
        json);
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new IllegalArgumentException("an alert's " + field + " must be a text");
    }
    return value.textValue();
  }

  private static long time(JsonNode json, String field) {
    try {
      return Instant.parse(text(json, field)).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("an alert's " + field + " must be a time", e);
    }
  }

  static Alert.Status status(String wire) {
    for (Alert.Status status : Alert.Status.values()) {
      if (status.wire().equals(wire)) {
        return status;
      }
    }
    throw new IllegalArgumentException("an alert's status must be opened, raised or closed");
  }

  /** The name of this word alone, the record's {@code ce_id}. */
  String delivery() {
    return id + "/" + status.wire() + "/" + json.path("at").textValue();
  }

  /** The sentence in a language, {@code fr} or {@code en}. */
  String sentence(String language) {
    return json.path("text").path(language).asText("");
  }

  /** Whether the alert is open after it. */
  boolean open() {
    return status != Alert.Status.CLOSED;
  }
}
