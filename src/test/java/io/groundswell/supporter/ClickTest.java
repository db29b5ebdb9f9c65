package io.groundswell.supporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.fixture.Given;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Which of two facts about one engagement stands (momentum.md section 3). */
class ClickTest {
  private static final Engagement PLAIN = Given.add(Kind.LIKE, "s", "1", 1000, 50);

  @Provide
  Arbitrary<Engagement> facts() {
    return FactLists.facts(20_000);
  }

  private static void assertStands(Engagement winner, Engagement loser) {
    assertThat(Click.of(loser, 0, false).yieldsTo(winner)).isTrue();
    assertThat(Click.of(winner, 0, false).yieldsTo(loser)).isFalse();
  }

  private static Engagement fact(long time, long audience, String ad, String via) {
    return Given.add(Kind.LIKE, "s", "1", time, audience, ad, via);
  }

  @Test
  void newerFactStandsWhateverItSays() {
    assertStands(fact(1001, -1, "z", "z"), PLAIN);
    assertStands(PLAIN, Given.remove(Kind.LIKE, "s", "1", 999));
  }

  @Test
  void atTheSameTimeTheWithdrawalWins() {
    assertStands(Given.remove(Kind.LIKE, "s", "1", 1000), fact(1000, 1L << 53, null, null));
  }

  @Test
  void withdrawalWinsWithOrWithoutAd() {
    Engagement withAd =
        new Engagement("page", "post", "s", Kind.LIKE, "1", 1000, false, 9, "a", "v", 0, 0);
    assertStands(withAd, PLAIN);
    assertStands(withAd, fact(1000, 50, "a", null));
    Engagement without = Given.remove(Kind.LIKE, "s", "1", 1000);
    assertThat(Click.of(without, 0, false).yieldsTo(withAd)).isFalse();
    assertThat(Click.of(withAd, 0, false).yieldsTo(without)).isFalse();
    assertThat(Click.of(withAd, 0, false).repeats(without)).isTrue();
  }

  @Test
  void ofTwoAddsTheLargerAudienceStands() {
    assertStands(fact(1000, 51, "z", "z"), PLAIN);
  }

  @Test
  void statedAudienceOfNobodyStandsOverNoneStated() {
    assertStands(fact(1000, 0, "z", "z"), fact(1000, -1, null, null));
  }

  @Test
  void thenTheOneWithoutAd() {
    assertStands(fact(1000, 50, null, "z"), fact(1000, 50, "a", null));
  }

  @Test
  void thenTheSmallerAdByCodePoint() {
    assertStands(fact(1000, 50, "a", "z"), fact(1000, 50, "b", null));
    assertStands(fact(1000, 50, "\uFFFD", null), fact(1000, 50, "\uD83D\uDE00", null));
  }

  @Test
  void whatIsSaidOfViaMakesNoDifference() {
    List<Engagement> alike =
        List.of(fact(1000, 50, "a", null), fact(1000, 50, "a", "b"), fact(1000, 50, "a", "c"));
    for (Engagement one : alike) {
      for (Engagement other : alike) {
        assertThat(Click.of(one, 0, false).yieldsTo(other)).isFalse();
        assertThat(Click.of(one, 0, false).repeats(other)).isTrue();
      }
    }
  }

  @Test
  void sameFactAgainIsNoNewerWord() {
    assertThat(Click.of(PLAIN, 0, false).yieldsTo(PLAIN)).isFalse();
    assertThat(Click.of(PLAIN, 0, false).repeats(PLAIN)).isTrue();
  }

  @Property(tries = 300, seed = "20261123")
  void standsAsTheNaiveOrderSays(
      @ForAll("facts") Engagement one, @ForAll("facts") Engagement other) {
    int order = NaiveSupporter.STANDS.compare(one, other);
    assertThat(Click.of(one, 0, false).yieldsTo(other)).isEqualTo(order < 0);
    assertThat(Click.of(one, 0, false).repeats(other)).isEqualTo(order == 0);
  }

  @Test
  void strongerIsTheLargerExposureThenShareThenCommentThenLikeThenTheNewer() {
    Click like = Click.of(PLAIN, 500, true);
    Click comment = Click.of(Given.add(Kind.COMMENT, "s", "1", 10, 50), 500, true);
    Click share = Click.of(Given.add(Kind.SHARE, "s", "1", 5, 50), 500, true);
    Click large = Click.of(PLAIN, 501, true);
    Click newer = Click.of(fact(1001, 50, null, null), 500, true);
    List<Click> weakestFirst = List.of(like, newer, comment, share, large);
    for (int i = 0; i < weakestFirst.size(); i++) {
      for (int j = 0; j < weakestFirst.size(); j++) {
        assertThat(weakestFirst.get(i).strongerThan(weakestFirst.get(j))).isEqualTo(i > j);
      }
    }
  }
}
