package io.groundswell.local.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sliding truth against its definition, computed from scratch at every slice end. */
class TruthTest {
  private static final long WINDOW = 3_600_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void equalsItsDefinition(long seed) {
    LoadOptions options = Collected.small();
    options.seed = seed;
    options.withdrawals = 0.2;
    Collected run = new Collected(options);
    int crossed = 0;
    for (PostPlan post : run.world.posts) {
      Truth.Verdict expected = naive(run, post);
      Truth.Verdict actual = run.truth.verdict(post.number);
      assertThat(actual.intervals()).as(post.name()).isEqualTo(expected.intervals());
      assertThat(actual.peakRatio()).isCloseTo(expected.peakRatio(), within(1e-9));
      assertThat(actual.peakAt()).isEqualTo(expected.peakAt());
      crossed += actual.intervals().isEmpty() ? 0 : 1;
    }
    assertThat(crossed).as("posts that crossed").isBetween(1, options.posts - 1);
    assertThat(run.truth.crossed()).isEqualTo(crossed);
  }

  @Test
  void whatWasWithdrawnAndWhatWasPaidForDoesNotCount() {
    LoadOptions options = Collected.small();
    options.sponsored = 0.8;
    options.labelled = 0;
    Collected run = new Collected(options);
    assertThat(run.real).anyMatch(r -> r.sponsored);
    assertThat(run.out).noneMatch(o -> o.value().startsWith("{\"id\":\"e-") && hasAd(o.value()));
    for (PostPlan post : run.world.posts) {
      assertThat(run.truth.verdict(post.number).intervals())
          .isEqualTo(naive(run, post).intervals());
    }
  }

  private static boolean hasAd(String line) {
    return line.contains("\"ad\":");
  }

  private static Truth.Verdict naive(Collected run, PostPlan post) {
    List<Truth.Interval> intervals = new ArrayList<>();
    double peak = 0;
    long peakAt = Truth.NEVER;
    long since = Truth.NEVER;
    long first = (run.world.start / 10_000 + 1) * 10_000;
    for (long e = first; e < run.world.end; e += 10_000) {
      Map<Integer, Double> strongest = new HashMap<>();
      for (Collected.Real r : run.real) {
        long sliceEnd = (r.time / 10_000 + 1) * 10_000;
        if (r.post == post.number
            && !r.sponsored
            && sliceEnd <= e
            && sliceEnd > e - WINDOW
            && r.withdrawn >= e) {
          strongest.merge(r.supporter, exposure(r), Math::max);
        }
      }
      strongest.values().removeIf(people -> people == 0);
      double organic = strongest.values().stream().mapToDouble(d -> d).sum();
      double sponsored = 0;
      for (AdFlight ad : post.ads) {
        sponsored += ad.reach(e) - ad.reach(e - WINDOW);
      }
      boolean enough = strongest.size() >= 10 && sponsored >= 100;
      if (enough && (peakAt == Truth.NEVER || organic / sponsored > peak + 1e-12)) {
        peak = organic / sponsored;
        peakAt = e;
      }
      boolean crossed = enough && organic > sponsored;
      if (crossed && since == Truth.NEVER) {
        since = e;
      } else if (!crossed && since != Truth.NEVER) {
        intervals.add(new Truth.Interval(since, e));
        since = Truth.NEVER;
      }
    }
    if (since != Truth.NEVER) {
      intervals.add(new Truth.Interval(since, run.world.end));
    }
    return new Truth.Verdict(intervals, peak, peakAt);
  }

  private static double exposure(Collected.Real r) {
    double visibility =
        switch (r.kind) {
          case LIKE -> 0.01;
          case COMMENT -> 0.03;
          case SHARE -> 0.1;
        };
    return visibility * (r.audience < 0 ? 150 : Math.min(r.audience, 10_000));
  }
}
