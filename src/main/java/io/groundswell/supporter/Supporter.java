package io.groundswell.supporter;

import io.groundswell.event.Contribution;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Names;
import io.groundswell.event.Profile;
import io.groundswell.rule.Terms;
import io.groundswell.time.Timing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.zip.CRC32;

/**
 * All that is remembered of one supporter of one page: the newest word on each engagement of the
 * last {@code remember}, what each post was told of it, and the profile. Values in, values out: it
 * sees no clock and no state handle. It is stepped at slice ends only, each time with all facts
 * that count from there on, so that neither their order nor a repetition matters.
 */
public final class Supporter {
  /** A time that is not known. */
  static final long NEVER = Long.MIN_VALUE;

  /** How often a profile may be given, ms (supporters.md section 2). */
  private static final long PROFILE_MINUTES = 15;

  /** A supporter is forgotten when this many days have begun since the last was heard of them. */
  private static final long FORGET_DAYS = 29;

  final List<PostClicks> posts = new ArrayList<>(2);
  long firstSeen = NEVER;
  long lastSeen = NEVER;
  long audience = Engagement.UNSTATED;
  long audienceTime = NEVER;

  /** The newest slice end that something was heard of them at. */
  long heard = NEVER;

  /** Whether the last thing given was a profile. */
  boolean given;

  /** The newest slice end that was stepped to. */
  long last = NEVER;

  /** The wake-up that was asked for, a slice end, or {@link Long#MAX_VALUE}. */
  long wake = Long.MAX_VALUE;

  /** What a step gives out. */
  public interface Output {
    /** A change for one post. */
    void contribution(Contribution contribution);

    /** A profile, or the word that the supporter is forgotten. */
    void profile(Profile profile);
  }

  /** The slice end that {@link #next} last asked to be woken at, else {@link Long#MAX_VALUE}. */
  public long wake() {
    return wake;
  }

  /** Remembers the slice end that it will be woken at. */
  public void wake(long end) {
    wake = end;
  }

