package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A cache of rows says of a key what was said of it last, or that it does not know. */
class RowCacheTest {
  private static final int PAGE = 1 << 18;
  private static final String NONE = "none";

  @Property(tries = 300)
  void saysWhatAMapWouldSayOrNothing(@ForAll long seed) {
    Random random = new Random(seed);
    int keys = 1 + random.nextInt(random.nextBoolean() ? 20 : 5_000);
    int longest = 1 + random.nextInt(random.nextBoolean() ? 200 : 20_000);
    long memory = (long) random.nextInt(6) * PAGE * 3 / 2 + 10_000;
    RowCache cache = new RowCache(memory);
    Map<String, String> truth = new HashMap<>();
    for (int i = random.nextInt(20_000); i > 0; i--) {
      String key = "4:page" + random.nextInt(keys);
      switch (random.nextInt(8)) {
        case 0 -> {
          cache.remove(utf8(key));
          truth.remove(key);
        }
        case 1 -> {
          cache.put(utf8(key), null, 0);
          truth.put(key, NONE);
        }
        case 2, 3, 4 -> {
          String row = Integer.toString(i).repeat(1 + random.nextInt(longest) / 8);
          byte[] bytes = utf8(row + "and what else the buffer holds");
          cache.put(utf8(key), bytes, row.length());
          truth.put(key, row);
        }
        default -> {
          String known = known(cache, key);
          if (known != null) {
            assertThat(known).isEqualTo(truth.get(key));
          }
        }
      }
    }
    int known = 0;
    for (int i = 0; i < keys; i++) {
      String key = "4:page" + i;
      String row = known(cache, key);
      if (row != null) {
        assertThat(row).isEqualTo(truth.get(key));
        known++;
      }
    }
    assertThat(known).isEqualTo(cache.size());
    assertThat(cache.memory()).isLessThanOrEqualTo(memory);
  }

  @Test
  void holdsRowsOfEveryLength() {
    RowCache cache = new RowCache(40L * PAGE);
    byte[] row = new byte[PAGE / 16 + 10];
    for (int length = 0; length < row.length; length++) {
      cache.put(utf8("key"), row, length);
      int most = PAGE / 16 - 12 - 3;
      assertThat(cache.find(utf8("key"))).isEqualTo(length <= most ? length : RowCache.UNKNOWN);
    }
  }

  @Test
  void oldOnesMakeRoomForNewOnesWhereverTheyStand() {
    RowCache cache = new RowCache(65L * PAGE);
    for (int i = 0; i < 64 * 500 * 3; i++) {
      cache.put(utf8("key" + i), new byte[480], 480);
    }
    for (int i = 0; i < 64 * 500; i++) {
      assertThat(cache.find(utf8("key" + i))).isEqualTo(RowCache.UNKNOWN);
    }
  }

  @Test
  void countsItsTableAsItsMemory() {
    RowCache cache = new RowCache(3_000_000);
    for (int i = 0; i < 200_000; i++) {
      cache.put(utf8("key" + i), null, 0);
      assertThat(cache.memory()).isLessThanOrEqualTo(3_000_000);
    }
    assertThat(cache.size()).isGreaterThan(20_000);
    assertThat(known(cache, "key199999")).isEqualTo(NONE);
  }

  @Test
  void holdsAllThatThereIsRoomForHoweverRowsGrow() {
    RowCache cache = new RowCache(40L * PAGE);
    for (int length = 10; length <= 400; length += 30) {
      for (int i = 0; i < 5_000; i++) {
        cache.put(utf8("key" + i), utf8("x".repeat(length)), length);
      }
    }
    // 5,000 rows of up to 512 bytes take 10 pages; those before them have left theirs.
    assertThat(cache.size()).isGreaterThan(4_900);
  }

  @Test
  void holdsOnToTheNewestWhenThereIsNoRoomForAll() {
    RowCache cache = new RowCache(4L * PAGE);
    byte[] row = new byte[300];
    for (int i = 0; i < 100_000; i++) {
      cache.put(utf8("key" + i), row, row.length);
    }
    assertThat(cache.memory()).isBetween(3L * PAGE, 4L * PAGE);
    assertThat(cache.size()).isBetween(1_000, 3 * PAGE / 320);
    assertThat(known(cache, "key99999")).isNotNull();
    assertThat(known(cache, "key0")).isNull();
  }

  @Test
  void wipesWhatIsForgottenAndWhatHasMoved() {
    RowCache cache = new RowCache(8L * PAGE);
    cache.put(utf8("somebody"), utf8("else"), 4);
    byte[] erased = utf8("a-name-that-is-to-go");
    cache.put(erased, utf8("of a-name"), 9);
    assertThat(text(cache, "somebody")).contains("a-name");
    cache.put(erased, utf8("a-name".repeat(40)), 240);
    assertThat(text(cache, "somebody")).doesNotContain("a-name");
    cache.remove(erased);
    cache.put(utf8("another"), new byte[240], 240);
    assertThat(text(cache, "somebody")).doesNotContain("a-name");
    assertThat(text(cache, "another")).doesNotContain("a-name");
  }

  @Test
  void holdsNothingWithoutMemory() {
    RowCache cache = new RowCache(1_000);
    cache.put(utf8("key"), utf8("row"), 3);
    assertThat(cache.find(utf8("key"))).isEqualTo(RowCache.UNKNOWN);
    assertThat(cache.size()).isZero();
  }

  private static String known(RowCache cache, String key) {
    int length = cache.find(utf8(key));
    return switch (length) {
      case RowCache.UNKNOWN -> null;
      case RowCache.NOTHING -> NONE;
      default -> new String(cache.bytes(), cache.from(), length, StandardCharsets.UTF_8);
    };
  }

  /** All of the page on which a key stands. */
  private static String text(RowCache cache, String key) {
    assertThat(cache.find(utf8(key))).isNotEqualTo(RowCache.UNKNOWN);
    return new String(
        Arrays.copyOf(cache.bytes(), cache.bytes().length), StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
