package io.groundswell.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.event.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A post with an alert, as the documented example has it: its words, a minute after each other. */
final class Post {
  static final Path EXAMPLES = Path.of("docs/examples");
  static final long START = Instant.parse("2026-11-23T10:15:20Z").toEpochMilli();

  private final String page;
  private final String name;

  Post(String page, String name) {
    this.page = page;
    this.name = name;
  }

  String key() {
    return Names.key(page, name);
  }

  String id() {
    return key() + "/organic-surpasses-sponsored/" + START;
  }

  /** A word, so many minutes after the opening. */
  ObjectNode word(String status, int minutes) {
    try {
      ObjectNode word =
          (ObjectNode)
              Word.JSON.readTree(Files.readAllBytes(EXAMPLES.resolve("alerts.opened.json")));
      word.put("id", id()).put("page", page).put("post", name).put("status", status);
      word.put("at", time(minutes)).put("opened", time(0));
      return word;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  ObjectNode opened() {
    return word("opened", 0);
  }

  static String time(int minutes) {
    return io.groundswell.codec.Times.format(START + minutes * 60_000L);
  }

  /** What the word's delivery is called. */
  String delivery(String status, int minutes) {
    return id() + "/" + status + "/" + time(minutes);
  }
}
