package io.groundswell.job;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Contribution;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.event.ProfileDraft;
import io.groundswell.supporter.SupporterOutput;

/** Where what a supporter's step gives out goes when only its state is wanted. */
enum Nowhere implements SupporterOutput {
  OUTPUT;

  @Override
  public void contribution(Contribution contribution) {}

  @Override
  public void forgotten(Forgotten forgotten) {}

  @Override
  public void profile(ProfileDraft draft) {}

  @Override
  public void outcome(AttributedOutcome outcome) {}

  @Override
  public void engaged(long day, String post, Kind kind, boolean organic) {}

  @Override
  public void active(long day, int supporters, int nano) {}

  @Override
  public void scored(long day, double score, boolean firstAsNanoInfluencer) {}

  @Override
  public void erased() {}

  @Override
  public void cohort(long day, Origin origin, int size, int back1, int back7, int back28) {}
}
