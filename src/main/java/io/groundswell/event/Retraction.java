package io.groundswell.event;

/**
 * The word to a post that a contribution does not hold: it was told before its slice end was
 * passed, and another fact of that slice has come since. It comes before the watermark passes
 * {@link Contribution#at}, so that the contribution never counts.
 *
 * @param what the contribution
 */
public record Retraction(Contribution what) implements PostInput {

  @Override
  public String page() {
    return what.page();
  }

  @Override
  public String post() {
    return what.post();
  }
}
