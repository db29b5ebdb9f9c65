package io.groundswell.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where posts stand at whole minutes. */
final class Figures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Figures() {}

  /** The records of whole minutes (alerts give others besides) in [from, to), in order. */
  static List<String> between(long from, long to, List<String> records) {
    List<String> within = new ArrayList<>();
    for (String record : records) {
      if (record == null) {
        continue;
      }
      try {
        JsonNode json = JSON.readTree(record);
        if (json.path("deleted").asBoolean()) {
          continue;
        }
        long at = Instant.parse(json.get("at").asText()).toEpochMilli();
        if (at >= from && at < to && at % Load.MINUTE == 0) {
          within.add(record);
        }
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("a record must be JSON, is " + record, e);
      }
    }
    return within;
  }
}
