package io.groundswell.supporter;

import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Contribution;
import io.groundswell.event.Credit;
import io.groundswell.event.Engagement;
import io.groundswell.event.Forgotten;
import io.groundswell.event.Mention;
import io.groundswell.event.Names;
import io.groundswell.event.Profile;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Tier;
import io.groundswell.rule.Terms;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * All that is remembered of one supporter of one page: their standing engagements of the last 28
 * days, what each post was told of them, who named them, and what was credited to them. Values in,
 * values out: it sees no clock and no state handle. It is stepped at slice ends only, each time
 * with all facts that count from there on, so that neither their order nor a repetition matters.
 */
public final class Supporter {
  /** A time that is not known. */
  static final long NEVER = Long.MIN_VALUE;

  /** A supporter is forgotten when this many days have begun since the last was heard of them. */
  private static final long FORGET_DAYS = 29;

  final List<PostClicks> posts = new ArrayList<>(2);
  final Sightings sightings = new Sightings();
  final Brought brought = new Brought();

  /** What was credited to them, by kind. */
  SortedMap<String, Integer> outcomes = Collections.emptySortedMap();

  /** The newest slice end that something was heard of them at. */
  long heard = NEVER;

  /** Whether the last thing given was a profile. */
  boolean given;

  /** Whether a profile has ever been given, though it may have been taken back. */
  boolean everGiven;

  /** Up to when what they did was erased, or NEVER. */
  long erased = NEVER;

  /** The newest slice end that was stepped to. */
  long last = NEVER;

  /**
   * What times of engagements are written as differences to, or NEVER: it stays for a month, so
   * that what has not changed is written as it was read.
   */
  long anchor = NEVER;

  /** The wake-up that was asked for, a slice end, or {@link Long#MAX_VALUE}. */
  long wake = Long.MAX_VALUE;

  /** What a step is about, and what holds there. */
  private record At(
      String page,
      String name,
      long e,
      LongFunction<Terms> terms,
      Erasures erasures,
      Timing timing,
      SupporterOutput out) {}

  /** The slice end that {@link #next} last asked to be woken at, else {@link Long#MAX_VALUE}. */
  public long wake() {
    return wake;
  }

  /**
   * Remembers the slice end that it will be woken at; returns whether that must be kept anew. That
   * it was woken, and will not be again, need not: what it was woken at is over for good.
   */
  public boolean wake(long end, long e) {
    boolean news = end != Long.MAX_VALUE || (wake > e && wake != Long.MAX_VALUE);
    wake = end;
    return news;
  }

  /**
   * The newest slice end that was stepped to. After a restart the watermark is not known until
   * every source has spoken; what comes late then counts from the slice end after this one.
   */
  public long last() {
    return last;
  }

  /** How much is remembered: one, and one for each engagement. */
  public int size() {
    int size = 1;
    for (PostClicks post : posts) {
      size += post.size();
    }
    return size;
  }

  /** Whether nothing is remembered: there is no state to keep. */
  public boolean isEmpty() {
    return heard == NEVER;
  }

  /**
   * Steps to slice end {@code e}.
   *
   * @param page the page
   * @param name the supporter
   * @param e the slice end, epoch milliseconds; never one before the last
   * @param facts what counts from {@code e} on, in any order, possibly nothing
   * @param terms the page's rules in force at a slice end
   * @param erasures who was erased
   * @param out what the step gives out
   * @return whether what is remembered must be kept anew: not where a profile was due and nothing
   *     else, nor for {@link #last} alone
   */
  public boolean step(
      String page,
      String name,
      long e,
      List<SupporterInput> facts,
      LongFunction<Terms> terms,
      Erasures erasures,
      Timing timing,
      SupporterOutput out) {
    At at = new At(page, name, e, terms, erasures, timing, out);
    last = e;
    if (anchor == NEVER || e - anchor > Timing.MONTH_DAYS * Timing.DAY) {
      anchor = e;
      // Writing changes nothing: a backend may have two threads write at once.
      posts.forEach(PostClicks::clicks);
    }
    boolean gave = given;
    boolean changed = forget(page, name, e, timing, out);
    changed = erase(at) || changed || !facts.isEmpty();
    List<PostClicks> touched = new ArrayList<>(2);
    ClickCursor cursor = new ClickCursor();
    for (PostClicks post : posts) {
      if (post.fallsBackAt(e, timing, cursor)) {
        touched.add(post);
      }
    }
    take(facts, touched, at);
    changed = brought.prune(page, e, erasures, timing) || changed || !touched.isEmpty();
    Standing now =
        new Standing(
            Tier.of(sightings.audience),
            () -> Profiles.rating(this, Month.of(posts, e), e).score());
    for (PostClicks post : touched) {
      Contribution change = post.settle(page, name, e, now, timing);
      if (change != null) {
        out.contribution(change);
      }
    }
    changed |= prune(e, timing, cursor);
    return profile(at) || changed || given != gave;
  }

