package io.groundswell.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.local.replay.InputFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalsTest {
  @TempDir private Path folder;

  @Test
  void filesAreMergedByTheLargestTimeSoFarAndKeepTheirOwnOrder() throws Exception {
    write("engagements", engagement("ana", 10), engagement("ben", 40), engagement("eve", 20));
    write("ad-delivery", snapshot(30), snapshot(15), snapshot(50));

    assertThat(played())
        .containsExactly(
            "engagements ana 10",
            "ad-delivery post 30",
            "ad-delivery post 30",
            "engagements ben 40",
            "engagements eve 40",
            "ad-delivery post 50");
  }

  @Test
  void keysAreThoseOfTheContract() throws Exception {
    write("engagements", engagement("ana", 1));
    write("ad-delivery", snapshot(2));
    write("posts", "{\"page\":\"page\",\"post\":\"post\",\"time\":3}");
    write("outcomes", "{\"id\":\"o\",\"page\":\"page\",\"kind\":\"signature\",\"time\":4}");
    write("rules", "{\"page\":\"*\",\"time\":5}");

    assertThat(played())
        .containsExactly(
            "engagements ana 1",
            "ad-delivery post 2",
            "posts post 3",
            "outcomes page 4",
            "rules * 5");
  }

  @Test
  void whatIsNoFactArrivesWithTheLineBeforeIt() throws Exception {
    write("engagements", engagement("ana", 10), "garbage", "", "  ", engagement("ben", 20));
    write("ad-delivery", snapshot(15));

    assertThat(played())
        .containsExactly(
            "engagements ana 10",
            "engagements null 10",
            "ad-delivery post 15",
            "engagements ben 20");
    assertThat(Arrivals.span(InputFolder.of(folder, null))).isEqualTo(new Arrivals.Span(4, 10, 20));
  }

  @Test
  void linesMayBePackedAndTheLastOneUnended() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write((engagement("ana", 1) + "\r\n" + engagement("ben", 2)).getBytes(UTF_8));
    }
    Files.write(folder.resolve("engagements.jsonl.gz"), packed.toByteArray());

    assertThat(played()).containsExactly("engagements ana 1", "engagements ben 2");
  }

  @Test
  void aFolderWithoutAnyTimeSaysSo() throws Exception {
    write("engagements", "garbage");

    assertThat(Arrivals.span(InputFolder.of(folder, null)).timeless()).isTrue();
  }

  private List<String> played() throws IOException {
    List<String> played = new ArrayList<>();
    try (Arrivals arrivals = Arrivals.of(InputFolder.of(folder, null))) {
      for (Arrivals.Arrival next = arrivals.next(); next != null; next = arrivals.next()) {
        String key = next.key() == null ? null : new String(next.key(), UTF_8);
        played.add(next.topic().wire() + " " + key + " " + next.arrival());
      }
    }
    return played;
  }

  private void write(String topic, String... lines) throws IOException {
    Files.write(folder.resolve(topic + ".jsonl"), List.of(lines));
  }

  private static String engagement(String supporter, long time) {
    return "{\"id\":\"i\",\"page\":\"page\",\"post\":\"post\",\"kind\":\"like\",\"supporter\":\""
        + supporter
        + "\",\"time\":"
        + time
        + "}";
  }

  private static String snapshot(long time) {
    return "{\"ad\":\"ad\",\"page\":\"page\",\"post\":\"post\",\"reach\":1,\"time\":" + time + "}";
  }
}
