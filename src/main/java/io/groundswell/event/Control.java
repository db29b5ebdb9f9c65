package io.groundswell.event;

/** What every subtask of the keyed steps must know, whatever its keys: broadcast. */
public sealed interface Control permits Rule, Erasure {

  /** The page it is about, or {@link Rule#EVERY_PAGE}. */
  String page();

  /** From when on it holds, epoch milliseconds. */
  long time();
}
