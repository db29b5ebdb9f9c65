package io.groundswell.supporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What stands in bytes of a supporter, and what is taken for what version 1 did not keep. */
class SupporterCodecTest {
  private static final Path V1 = Path.of("src/test/resources/golden/v1/supporter.bin");
  private static final Path V2 = Path.of("src/test/resources/golden/v2/supporter.bin");
  private static final Path V3 = Path.of("src/test/resources/golden/v3/supporter.bin");
  private static final long TEN = Given.at("10:00:00.123");
  private static final long END = Timing.DEFAULT.end(TEN);

  @Test
  void supporterOfVersionOneGoesOnWithWhatIsKnown() throws Exception {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(V1)));
    assertThat(in.readByte()).isEqualTo((byte) 1);
    Supporter s = SupporterCodec.readVersion1(in);
    assertThat(in.available()).isZero();
    assertThat(s.sightings.firstSeen).isEqualTo(TEN);
    assertThat(s.sightings.lastSeen).isEqualTo(TEN + 1);
    assertThat(s.sightings.audience).isEqualTo(12_000);
    assertThat(s.sightings.audienceTime).isEqualTo(TEN + 1);
    assertThat(s.heard).isEqualTo(END);
    assertThat(s.last()).isEqualTo(END);
    assertThat(s.given).isFalse();
    assertThat(s.wake()).isGreaterThan(END).isLessThanOrEqualTo(END + 15 * Timing.MINUTE);
    // Nobody knows what brought them: they are of no cohort, and nothing was credited to them.
    assertThat(s.sightings.origin).isNull();
    assertThat(s.sightings.back).isZero();
    assertThat(s.outcomes).isEmpty();
    assertThat(s.brought.isEmpty()).isTrue();
    assertThat(s.sightings.days).isEmpty();
    assertThat(s.erased).isEqualTo(Supporter.NEVER);
    assertThat(s.posts).extracting(post -> post.post()).containsExactly("post", "other");

    PostClicks post = s.posts.get(0);
    assertThat(post.toldKind).isEqualTo(Kind.LIKE);
    assertThat(post.toldThousandths).isEqualTo(1500);
    assertThat(post.toldUntil).isEqualTo(END + 3_600_000);
    assertThat(post.toldBegan).isEqualTo(END);
    assertThat(post.toldNano).isFalse();
    // What of them was counted for a day is not counted again.
    assertThat(post.clicks())
        .containsExactlyInAnyOrder(
            new Click(Kind.SHARE, "1", TEN, true, 150, "ad", 0, true),
            new Click(Kind.LIKE, "1", TEN, true, Engagement.UNSTATED, null, 1500, true),
            new Click(Kind.COMMENT, "9", TEN, false, Engagement.UNSTATED, null, 0, true));
    assertThat(s.posts.get(1).clicks())
        .containsExactly(new Click(Kind.SHARE, "1", TEN + 1, true, 12_000, null, 1_000_000, true));
    assertThat(s.posts.get(1).toldThousandths).isEqualTo(1_000_000);
  }

  /** They were written of the same supporter; since then the form has changed, and nothing else. */
  @Test
  void ofASupporterOfVersionTwoAllIsKnown() throws Exception {
    Supporter two;
    Supporter three;
    try (DataInputStream in = open(V2)) {
      assertThat(in.readByte()).isEqualTo((byte) 2);
      two = SupporterCodec.readVersion2(in);
      assertThat(in.available()).isZero();
    }
    try (DataInputStream in = open(V3)) {
      assertThat(in.readByte()).isEqualTo((byte) 3);
      three = SupporterCodec.read(in);
      assertThat(in.available()).isZero();
    }
    assertThat(two.anchor).isEqualTo(two.last());
    assertThat(three.size()).isGreaterThan(3).isEqualTo(two.size());
    two.anchor = three.anchor;
    assertThat(SupporterPropertyTest.bytes(two)).isEqualTo(SupporterPropertyTest.bytes(three));
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
  }
}
