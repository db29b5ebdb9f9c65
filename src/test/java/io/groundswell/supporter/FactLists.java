package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.fixture.Given;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Facts of one supporter that collide: few ids, few posts, few times. */
final class FactLists {
  private FactLists() {}

  /** An engagement fact with a time in [0, horizon). */
  static Arbitrary<Engagement> facts(long horizon) {
    Arbitrary<Long> times =
        Arbitraries.longs()
            .between(0, horizon / 5_000 - 1)
            .map(step -> step * 5_000)
            .withoutEdgeCases();
    Arbitrary<String> ads = Arbitraries.of("a", "b").injectNull(0.7);
    Arbitrary<String> vias = Arbitraries.of("v", "w").injectNull(0.7);
    return Combinators.combine(
            Arbitraries.of(Kind.values()),
            Arbitraries.of("1", "2"),
            times,
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(true)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(false))),
            Arbitraries.of(-1L, 0L, 100L, 150L, 1_000L, 10_000L, 2_000_000L),
            ads,
            vias,
            Arbitraries.of("p", "q"))
        .as(FactLists::fact);
  }

  private static Engagement fact(
      Kind kind,
      String id,
      long time,
      boolean add,
      long audience,
      String ad,
      String via,
      String post) {
    Engagement fact =
        add ? Given.add(kind, "s", id, time, audience, ad, via) : Given.remove(kind, "s", id, time);
    return Given.on(post, fact);
  }

  /** Lists of them. */
  static Arbitrary<List<Engagement>> lists(long horizon, int most) {
    return facts(horizon).list().ofMinSize(1).ofMaxSize(most);
  }
}
