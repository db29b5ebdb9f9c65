package io.groundswell.launch;

import io.groundswell.event.Topic;
import io.groundswell.local.replay.InputFolder;
import io.groundswell.local.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Facts in order of time, for Kafka and, the same ones, for a replay. Each Kafka timestamp is the
 * fact's time. Times are of the past, so that no broker's clock minds them.
 */
final class Story {
  /** 2025-01-06T10:00:00Z, a whole hour. */
  static final long START = 1_736_157_600_000L;

  static final long SECOND = 1_000;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;

  /**
   * A fact.
   *
   * @param partition where it goes, -1: where its key says
   */
  record Fact(Topic topic, int partition, String key, long time, String json) {
    /** Whether Kafka gets a tombstone; a replay gets the JSON, which says the same. */
    boolean isTombstone() {
      return json.contains("\"tombstone\"");
    }
  }

  private final List<Fact> facts = new ArrayList<>();

  /** An organic share. */
  Story share(long time, String page, String post, String supporter, int audience) {
    return engagement(time, page, post, supporter, "share", audience, "add", null);
  }

  Story engagement(
      long time,
      String page,
      String post,
      String supporter,
      String kind,
      int audience,
      String action,
      String ad) {
    return fact(
        Topic.ENGAGEMENTS,
        supporter,
        time,
        String.format(
            "{\"id\":\"%s-%s-%s\",\"time\":%d,\"page\":\"%s\",\"post\":\"%s\",\"kind\":\"%s\","
                + "\"supporter\":\"%s\",\"audience\":%d,\"action\":\"%s\"%s}",
            supporter,
            kind,
            time,
            time,
            page,
            post,
            kind,
            supporter,
            audience,
            action,
            ad == null ? "" : ",\"ad\":\"" + ad + "\""));
  }

  /** What an ad has reached so far. */
  Story ad(long time, String page, String post, String ad, double reach) {
    return fact(
        Topic.AD_DELIVERY,
        post,
        time,
        String.format(
            "{\"ad\":\"%s\",\"page\":\"%s\",\"post\":\"%s\",\"time\":%d,\"reach\":%s}",
            ad, page, post, time, reach));
  }

  /** A rule of a page; {@code fields} as in {@code "confirm":1}. */
  Story rule(long time, String page, String fields) {
    return fact(
        Topic.RULES,
        page,
        time,
        String.format("{\"page\":\"%s\",\"time\":%d,%s}", page, time, fields));
  }

  /** The end of a page's rules, a tombstone on Kafka. */
  Story ruleTombstone(long time, String page) {
    return rule(time, page, "\"deleted\":true,\"tombstone\":true");
  }

  Story fact(Topic topic, String key, long time, String json) {
    facts.add(new Fact(topic, -1, key, time, json));
    return this;
  }

  /** A fact that says nothing in each partition of each topic: event time has come so far. */
  Story pulse(long time, int partitions) {
    for (int p = 0; p < partitions; p++) {
      String at = "\"time\":" + time + ",\"page\":\"pulse\"";
      pulse(
          Topic.ENGAGEMENTS,
          p,
          time,
          at + ",\"id\":\"i\",\"post\":\"p\",\"kind\":\"like\"," + "\"supporter\":\"s" + p + "\"");
      pulse(Topic.AD_DELIVERY, p, time, at + ",\"post\":\"p\",\"ad\":\"a\",\"reach\":0");
      pulse(Topic.POSTS, p, time, at + ",\"post\":\"p\"");
      pulse(Topic.OUTCOMES, p, time, at + ",\"id\":\"i\",\"kind\":\"visit\"");
      pulse(Topic.RULES, p, time, at + ",\"deleted\":true");
      pulse(Topic.ERASURES, p, time, at + ",\"supporter\":\"nobody\"");
    }
    return this;
  }

  private void pulse(Topic topic, int partition, long time, String fields) {
    facts.add(new Fact(topic, partition, "pulse", time, "{" + fields + "}"));
  }

  /**
   * Three hours of a dozen posts with ads: bursts of people that surpass them, double, and are
   * over; a pulse each minute, and in the end one that lies hours behind all of it.
   */
  static Story ofBursts(long seed, int partitions) {
    Random random = new Random(seed);
    Story story = new Story();
    for (int i = 0; i < 12; i++) {
      String page = "page " + i % 3;
      String post = "post/" + i;
      for (int minute = 0; minute <= 180; minute += 10) {
        story.ad(START + minute * MINUTE, page, post, "ad" + i, minute * (4.0 + i));
      }
      long burst = START + (15 + random.nextInt(90)) * MINUTE;
      for (int k = 0; k < 120; k++) {
        long time = burst + (long) (random.nextDouble() * random.nextDouble() * 40 * MINUTE);
        String supporter = "s" + random.nextInt(400);
        String kind = List.of("like", "comment", "share").get(random.nextInt(3));
        story.engagement(
            time,
            page,
            post,
            supporter,
            kind,
            50 + random.nextInt(2_000),
            random.nextInt(12) == 0 ? "remove" : "add",
            random.nextInt(10) == 0 ? "ad" + i : null);
      }
    }
    for (int minute = 0; minute <= 180; minute++) {
      story.pulse(START + minute * MINUTE, partitions);
    }
    story.facts.sort(Comparator.comparingLong(Fact::time));
    return story.pulse(START + 9 * HOUR, partitions);
  }

  /** The facts, as they were told. */
  List<Fact> facts() {
    return facts;
  }

  /** The part of the facts from one share of them to another. */
  List<Fact> part(double from, double to) {
    return facts.subList((int) (from * facts.size()), (int) (to * facts.size()));
  }

  /** What a replay makes of the facts: the lines of a topic. */
  List<String> replayed(Path temporary, Topic topic) throws Exception {
    Path in = temporary.resolve("story");
    write(in);
    Path out = temporary.resolve("replayed");
    Replay.run(InputFolder.of(in, null), out, 1);
    return Files.readAllLines(out.resolve(topic.wire() + ".jsonl"));
  }

  private void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Topic topic : Topic.inputs()) {
      List<String> lines = facts.stream().filter(f -> f.topic() == topic).map(Fact::json).toList();
      if (!lines.isEmpty()) {
        Files.write(folder.resolve(topic.wire() + ".jsonl"), lines);
      }
    }
  }
}
