package io.groundswell.job;

import io.groundswell.time.Timing;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * Looks at all keys of a state when a day has begun, for those that are quiet for so long by then
 * that they are forgotten: not at once, but some with each watermark.
 */
final class Forgetting implements AutoCloseable {
  /** So many keys are looked at with one watermark. */
  static final int KEYS_PER_WATERMARK = 1_000;

  /** So long after a day has begun all have been looked at, ms. */
  private static final long SPREAD = 60 * Timing.MINUTE;

  private final KeyedStateBackend<String> backend;
  private final String state;
  private final Timing timing;
  private Sweep sweep = Sweep.NONE;

  /** The day on which {@link #sweep} began. */
  private long swept = Long.MIN_VALUE;

  Forgetting(KeyedStateBackend<String> backend, String state, Timing timing) {
    this.backend = backend;
    this.state = state;
    this.timing = timing;
  }

  /** Writes to the state what is held in front of it. */
  interface Flush {
    /** Writes it. */
    void flush() throws Exception;
  }

  /** Forgets a key where it is time to. */
  interface Forget {
    /** Forgets it, if it is quiet for long enough at slice end {@code e}. */
    void forget(String key, long e) throws Exception;
  }

  /**
   * Goes on.
   *
   * @param today where event time stands for forgetting: a replay's ends with its facts
   * @param watermark where it stands
   */
  void next(long today, long watermark, Flush flush, Forget forget) throws Exception {
    if (today < SliceOperator.UNKNOWN) {
      return;
    }
    long day = Timing.dayOfEnd(today);
    if (today >= timing.beginningOfDay(day) && day != swept) {
      swept = day;
      sweep.close();
      flush.flush();
      sweep = Sweep.of(backend, state);
    }
    // A day that goes by at once, as at the end of a replay, has its people forgotten at once.
    boolean late = watermark > timing.beginningOfDay(day) + SPREAD;
    sweep.next(late ? Integer.MAX_VALUE : KEYS_PER_WATERMARK, key -> forget.forget(key, today));
  }

  @Override
  public void close() {
    sweep.close();
  }
}
