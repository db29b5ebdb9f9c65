package io.groundswell.supporter;

import io.groundswell.time.Timing;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Word of mouth: who named a supporter in {@code via}, and when last (supporters.md section 2,
 * pull). Names are kept as digests: only their number matters, and nobody's state should have to be
 * searched for those who want to be forgotten.
 */
final class Brought {
  /** So many count, the newest. */
  private static final int MOST = 200;

  private static final Comparator<Map.Entry<Long, Long>> NEWEST_FIRST =
      Map.Entry.<Long, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

  /** Most people are named by nobody: they share this. */
  private static final Map<Long, Long> NOBODY = Map.of();

  /** In the order in which they were written, if they were: then they are soon sorted again. */
  private Map<Long, Long> newest = NOBODY;

  /** Takes a mention; returns whether it is news. */
  boolean take(long by, long time) {
    Long known = newest.get(by);
    if (known != null && known >= time) {
      return false;
    }
    put(by, time);
    if (newest.size() > MOST) {
      newest.remove(inOrder().get(MOST).getKey());
    }
    return true;
  }

  private List<Map.Entry<Long, Long>> inOrder() {
    List<Map.Entry<Long, Long>> entries = new ArrayList<>(newest.entrySet());
    entries.sort(NEWEST_FIRST);
    return entries;
  }

  /** B: how many named the supporter in the last 28 days. */
  int count(long e) {
    int count = 0;
    for (long time : newest.values()) {
      count += Timing.inMonth(Timing.day(time), e) ? 1 : 0;
    }
    return count;
  }

  /**
   * Forgets who was erased since, and what is too old to count at {@code e}; returns whether there
   * was any.
   */
  boolean prune(String page, long e, Erasures erasures, Timing timing) {
    if (newest.isEmpty()) {
      return false;
    }
    long month = (Timing.dayOfEnd(e) - Timing.MONTH_DAYS + 1) * Timing.DAY;
    if (erasures.isEmpty()) {
      return newest.values().removeIf(time -> time < month);
    }
    return newest
        .entrySet()
        .removeIf(
            each ->
                each.getValue() < month
                    || each.getValue() <= erasures.until(page, each.getKey(), e, timing));
  }

  boolean isEmpty() {
    return newest.isEmpty();
  }

  void clear() {
    newest = NOBODY;
  }

  void write(long base, DataOutput out) throws IOException {
    Bytes.writeUnsigned(newest.size(), out);
    for (Map.Entry<Long, Long> each : inOrder()) {
      out.writeLong(each.getKey());
      Bytes.writeSigned(each.getValue() - base, out);
    }
  }

  void read(long base, DataInput in) throws IOException {
    int size = (int) Bytes.readUnsigned(in);
    for (int i = 0; i < size; i++) {
      long by = in.readLong();
      put(by, Bytes.readSigned(in) + base);
    }
  }

  private void put(long by, long time) {
    if (newest == NOBODY) {
      newest = new LinkedHashMap<>(2);
    }
    newest.put(by, time);
  }
}
