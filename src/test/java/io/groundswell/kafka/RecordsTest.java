package io.groundswell.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.DeadLetter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dead letters of any size: whole where a broker can take them. */
class RecordsTest {
  private static Outgoing letter(byte[] key, byte[] value) {
    return Records.deadLetter(
        new DeadLetter("engagements", 3, 42, 0, key, value, DeadLetter.CONVERTER, "why"));
  }

  @Test
  void carriesKeyAndValueAsTheyCame() {
    byte[] value = new byte[1_000_000];
    new Random(1).nextBytes(value);
    Outgoing out = letter(null, value);
    assertThat(out.key()).isNull();
    assertThat(out.value()).isEqualTo(value);
    assertThat(out.headers()).contains("__connect.errors.offset", "42");
  }

  @Test
  void carriesTheWholeOfWhatCompressesWell() {
    byte[] value = new byte[5_000_000];
    Arrays.fill(value, (byte) 'x');
    assertThat(letter(null, value).value()).isEqualTo(value);
  }

  @Test
  void carriesTheBeginningOfWhatNoBrokerWouldTake() {
    byte[] value = new byte[5_000_000];
    new Random(1).nextBytes(value);
    Outgoing out = letter(new byte[] {1}, value);
    assertThat(out.value()).isEqualTo(Arrays.copyOf(value, Records.LARGEST_DEAD_LETTER));
    assertThat(out.headers()).containsSequence("groundswell.value.bytes", "5000000");
    assertThat(out.key()).containsExactly(1);
  }

  @Test
  void carriesTheBeginningOfWhatCompressesWellButIsTooMuchForTheProducer() {
    byte[] value = new byte[40_000_000];
    Arrays.fill(value, (byte) 'x');
    Outgoing out = letter(null, value);
    assertThat(out.value()).hasSize(Records.LARGEST_DEAD_LETTER);
    assertThat(out.headers()).containsSequence("groundswell.value.bytes", "40000000");
  }

  @Test
  void keyAndValueAreBoundTogether() {
    byte[] key = new byte[1_250_000];
    byte[] value = new byte[1_250_000];
    new Random(1).nextBytes(key);
    new Random(2).nextBytes(value);
    Outgoing out = letter(key, value);
    assertThat(out.key().length + out.value().length).isLessThan(1_900_000);
    assertThat(out.headers()).containsSequence("groundswell.key.bytes", "1250000");
  }
}
