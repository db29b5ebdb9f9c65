package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.codec.Inbound;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Topic;
import io.groundswell.oracle.Garbage;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no fact falls under one of few reasons, whatever stands in it. */
class RefusalTest {
  private static DeadLetter letter(Topic topic, byte[] value) {
    Inbound record =
        new Inbound(topic, topic.wire(), 0, 0, 0, Inbound.NO_CLOCK, new byte[0], value);
    assertThat(record.isFact()).isFalse();
    return record.rejected();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "FORM; ",
        "FORM; null",
        "FORM; [1]",
        "FORM; {\"page\":",
        "FORM; {} {}",
        "FORM; \" is required\"",
        "MISSING; {}",
        "MISSING; {\"page\":\"p\",\"post\":null}",
        "VALUE; {\"page\":1}",
        "VALUE; {\"page\":\"\"}",
        "VALUE; {\"page\":\"p\",\"time\":\"x is required\"}",
        "VALUE; {\"page\":\"p\",\"kind\":\"a record must be s ahead of the Kafka timestamp \"}"
      })
  void theReasonIsTheCodecsAndNotTheValues(Refusal refusal, String value) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    assertThat(Refusal.of(letter(Topic.ENGAGEMENTS, bytes))).isEqualTo(refusal);
  }

  @ParameterizedTest
  @EnumSource(names = {"ENGAGEMENTS", "AD_DELIVERY", "POSTS", "OUTCOMES", "RULES", "ERASURES"})
  void garbageIsRefusedForEachReasonThatGarbageHas(Topic topic) {
    Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    for (byte[] value : Garbage.of(topic.wire(), "page", "post")) {
      refusals.add(Refusal.of(letter(topic, value)));
    }
    assertThat(refusals).containsExactly(Refusal.FORM, Refusal.MISSING, Refusal.VALUE);
  }
}