  /**
   * The newest slice end that was stepped to. After a restart the watermark is not known until
   * every source has spoken; what comes late then counts from the slice end after this one.
   */
  public long last() {
    return last;
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
   * @param out what the step gives out
   */
  public void step(
      String page,
      String name,
      long e,
      List<Engagement> facts,
      LongFunction<Terms> terms,
      Timing timing,
      Output out) {
    last = e;
    if (!isEmpty() && e >= forgottenAt(timing)) {
      forget(page, name, e, out);
    }
    List<PostClicks> touched = new ArrayList<>(2);
    for (PostClicks post : posts) {
      if (post.fallsBackAt(e)) {
        touched.add(post);
      }
    }
    boolean newcomer = firstSeen == NEVER;
    for (Engagement fact : facts) {
      take(fact, e, newcomer, terms, timing, touched);
    }
    for (PostClicks post : touched) {
      Contribution change = post.settle(page, name, e, timing);
      if (change != null) {
        out.contribution(change);
      }
    }
    prune(e, timing);
    if (profileDue(page, name, e) && firstSeen != NEVER) {
      given = true;
      out.profile(
          new Profile(page, name, e, true, firstSeen, lastSeen, audience, countDay(e, timing)));
    }
  }

  private void take(
      Engagement fact,
      long e,
      boolean newcomer,
      LongFunction<Terms> terms,
      Timing timing,
      List<PostClicks> touched) {
    PostClicks post = post(fact.post());
    Click old = post.find(fact);
    if (old != null && old.repeats(fact)) {
      return;
    }
    // A late word that a newer one has replaced already may be a repetition: it is no news.
    if (old == null || old.yieldsTo(fact) || timing.end(fact.time()) >= e) {
      heard = Math.max(heard, e);
    }
    if (fact.add()) {
      // Once evaluated, firstSeen never moves: only the facts of its own slice may bring it back.
      firstSeen =
          firstSeen == NEVER || (newcomer && fact.time() < firstSeen) ? fact.time() : firstSeen;
      lastSeen = Math.max(lastSeen, fact.time());
      if (fact.audience() != Engagement.UNSTATED
          && (fact.time() > audienceTime
              || (fact.time() == audienceTime && fact.audience() > audience))) {
        audience = fact.audience();
        audienceTime = fact.time();
      }
    }
    if (old == null || old.yieldsTo(fact)) {
      long exposure =
          fact.add() && fact.organic()
              ? terms.apply(timing.end(fact.time())).exposure(fact.kind(), fact.audience())
              : 0;
      post.put(old, Click.of(fact, exposure), e, timing);
      if (!touched.contains(post)) {
        touched.add(post);
      }
    }
  }

  private PostClicks post(String name) {
    for (PostClicks post : posts) {
      if (post.post.equals(name)) {
        return post;
      }
    }
    PostClicks post = new PostClicks(name, new ArrayList<>(1));
    posts.add(post);
    return post;
  }

  /** Drops what no fact that is still taken can concern, and no count sees any more. */
  private void prune(long e, Timing timing) {
    for (Iterator<PostClicks> each = posts.iterator(); each.hasNext(); ) {
      PostClicks post = each.next();
      post.clicks.removeIf(click -> timing.end(click.time()) + keep(timing) <= e);
      if (post.clicks.isEmpty()) {
        each.remove();
      }
    }
  }

  private static long keep(Timing timing) {
    return Math.max(timing.remember(), Timing.DAY);
  }

  private void forget(String page, String name, long e, Output out) {
    if (given) {
      out.profile(Profile.forgotten(page, name, e));
    }
    posts.clear();
    firstSeen = NEVER;
    lastSeen = NEVER;
    audience = Engagement.UNSTATED;
    audienceTime = NEVER;
    heard = NEVER;
    given = false;
  }

  /** The first slice end of the day on which the supporter is forgotten, if nothing is heard. */
  public long forgottenAt(Timing timing) {
    return (Timing.dayOfEnd(heard) + FORGET_DAYS) * Timing.DAY + timing.slice();
  }

  private boolean profileDue(String page, String name, long e) {
    return Timing.wholeMinute(e)
        && heard != NEVER
        && heard > e - PROFILE_MINUTES * Timing.MINUTE
        && Math.floorMod(e / Timing.MINUTE, PROFILE_MINUTES) == profileMinute(page, name);
  }

  /** The supporter's minute of the quarter hour: CRC-32 of the record's key, modulo 15. */
  static long profileMinute(String page, String name) {
    CRC32 crc = new CRC32();
    crc.update(Names.key(page, name).getBytes(StandardCharsets.US_ASCII));
    return crc.getValue() % PROFILE_MINUTES;
  }

  private Profile.Counts countDay(long e, Timing timing) {
    int[] organic = new int[3];
    int sponsored = 0;
    for (PostClicks post : posts) {
      for (Click click : post.clicks) {
        if (click.add() && timing.end(click.time()) > e - Timing.DAY) {
          if (click.organic()) {
            organic[click.kind().ordinal()]++;
          } else {
            sponsored++;
          }
        }
      }
    }
    return new Profile.Counts(
        organic[Kind.LIKE.ordinal()],
        organic[Kind.COMMENT.ordinal()],
        organic[Kind.SHARE.ordinal()],
        sponsored);
  }

  /**
   * The next slice end after {@code e} at which something happens though no fact comes: a fallback,
   * a profile, the end of what is remembered; {@link Long#MAX_VALUE} if nothing ever does.
   */
  public long next(String page, String name, long e, Timing timing) {
    if (isEmpty()) {
      return Long.MAX_VALUE;
    }
    long next = forgottenAt(timing);
    long newest = NEVER;
    for (PostClicks post : posts) {
      next = Math.min(next, post.nextFallback(timing));
      for (Click click : post.clicks) {
        newest = Math.max(newest, click.time());
      }
    }
    if (newest != NEVER) {
      next = Math.min(next, timing.end(newest) + keep(timing));
    }
    long profile = nextProfile(page, name, e);
    if (firstSeen != NEVER && heard > profile - PROFILE_MINUTES * Timing.MINUTE) {
      next = Math.min(next, profile);
    }
    return next;
  }

  private static long nextProfile(String page, String name, long e) {
    long minute = Timing.nextMinute(e) / Timing.MINUTE;
    long wait = Math.floorMod(profileMinute(page, name) - minute, PROFILE_MINUTES);
    return (minute + wait) * Timing.MINUTE;
  }
}
