package io.groundswell.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import io.groundswell.codec.Inbound;
import io.groundswell.codec.ResultWriter;
import io.groundswell.contract.Schemas;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Topic;
import io.groundswell.kafka.Records;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The codec on records made to hurt, by its public entry: a fact or a reason comes out, whatever
 * goes in; never an exception, and never much more memory than the record is long.
 */
class CodecFuzzTest {
  private static final long TIMESTAMP = 1_795_428_913_000L;
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What a reason may be long: it goes into a header, and into a log. */
  private static final int LONGEST_REASON = 1_000;

  private static Inbound inbound(Topic topic, byte[] value) {
    return new Inbound(topic, topic.wire(), 0, 7, TIMESTAMP, 300_000, "key".getBytes(UTF_8), value);
  }

  private static void check(Topic topic, byte[] value) throws IOException {
    Inbound record = inbound(topic, value);
    if (record.isFact()) {
      assertThat(inbound(topic, value).time()).isEqualTo(record.time());
      return;
    }
    DeadLetter letter = record.rejected();
    assertThat(letter.reason()).isNotBlank().hasSizeLessThan(LONGEST_REASON);
    assertThat(letter.value()).isSameAs(value);
    assertThat(inbound(topic, value).rejected().reason()).isEqualTo(letter.reason());
    byte[] line = ResultWriter.deadLetter(letter);
    JsonNode json = STRICT.readTree(line);
    assertThat(json.get("raw").binaryValue()).isEqualTo(value);
    assertThat(json.get("reason").asText())
        .isEqualTo(new String(letter.reason().getBytes(UTF_8), UTF_8));
    assertThat(Records.deadLetter(letter).headers()).doesNotContainNull();
  }

  @Property(tries = 5_000)
  void whateverComesInIsAFactOrADeadLetter(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Topic topic = Topic.inputs()[random.nextInt(Topic.inputs().length)];
    check(topic, Corpus.mutant(topic, random));
  }

  @Property(tries = 2_000)
  void soAreBytesThatMeanNothing(@ForAll byte[] value) throws IOException {
    for (Topic topic : Topic.inputs()) {
      check(topic, value);
    }
  }

  private static List<byte[]> everyValueInEveryField(Topic topic) throws IOException {
    List<byte[]> records = new ArrayList<>();
    for (String example : Corpus.examples(topic)) {
      List<String> names = new ArrayList<>(List.of("unknown"));
      STRICT.readTree(example).fieldNames().forEachRemaining(names::add);
      List<String> values = new ArrayList<>(Corpus.VALUES);
      Corpus.TEXTS.forEach(text -> values.add(Corpus.quoted(text)));
      for (String name : names) {
        for (String value : values) {
          // Of several fields of one name the last stands.
          records.add(
              (example.stripTrailing().replaceFirst("}$", "") + ",\"" + name + "\":" + value + "}")
                  .getBytes(UTF_8));
        }
      }
    }
    return records;
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      mode = Mode.INCLUDE,
      names = {"ENGAGEMENTS", "AD_DELIVERY", "POSTS", "OUTCOMES", "RULES", "ERASURES"})
  void everyHostileValueInEveryFieldIsAFactOrADeadLetter(Topic topic) throws IOException {
    int facts = 0;
    List<byte[]> records = everyValueInEveryField(topic);
    for (byte[] record : records) {
      check(topic, record);
      facts += inbound(topic, record).isFact() ? 1 : 0;
    }
    assertThat(facts).as("some are facts, some are not").isBetween(1, records.size() - 1);
    for (byte[] bad : Corpus.NOT_UTF8) {
      for (String place : List.of("{\"id\":\"%s\"}", "{\"%s\":1}", "%s{}", "{}%s")) {
        byte[] head = place.substring(0, place.indexOf('%')).getBytes(UTF_8);
        byte[] tail = place.substring(place.indexOf('%') + 2).getBytes(UTF_8);
        byte[] record = new byte[head.length + bad.length + tail.length];
        System.arraycopy(head, 0, record, 0, head.length);
        System.arraycopy(bad, 0, record, head.length, bad.length);
        System.arraycopy(tail, 0, record, head.length + bad.length, tail.length);
        check(topic, record);
        assertThat(inbound(topic, record).isFact()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      mode = Mode.INCLUDE,
      names = {"ENGAGEMENTS", "AD_DELIVERY", "POSTS", "OUTCOMES", "RULES", "ERASURES"})
  void noRecordTakesMuchMoreMemoryThanItIsLong(Topic topic) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (byte[] record : everyValueInEveryField(topic)) {
      // Classes are loaded by the first of their kind.
      inbound(topic, record).isFact();
      Inbound inbound = inbound(topic, record);
      long before = threads.getCurrentThreadAllocatedBytes();
      boolean fact = inbound.isFact();
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated)
          .as("bytes for a record of %d, a fact: %s", record.length, fact)
          .isLessThan(100_000L + 20L * record.length);
    }
  }

  @Test
  void theExamplesThatMutationsStartFromAreFacts() {
    for (Topic topic : Topic.inputs()) {
      assertThat(Corpus.examples(topic)).as(topic.wire()).isNotEmpty();
      for (String example : Corpus.examples(topic)) {
        Schemas.assertValid(topic.wire(), example);
        assertThat(inbound(topic, example.getBytes(UTF_8)).time()).isPositive();
      }
    }
  }
}
