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
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

  /** Bytes that were read and not asked for are written as they were, whatever else changes. */
  @Property
  void whatIsReadIsWrittenAgain(@ForAll("supporters") Supporter made, @ForAll boolean asked)
      throws IOException {
    byte[] written = SupporterPropertyTest.bytes(made);
    Supporter read = SupporterPropertyTest.read(written);
    assertThat(read.size()).isEqualTo(made.size());
    for (int i = 0; i < made.posts.size(); i++) {
      PostClicks post = read.posts.get(i);
      String name = made.posts.get(i).post();
      assertThat(post.isOf(name)).isTrue();
      assertThat(post.isOf(name + "x")).isFalse();
      assertThat(post.isOf("\u00e8" + name.substring(1))).isFalse();
      assertCursorSees(post, made.posts.get(i).clicks());
      if (asked) {
        assertThat(post.clicks()).isEqualTo(made.posts.get(i).clicks());
        assertCursorSees(post, made.posts.get(i).clicks());
      }
    }
    assertThat(SupporterPropertyTest.bytes(read)).isEqualTo(written);
    // With other differences all is written anew.
    read.anchor += 12_345;
    Supporter moved = SupporterPropertyTest.read(SupporterPropertyTest.bytes(read));
    assertThat(moved.posts).hasSameSizeAs(made.posts);
    for (int i = 0; i < made.posts.size(); i++) {
      assertThat(moved.posts.get(i).post()).isEqualTo(made.posts.get(i).post());
      assertThat(moved.posts.get(i).clicks()).isEqualTo(made.posts.get(i).clicks());
      assertThat(moved.posts.get(i).toldUntil).isEqualTo(made.posts.get(i).toldUntil);
    }
  }

  private static void assertCursorSees(PostClicks post, List<Click> clicks) {
    assertThat(post.size()).isEqualTo(clicks.size());
    ClickCursor cursor = new ClickCursor();
    post.over(cursor);
    for (Click click : clicks) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.kind()).isEqualTo(click.kind());
      assertThat(cursor.time()).isEqualTo(click.time());
      assertThat(cursor.add()).isEqualTo(click.add());
      assertThat(cursor.organic()).isEqualTo(click.organic());
      assertThat(cursor.isOld()).isEqualTo(click.isOld());
      assertThat(cursor.isAged()).isEqualTo(click.isOld() || click.aged().equals(click));
      assertThat(cursor.exposure()).isEqualTo(click.exposure());
    }
    assertThat(cursor.next()).isFalse();
  }

  @Provide
  Arbitrary<Supporter> supporters() {
    Arbitrary<String> names =
        Arbitraries.of("p", "post-2", "\u00e9t\u00e9", "\ud83d\ude00 !", "x".repeat(200));
    Arbitrary<Long> times = Arbitraries.longs().between(TEN - 40 * Timing.DAY, TEN + Timing.DAY);
    Arbitrary<Click> clicks =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                names,
                times,
                Arbitraries.of(true, false),
                Arbitraries.longs().between(-1, 1L << 53),
                names.injectNull(0.7),
                Arbitraries.of(0, 1, 2))
            .as(
                (kind, id, time, add, audience, ad, age) -> {
                  long exposure = add && ad == null ? Math.abs(audience) / 7 : 0;
                  Click click = new Click(kind, id, time, add, audience, ad, exposure, !add);
                  return age == 0 ? click : age == 1 ? click.aged() : click.old();
                });
    Arbitrary<PostClicks> posts =
        Combinators.combine(names, clicks.list().ofMaxSize(6), times, Arbitraries.of(true, false))
            .as(
                (name, its, told, isTold) -> {
                  PostClicks post = new PostClicks(name, new ArrayList<>(its));
                  post.toldKind = isTold ? Kind.COMMENT : null;
                  post.toldThousandths = isTold ? Math.abs(told % 100_000) : 0;
                  post.toldUntil = isTold ? told : 0;
                  post.toldBegan = isTold ? told - 10_000 : 0;
                  return post;
                });
    return Combinators.combine(posts.list().ofMaxSize(5), times)
        .as(
            (its, anchor) -> {
              Supporter made = new Supporter();
              made.posts.addAll(its);
              made.last = TEN;
              made.heard = TEN;
              made.anchor = anchor;
              return made;
            });
  }
}
