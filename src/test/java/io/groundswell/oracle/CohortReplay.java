package io.groundswell.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.oracle.Facts.Engagement;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Section 4 of supporters.md: one cohort, from its first member on. */
final class CohortReplay {

  /** Who was first seen by a page on one day, through an ad or not. */
  record Key(String page, long day, String origin) {

    /** The cohort of a life; null where nobody was seen in it, only heard of. */
    static Key of(World world, Life life) {
      List<Engagement> adds = life.adds(world, Long.MAX_VALUE);
      if (adds.isEmpty()) {
        return null;
      }
      Engagement first = Life.first(adds);
      return new Key(life.who().page(), Slices.day(first.time()), Life.origin(first));
    }
  }

  private final World world;
  private final Key key;
  private final List<Life> members;
  private final OracleResult result;

  CohortReplay(World world, Key key, List<Life> members, OracleResult result) {
    this.world = world;
    this.key = key;
    this.members = members;
    this.result = result;
  }

  void run() {
    ObjectNode last = null;
    for (long e : minutes()) {
      ObjectNode numbers = numbers(e);
      if (e <= world.horizon && !numbers.equals(last)) {
        ObjectNode record = Wire.object();
        record.put("page", key.page());
        record.put("day", Wire.day(key.day()));
        record.put("origin", key.origin());
        record.put("at", Wire.time(e));
        record.setAll(numbers);
        result.cohorts().add(record);
        last = numbers;
      }
    }
  }

  /** The whole minutes at which a number may be another than before. */
  private SortedSet<Long> minutes() {
    SortedSet<Long> minutes = new TreeSet<>();
    for (Life life : members) {
      life.adds(world, Long.MAX_VALUE).forEach(f -> minutes.add(Slices.minuteFrom(f.end())));
    }
    for (long days : List.of(1L, 7L, 28L)) {
      minutes.add((key.day() + days + 1) * Slices.DAY + Slices.MINUTE);
    }
    return minutes;
  }

  private ObjectNode numbers(long e) {
    ObjectNode numbers = Wire.object();
    numbers.put("size", members.stream().filter(life -> !life.adds(world, e).isEmpty()).count());
    numbers.put("back1", back(1, e));
    numbers.put("back7", back(7, e));
    numbers.put("back28", back(28, e));
    return numbers;
  }

  /** How many have an add on any of the next days; null until they are over. */
  private Long back(long days, long e) {
    if (Slices.dayOfEnd(e) <= key.day() + days) {
      return null;
    }
    return members.stream()
        .filter(
            life ->
                life.adds(world, e).stream()
                    .map(f -> Slices.day(f.time()) - key.day())
                    .anyMatch(day -> day >= 1 && day <= days))
        .count();
  }
}
