package io.groundswell.job;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Contribution;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.event.PostInput;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.Retraction;
import io.groundswell.event.SupporterInput;
import io.groundswell.supporter.Supporter;
import io.groundswell.supporter.SupporterOutput;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Tells posts what follows from a slice's facts while it is not known yet whether they are all: so
 * most of the work is done when the slice is passed, and an alert need not wait for it. Supporters
 * are stepped for this on copies, which nothing is kept of. Where another fact comes after all,
 * what was told is taken back and told anew. As a step depends on nothing but what is known of the
 * supporter and what waits, to take back is to step such a copy again.
 */
final class Ahead {
  /** Steps a supporter as it is to be stepped at a slice end. */
  interface Stepper {
    /** Steps it; nothing but its argument may change. */
    void step(Supporter supporter, String key, long e, List<SupporterInput> come, Word word);
  }

  /** What a step says to posts. The rest of what it says is not for now. */
  static final class Word implements SupporterOutput {
    private final List<Contribution> contributions = new ArrayList<>(2);
    private boolean forgets;

    @Override
    public void contribution(Contribution contribution) {
      contributions.add(contribution);
    }

    @Override
    public void forgotten(Forgotten forgotten) {
      forgets = true;
    }

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

  /** What posts must know of a slice is told from one part in so many of a slice after it on. */
  private static final int PARTS_TO_WAIT = 8;

  /** With each fact posts are told of so many supporters. */
  private static final int SUPPORTERS_PER_FACT = 4;

  private final Agenda<SupporterInput> agenda;
  private final StateCache.Owner owner;
  private final Timing timing;
  private final StateCache<Supporter> supporters;
  private final UnaryOperator<Supporter> copier;
  private final Stepper stepper;
  private final Consumer<PostInput> out;
  private Walk<SupporterInput> walk;
  private long walkOf = Long.MIN_VALUE;

  /** How old the fact was that came last, ms. */
  private long age = Long.MAX_VALUE;

  /**
   * Nothing is told yet.
   *
   * @param agenda what waits
   * @param owner whose keyed state it is
   * @param timing how time is cut
   * @param supporters the supporters
   * @param copier copies one
   * @param stepper steps them
   * @param out where posts listen
   */
  Ahead(
      Agenda<SupporterInput> agenda,
      StateCache.Owner owner,
      Timing timing,
      StateCache<Supporter> supporters,
      UnaryOperator<Supporter> copier,
      Stepper stepper,
      Consumer<PostInput> out) {
    this.agenda = agenda;
    this.owner = owner;
    this.timing = timing;
    this.supporters = supporters;
    this.copier = copier;
    this.stepper = stepper;
    this.out = out;
  }

  /** Takes note of a fact that has come: its time, and that of the wall clock. */
  void heard(long time, long now) {
    age = now - time;
  }

  /** Whether what came last is about the slice that is or the one before: no catching up. */
  boolean isLive() {
    return Math.abs(age) < timing.slice();
  }

  /**
   * Tells what follows from the facts of some supporters at slice end {@code e}, which must be the
   * next to be passed, if there is time to do things twice. Another supporter is the current one
   * then.
   *
   * @param time that of a fact that has come: from some time after {@code e} on most have
   */
  void tell(long e, long time) throws Exception {
    if (!isLive() || time < e + timing.slice() / PARTS_TO_WAIT) {
      return;
    }
    if (walkOf != e) {
      letGo();
      Waiting<SupporterInput> due = agenda.at(e);
      if (due == null) {
        return;
      }
      walkOf = e;
      walk = due.walk();
    }
    if (walk == null) {
      return;
    }
    for (int i = 0; i < SUPPORTERS_PER_FACT && walk.next(); i++) {
      if (!walk.someTold()) {
        tellNext(e);
      }
    }
  }

  private void tellNext(long e) throws Exception {
    String key = walk.key();
    List<SupporterInput> come = walk.inputs();
    owner.lookAt(key);
    Supporter supporter = supporters.copy(key, copier);
    if (come.isEmpty() ? supporter == null || supporter.wake() != e : isPast(supporter, e)) {
      return;
    }
    Word word = word(supporter, key, e, come);
    if (!word.forgets) {
      word.contributions.forEach(out);
      walk.told(true);
    }
  }

  private static boolean isPast(Supporter supporter, long e) {
    return supporter != null && e <= supporter.last();
  }

  private Word word(Supporter known, String key, long e, List<SupporterInput> come) {
    Word word = new Word();
    stepper.step(known == null ? new Supporter() : known, key, e, come, word);
    return word;
  }

  /** Takes back what was told of the operator's current key. */
  void takeBack(String key, long e, List<SupporterInput> told) throws Exception {
    for (Contribution each : word(supporters.copy(key, copier), key, e, told).contributions) {
      out.accept(new Retraction(each));
    }
  }

  /**
   * Takes back all that was told of slices that are not passed. The current key is another then.
   */
  void takeAllBack() throws Exception {
    letGo();
    for (long e : agenda.toldEnds()) {
      Walk<SupporterInput> all = agenda.at(e).walk();
      while (all.next()) {
        if (all.someTold()) {
          String key = all.key();
          owner.lookAt(key);
          takeBack(key, e, all.toldInputs());
          all.told(false);
        }
      }
      all.letGo();
    }
  }

  private void letGo() {
    if (walk != null) {
      walk.letGo();
      walk = null;
    }
  }
}
