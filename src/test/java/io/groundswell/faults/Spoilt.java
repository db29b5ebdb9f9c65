package io.groundswell.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.event.Topic;
import io.groundswell.oracle.Garbage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What is sent where the input itself is the fault: a load, and what spoils it. */
final class Spoilt {
  /** When late facts come: in the pause of all. */
  static final long HELD_UNTIL = Load.PAUSE + 4 * Load.MINUTE + 1;

  private Spoilt() {}

  /** One record in ten is followed by garbage, in whatever topic it is. */
  static List<Load.Item> withGarbage(Load load, Random random) {
    List<Load.Item> items = new ArrayList<>();
    for (Load.Item item : load.items()) {
      items.add(item);
      if (random.nextInt(10) == 0) {
        List<byte[]> bad = Garbage.of(item.topic().wire(), "page-001", "post-000001");
        byte[] value = bad.get(random.nextInt(bad.size()));
        items.add(
            new Load.Item(
                item.topic(), item.partition(), item.key(), item.time(), item.arrival(), value));
      }
    }
    return items;
  }

  /** One record in five comes again, up to half an hour later. */
  static List<Load.Item> twice(Load load, Random random) {
    List<Load.Item> items = new ArrayList<>(load.items());
    for (Load.Item item : load.items()) {
      if (random.nextInt(5) == 0) {
        items.add(item.at(item.arrival() + random.nextLong(Load.HOUR / 2)));
      }
    }
    return sorted(items);
  }

  /** One engagement in twenty is followed by another that a wrong clock dates an hour ahead. */
  static List<Load.Item> withWrongClock(Load load, Random random) {
    List<Load.Item> items = new ArrayList<>();
    for (Load.Item item : load.items()) {
      items.add(item);
      if (item.topic() == Topic.ENGAGEMENTS && random.nextInt(20) == 0) {
        String fact =
            "{\"id\":\"clock-"
                + items.size()
                + "\",\"time\":"
                + (item.time() + Load.HOUR)
                + ",\"page\":\"page-001\",\"post\":\"post-000001\",\"supporter\":\"ahead\","
                + "\"kind\":\"share\",\"audience\":10000}";
        items.add(
            new Load.Item(
                item.topic(),
                item.partition(),
                item.key(),
                item.time(),
                item.arrival(),
                fact.getBytes(UTF_8)));
      }
    }
    return items;
  }

  /** One report of an ad in twenty is followed by another of its own post, 26 hours ahead. */
  static List<Load.Item> withReportsAhead(Load load, Random random) {
    List<Load.Item> items = new ArrayList<>();
    for (Load.Item item : load.items()) {
      items.add(item);
      if (item.topic() == Topic.AD_DELIVERY && random.nextInt(20) == 0) {
        String fact =
            "{\"page\":\"page-001\",\"post\":\"post-of-tomorrow\",\"ad\":\"tomorrow\",\"time\":"
                + (item.time() + 26 * Load.HOUR)
                + ",\"reach\":1000}";
        items.add(
            new Load.Item(
                item.topic(),
                item.partition(),
                "post-of-tomorrow".getBytes(UTF_8),
                item.time(),
                item.arrival(),
                fact.getBytes(UTF_8)));
      }
    }
    return items;
  }

  /** Besides, rules that are none. */
  static List<Load.Item> withBrokenRules(Load load, Random random) {
    List<Load.Item> items = new ArrayList<>(load.items());
    List<byte[]> bad = new ArrayList<>(Garbage.of("rules", "page-001", "post-000001"));
    bad.add("{\"page\":\"*\",\"time\":1767574800000,\"minSupporters\":0}".getBytes(UTF_8));
    bad.add("{\"page\":\"*\",\"time\":1767574800000,\"threshold\":1e9}".getBytes(UTF_8));
    for (byte[] value : bad) {
      long time = Load.START + random.nextLong(2 * Load.HOUR);
      items.add(
          new Load.Item(
              Topic.RULES,
              random.nextInt(Load.PARTITIONS),
              "page-001".getBytes(UTF_8),
              time,
              time,
              value));
    }
    return sorted(items);
  }

  /** What stands in one partition comes an hour later. */
  static List<Load.Item> withLatePartition(Load load) {
    return sorted(
        load.items().stream()
            .map(item -> isHeld(item) ? item.at(item.arrival() + Load.HOUR) : item)
            .toList());
  }

  /** What stands in one partition is held back, until all others pause. */
  static List<Load.Item> withLateFacts(Load load) {
    return sorted(
        load.items().stream().map(item -> isLate(item) ? item.at(HELD_UNTIL) : item).toList());
  }

  /** Whether it is held back for so long that event time has passed it. */
  static boolean isLate(Load.Item item) {
    return isHeld(item) && item.time() >= Load.START + Load.HOUR / 6 && item.time() < Load.PAUSE;
  }

  /** Whether it stands in the partition that is held back. */
  private static boolean isHeld(Load.Item item) {
    return item.topic() == Topic.ENGAGEMENTS && item.partition() == Load.HELD;
  }

  /** In the order in which they come. */
  private static List<Load.Item> sorted(List<Load.Item> items) {
    return items.stream().sorted(Comparator.comparingLong(Load.Item::arrival)).toList();
  }
}
