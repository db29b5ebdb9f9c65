package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.SupporterInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.junit.jupiter.api.Test;

/** What waits in a checkpoint of each version is read as it was. */
class WaitingFormTest {
  private final DataOutputSerializer written = new DataOutputSerializer(256);

  private List<String> read() throws IOException {
    List<String> read = new ArrayList<>();
    new WaitingForm<>(States.SUPPORTER_INPUT.createSerializer(new SerializerConfigImpl()))
        .read(
            List.of(
                new KeyGroupStatePartitionStreamProvider(
                    new ByteArrayInputStream(written.getCopyOfBuffer()), 0)),
            (end, key, input, what) -> read.add(end + " " + key + " " + what + " " + name(input)));
    return read;
  }

  private static String name(SupporterInput input) {
    return input == null ? "none" : input.supporter() + "@" + input.time();
  }

  /** An engagement as the first release wrote it. */
  private void engagement() throws IOException {
    written.write(Golden.bytes(Golden.V1, "engagement.bin"));
  }

  private void entry(long end, String key, int what) throws IOException {
    written.writeLong(end);
    written.writeUTF(key);
    written.writeInt(what);
  }

  @Test
  void versionOneHadTheNumberOfInputs() throws IOException {
    written.writeByte(1);
    written.writeInt(2);
    entry(10_000, "4:pages", 2);
    engagement();
    engagement();
    entry(20_000, "4:paget", 0);
    String fact = name(((SupporterInput) Samples.all().get("engagement").value()));
    assertThat(read())
        .containsExactly(
            "10000 4:pages " + Waiting.INPUT + " " + fact,
            "10000 4:pages " + Waiting.INPUT + " " + fact,
            "20000 4:paget 0 none");
  }

  @Test
  void versionTwoSaysOfEachWhatItIs() throws IOException {
    written.writeByte(2);
    written.writeInt(4);
    entry(10_000, "4:pages", Waiting.INPUT | Waiting.TOLD);
    engagement();
    entry(10_000, "4:pages", Waiting.INPUT);
    engagement();
    entry(10_000, "4:pages", Waiting.TOLD);
    entry(20_000, "4:paget", Waiting.LATER);
    String fact = name(((SupporterInput) Samples.all().get("engagement").value()));
    // A savepoint's bytes stay what they are: these are not to change.
    assertThat(read())
        .containsExactly(
            "10000 4:pages 3 " + fact,
            "10000 4:pages 1 " + fact,
            "10000 4:pages 2 none",
            "20000 4:paget 4 none");
  }

  @Test
  void whatALaterReleaseWroteIsRefused() throws IOException {
    written.writeByte(3);
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("must be of version 1 or 2, is of version 3");
  }
}
