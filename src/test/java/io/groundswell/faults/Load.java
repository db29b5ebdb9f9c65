package io.groundswell.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
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
  }

  private final List<Item> items;
  private final List<String> alerts;
  private final List<String> momentum;

  private Load(List<Item> items, List<String> alerts, List<String> momentum) {
    this.items = items;
    this.alerts = alerts;
    this.momentum = momentum;
  }

  /** All records in order of arrival. */
  List<Item> items() {
    return items;
  }

  /** The alerts of the replay, sorted by key and time. */
  List<String> alerts() {
    return alerts;
  }

  /** Where posts stand, by the replay. */
  List<String> momentum() {
    return momentum;
  }

  /**
   * Three hours of load.
   *
   * @param folder keeps what was generated and replayed, to be used again
   * @param events engagements aimed at
   */
  static Load of(Path folder, long seed, int events) throws Exception {
    Files.createDirectories(folder);
    Path input = folder.resolve("load-" + seed + "-" + events);
    Path output = folder.resolve("replayed-" + seed + "-" + events);
    if (!Files.exists(output.resolve("done"))) {
      generate(input, seed, events);
      addOwn(input);
      Replay.run(InputFolder.of(input, null), output, 2);
      Files.createFile(output.resolve("done"));
    }
    return new Load(
        merged(input),
        Files.readAllLines(output.resolve("alerts.jsonl")),
        Files.readAllLines(output.resolve("post-momentum.jsonl")));
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
  private static void addOwn(Path folder) throws IOException {
    for (Topic topic : Topic.inputs()) {
      try (BufferedWriter out =
          Files.newBufferedWriter(folder.resolve(topic.wire() + ".own.jsonl"))) {
        if (topic == Topic.RULES) {
          line(out, RULE);
        }
        for (long time = START; time <= START + LENGTH; time += 2 * MINUTE) {
          pulse(out, topic, time);
        }
        pulse(out, topic, END);
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

  private static void pulse(BufferedWriter out, Topic topic, long time) throws IOException {
    for (int p = 0; p < PARTITIONS; p++) {
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
      line(out, "{\"page\":\"pulse\",\"time\":" + time + fields + ",\"partition\":" + p + "}");
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
        arrival = Math.max(arrival, time(JSON.readTree(line)));
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
        long time = time(fact);
        arrival = Math.max(arrival, time);
        String name =
            switch (topic) {
              case ENGAGEMENTS, ERASURES -> fact.get("supporter").asText();
              case AD_DELIVERY, POSTS -> fact.get("post").asText();
              default -> fact.get("page").asText();
            };
        byte[] key = name.getBytes(UTF_8);
        int partition =
            fact.has("partition")
                ? fact.get("partition").asInt()
                : Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
        items.add(new Item(topic, partition, key, time, arrival, line.getBytes(UTF_8)));
      }
    }
    items.sort(Comparator.comparingLong(Item::arrival));
    return items;
  }
}
