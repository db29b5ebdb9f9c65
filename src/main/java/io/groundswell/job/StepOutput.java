package io.groundswell.job;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Contribution;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.event.PostInput;
import io.groundswell.event.ProfileDraft;
import io.groundswell.page.CohortTally;
import io.groundswell.supporter.SupporterOutput;
import io.groundswell.time.Timing;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Sends what a supporter's step gives out on its way. */
final class StepOutput implements SupporterOutput {
  private final Output<StreamRecord<PostInput>> out;
  private final Aggregates aggregates;
  private final SupporterMeters meters;
  private boolean told;
  private String page;
  private String supporter;
  private long e;
  private long minute;

  StepOutput(Output<StreamRecord<PostInput>> out, Aggregates aggregates, SupporterMeters meters) {
    this.out = out;
    this.aggregates = aggregates;
    this.meters = meters;
  }

  /**
   * Says whose step comes next, at which slice end.
   *
   * @param isTold whether posts have been told already what they must know of it
   */
  void at(String stepPage, String stepSupporter, long end, boolean isTold) {
    told = isTold;
    page = stepPage;
    supporter = stepSupporter;
    e = end;
    minute = Timing.minuteOf(end);
  }

  @Override
  public void contribution(Contribution contribution) {
    if (!told) {
      out.collect(new StreamRecord<>(contribution));
    }
  }

  @Override
  public void forgotten(Forgotten forgotten) {
    out.collect(new StreamRecord<>(forgotten));
  }

  @Override
  public void profile(ProfileDraft draft) {
    out.collect(SupporterOperator.PROFILES, new StreamRecord<>(draft));
  }

  @Override
  public void outcome(AttributedOutcome outcome) {
    out.collect(SupporterOperator.OUTCOMES, new StreamRecord<>(outcome));
    long day = Timing.day(outcome.outcome().time());
    aggregates.day(page, day, minute).happened(outcome.outcome(), outcome.origin());
  }

  @Override
  public void repeated() {
    meters.duplicate();
  }

  @Override
  public void engaged(long day, String post, Kind kind, boolean organic) {
    aggregates.day(page, day, minute).engaged(post, kind, organic);
  }

  @Override
  public void active(long day, int supporters, int nano) {
    aggregates.day(page, day, minute).active(supporters, nano);
  }

  @Override
  public void scored(long day, double score, boolean firstAsNanoInfluencer) {
    aggregates.day(page, day, minute).scored(supporter, score, firstAsNanoInfluencer);
  }

  @Override
  public void erased() {
    aggregates.day(page, Timing.dayOfEnd(e), minute).erased(supporter);
  }

  @Override
  public void cohort(long day, Origin origin, int size, int back1, int back7, int back28) {
    aggregates.add(new CohortTally(page, day, origin, minute, size, back1, back7, back28));
  }
}
