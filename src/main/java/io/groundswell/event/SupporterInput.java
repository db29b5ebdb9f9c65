package io.groundswell.event;

/** What the supporter step takes in, keyed by (page, supporter). */
public sealed interface SupporterInput permits Engagement, Mention, Credit, Erasure {

  /** The page whose supporter this is about. */
  String page();

  /** The supporter this is about. */
  String supporter();

  /** When it happened, epoch milliseconds. */
  long time();
}
