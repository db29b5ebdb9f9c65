package io.groundswell.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.event.Topic;
import io.groundswell.local.generate.GenerateCommand;
import io.groundswell.local.replay.InputFolder;
import io.groundswell.local.replay.Replay;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine;

/** Generated facts in order of arrival, and the alerts that an undisturbed replay of them gives. */
final class Load {
  static final int PARTITIONS = 4;
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;

  /** 2026-01-05T00:00:00Z. */
  static final long START = 1_767_571_200_000L;

  private static final long LENGTH = 3 * HOUR;

  /** The time of the last fact, by when all windows are empty and all alerts closed. */
  static final long END = START + LENGTH + 4 * HOUR;

  /** In a load that settles: when, after all else, everybody is heard of once more. */
  static final long LAST_CALL = START + LENGTH + HOUR / 2;

  /** They all come within less than {@code disorder}: no order of theirs makes one of them late. */
  private static final long LAST_CALL_LENGTH = 4_000;

  /** In a load with a pause, no engagement has a time in it. */
  static final long PAUSE = START + HOUR + HOUR / 5;

  static final long PAUSE_END = PAUSE + HOUR / 3;

  /** A partition whose facts a fault may hold back; its own pause begins earlier. */
  static final int HELD = 1;

  static final long HELD_PAUSE = PAUSE - 6 * MINUTE;

  /** By how much a clock is wrong that is ahead, less than {@code max-future}. */
  static final long AHEAD = 4 * MINUTE;

  /** From when on there is a producer whose clock is wrong. */
  static final long CLOCK_GOES_WRONG = START + 10 * MINUTE;

  /** By how much a clock is wrong that is behind: its facts have times before all others. */
  static final long BEHIND = 6 * HOUR;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rules that let much be told: what is lost must be seen to be lost. */
  private static final String RULE =
      "{\"page\":\"*\",\"time\":"
          + START
          + ",\"minSupporters\":3,\"minSponsored\":10,"
          + "\"threshold\":0.2,\"confirm\":1,\"patience\":2,\"cooldownMinutes\":0}";

  /**
   * A record for Kafka.
   *
   * @param arrival when it comes, in event time
   */
  record Item(Topic topic, int partition, byte[] key, long time, long arrival, byte[] value) {
    /** The same, to come at another time. */
    Item at(long other) {
      return new Item(topic, partition, key, time, other, value);
    }

    /** Whether the fact says another time than that at which it comes. */
    boolean isDatedWrongly() {
      return new String(value, UTF_8).contains("\"arrival\":");
    }
  }

  /** What a load is for. */
  enum Shape {
    /** All comes in time. */
    PLAIN,
    /**
     * Everybody of whom two facts or more are known acts twice more at the end: what of them was
     * lost before is missing in a profile then, and profiles are given at the same minute whenever
     * facts came.
     */
    SETTLING,
    /** Besides, nothing comes for a while in the middle. */
    PAUSING,
    /**
     * Besides, 5 % more engagements from a clock that is ahead, and each half hour something in
     * each partition, as it dates it.
     */
    AHEAD,
    /** Besides, 5 % more engagements from a clock that is behind. */
    BEHIND
  }

  private final List<Item> items;
  private final Path replayed;

  private Load(List<Item> items, Path replayed) {
    this.items = items;
    this.replayed = replayed;
  }

  /** All records in order of arrival. */
  List<Item> items() {
    return items;
  }

  /** The alerts of the replay, sorted by key and time. */
  List<String> alerts() throws IOException {
    return told(Topic.ALERTS);
  }

  /** What the replay tells in a topic. */
  List<String> told(Topic topic) throws IOException {
    return Files.readAllLines(replayed.resolve(topic.wire() + ".jsonl"));
  }

  /** How many records come before a time. */
  static int before(List<Item> items, long arrival) {
    return (int) items.stream().filter(item -> item.arrival() < arrival).count();
  }

