package io.groundswell.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Post;
import io.groundswell.event.ProfileDraft.Engaged;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PostWindowTest {
  private static final Timing TIMING = Timing.DEFAULT;

  /** Posts are told, told anew and forgotten while windows are asked for, back in time too. */
  @Property(tries = 200)
  void aWindowThatIsUsedAgainIsAsGoodAsNew(@ForAll long seed) {
    Random random = new Random(seed);
    PostTable table = new PostTable();
    List<Post> told = new ArrayList<>();
    long now = 20_000 * Timing.DAY;
    long pruned = 0;
    for (int i = 0; i < 60; i++) {
      now += random.nextInt(4) == 0 ? random.nextLong(9 * Timing.DAY) : random.nextLong(90_000);
      if (random.nextInt(3) == 0) {
        Post post = post(random, now + random.nextLong(-2 * Timing.DAY, 60_000), told.size());
        told.add(post);
        table.take(post);
      }
      if (random.nextInt(20) == 0) {
        pruned = TIMING.end(now);
        table.prune(pruned, TIMING);
      }
      long back = random.nextInt(8) == 0 ? random.nextLong(60_000) : 0;
      long e = Math.max(pruned, TIMING.end(now - back));
      PostTable fresh = new PostTable();
      told.forEach(fresh::take);
      Engaged[] engaged = engaged(random, now);
      PostWindow expected = fresh.window(e, TIMING);
      PostWindow window = table.window(e, TIMING);
      assertThat(window.lifts(engaged)).isEqualTo(expected.lifts(engaged));
      assertThat((Double) window.promptness(engaged))
          .isEqualTo((Double) expected.promptness(engaged));
      for (String topic : List.of("a", "b", "c")) {
        assertThat(window.carrying(topic)).isEqualTo(expected.carrying(topic));
      }
    }
  }

  private static Post post(Random random, long time, int sequence) {
    String[] topics =
        List.of("a", "b", "c").stream().filter(each -> random.nextBoolean()).toArray(String[]::new);
    return new Post(
        "page", "p" + random.nextInt(8), time, topics, null, null, null, null, sequence);
  }

  private static Engaged[] engaged(Random random, long now) {
    Engaged[] engaged = new Engaged[random.nextInt(4)];
    for (int i = 0; i < engaged.length; i++) {
      engaged[i] =
          new Engaged(
              "p" + random.nextInt(8), 1 + random.nextInt(3), now - random.nextLong(99_999));
    }
    return engaged;
  }
}
