package io.groundswell.event;

/** What the momentum step takes in, keyed by (page, post). */
public sealed interface PostInput permits Contribution, Retraction, Forgotten, AdSnapshot, Post {

  /** The page whose post this is about. */
  String page();

  /** The post this is about. */
  String post();
}