  /**
   * Three hours of load.
   *
   * @param folder keeps what was generated and replayed, to be used again
   * @param events engagements aimed at
   */
  static Load of(Path folder, long seed, int events, Shape shape) throws Exception {
    Files.createDirectories(folder);
    String name = seed + "-" + events + "-" + shape;
    Path input = folder.resolve("load-" + name);
    Path output = folder.resolve("replayed-" + name);
    if (!Files.exists(output.resolve("done"))) {
      generate(input, seed, events);
      shape(input.resolve(Topic.ENGAGEMENTS.wire() + ".jsonl"), shape);
      addOwn(input, shape);
      Replay.run(InputFolder.of(input, null), output, 2);
      Files.createFile(output.resolve("done"));
    }
    return new Load(merged(input), output);
  }

  private static void shape(Path engagements, Shape shape) throws IOException {
    if (shape == Shape.PLAIN) {
      return;
    }
    List<String> lines = new ArrayList<>();
    Map<String, Integer> known = new LinkedHashMap<>();
    Map<String, String> post = new HashMap<>();
    for (String line : Files.readAllLines(engagements)) {
      JsonNode fact = JSON.readTree(line);
      long time = time(fact);
      if (shape == Shape.PAUSING && pauses(partition(fact.get("supporter").asText()), time)) {
        continue;
      }
      lines.add(line);
      count(fact, known, post);
      long wrong = shape == Shape.AHEAD ? AHEAD : -BEHIND;
      boolean clock = shape == Shape.AHEAD || shape == Shape.BEHIND;
      if (clock && lines.size() % 20 == 0 && time > CLOCK_GOES_WRONG) {
        ObjectNode other = JSON.createObjectNode();
        other.put("id", "clock-" + lines.size()).put("time", time + wrong);
        other.put("page", fact.get("page").asText());
        // Of a clock that is behind, on a post of its own: of others its facts are no business.
        other.put("post", shape == Shape.AHEAD ? fact.get("post").asText() : "of-then");
        other.put("supporter", "clock-" + lines.size() / 20 % 40).put("kind", "comment");
        // When it comes, which is what the broker dates it.
        other.put("arrival", time);
        lines.add(JSON.writeValueAsString(other));
        count(other, known, post);
      }
    }
    int n = 0;
    for (Map.Entry<String, Integer> each : known.entrySet()) {
      for (int i = 0; i < 2 && each.getValue() > 1; i++) {
        ObjectNode call = JSON.createObjectNode();
        String[] name = each.getKey().split("/", 2);
        call.put("id", "call-" + ++n).put("time", LAST_CALL + n % LAST_CALL_LENGTH);
        call.put("page", name[0]).put("post", post.get(each.getKey()));
        call.put("supporter", name[1]).put("kind", "share");
        lines.add(JSON.writeValueAsString(call));
      }
    }
    Files.write(engagements, lines);
  }

  private static boolean pauses(int partition, long time) {
    return time >= (partition == HELD ? HELD_PAUSE : PAUSE) && time < PAUSE_END;
  }

  private static int partition(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % PARTITIONS;
  }

  private static void count(JsonNode fact, Map<String, Integer> known, Map<String, String> post) {
    String who = fact.get("page").asText() + "/" + fact.get("supporter").asText();
    known.merge(who, 1, Integer::sum);
    post.putIfAbsent(who, fact.get("post").asText());
  }

  private static void generate(Path folder, long seed, int events) {
    int code =
        new CommandLine(new GenerateCommand())
            .execute(
                "--output",
                folder.toString(),
                "--force",
                "--no-truth",
                "--seed",
                Long.toString(seed),
                "--events",
                Integer.toString(events),
                "--duration",
                "3h",
                "--pages",
                "5",
                "--posts",
                "60",
                "--supporters",
                Integer.toString(Math.max(1_000, events / 6)),
                "--advertised",
                "0.8",
                "--report-interval",
                "15",
                // What comes later than that has its own fault.
                "--late",
                "0",
                "--late-reports",
                "0",
                "--restated",
                "0");
    if (code != 0) {
      throw new IllegalStateException("the load must be generated, exit code is " + code);
    }
  }

