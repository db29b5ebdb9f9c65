package io.groundswell.local.dataset;

import io.groundswell.event.Kind;
import java.util.Comparator;

/**
 * One like, comment or share of the extract.
 *
 * @param at when, epoch milliseconds, a whole second
 * @param order of creation within the post, which makes ids and settles ties
 * @param post the post's number in the scenario
 * @param kind what was done
 * @param person who did it
 * @param via who brought them, or null
 * @param paidBy number of the post's ad that brought them, -1 if none did
 * @param labelled whether the platform says so
 * @param removed when it was withdrawn, epoch milliseconds; 0 if it was not
 */
record Act(
    long at,
    int order,
    int post,
    Kind kind,
    People.Person person,
    People.Person via,
    int paidBy,
    boolean labelled,
    long removed) {
  static final Comparator<Act> BY_TIME =
      Comparator.comparingLong(Act::at).thenComparingInt(Act::post).thenComparingInt(Act::order);

  /** The platform's identifier of it: short, and the same on every run. */
  String id() {
    return "p" + (post + 1) + "-" + kind.wire().charAt(0) + order;
  }
}
