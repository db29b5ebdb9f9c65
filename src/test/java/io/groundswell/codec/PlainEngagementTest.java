package io.groundswell.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Engagement;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link PlainEngagement} beside the general parser: what it reads, that reads just the same. */
final class PlainEngagementTest {
  private static final String PLAIN =
      "{\"id\":\"1\",\"time\":1763892930123,\"page\":\"p\",\"post\":\"q\",\"supporter\":\"s\","
          + "\"kind\":\"share\",\"action\":\"remove\",\"audience\":150,\"ad\":\"a\",\"via\":\"v\","
          + "\"platform\":\"bluesky\",\"more\":true}";

  private static final List<String> NAMES =
      List.of(
          "id",
          "time",
          "page",
          "post",
          "supporter",
          "kind",
          "action",
          "audience",
          "ad",
          "via",
          "platform",
          "other");

  private static final List<String> VALUES =
      List.of(
          "\"a\"",
          "\"like\"",
          "\"comment\"",
          "\"add\"",
          "\"remove\"",
          "\"*\"",
          "\"\"",
          "\"\\u0061\"",
          "\"\\n\"",
          "\"é\"",
          "\"\ud83d\ude00\"",
          "\"\u007f\"",
          "\"" + "x".repeat(256) + "\"",
          "\"" + "x".repeat(257) + "\"",
          "\"2026-11-23T10:15:30.123Z\"",
          "\"2026-11-23T10:15:30+01:00\"",
          "\"2026-02-30T10:15:30Z\"",
          "1763892930123",
          "-5",
          "-0",
          "0",
          "00",
          "-",
          "1.0",
          "1e3",
          "9007199254740992",
          "9007199254740993",
          "99999999999999999999",
          "253402300800000",
          "true",
          "false",
          "null",
          "nul",
          "{}",
          "[1]",
          "");

  private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t ", "\u00a0");

  @Test
  void plainRecordIsRead() throws Rejection {
    byte[] value = PLAIN.getBytes(UTF_8);
    assertThat(PlainEngagement.read(value, 3, 7))
        .isNotNull()
        .isEqualTo(FactReader.anyEngagement(value, 3, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"page\":\"*\",\"page\":\"p\"", "\"time\":\"x\",\"time\":5", "\"a\":[]"})
  void whatIsNotPlainOrBreaksARuleIsLeftToTheOther(String fields) {
    String record = PLAIN.substring(0, PLAIN.length() - 1) + "," + fields + "}";
    assertThat(PlainEngagement.read(record.getBytes(UTF_8), 0, 0)).isNull();
  }

  @Property(tries = 20_000)
  void readsTheSameAsTheOtherOrNothing(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder record = new StringBuilder(space(random)).append('{');
    int fields = random.nextInt(14);
    for (int i = 0; i < fields; i++) {
      String name = i < 7 ? NAMES.get(i) : NAMES.get(random.nextInt(NAMES.size()));
      record.append(i == 0 ? "" : ",").append(space(random));
      record.append('"').append(name).append('"').append(space(random)).append(':');
      record.append(space(random)).append(random.nextInt(4) == 0 ? any(random) : right(name));
      record.append(space(random));
    }
    byte[] value = record.append('}').append(space(random)).toString().getBytes(UTF_8);
    assertSame(value);
    if (value.length > 0) {
      value[random.nextInt(value.length)] = (byte) random.nextInt();
    }
    assertSame(value);
  }

  private static void assertSame(byte[] value) {
    Engagement plain = PlainEngagement.read(value, 1, 2);
    if (plain != null) {
      try {
        assertThat(plain).isEqualTo(FactReader.anyEngagement(value, 1, 2));
      } catch (Rejection e) {
        throw new AssertionError(new String(value, UTF_8) + " is rejected: " + e.getMessage(), e);
      }
    }
  }

  private static String right(String name) {
    return switch (name) {
      case "time" -> "1763892930123";
      case "kind" -> "\"like\"";
      case "action" -> "\"remove\"";
      case "audience" -> "12";
      default -> "\"name of " + name + "\"";
    };
  }

  private static String any(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private static String space(Random random) {
    return random.nextInt(8) == 0 ? SPACES.get(random.nextInt(SPACES.size())) : "";
  }
}
