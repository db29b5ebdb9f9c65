package io.groundswell.measure;

import java.util.Arrays;

/** How large the entries of one state are, in bytes: key and value together. */
final class Sizes {
  private int[] all = new int[1024];
  private int count;
  private long keys;

  void add(int key, int value) {
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
    }
    all[count++] = key + value;
    keys += key;
  }

  int count() {
    return count;
  }

  long sum() {
    return Arrays.stream(all, 0, count).asLongStream().sum();
  }

  double mean() {
    return count == 0 ? 0 : (double) sum() / count;
  }

  double meanKey() {
    return count == 0 ? 0 : (double) keys / count;
  }

  /** The smallest size that so great a share of the entries does not surpass. */
  int quantile(double share) {
    int[] sorted = Arrays.copyOf(all, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
  }
}
