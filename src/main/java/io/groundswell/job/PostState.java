package io.groundswell.job;

import io.groundswell.alert.AlertLife;
import io.groundswell.momentum.Momentum;

/** All that is kept of one post: its momentum, its alert, and when to look at it again. */
final class PostState {
  final Momentum momentum;
  final AlertLife life;

  /** Whether the last thing given of where the post stands was a record, not a tombstone. */
  boolean given;

  /**
   * The newest slice end that was looked at. After a restart the watermark is not known until every
   * source has spoken; what comes late then must not bring past slice ends back.
   */
  long last = Long.MIN_VALUE;

  /** Where its slices are, as long as the post is held on the heap. */
  StateSlices slices;

  /** The wake-up that was asked for, a slice end, or MAX_VALUE. */
  long wake = Long.MAX_VALUE;

  PostState(Momentum momentum, AlertLife life) {
    this.momentum = momentum;
    this.life = life;
  }
}
