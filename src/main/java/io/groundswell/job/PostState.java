package io.groundswell.job;

import io.groundswell.alert.AlertLife;
import io.groundswell.momentum.Momentum;

/** All that is kept of one post: its momentum, its alert, and when to look at it again. */
final class PostState {
  final Momentum momentum;
  final AlertLife life;

  /** Whether the last thing given of where the post stands was a record, not a tombstone. */
  boolean given;

  /** The wake-up that was asked for, a slice end, or MAX_VALUE. */
  long wake = Long.MAX_VALUE;

  PostState(Momentum momentum, AlertLife life) {
    this.momentum = momentum;
    this.life = life;
  }
}
