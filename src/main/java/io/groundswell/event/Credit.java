package io.groundswell.event;

/**
 * An outcome on its way to the one supporter it may be credited to (supporters.md section 3).
 *
 * @param supporter the referrer, where there is one who is not the supporter, else the supporter
 * @param outcome the outcome
 */
public record Credit(String supporter, Outcome outcome) implements SupporterInput {

  @Override
  public String page() {
    return outcome.page();
  }

  @Override
  public long time() {
    return outcome.time();
  }

  /** The credit that an outcome asks for, or null where it names nobody. */
  public static Credit of(Outcome outcome) {
    String who = outcome.referrer() != null ? outcome.referrer() : outcome.supporter();
    return who == null ? null : new Credit(who, outcome);
  }

  /** Whether it came through somebody else's link. */
  public boolean referred() {
    return outcome.referrer() != null && !outcome.referrer().equals(outcome.supporter());
  }
}
