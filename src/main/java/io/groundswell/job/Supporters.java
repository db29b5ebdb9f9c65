package io.groundswell.job;

import io.groundswell.supporter.Supporter;
import org.apache.flink.api.common.state.ValueState;

/** How many supporters stand on the heap in front of their state. */
final class Supporters {
  /**
   * So many supporters and engagements of them are held as objects, of up to some 200 bytes each.
   * More cost the garbage collector more than they save: most people don't come back within
   * minutes.
   */
  private static final int HELD = 20_000;

  /** Who comes again before about so many others have come is held so; a power of two. */
  private static final int KEYS = 1 << 13;

  private Supporters() {}

  /**
   * Their cache.
   *
   * @param owner whose keyed state it is
   * @param rows those of the others, as bytes
   */
  static StateCache<Supporter> cache(
      ValueState<Supporter> state, StateCache.Owner owner, Rows<Supporter> rows) {
    return StateCache.of(state, owner, Supporter::size, HELD, new Doorkeeper(KEYS), rows);
  }
}
