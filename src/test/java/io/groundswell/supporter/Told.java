package io.groundswell.supporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.Tier;
import io.groundswell.supporter.NaiveSupporter.Counts;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that a supporter has given out, added up as its posts, pages and cohorts do. */
final class Told implements SupporterOutput {
  /** A score of a day. */
  record Scored(long day, double score, boolean firstAsNanoInfluencer) {}

  final Map<String, Map<List<Object>, Long>> spans = new HashMap<>();
  final List<Contribution> contributions = new ArrayList<>();
  final List<ProfileDraft> profiles = new ArrayList<>();
  final List<AttributedOutcome> outcomes = new ArrayList<>();
  final List<Forgotten> forgotten = new ArrayList<>();
  final List<Long> erased = new ArrayList<>();
  final List<Scored> scores = new ArrayList<>();

  /** By day, post, kind and whether organic. */
  final Map<List<Object>, Integer> engaged = new HashMap<>();

  /** By day: supporters and those of nano tier. */
  final Map<Long, List<Integer>> active = new HashMap<>();

  /** By day and origin: size, and who came back. */
  final Map<List<Object>, List<Integer>> cohorts = new HashMap<>();

  private final Timing timing;
  private long e;

  Told(Timing timing) {
    this.timing = timing;
  }

  /** Says which slice end is stepped to. */
  void at(long end) {
    e = end;
  }

  @Override
  public void contribution(Contribution c) {
    assertThat(c.at()).isEqualTo(e);
    assertThat(c.spans()).isNotEmpty();
    contributions.add(c);
    boolean begins = false;
    for (Span span : c.spans()) {
      assertThat(span.until()).isGreaterThan(e).isLessThanOrEqualTo(e + timing.window());
      count(c.post(), span, c.at(), span.begins() ? 1 : -1);
      count(c.post(), span, span.until(), span.begins() ? -1 : 1);
      if (span.what() == What.STRONGEST && span.begins()) {
        begins = true;
        assertThat(span.nano()).isEqualTo(c.tier() == Tier.NANO);
      }
    }
    assertThat(c.tier() != null).as("who begins is told").isEqualTo(begins);
    assertThat(Double.isNaN(c.score())).isEqualTo(!begins);
  }

  private void count(String post, Span span, long at, long sign) {
    spans
        .computeIfAbsent(post, name -> new HashMap<>())
        .merge(
            List.of(at, span.what(), span.kind(), span.thousandths(), span.nano()),
            sign,
            Long::sum);
  }

  /** What a post counts at {@code end}. */
  Counts counts(String post, long end) {
    long c = 0;
    Kind kind = null;
    List<Integer> organic = new ArrayList<>(List.of(0, 0, 0));
    List<Integer> sponsored = new ArrayList<>(List.of(0, 0, 0));
    Map<List<Object>, Long> strongest = new HashMap<>();
    for (Map.Entry<List<Object>, Long> change : spans.getOrDefault(post, Map.of()).entrySet()) {
      List<Object> key = change.getKey();
      if ((long) key.get(0) > end) {
        continue;
      }
      Kind of = (Kind) key.get(2);
      if (key.get(1) == What.STRONGEST) {
        strongest.merge(List.of(of, key.get(3), key.get(4)), change.getValue(), Long::sum);
      } else {
        List<Integer> count = key.get(1) == What.ORGANIC ? organic : sponsored;
        count.set(of.ordinal(), count.get(of.ordinal()) + (int) (long) change.getValue());
      }
    }
    strongest.values().removeIf(times -> times == 0);
    assertThat(strongest.size()).as("at most one contribution counts").isLessThan(2);
    for (Map.Entry<List<Object>, Long> one : strongest.entrySet()) {
      assertThat(one.getValue()).isEqualTo(1);
      kind = (Kind) one.getKey().get(0);
      c = (long) one.getKey().get(1);
    }
    return new Counts(c, kind, organic, sponsored);
  }

  @Override
  public void forgotten(Forgotten word) {
    assertThat(word.at()).isEqualTo(e);
    forgotten.add(word);
  }

  @Override
  public void profile(ProfileDraft draft) {
    assertThat(draft.profile().at()).isEqualTo(e);
    profiles.add(draft);
  }

  @Override
  public void outcome(AttributedOutcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void engaged(long day, String post, Kind kind, boolean organic) {
    engaged.merge(List.of(day, post, kind, organic), 1, Integer::sum);
  }

  @Override
  public void active(long day, int supporters, int nano) {
    active.merge(day, List.of(supporters, nano), Told::plus);
  }

  @Override
  public void scored(long day, double score, boolean firstAsNanoInfluencer) {
    scores.add(new Scored(day, score, firstAsNanoInfluencer));
  }

  @Override
  public void erased() {
    erased.add(e);
  }

  @Override
  public void cohort(long day, Origin origin, int size, int back1, int back7, int back28) {
    cohorts.merge(List.of(day, origin), List.of(size, back1, back7, back28), Told::plus);
    cohorts.values().removeIf(List.of(0, 0, 0, 0)::equals);
  }

  static List<Integer> plus(List<Integer> one, List<Integer> other) {
    List<Integer> sum = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      sum.add(one.get(i) + other.get(i));
    }
    return sum;
  }
}
