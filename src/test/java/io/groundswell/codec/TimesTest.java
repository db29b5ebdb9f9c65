package io.groundswell.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Property
  void aTimeIsRfc3339AndComesBack(
      @ForAll @LongRange(min = Times.FIRST, max = Times.LAST) long time) {
    String text = Times.format(time);
    assertThat(text).isEqualTo(MILLIS.format(Instant.ofEpochMilli(time)));
    assertThat(Times.parse(text)).isEqualTo(time);
  }

  @Test
  void theSliceAfterTheLastTimeCanBeSaid() {
    assertThat(Times.format(Times.LAST)).isEqualTo("9999-12-31T23:59:59.999Z");
    assertThat(Times.format(Times.LAST + 1)).isEqualTo("10000-01-01T00:00:00.000Z");
  }
}
