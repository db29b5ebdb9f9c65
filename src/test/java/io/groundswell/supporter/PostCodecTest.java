package io.groundswell.supporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.SupporterInput;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Engagements that stay bytes say what they would say as objects, and become such when asked. */
class PostCodecTest {
  private static final Timing TIMING = Timing.DEFAULT;
  private static final long TEN = Given.at("10:00:00.123");
  private static final long HOUR = 60 * Timing.MINUTE;

  private static Supporter again(Supporter supporter) throws IOException {
    return SupporterPropertyTest.read(SupporterPropertyTest.bytes(supporter));
  }

  @Property
  void whatIsReadIsWhatWasWritten(@ForAll("supporters") Supporter made, @ForAll boolean asked)
      throws IOException {
    Supporter read = again(made);
    assertThat(read.size()).isEqualTo(made.size());
    for (int i = 0; i < made.posts.size(); i++) {
      PostClicks post = read.posts.get(i);
      assertNamed(post, made.posts.get(i).post());
      assertCursorSees(post, made.posts.get(i).clicks());
      if (asked) {
        assertThat(post.clicks()).isEqualTo(made.posts.get(i).clicks());
        assertCursorSees(post, made.posts.get(i).clicks());
        assertNamed(post, made.posts.get(i).post());
      }
    }
    assertThat(SupporterPropertyTest.bytes(read)).isEqualTo(SupporterPropertyTest.bytes(made));
  }

