package io.groundswell.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Section 5 of supporters.md: one page, day by day. */
final class PageReplay {
  private final World world;
  private final String page;
  private final List<Profile> given;
  private final OracleResult result;

  /** Takes a page and all profiles that were given of its supporters. */
  PageReplay(World world, String page, List<Profile> given, OracleResult result) {
    this.world = world;
    this.page = page;
    this.given = given;
    this.result = result;
  }

  void run() {
    SortedSet<Long> minutes = minutes();
    SortedSet<Long> days = new TreeSet<>();
    for (long e : minutes) {
      days.add(Slices.dayOfEnd(e) - 1);
      days.add(Slices.dayOfEnd(e));
    }
    days.forEach(day -> run(day, minutes));
  }

  /** The whole minutes at which anything about the page may be another than before. */
  private SortedSet<Long> minutes() {
    TreeSet<Long> ends = new TreeSet<>(world.erasures.ends(page));
    world.engagements.stream()
        .filter(f -> f.id().page().equals(page))
        .forEach(f -> ends.add(f.end()));
    world.snapshots.stream()
        .filter(f -> f.post().page().equals(page))
        .forEach(f -> ends.add(f.end()));
    world.posts.stream().filter(f -> f.post().page().equals(page)).forEach(f -> ends.add(f.end()));
    world.outcomes.stream()
        .filter(o -> o.outcome().page().equals(page))
        .forEach(o -> ends.add(o.outcome().end()));
    given.forEach(profile -> ends.add(profile.at()));
    SortedSet<Long> minutes = new TreeSet<>();
    ends.forEach(end -> minutes.add(Slices.minuteFrom(end)));
    return minutes;
  }

  private void run(long day, SortedSet<Long> minutes) {
    ObjectNode last = null;
    long end = (day + 1) * Slices.DAY;
    for (long e : minutes.subSet(day * Slices.DAY + 1, end + Slices.REMEMBER + 1)) {
      ObjectNode content = new PageDay(world, page, day, e, given).content();
      boolean news = last == null ? saysSomething(content) : !content.equals(last);
      if (news) {
        ObjectNode record = Wire.object();
        record.put("page", page);
        record.put("day", Wire.day(day));
        record.put("at", Wire.time(e));
        record.setAll(content);
        result.pages().add(record);
        last = content;
      }
    }
  }

  /** Whether anything in it is neither zero nor empty. */
  private static boolean saysSomething(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue() != 0;
    }
    if (node.isArray()) {
      return !node.isEmpty();
    }
    for (JsonNode member : node) {
      if (saysSomething(member)) {
        return true;
      }
    }
    return false;
  }
}
