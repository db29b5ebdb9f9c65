package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.codec.ResultWriter;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.job.Samples.Sample;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What version 1 wrote, today's code reads, and writes the same. */
class GoldenBytesTest {
  static Collection<String> names() {
    return Samples.all().keySet();
  }

  private static <T> TypeSerializer<T> serializer(Sample<T> sample) {
    return sample.type().createSerializer(new SerializerConfigImpl());
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsWhatVersionOneWroteAndWritesTheSame(String name) throws IOException {
    assertGolden(name, Samples.all().get(name));
  }

  private static <T> void assertGolden(String name, Sample<T> sample) throws IOException {
    TypeSerializer<T> serializer = serializer(sample);
    byte[] now = bytes(serializer, sample.value());
    byte[] golden = Golden.bytes(name + ".bin", now);
    assertThat(now).as("today's bytes").isEqualTo(golden);
    DataInputDeserializer in = new DataInputDeserializer(golden);
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    assertThat(bytes(serializer, read)).as("read and written").isEqualTo(golden);
    assertThat(bytes(serializer, serializer.copy(read))).as("copied").isEqualTo(golden);
    DataOutputSerializer copied = new DataOutputSerializer(256);
    serializer.copy(new DataInputDeserializer(golden), copied);
    assertThat(copied.getCopyOfBuffer()).as("copied as bytes").isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("names")
  void serializerOfVersionOneIsCompatibleAsItIs(String name) throws IOException {
    assertCompatible(name, Samples.all().get(name));
  }

  private static <T> void assertCompatible(String name, Sample<T> sample) throws IOException {
    TypeSerializer<T> serializer = serializer(sample);
    DataOutputSerializer out = new DataOutputSerializer(256);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    byte[] golden = Golden.bytes(name + ".snapshot", out.getCopyOfBuffer());
    TypeSerializerSnapshot<T> written =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(golden), GoldenBytesTest.class.getClassLoader());
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(written)
                .isCompatibleAsIs())
        .isTrue();
  }

  static Stream<Map.Entry<String, byte[]>> messages() {
    return Map.of(
        "alert.json", ResultWriter.alert(Samples.alert()),
        "post-momentum.json", ResultWriter.postMomentum(Samples.postMomentum()),
        "post-momentum-tombstone.json",
            ResultWriter.postMomentum(PostMomentum.ended("page", "post", 0)),
        "profile.json", ResultWriter.profile(Samples.profile()),
        "profile-tombstone.json", ResultWriter.profile(Profile.forgotten("page", "s", 0)),
        "dead-letter.json", ResultWriter.deadLetter(Samples.deadLetter()),
        "engagement.json",
            ResultWriter.engagement((io.groundswell.event.Engagement) Samples.engagement()))
        .entrySet()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesAreWrittenAsVersionOneWroteThem(Map.Entry<String, byte[]> message)
      throws IOException {
    assertThat(message.getValue())
        .asString()
        .isEqualTo(
            new String(
                Golden.bytes(message.getKey(), message.getValue()),
                java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void bytesOfALaterVersionAreRefusedWithTheReason() throws IOException {
    TypeSerializer<?> serializer = serializer(Samples.all().get("supporter"));
    DataInputDeserializer later = new DataInputDeserializer(new byte[] {2});
    assertThatThrownBy(() -> serializer.deserialize(later))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Supporter must be of version 1 to 1, is of version 2");
  }
}
