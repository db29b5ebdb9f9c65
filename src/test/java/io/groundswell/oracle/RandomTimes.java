package io.groundswell.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Times around a few bursts, within hours or spread over five weeks, often on a border. */
final class RandomTimes {
  /** 2026-11-22T20:00:00Z: four hours before a midnight. */
  static final long EPOCH = 1_795_377_600_000L;

  private final SplittableRandom random;
  private final boolean spread;

  /** One time in so many falls into the first slices of a burst. */
  private final int crowded;

  private final List<Long> bursts = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();

  RandomTimes(SplittableRandom random) {
    this.random = random;
    crowded = random.nextInt(3) == 0 ? 3 : 10;
    spread = random.nextInt(5) < 2;
    if (spread) {
      spreadBursts();
    } else {
      denseBursts();
    }
  }

  private void denseBursts() {
    long burst = EPOCH + random.nextLong(8 * Slices.HOUR);
    int count = 1 + Math.min(random.nextInt(4), random.nextInt(4));
    for (int i = 0; i < count; i++) {
      bursts.add(burst);
      burst += random.nextLong(5 * Slices.MINUTE, 100 * Slices.MINUTE);
    }
    boolean longSilence = random.nextInt(4) == 0;
    if (longSilence) {
      bursts.add(burst + 24 * Slices.HOUR + random.nextLong(4 * Slices.HOUR));
    }
  }

  /** Most of everything falls into one of them. */
  private void spreadBursts() {
    int count = 3 + random.nextInt(7);
    long main = EPOCH + random.nextLong(30) * Slices.DAY + random.nextLong(Slices.DAY);
    bursts.addAll(Collections.nCopies(3 * count, main));
    for (int i = 0; i < count; i++) {
      bursts.add(EPOCH + random.nextLong(36) * Slices.DAY + random.nextLong(Slices.DAY));
    }
    Collections.sort(bursts);
  }

  /** Whether the times cover weeks. */
  boolean spread() {
    return spread;
  }

  List<Long> bursts() {
    return Collections.unmodifiableList(bursts);
  }

  /** Makes it likely that something else happens at this time too. */
  void remember(long time) {
    times.add(time);
  }

  /** Around a burst, often on the border of a slice or at a time that was there before. */
  long moment() {
    if (!times.isEmpty() && random.nextInt(8) == 0) {
      return any(times);
    }
    if (random.nextInt(crowded) == 0) {
      return any(bursts) + random.nextLong(Slices.SLICE);
    }
    long most = random.nextInt(3) == 0 ? 90 * Slices.MINUTE : 12 * Slices.MINUTE;
    long time = any(bursts) + Math.min(random.nextLong(most), random.nextLong(most));
    long border = Math.floorDiv(time, Slices.SLICE) * Slices.SLICE;
    time =
        switch (random.nextInt(8)) {
          case 0, 1 -> border;
          case 2 -> border - 1;
          case 3 -> Math.floorDiv(time, Slices.MINUTE) * Slices.MINUTE;
          case 4 -> spread && random.nextInt(3) == 0 ? aroundMidnight(time) : time;
          default -> time;
        };
    times.add(time);
    return time;
  }

  private long any(List<Long> list) {
    return list.get(random.nextInt(list.size()));
  }

  private long aroundMidnight(long time) {
    return Slices.day(time) * Slices.DAY + any(List.of(-Slices.SLICE, -1L, 0L, Slices.SLICE));
  }

  /** When there is another word on an engagement: before long, or where a chain may break. */
  long later(long time, long most) {
    if (!spread || random.nextInt(3) != 0) {
      return time + random.nextLong(most);
    }
    return switch (random.nextInt(5)) {
      case 0 -> time + Slices.DAY;
      case 1 -> time + Slices.DAY + 1;
      case 2 -> time + 7 * Slices.DAY;
      default -> time + random.nextLong(3 * Slices.DAY);
    };
  }
}
