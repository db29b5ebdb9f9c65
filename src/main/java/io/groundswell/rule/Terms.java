package io.groundswell.rule;

import io.groundswell.event.Kind;
import io.groundswell.event.Rule;
import java.util.function.Function;

/**
 * The rules in force for a page at a moment, every value filled in (momentum.md sections 3, 5, 6).
 *
 * @param like visibility of a like, thousandths
 * @param comment visibility of a comment, thousandths
 * @param share visibility of a share, thousandths
 * @param threshold organic must exceed this many times the sponsored reach
 * @param release the alert lets go below this many times the sponsored reach
 * @param defaultAudience people, where an engagement does not state its audience
 * @param audienceCap people
 * @param minSupporters supporters
 * @param minSponsored people
 * @param confirm evaluations
 * @param patience evaluations
 * @param cooldownMinutes minutes
 */
public record Terms(
    int like,
    int comment,
    int share,
    double threshold,
    double release,
    int defaultAudience,
    int audienceCap,
    int minSupporters,
    int minSponsored,
    int confirm,
    int patience,
    int cooldownMinutes) {

  /** What holds where no rule says otherwise. */
  public static final Terms DEFAULT =
      new Terms(10, 30, 100, 1.0, 0.8, 150, 10_000, 10, 100, 2, 30, 10);

  /** The longest cooldown that a rule may set, ms. */
  public static final long LONGEST_COOLDOWN = 1_440 * 60_000L;

  /**
   * What a page's newest rule, else the newest of every page, else the default says.
   *
   * @param own the page's newest rule in force, null if there is none
   * @param every the newest rule of {@code *} in force, null if there is none
   */
  public static Terms of(Rule own, Rule every) {
    if ((own == null || own.deleted()) && (every == null || every.deleted())) {
      return DEFAULT;
    }
    return new Terms(
        pick(own, every, Rule::like, DEFAULT.like),
        pick(own, every, Rule::comment, DEFAULT.comment),
        pick(own, every, Rule::share, DEFAULT.share),
        pick(own, every, Rule::threshold, DEFAULT.threshold),
        pick(own, every, Rule::release, DEFAULT.release),
        pick(own, every, Rule::defaultAudience, DEFAULT.defaultAudience),
        pick(own, every, Rule::audienceCap, DEFAULT.audienceCap),
        pick(own, every, Rule::minSupporters, DEFAULT.minSupporters),
        pick(own, every, Rule::minSponsored, DEFAULT.minSponsored),
        pick(own, every, Rule::confirm, DEFAULT.confirm),
        pick(own, every, Rule::patience, DEFAULT.patience),
        pick(own, every, Rule::cooldownMinutes, DEFAULT.cooldownMinutes));
  }

  private static <V> V pick(Rule own, Rule every, Function<Rule, V> field, V fallback) {
    V value = own == null || own.deleted() ? null : field.apply(own);
    if (value == null && every != null && !every.deleted()) {
      value = field.apply(every);
    }
    return value == null ? fallback : value;
  }

  /**
   * The exposure of an organic engagement, in whole thousandths of a person: visibility(kind) x
   * min(audience or default-audience, audience-cap).
   *
   * @param audience people, negative if not stated
   */
  public long exposure(Kind kind, long audience) {
    int visibility =
        switch (kind) {
          case LIKE -> like;
          case COMMENT -> comment;
          case SHARE -> share;
        };
    return visibility * Math.min(audience < 0 ? defaultAudience : audience, audienceCap);
  }
}
