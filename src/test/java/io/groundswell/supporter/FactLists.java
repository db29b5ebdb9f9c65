package io.groundswell.supporter;

import io.groundswell.event.Credit;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Mention;
import io.groundswell.event.Outcome;
import io.groundswell.event.SupporterInput;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
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

  /** Days of facts of a month and a half, now and then none for a month. */
  static Arbitrary<List<SupporterInput>> months() {
    return inputs(moments(80), 40, Arbitraries.of(Kind.values()), 0.6);
  }

  /** Facts of somebody who shares day after day. */
  static Arbitrary<List<SupporterInput>> fans() {
    return inputs(
        moments(9), 40, Arbitraries.of(Kind.SHARE, Kind.SHARE, Kind.SHARE, Kind.COMMENT), 0.95);
  }

  /** Facts of three hours. */
  static Arbitrary<List<SupporterInput>> hours() {
    return inputs(
        Arbitraries.longs().between(0, 2159).map(step -> step * 5_000).withoutEdgeCases(),
        20,
        Arbitraries.of(Kind.values()),
        0.7);
  }

  /**
   * Times that fall together, and a day apart to the millisecond, and on both sides of midnight.
   */
  private static Arbitrary<Long> moments(int days) {
    return Combinators.combine(
            Arbitraries.integers().between(0, days - 1).withoutEdgeCases(),
            Arbitraries.of(0L, 1L, 5_000L, 36_000_000L, 36_000_001L, 86_395_000L, 86_399_999L))
        .as((day, time) -> day * Timing.DAY + time);
  }

  private static Arbitrary<List<SupporterInput>> inputs(
      Arbitrary<Long> times, int most, Arbitrary<Kind> kinds, double organic) {
    Arbitrary<SupporterInput> engagement =
        Combinators.combine(
                kinds,
                Arbitraries.of("1", "2", "3"),
                times,
                Arbitraries.of(true, true, true, true, false),
                Arbitraries.of(-1L, 0L, 100L, 9_999L, 10_000L, 2_000_000L),
                Arbitraries.of("a", "b").injectNull(organic),
                Arbitraries.of("p", "q", "r"))
            .as(
                (kind, id, time, add, people, ad, post) ->
                    fact(kind, id, time, add, people, ad, null, post));
    Arbitrary<SupporterInput> mention =
        Combinators.combine(Arbitraries.of("t", "u", "v"), times)
            .as((by, time) -> new Mention(Given.PAGE, "s", by, time));
    Arbitrary<SupporterInput> credit =
        Combinators.combine(
                Arbitraries.of("signature", "visit"),
                times,
                Arbitraries.of("p", "q", "r").injectNull(0.5),
                Arbitraries.of(true, true, false))
            .as(FactLists::credit);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, engagement),
            net.jqwik.api.Tuple.of(1, mention),
            net.jqwik.api.Tuple.of(2, credit))
        .list()
        .ofMinSize(1)
        .ofMaxSize(most);
  }

  private static Credit credit(String kind, long time, String post, boolean own) {
    String id = kind + time + post + own;
    return Credit.of(
        new Outcome(Given.PAGE, kind, id, time, post, own ? "s" : "t", own ? null : "s", 5, "EUR"));
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
