package io.groundswell.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A folder of a few facts about the page p in November 2026, for examples worked out by hand. */
final class SmallFolder {
  private final Path folder;
  private int engagements;

  SmallFolder(Path folder) {
    this.folder = folder;
  }

  /** Adds a record; single quotes stand for double ones. */
  void add(String topic, String line) throws IOException {
    Files.writeString(
        folder.resolve(topic + ".jsonl"),
        line.replace('\'', '"') + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** The day of November and the time of that day, with a blank between, as a time. */
  private static String time(String dayAndClock) {
    return "2026-11-" + dayAndClock.replace(' ', 'T') + "Z";
  }

  /** Adds an add with an id of its own. */
  void engage(String time, String supporter, String kind, String post, String more)
      throws IOException {
    word(time, supporter, kind, post, "e" + ++engagements, more);
  }

  /** Adds a word on an engagement. */
  void word(String time, String supporter, String kind, String post, String id, String more)
      throws IOException {
    add(
        "engagements",
        String.format(
            "{'page':'p','time':'%s','supporter':'%s','kind':'%s','post':'%s','id':'%s'%s}",
            time(time), supporter, kind, post, id, more));
  }

  void post(String time, String post, String topics) throws IOException {
    add(
        "posts",
        String.format(
            "{'page':'p','time':'%s','post':'%s','topics':%s}", time(time), post, topics));
  }

  void outcome(String time, String kind, String id, String more) throws IOException {
    add(
        "outcomes",
        String.format(
            "{'page':'p','time':'%s','kind':'%s','id':'%s'%s}", time(time), kind, id, more));
  }

  void snapshot(String time, String post, String more) throws IOException {
    add(
        "ad-delivery",
        String.format("{'page':'p','ad':'x','time':'%s','post':'%s'%s}", time(time), post, more));
  }

  void erase(String page, String supporter, String time) throws IOException {
    add(
        "erasures",
        String.format("{'page':'%s','supporter':'%s','time':'%s'}", page, supporter, time(time)));
  }

  /** Lets the replay go on until after Christmas. */
  void goOn() throws IOException {
    add("rules", "{'page':'nobody','time':'2026-12-26T00:00:00Z'}");
  }

  OracleResult run() throws IOException {
    return Oracle.run(folder);
  }

  /** When a record is said: the day and the time of that day. */
  static String at(JsonNode record) {
    return record.get("at").asText().substring(5, 19).replace('T', ' ');
  }

  /** The records in which a field has this value. */
  static List<JsonNode> with(List<JsonNode> records, String field, String value) {
    List<JsonNode> found = new ArrayList<>(records);
    Predicate<JsonNode> has = record -> record.get(field).asText().equals(value);
    found.removeIf(has.negate());
    return found;
  }

  static String deleted(JsonNode record) {
    return at(record) + (record.has("deleted") ? " tombstone" : "");
  }
}
