package io.groundswell.job;

import org.apache.flink.util.MathUtils;

/**
 * Says which keys a {@link StateCache} holds: those that have come before, not long ago. It
 * remembers keys by their hash, in a table that newer ones overwrite; whom it takes for another is
 * held once in vain. (The idea is that of TinyLFU's doorkeeper, Einziger et al., 2017.)
 */
final class Doorkeeper {
  /** Lets everybody in. */
  static final Doorkeeper OPEN = new Doorkeeper(0);

  private final int[] hashes;

  /**
   * A doorkeeper.
   *
   * @param slots how many hashes are remembered, a power of two; 0: everybody is let in
   */
  Doorkeeper(int slots) {
    hashes = new int[slots];
  }

  /** Whether a key has come before; from now on it has. */
  boolean admits(String key) {
    if (hashes.length == 0) {
      return true;
    }
    // Keys alike have hashes alike. (The empty slot's 0 is, of four billion hashes, one's.)
    int hash = MathUtils.murmurHash(key.hashCode());
    int slot = hash & (hashes.length - 1);
    boolean known = hashes[slot] == hash;
    hashes[slot] = hash;
    return known;
  }
}
