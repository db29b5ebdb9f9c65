package io.groundswell.momentum;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Contribution;
import io.groundswell.event.Forgotten;
import io.groundswell.event.PostInput;
import io.groundswell.event.Retraction;
import io.groundswell.fixture.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Each retraction takes one contribution with it, and nothing else. */
class RetractionsTest {
  private static final long TEN = Given.at("10:00:00");

  @Property(tries = 300)
  void whatIsLeftIsWhatWasNotTakenBack(@ForAll long seed) {
    Random random = new Random(seed);
    List<PostInput> all = new ArrayList<>();
    List<PostInput> left = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      String who = "s" + random.nextInt(4);
      switch (random.nextInt(4)) {
        case 0 -> {
          all.add(Given.report("ad", TEN, i));
          left.add(all.get(all.size() - 1));
        }
        case 1 -> {
          all.add(new Forgotten("page", "post", who, TEN));
          left.add(all.get(all.size() - 1));
        }
        case 2 -> {
          // As it comes of bytes: equal, but not the same.
          long people = 100L + random.nextInt(2);
          all.add(Given.share("post", who, TEN, people));
          all.add(new Retraction(Given.share("post", who, TEN, people)));
        }
        default -> {
          // Nobody takes back what is worth so much.
          all.add(Given.share("post", who, TEN, 1_000L + i));
          left.add(all.get(all.size() - 1));
        }
      }
    }
    Retractions.Settled settled = Retractions.settle(all);
    assertThat(settled.inputs()).containsExactlyElementsOf(left);
    assertThat(settled.unmatched()).isZero();
  }

  @Test
  void ofTwoThatAreAlikeOneStaysAndTheOrderDoesNotMatter() {
    Contribution one = Given.share("post", "s", TEN, 100);
    Contribution other = Given.share("post", "s", TEN, 100);
    Retraction retraction = new Retraction(Given.share("post", "s", TEN, 100));
    assertThat(Retractions.settle(List.of(retraction, one, other)).inputs()).hasSize(1);
    assertThat(Retractions.settle(List.of(one, other, retraction)).inputs()).hasSize(1);
    assertThat(retraction.page()).isEqualTo(one.page());
    assertThat(retraction.post()).isEqualTo("post");
  }

  @Test
  void whatIsTakenBackButWasNeverToldChangesNothingAndIsCounted() {
    Contribution told = Given.share("post", "s", TEN, 100);
    Retraction retraction = new Retraction(Given.share("post", "s", TEN, 101));
    Retractions.Settled settled = Retractions.settle(List.of(told, retraction, retraction));
    assertThat(settled.inputs()).containsExactly(told);
    assertThat(settled.unmatched()).isEqualTo(2);
  }
}