  /** A rule, and every two minutes a fact in each partition that says how far time has come. */
  private static void addOwn(Path folder, Shape shape) throws IOException {
    for (Topic topic : Topic.inputs()) {
      try (BufferedWriter out =
          Files.newBufferedWriter(folder.resolve(topic.wire() + ".own.jsonl"))) {
        if (topic == Topic.RULES) {
          line(out, RULE);
        }
        for (long time = START; time <= START + LENGTH; time += 2 * MINUTE) {
          pulse(out, topic, time, shape);
        }
        pulse(out, topic, END, shape);
      }
    }
    for (Topic topic : Topic.inputs()) {
      Path own = folder.resolve(topic.wire() + ".own.jsonl");
      Path all = folder.resolve(topic.wire() + ".jsonl");
      List<String> lines = new ArrayList<>(Files.exists(all) ? Files.readAllLines(all) : List.of());
      Files.write(all, ordered(lines, Files.readAllLines(own)));
      Files.delete(own);
    }
  }

  private static void pulse(BufferedWriter out, Topic topic, long time, Shape shape)
      throws IOException {
    for (int p = 0; p < PARTITIONS; p++) {
      if (shape == Shape.PAUSING && topic == Topic.ENGAGEMENTS && pauses(p, time)) {
        continue;
      }
      String fields =
          switch (topic) {
            case ENGAGEMENTS ->
                ",\"id\":\"i\",\"post\":\"p\",\"kind\":\"like\",\"supporter\":\"s\"";
            case AD_DELIVERY -> ",\"post\":\"p\",\"ad\":\"a\",\"reach\":0";
            case POSTS -> ",\"post\":\"p\"";
            case OUTCOMES -> ",\"id\":\"i\",\"kind\":\"visit\"";
            case RULES -> ",\"deleted\":true";
            case ERASURES -> ",\"supporter\":\"nobody\"";
            default -> throw new IllegalArgumentException("no input: " + topic);
          };
      // Event time goes by the slowest partition: one clock moves it that writes to all of them.
      boolean ahead = shape == Shape.AHEAD && time > START && (time - START) % (HOUR / 2) == 0;
      String when = ahead ? (time + AHEAD) + ",\"arrival\":" + time : Long.toString(time);
      line(out, "{\"page\":\"pulse\",\"time\":" + when + fields + ",\"partition\":" + p + "}");
    }
  }

  private static void line(BufferedWriter out, String json) throws IOException {
    out.write(json);
    out.newLine();
  }

  /** Two lists in order of arrival as one: the arrival of a line is the largest time up to it. */
  private static List<String> ordered(List<String> some, List<String> others) throws IOException {
    record At(long arrival, String line) {}
    List<At> all = new ArrayList<>();
    for (List<String> lines : List.of(some, others)) {
      long arrival = Long.MIN_VALUE;
      for (String line : lines) {
        JsonNode fact = JSON.readTree(line);
        arrival = Math.max(arrival, fact.path("arrival").asLong(time(fact)));
        all.add(new At(arrival, line));
      }
    }
    all.sort(Comparator.comparingLong(At::arrival));
    return all.stream().map(At::line).toList();
  }

  private static long time(JsonNode fact) {
    JsonNode time = fact.get("time");
    return time.isTextual() ? java.time.Instant.parse(time.asText()).toEpochMilli() : time.asLong();
  }

  private static List<Item> merged(Path folder) throws IOException {
    List<Item> items = new ArrayList<>();
    for (Topic topic : Topic.inputs()) {
      long arrival = Long.MIN_VALUE;
      for (String line : Files.readAllLines(folder.resolve(topic.wire() + ".jsonl"))) {
        JsonNode fact = JSON.readTree(line);
        long time = fact.path("arrival").asLong(time(fact));
        arrival = Math.max(arrival, time);
        // Brokers date engagements; what a producer dates, it dates by its own clock.
        long dated = topic == Topic.ENGAGEMENTS ? time : time(fact);
        String name =
            switch (topic) {
              case ENGAGEMENTS, ERASURES -> fact.get("supporter").asText();
              case AD_DELIVERY, POSTS -> fact.get("post").asText();
              default -> fact.get("page").asText();
            };
        byte[] key = name.getBytes(UTF_8);
        int partition = fact.has("partition") ? fact.get("partition").asInt() : partition(name);
        items.add(new Item(topic, partition, key, dated, arrival, line.getBytes(UTF_8)));
      }
    }
    items.sort(Comparator.comparingLong(Item::arrival));
    return items;
  }
}