  /** All of it goes where the supporter was erased since; returns whether they were. */
  private boolean erase(At at) {
    long until = at.erasures.until(at.page, at.name, at.e, at.timing);
    if (until <= erased) {
      return false;
    }
    erased = until;
    if (isEmpty()) {
      return true;
    }
    for (PostClicks post : posts) {
      boolean named = post.mayNameAt(at.e, at.timing);
      Contribution change = post.withdraw(at.page, at.name, at.e, at.timing);
      if (change != null) {
        at.out.contribution(change);
      }
      if (named) {
        at.out.forgotten(new Forgotten(at.page, post.post(), at.name, at.e));
      }
    }
    at.out.erased();
    forget(at.page, at.name, at.e, true, at.out);
    return true;
  }

  /**
   * Forgets who has been quiet for a month, if that is so at slice end {@code e}. It need not be
   * called at once: what it tells is dated from when it was so, and a step forgets by itself.
   *
   * @return whether it was so
   */
  public boolean forget(String page, String name, long e, Timing timing, SupporterOutput out) {
    if (isEmpty() || e < forgottenAt(timing)) {
      return false;
    }
    forget(page, name, forgottenAt(timing), everGiven, out);
    return true;
  }

  private void forget(String page, String name, long end, boolean tell, SupporterOutput out) {
    if (tell) {
      tombstone(page, name, end, out);
    }
    posts.clear();
    sightings.clear();
    brought.clear();
    outcomes = Collections.emptySortedMap();
    heard = NEVER;
    given = false;
    everGiven = false;
  }

  private static void tombstone(String page, String name, long end, SupporterOutput out) {
    out.profile(new ProfileDraft(Profile.forgotten(page, name, end), new ProfileDraft.Engaged[0]));
  }

  private void take(List<SupporterInput> facts, List<PostClicks> touched, At at) {
    List<Engagement> engagements = new ArrayList<>(facts.size());
    List<Credit> credits = new ArrayList<>(0);
    for (SupporterInput fact : facts) {
      if (fact.time() <= erased) {
        continue;
      }
      if (fact instanceof Engagement engagement) {
        engagements.add(engagement);
      } else if (fact instanceof Mention mention) {
        take(mention, at);
      } else if (fact instanceof Credit credit) {
        credits.add(credit);
      }
    }
    engagements.sort(Click.ORDER);
    boolean newcomer = sightings.none();
    for (Engagement fact : engagements) {
      take(fact, newcomer, touched, at);
    }
    // What an outcome is credited for stands at its end: after all engagements of its slice.
    for (Credit credit : credits) {
      take(credit, at);
    }
  }

  private void take(Mention mention, At at) {
    long by = Erasures.digest(mention.by());
    if (mention.time() <= at.erasures.until(at.page, by, at.e, at.timing)) {
      return;
    }
    if (brought.take(by, mention.time()) || at.timing.end(mention.time()) >= at.e) {
      heard = at.e;
    }
  }

  private void take(Credit credit, At at) {
    String who = credit.outcome().supporter();
    if (who != null && credit.time() <= at.erasures.until(at.page, who, at.e, at.timing)) {
      return;
    }
    AttributedOutcome attributed = Touches.attribute(credit, posts);
    if (attributed.creditedTo() != null) {
      credit(credit.outcome().kind(), 1);
      heard = at.e;
    }
    at.out.outcome(attributed);
  }

  /** So many more outcomes of a kind are credited to them. */
  void credit(String kind, int count) {
    if (outcomes.isEmpty()) {
      outcomes = new TreeMap<>(Names::compare);
    }
    outcomes.merge(kind, count, Integer::sum);
  }

