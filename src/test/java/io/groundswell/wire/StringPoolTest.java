package io.groundswell.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StringPoolTest {
  @Property
  void itGivesWhatTheBytesAreInUtf8(
      @ForAll @Size(max = 300) byte[] bytes,
      @ForAll @IntRange(max = 300) int from,
      @ForAll @IntRange(max = 300) int length) {
    int begin = Math.min(from, bytes.length);
    int size = Math.min(length, bytes.length - begin);
    for (int i = 0; i < 2; i++) {
      assertThat(StringPool.own().get(bytes, begin, size))
          .isEqualTo(new String(bytes, begin, size, UTF_8));
    }
  }

  /** More names than there is room for, alike but in some place, each asked for several times. */
  @Test
  void namesThatTakeEachOthersPlaceAreNotMistaken() {
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      int number = random.nextInt(20_000);
      String name = "é".repeat(number % 3) + number + "-post-".repeat(number % 5) + number % 7;
      byte[] bytes = name.getBytes(UTF_8);
      assertThat(StringPool.own().get(bytes, 0, bytes.length)).isEqualTo(name);
    }
  }

  @Test
  void aNameThatComesAgainIsTheSameString() {
    byte[] bytes = "..post-000123..".getBytes(UTF_8);
    String first = StringPool.own().get(bytes, 2, 11);
    assertThat(StringPool.own().get("post-000123".getBytes(UTF_8), 0, 11)).isSameAs(first);
  }
}