  private static void assertNamed(PostClicks post, String name) {
    assertThat(post.isOf(name)).isTrue();
    assertThat(post.isOf(name + "x")).isFalse();
    assertThat(post.isOf(name.substring(0, name.length() - 1))).isFalse();
    assertThat(post.isOf("\u00e8" + name.substring(1))).isFalse();
    assertThat(post.isOf("?" + name.substring(1))).isFalse();
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

  /** What has not been asked for is written as it was read, whatever else is another. */
  @Property
  void otherBytesAreWrittenBesideThoseThatStay(
      @ForAll("supporters") Supporter made, @ForAll @LongRange(max = 5_000_000) long later)
      throws IOException {
    Supporter read = again(made);
    read.last += later;
    read.heard += later / 2;
    read.wake = read.last + 10_000;
    PostClicks one = new PostClicks("another", new ArrayList<>());
    one.clicks().add(new Click(Kind.LIKE, "1", TEN, true, -1, null, 1, true));
    read.posts.add(0, one);
    if (read.posts.size() > 1) {
      PostClicks changed = read.posts.get(1);
      changed.clicks().add(new Click(Kind.SHARE, "new", TEN, true, 10, "ad", 1, true));
    }
    Supporter twice = again(read);
    assertSame(twice, read);
    assertThat(twice.last).isEqualTo(made.last + later);
    // With other differences all is written anew.
    Supporter moved = again(made);
    moved.anchor += later;
    assertSame(again(moved), made);
  }

  private static void assertSame(Supporter one, Supporter other) {
    assertThat(one.posts).hasSameSizeAs(other.posts);
    for (int i = 0; i < one.posts.size(); i++) {
      assertSame(one.posts.get(i), other.posts.get(i));
    }
  }

  private static void assertSame(PostClicks one, PostClicks other) {
    assertThat(one.post()).isEqualTo(other.post());
    assertThat(one.clicks()).isEqualTo(other.clicks());
    assertThat(List.of(String.valueOf(one.toldKind), one.toldNano, one.toldThousandths))
        .isEqualTo(List.of(String.valueOf(other.toldKind), other.toldNano, other.toldThousandths));
    assertThat(List.of(one.toldUntil, one.toldBegan))
        .isEqualTo(List.of(other.toldUntil, other.toldBegan));
  }

  /** Whether there is anything to drop is seen in the bytes as it is in objects, at any age. */
  @Property
  void bytesArePrunedAsObjectsAre(
      @ForAll("supporters") Supporter made, @ForAll @LongRange(max = 50) long days, @ForAll int ms)
      throws IOException {
    Horizons horizons = Horizons.at(TEN + days * Timing.DAY + ms % Timing.DAY, TIMING);
    Supporter read = again(made);
    for (int i = 0; i < made.posts.size(); i++) {
      PostClicks post = read.posts.get(i);
      List<Click> before = List.copyOf(made.posts.get(i).clicks());
      List<Click> left = new ArrayList<>();
      for (Click click : before) {
        if (click.time() < (click.add() ? horizons.month() : horizons.withdrawn())) {
          continue;
        }
        boolean old = click.isOld() || click.time() <= horizons.old();
        left.add(old ? click.old() : click.time() < horizons.aged() ? click.aged() : click);
      }
      boolean changed = post.prune(horizons, new ClickCursor());
      assertThat(changed).isEqualTo(!left.equals(before));
      assertThat(post.row(read.anchor) == null).isEqualTo(changed);
      boolean over = changed && post.toldUntil <= horizons.e();
      assertThat(post.toldKind).isEqualTo(over ? null : made.posts.get(i).toldKind);
      assertThat(made.posts.get(i).prune(horizons, new ClickCursor())).isEqualTo(changed);
      assertSame(post, made.posts.get(i));
      assertThat(post.clicks()).isEqualTo(left);
    }
  }

  private static Engagement like(String post, long time) {
    return new Engagement("page", post, "s", Kind.LIKE, "1", time, true, 1_000, null, null, 0, 0);
  }

  private static boolean step(Supporter supporter, long e, SupporterInput... facts) {
    Told told = new Told(TIMING);
    told.at(e);
    return supporter.step(
        "page",
        "s",
        e,
        List.of(facts),
        end -> NaiveSupporter.terms(),
        new Erasures(),
        TIMING,
        told);
  }

  private static List<String> bytesOnly(Supporter supporter) {
    return supporter.posts.stream()
        .filter(post -> post.row(supporter.anchor) != null)
        .map(PostClicks::post)
        .toList();
  }

  @Test
  void onlyThePostOfAFactBecomesObjects() throws IOException {
    Supporter supporter = new Supporter();
    long first = TIMING.end(TEN);
    step(supporter, first, like("a", TEN), like("b", TEN), like("c", TEN));
    supporter = again(supporter);
    assertThat(bytesOnly(supporter)).containsExactly("a", "b", "c");
    // What they were told is over by then, and nothing takes its place.
    long later = TEN + 2 * HOUR;
    assertThat(step(supporter, TIMING.end(later), like("b", later))).isTrue();
    assertThat(bytesOnly(supporter)).containsExactly("a", "c");
    SupporterPropertyTest.bytes(supporter);
    supporter.next("page", "s", TIMING.end(later), TIMING);
    assertThat(bytesOnly(supporter)).containsExactly("a", "c");
    supporter = again(supporter);
    assertThat(bytesOnly(supporter)).containsExactly("a", "b", "c");
    assertThat(supporter.anchor).isEqualTo(first);
  }

  @Test
  void aStepThatOnlySeesThatSomethingIsOverChangesNothing() throws IOException {
    Supporter supporter = new Supporter();
    step(supporter, TIMING.end(TEN), like("a", TEN), like("b", TEN), like("c", TEN));
    supporter = again(supporter);
    supporter.given = true;
    for (int minute = 0; minute < 15; minute++) {
      long e = TIMING.end(TEN + 2 * HOUR + minute * Timing.MINUTE);
      assertThat(step(supporter, e)).isFalse();
    }
    assertThat(bytesOnly(supporter)).containsExactly("a", "b", "c");
  }

  @Test
  void whereDifferencesAreTakenAnewWritingChangesNothing() throws IOException {
    Supporter supporter = new Supporter();
    step(supporter, TIMING.end(TEN), like("a", TEN));
    step(supporter, TIMING.end(TEN + 10 * Timing.DAY), like("b", TEN + 10 * Timing.DAY));
    long first = supporter.anchor;
    supporter = again(supporter);
    long later = TEN + 29 * Timing.DAY;
    step(supporter, TIMING.end(later), like("c", later));
    assertThat(supporter.anchor).isEqualTo(TIMING.end(later)).isNotEqualTo(first);
    // What is still bytes of before would have to be read while it is written.
    assertThat(supporter.posts).extracting(PostClicks::post).contains("b", "c");
    assertThat(supporter.posts).allMatch(post -> post.row(first) == null);
    assertThat(SupporterPropertyTest.bytes(supporter))
        .isEqualTo(SupporterPropertyTest.bytes(again(supporter)));
  }

  @Test
  void aDamagedRowIsRefusedWithTheReason() throws IOException {
    Supporter supporter = new Supporter();
    step(supporter, TIMING.end(TEN), like("a", TEN));
    byte[] bytes = SupporterPropertyTest.bytes(supporter);
    // The number of the last engagements: one less.
    int count = bytes.length - 10;
    while (bytes[count] != 1 || bytes[count + 1] != (Kind.LIKE.ordinal() | 4 | 16)) {
      count--;
    }
    bytes[count] = 0;
    assertThatThrownBy(() -> SupporterPropertyTest.read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("a supporter's engagements must end at byte \\d+, end at \\d+: .*");
  }

  @Provide
  Arbitrary<Supporter> supporters() {
    Arbitrary<String> names =
        Arbitraries.of(
            "p", "post-1", "post-10", "\u00e9t\u00e9", "\ud83d\ude00 !", "x".repeat(200));
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
        Combinators.combine(names, clicks.list().ofMaxSize(6), times, Arbitraries.of(0, 1, 2))
            .as(
                (name, its, time, told) -> {
                  PostClicks post = new PostClicks(name, new ArrayList<>(its));
                  if (told > 0) {
                    post.toldKind = Kind.COMMENT;
                    post.toldNano = told == 2;
                    post.toldThousandths = Math.abs(time % 100_000);
                    post.toldUntil = time;
                    post.toldBegan = time - 10_000;
                  }
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
