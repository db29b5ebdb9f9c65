package io.groundswell.supporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Credit;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.event.Outcome;
import io.groundswell.event.SupporterInput;
import io.groundswell.time.Timing;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a step of a profile alone drops is dropped in the store, too: else a late fact would find it
 * there, or not, as the cache has it.
 */
class SupporterKeptTest {
  private static final Timing TIMING = Timing.DEFAULT;
  private static final long START = 20_000 * Timing.DAY;
  private static final long HOUR = 60 * Timing.MINUTE;

  private final Told told = new Told(TIMING);
  private Supporter supporter = new Supporter();
  private byte[] kept;

  private static Engagement like(String id, long time, boolean add) {
    return new Engagement("page", "p", "s", Kind.LIKE, id, time, add, 1_000, null, null, 0, 0);
  }

  /** Steps to the slice of a time, with a wake-up on the way where one was asked for. */
  private void step(boolean store, long time, SupporterInput... facts) throws IOException {
    long end = TIMING.end(time);
    while (supporter.wake() < end) {
      stepTo(store, supporter.wake(), List.of());
    }
    stepTo(store, end, List.of(facts));
  }

  private void stepTo(boolean store, long e, List<SupporterInput> facts) throws IOException {
    if (store && kept != null) {
      supporter = SupporterPropertyTest.read(kept);
    }
    told.at(e);
    boolean changed =
        supporter.step(
            "page", "s", e, facts, end -> NaiveSupporter.terms(), new Erasures(), TIMING, told);
    long next = supporter.next("page", "s", e, TIMING);
    if (supporter.wake(next, e) || changed) {
      kept = SupporterPropertyTest.bytes(supporter);
    }
  }

  /** Of whom a profile was given, another one alone changes nothing. */
  private void becomeKnown(boolean store, long time) throws IOException {
    step(store, time, like("2", time, true), like("3", time, true), like("4", time, true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOutcomeThatComesLateFindsNoTouchThatIsOld(boolean store) throws IOException {
    long minute = profileMinute();
    // The like is old between the last word and the profile that follows it.
    step(store, START + minute - 60_000, like("1", START + minute - 60_000, true));
    becomeKnown(store, START + 7 * Timing.DAY);
    long dayEight = START + 8 * Timing.DAY + minute - 3 * 60_000;
    step(store, dayEight, like("5", dayEight, true));
    long five = START + 5 * Timing.DAY;
    Outcome outcome = new Outcome("page", "signature", "o", five, null, "s", null, 1, "EUR");
    step(store, dayEight + HOUR, new Credit("s", outcome));
    assertThat(told.profiles).isNotEmpty();
    assertThat(told.outcomes)
        .singleElement()
        .extracting(AttributedOutcome::origin)
        .isEqualTo(Origin.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAddThatComesLateBeginsAnewWhereTheWithdrawalIsForgotten(boolean store) throws IOException {
    long minute = profileMinute();
    long withdrawn = START + 10 * HOUR + minute - 60_000;
    step(store, withdrawn - HOUR, like("1", withdrawn - HOUR, true));
    step(store, withdrawn, like("1", withdrawn, false));
    becomeKnown(store, withdrawn + HOUR);
    long nextDay = withdrawn + Timing.DAY - 2 * 60_000;
    step(store, nextDay, like("5", nextDay, true));
    long late = withdrawn + 10 * HOUR;
    step(store, nextDay + HOUR, like("1", late, true));
    assertThat(told.profiles).isNotEmpty();
    long day = Timing.day(late);
    assertThat(told.engaged.get(List.<Object>of(day, "p", Kind.LIKE, true))).isEqualTo(5);
  }

  /** The supporter's minute of each quarter of an hour, milliseconds. */
  private static long profileMinute() {
    return Profiles.minute("page", "s") * Timing.MINUTE + HOUR;
  }
}
