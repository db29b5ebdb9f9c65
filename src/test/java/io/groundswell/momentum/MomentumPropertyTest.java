package io.groundswell.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.event.Alert.TopSupporter;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Kind;
import io.groundswell.event.Tier;
import io.groundswell.time.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A post adds up what supporters send, in any order, cut anywhere. */
class MomentumPropertyTest {
  private static final Timing TIMING = new Timing(10_000, 120_000, 600_000);
  private static final long LAST = 400_000;

  /** Of another window nothing lasts one: all that ends is kept where it does, as by version 2. */
  private static final Timing VERSION_2 = new Timing(10_000, 9_990_000, 600_000);

  /** Something that counts from {@code at} until {@code until}, or until it ended early. */
  private record Stay(
      What what,
      String supporter,
      Kind kind,
      long thousandths,
      Tier tier,
      double score,
      long at,
      long until,
      long ended) {
    boolean live(long e) {
      return at <= e && e < Math.min(until, ended);
    }
  }

  private static List<Stay> stays(Random random) {
    List<Stay> stays = new ArrayList<>();
    for (int s = 0; s < 14; s++) {
      long at = slice(random, 0, 200_000);
      while (at < 300_000) {
        // As nearly all contributions do, half of them last a window.
        long lasts =
            random.nextBoolean() ? TIMING.window() : slice(random, 10_000, TIMING.window());
        long until = at + lasts;
        long ended = random.nextBoolean() ? Long.MAX_VALUE : slice(random, at + 10_000, until);
        What what = What.values()[random.nextInt(6) % 3];
        Kind kind = Kind.of(random.nextInt(3));
        long thousandths = what == What.STRONGEST ? 100L * (1 + random.nextInt(5)) : 0;
        Tier tier = Tier.of(random.nextInt(Tier.values().length));
        double score = random.nextInt(100);
        stays.add(new Stay(what, "s" + s, kind, thousandths, tier, score, at, until, ended));
        at = Math.min(until, ended) + slice(random, 0, 90_000);
      }
    }
    return stays;
  }

  /** A slice end from {@code from} to {@code to}. */
  private static long slice(Random random, long from, long to) {
    return from + 10_000L * random.nextInt((int) ((to - from) / 10_000) + 1);
  }

  private static Contribution word(Stay stay, long at, boolean begins) {
    Span span =
        new Span(
            stay.what, stay.kind, begins, stay.until, stay.thousandths, stay.tier == Tier.NANO);
    return new Contribution(
        "page",
        "post",
        stay.supporter,
        at,
        begins ? 0 : stay.at,
        new Span[] {span},
        begins ? stay.tier : null,
        begins ? stay.score : Double.NaN);
  }

  /** What comes at each slice end; the end of a stay never before its beginning. */
  private static TreeMap<Long, List<Contribution>> words(List<Stay> stays, Random random) {
    TreeMap<Long, List<Contribution>> words = new TreeMap<>();
    for (Stay stay : stays) {
      words.computeIfAbsent(stay.at, at -> new ArrayList<>()).add(word(stay, stay.at, true));
      if (stay.ended < stay.until) {
        words
            .computeIfAbsent(stay.ended, at -> new ArrayList<>())
            .add(word(stay, stay.ended, false));
      }
    }
    words.values().forEach(batch -> Collections.shuffle(batch, random));
    return words;
  }

  /** Slices as bytes, as they are in state. */
  private static final class ByteStore implements SliceStore {
    private final Map<Long, byte[]> slices = new HashMap<>();

