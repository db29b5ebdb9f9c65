package io.groundswell.supporter;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Contribution;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.event.ProfileDraft;

/** What a supporter's step gives out. */
public interface SupporterOutput {
  /** A change for one post. */
  void contribution(Contribution contribution);

  /** A post must not name the supporter any more. */
  void forgotten(Forgotten forgotten);

  /** A profile, or the word that nothing is told of the supporter any more. */
  void profile(ProfileDraft draft);

  /** An outcome and what brought it. */
  void outcome(AttributedOutcome outcome);

  /** An engagement said what was known already, and was passed over. */
  default void repeated() {}

  /** The first {@code add} of a chain, on its day. */
  void engaged(long day, String post, Kind kind, boolean organic);

  /** More or less supporters with an organic {@code add} on a day, and of nano tier. */
  void active(long day, int supporters, int nano);

  /** The score of a profile of a day, and whether it is the first to say nano-influencer. */
  void scored(long day, double score, boolean firstAsNanoInfluencer);

  /** The supporter must not be named for any day any more. */
  void erased();

  /** More supporters in a cohort, and of those that have come back, by {@code BACK_DAYS}. */
  void cohort(long day, Origin origin, int size, int back1, int back7, int back28);
}