  private void take(Engagement fact, boolean newcomer, List<PostClicks> touched, At at) {
    PostClicks post = post(fact.post());
    Click old = post.find(fact, at.timing);
    if (old != null && old.repeats(fact)) {
      at.out.repeated();
      return;
    }
    boolean newer = old == null || old.yieldsTo(fact);
    // A late word that a newer one has replaced already may be a repetition: it is no news.
    if (newer || at.timing.end(fact.time()) >= at.e) {
      heard = at.e;
    }
    boolean counted = old != null && old.counted();
    if (fact.add()) {
      sightings.take(fact, newcomer, at.out);
      if (!counted) {
        at.out.engaged(Timing.day(fact.time()), fact.post(), fact.kind(), fact.organic());
      }
    }
    if (newer) {
      long exposure =
          fact.add() && fact.organic()
              ? at.terms.apply(at.timing.end(fact.time())).exposure(fact.kind(), fact.audience())
              : 0;
      post.put(old, Click.of(fact, exposure, counted || fact.add()), at.e, at.timing);
      if (!touched.contains(post)) {
        touched.add(post);
      }
    } else if (fact.add() && !counted) {
      post.count(old);
    }
  }

  private PostClicks post(String name) {
    for (PostClicks post : posts) {
      if (post.isOf(name)) {
        return post;
      }
    }
    PostClicks post = new PostClicks(name, new ArrayList<>(1));
    posts.add(post);
    return post;
  }

  /**
   * Drops what no fact that is still taken can concern, and no count sees any more; returns whether
   * there was any. A late fact meets what is left of it or does not, so that this must be kept.
   */
  private boolean prune(long e, Timing timing, ClickCursor cursor) {
    Horizons horizons = Horizons.at(e, timing);
    boolean changed = false;
    for (PostClicks post : posts) {
      changed |= post.prune(horizons, cursor);
    }
    if (changed) {
      posts.removeIf(post -> post.size() == 0);
    }
    sightings.prune(Timing.dayOfEnd(e));
    return changed;
  }

  /** The first slice end of the day on which the supporter is forgotten, if nothing is heard. */
  public long forgottenAt(Timing timing) {
    return timing.beginningOfDay(Timing.dayOfEnd(heard) + FORGET_DAYS);
  }

  /**
   * Gives a profile, or takes the last one back, if one is due; returns whether a day was marked.
   */
  private boolean profile(At at) {
    if (!Profiles.isDue(this, at.page, at.name, at.e)) {
      return false;
    }
    Month month = Month.of(posts, at.e);
    if (month.all() < Profiles.LEAST_ENGAGEMENTS) {
      if (given) {
        given = false;
        tombstone(at.page, at.name, at.e, at.out);
      }
      return false;
    }
    given = true;
    everGiven = true;
    Profile profile = Profiles.of(this, month, at.page, at.name, at.e, at.timing);
    at.out.profile(new ProfileDraft(profile, Month.engaged(posts, at.e)));
    long today = Timing.dayOfEnd(at.e);
    DayMark mark = profile.nanoInfluencer() ? sightings.mark(today) : null;
    boolean first = mark != null && !mark.nanoInfluencer;
    at.out.scored(today, profile.rating().score(), first);
    if (first) {
      mark.nanoInfluencer = true;
    }
    return first;
  }

  /**
   * The next slice end after {@code e} at which something happens though no fact comes: a fallback,
   * a profile; {@link Long#MAX_VALUE} if nothing does. (That they are {@link #forget forgotten} is
   * looked for once a day for all.)
   */
  public long next(String page, String name, long e, Timing timing) {
    return Math.min(nextFallback(timing), nextProfile(page, name, e));
  }

  /** Of {@link #next} that at which something takes the place of what a post counts. */
  public long nextFallback(Timing timing) {
    long next = Long.MAX_VALUE;
    ClickCursor cursor = new ClickCursor();
    for (PostClicks post : posts) {
      next = Math.min(next, post.nextFallback(timing, cursor));
    }
    return next;
  }

  /** Of {@link #next} that at which a profile is due. */
  public long nextProfile(String page, String name, long e) {
    return isEmpty() ? Long.MAX_VALUE : Profiles.next(this, page, name, e);
  }
}
