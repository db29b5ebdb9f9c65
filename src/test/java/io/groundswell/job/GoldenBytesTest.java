package io.groundswell.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.codec.PageWriter;
import io.groundswell.codec.ResultWriter;
import io.groundswell.event.Engagement;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.job.Samples.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What earlier versions wrote, today's code reads; what it writes is kept for later ones. */
class GoldenBytesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Collection<String> names() {
    return Samples.all().keySet();
  }

  static Collection<String> unchanged() {
    return Samples.asVersionOneWroteThem().keySet();
  }

  static Collection<String> changed() {
    return Samples.asReadFromVersionOne().keySet();
  }

  private static <T> TypeSerializer<T> serializer(Sample<T> sample) {
    return sample.type().createSerializer(new SerializerConfigImpl());
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static <T> T read(TypeSerializer<T> serializer, byte[] golden) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(golden);
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  @ParameterizedTest
  @MethodSource("unchanged")
  void readsWhatVersionOneWroteAndWritesTheSame(String name) throws IOException {
    Sample<?> sample = Samples.asVersionOneWroteThem().get(name);
    assertGolden(Golden.bytes(Golden.V1, name + ".bin"), sample);
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsWhatItWritesAndWritesTheSameForEver(String name) throws IOException {
    Sample<?> sample = Samples.all().get(name);
    assertGolden(Golden.newest(name + ".bin", today(sample)), sample);
  }

  private static <T> byte[] today(Sample<T> sample) throws IOException {
    return bytes(serializer(sample), sample.value());
  }

  private static <T> void assertGolden(byte[] golden, Sample<T> sample) throws IOException {
    TypeSerializer<T> serializer = serializer(sample);
    assertThat(today(sample)).as("today's bytes").isEqualTo(golden);
    T read = read(serializer, golden);
    assertThat(bytes(serializer, read)).as("read and written").isEqualTo(golden);
    assertThat(bytes(serializer, serializer.copy(read))).as("copied").isEqualTo(golden);
    DataOutputSerializer copied = new DataOutputSerializer(256);
    serializer.copy(new DataInputDeserializer(golden), copied);
    assertThat(copied.getCopyOfBuffer()).as("copied as bytes").isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("changed")
  void readsWhatVersionOneWroteAsFarAsItWasKnown(String name) throws IOException {
    assertReadFromVersionOne(name, Samples.asReadFromVersionOne().get(name));
  }

  /** It knew all that is known today: see the test of the codec. */
  @Test
  void readsWhatVersionTwoWroteOfSupporters() throws IOException {
    assertBecomes(Samples.all().get("supporter"), "supporter", Golden.V2, "-of-version-2.bin");
    assertCompatible(Golden.bytes(Golden.V2, "supporter.snapshot"), Samples.all().get("supporter"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"post-state", "post-slice"})
  void readsWhatVersionTwoWroteOfPosts(String name) throws IOException {
    Sample<?> sample = Samples.asReadFromVersionTwo().get(name);
    byte[] upgraded = assertBecomes(sample, name, Golden.V2, "-of-version-2.bin");
    assertThat(upgraded).as("the value").isEqualTo(today(sample));
    assertCompatible(Golden.bytes(Golden.V2, name + ".snapshot"), sample);
  }

  private static <T> void assertReadFromVersionOne(String name, Sample<T> sample)
      throws IOException {
    byte[] upgraded = assertBecomes(sample, name, Golden.V1, "-of-version-1.bin");
    if (sample.value() != null) {
      assertThat(upgraded).as("the value").isEqualTo(today(sample));
    }
  }

  private static <T> byte[] assertBecomes(
      Sample<T> sample, String name, Path version, String becomes) throws IOException {
    TypeSerializer<T> serializer = serializer(sample);
    byte[] golden = Golden.bytes(version, name + ".bin");
    byte[] upgraded = bytes(serializer, read(serializer, golden));
    assertThat(upgraded)
        .as("what becomes of it")
        .isEqualTo(Golden.newest(name + becomes, upgraded));
    assertThat(bytes(serializer, read(serializer, upgraded))).isEqualTo(upgraded);
    DataOutputSerializer copied = new DataOutputSerializer(256);
    serializer.copy(new DataInputDeserializer(golden), copied);
    assertThat(copied.getCopyOfBuffer()).as("copied as bytes").isEqualTo(upgraded);
    return upgraded;
  }

  @ParameterizedTest
  @MethodSource({"unchanged", "changed"})
  void serializerOfVersionOneIsCompatibleAsItIs(String name) throws IOException {
    assertCompatible(Golden.bytes(Golden.V1, name + ".snapshot"), Samples.all().get(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void serializerOfTodayIsCompatibleForEver(String name) throws IOException {
    Sample<?> sample = Samples.all().get(name);
    DataOutputSerializer out = new DataOutputSerializer(256);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer(sample).snapshotConfiguration());
    assertCompatible(Golden.newest(name + ".snapshot", out.getCopyOfBuffer()), sample);
  }

  private static <T> void assertCompatible(byte[] golden, Sample<T> sample) throws IOException {
    TypeSerializerSnapshot<T> written =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(golden), GoldenBytesTest.class.getClassLoader());
    assertThat(
            serializer(sample)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(written)
                .isCompatibleAsIs())
        .isTrue();
  }

  private static Map<String, byte[]> written() {
    Map<String, byte[]> all = new TreeMap<>();
    all.put("alert", ResultWriter.alert(Samples.alert()));
    all.put("post-momentum", ResultWriter.postMomentum(Samples.postMomentum()));
    all.put(
        "post-momentum-tombstone",
        ResultWriter.postMomentum(PostMomentum.ended("page", "post", 0)));
    all.put("profile", ResultWriter.profile(Samples.profile()));
    all.put("profile-tombstone", ResultWriter.profile(Profile.forgotten("page", "s", 0)));
    all.put("dead-letter", ResultWriter.deadLetter(Samples.deadLetter()));
    all.put("engagement", ResultWriter.engagement((Engagement) Samples.engagement()));
    all.put("outcomes-attributed", PageWriter.outcome(PageSamples.attributed()));
    all.put("outcomes-attributed-unknown", PageWriter.outcome(PageSamples.unknown()));
    all.put("cohorts", PageWriter.cohort(PageSamples.cohort()));
    all.put("pages", PageWriter.pageDay(PageSamples.pageDay()));
    return all;
  }

  static Set<String> messages() {
    return written().keySet();
  }

  private static String text(Path version, String name) throws IOException {
    return new String(Golden.bytes(version, name + ".json"), UTF_8);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesAreWrittenAsEver(String name) throws IOException {
    byte[] now = written().get(name);
    assertThat(now).asString().isEqualTo(new String(Golden.newest(name + ".json", now), UTF_8));
  }

  static Set<String> messagesOfVersionOne() {
    return Set.of(
        "alert",
        "post-momentum",
        "post-momentum-tombstone",
        "profile",
        "profile-tombstone",
        "dead-letter",
        "engagement");
  }

  @ParameterizedTest
  @MethodSource("messagesOfVersionOne")
  void messagesChangedSinceVersionOneByAdditionOnly(String name) throws IOException {
    assertHolds(name, JSON.readTree(written().get(name)), JSON.readTree(text(Golden.V1, name)));
  }

  private static void assertHolds(String at, JsonNode now, JsonNode before) {
    if (before.isContainerNode() && before.isObject()) {
      for (Iterator<String> names = before.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        assertThat(now.has(name)).as("%s/%s", at, name).isTrue();
        assertHolds(at + "/" + name, now.get(name), before.get(name));
      }
    } else if (before.isArray()) {
      assertThat(now).as(at).hasSameSizeAs(before);
      for (int i = 0; i < before.size(); i++) {
        assertHolds(at + "/" + i, now.get(i), before.get(i));
      }
    } else {
      assertThat(now).as(at).isEqualTo(before);
    }
  }

  @Test
  void bytesOfALaterVersionAreRefusedWithTheReason() throws IOException {
    TypeSerializer<?> serializer = serializer(Samples.all().get("supporter"));
    DataInputDeserializer later = new DataInputDeserializer(new byte[] {4});
    assertThatThrownBy(() -> serializer.deserialize(later))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Supporter must be of version 1 to 3, is of version 4");
  }
}