    @Override
    public PostSlice get(long end) {
      byte[] bytes = slices.get(end);
      if (bytes == null) {
        return null;
      }
      try {
        return PostSlice.read(3, new DataInputStream(new ByteArrayInputStream(bytes)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void put(long end, PostSlice slice) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        slice.write(new DataOutputStream(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      slices.put(end, bytes.toByteArray());
    }

    @Override
    public void remove(long end) {
      slices.remove(end);
    }
  }

  private static Momentum copy(Momentum momentum, long base, SliceStore store) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    momentum.write(base, new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    Momentum read = Momentum.read(3, base, in);
    assertThat(in.available()).isZero();
    return read.keepIn(store);
  }

  private static void assertAsDefined(Momentum momentum, List<Stay> stays, long e) {
    Measure measure = momentum.measure(e, TIMING);
    double sum = 0;
    double squares = 0;
    int supporters = 0;
    int nano = 0;
    long[] organic = new long[3];
    boolean empty = true;
    for (Stay stay : stays) {
      if (!stay.live(e)) {
        continue;
      }
      if (stay.what == What.STRONGEST) {
        sum += stay.thousandths / 1000.0;
        squares += stay.thousandths / 1000.0 * stay.thousandths / 1000.0;
        supporters++;
        nano += stay.tier == Tier.NANO ? 1 : 0;
      } else {
        empty = false;
        organic[stay.kind.ordinal()] += stay.what == What.ORGANIC ? 1 : 0;
      }
    }
    assertThat(measure.organic()).isCloseTo(sum, within(1e-9));
    assertThat(measure.lower()).isCloseTo(LowerBound.of(sum, squares), within(1e-9));
    assertThat(measure.supporters()).isEqualTo(supporters);
    assertThat(measure.nano()).isEqualTo(nano);
    assertThat(new long[] {measure.likes(), measure.comments(), measure.shares()})
        .isEqualTo(organic);
    assertThat(momentum.windowEmpty()).isEqualTo(empty);
    assertThat(momentum.topSupporters(e)).containsExactly(top(stays, e));
  }

  /** Of the five strongest that began in each slice, those still live, the five strongest. */
  private static TopSupporter[] top(List<Stay> stays, long e) {
    Comparator<Stay> strongest =
        Comparator.comparingLong(Stay::thousandths).reversed().thenComparing(Stay::supporter);
    TreeMap<Long, List<Stay>> began = new TreeMap<>();
    for (Stay stay : stays) {
      if (stay.what == What.STRONGEST && stay.at <= e) {
        began.computeIfAbsent(stay.at, at -> new ArrayList<>()).add(stay);
      }
    }
    return began.values().stream()
        .flatMap(slice -> slice.stream().sorted(strongest).limit(5))
        .filter(stay -> stay.live(e))
        .sorted(strongest)
        .limit(5)
        .map(
            stay ->
                new TopSupporter(
                    stay.supporter, stay.thousandths / 1000.0, stay.kind, stay.tier, stay.score))
        .toArray(TopSupporter[]::new);
  }

  @Property(tries = 200, seed = "20261123")
  void addsUpWhatIsLiveInAnyOrderCutAnywhere(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Stay> stays = stays(random);
    TreeMap<Long, List<Contribution>> words = words(stays, random);
    ByteStore store = new ByteStore();
    Momentum momentum = new Momentum().keepIn(store);
    long upgraded = slice(random, 0, LAST) - LAST / 2;
    for (long e = 0; e <= LAST + TIMING.window(); e += TIMING.slice()) {
      for (Contribution word : words.getOrDefault(e, List.of())) {
        momentum.take(word, e < upgraded ? VERSION_2 : TIMING);
      }
      momentum.advance(e, TIMING);
      assertAsDefined(momentum, stays, e);
      momentum = random.nextInt(5) == 0 ? copy(momentum, e + 10_000, store) : momentum;
    }
    assertThat(momentum.isEmpty()).isTrue();
    assertThat(store.slices).isEmpty();
  }

  @Property(tries = 100, seed = "20261123")
  void looksOnlyWhenSomethingChanges(@ForAll long seed) {
    Random random = new Random(seed);
    List<Stay> stays = stays(random);
    Momentum momentum = new Momentum();
    words(stays, random)
        .values()
        .forEach(batch -> batch.forEach(word -> momentum.take(word, TIMING)));
    for (long e = momentum.nextChange(TIMING);
        e != Long.MAX_VALUE;
        e = momentum.nextChange(TIMING)) {
      momentum.advance(e, TIMING);
      assertThat(momentum.nextChange(TIMING)).isGreaterThan(e);
      assertAsDefined(momentum, stays, e);
    }
    assertThat(momentum.windowEmpty()).isTrue();
    assertThat(momentum.nextRise(LAST, TIMING)).isEqualTo(Long.MAX_VALUE);
    assertThat(momentum.nextForgotten(TIMING)).isEqualTo(Long.MAX_VALUE);
  }
}
