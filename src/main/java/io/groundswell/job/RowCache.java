package io.groundswell.job;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.util.MathUtils;

/**
 * Rows of bytes by key, in a bounded part of the heap: what a {@link StateCache} last read of the
 * backend or wrote to it. RocksDB looks a key up in half a dozen places; here it stands in one.
 *
 * <p>Rows stand in slots of pages, all slots of a page being of one size (a slab allocator, Bonwick
 * 1994), and are changed in place while they fit: arrays of their own would be copied by the
 * garbage collector again and again. When all memory is used, the oldest page is emptied (or one of
 * the next, if it is emptier anyway), with all that stands on it. Nothing is lost by that: whatever
 * is here is in the backend too. What is let go is wiped at once, for names are in it.
 */
final class RowCache {
  /** Of a key with this length for its row it is known that the backend has nothing. */
  static final int NOTHING = -1;

  /** Of such a key nothing is known here. */
  static final int UNKNOWN = -2;

  /** Less than half of the smallest region of G1, so that a page is an object like others. */
  private static final int PAGE_BYTES = 1 << 18;

  /** Slots begin at multiples of it; a page has 2^{@link #UNIT_BITS} of them. */
  private static final int UNIT_BYTES = 1 << 6;

  private static final int UNIT_BITS = 12;

  /** The largest slot, in units: what is longer, with its key, is not held. */
  private static final int LARGEST = 1 << 8;

  /** So many pages a reference can tell apart. */
  private static final int MOST_PAGES = (1 << 19) - 1;

  /** So many pages are looked at, the oldest, for one that is less full than the oldest of them. */
  private static final int CANDIDATES = 8;

  /** Before each key: its hash, its length, the length of its row. */
  private static final int HEAD = 3 * Integer.BYTES;

  /** Stands for a page's last free slot; and, as the length of a key, for no key. */
  private static final int NONE = -1;

  private static final int FIRST_TABLE = 1 << 10;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  /** Sizes of slots, in units: each a unit larger than the one before, or a quarter. */
  private static final int[] SIZES = sizes();

  private static final class Page {
    final byte[] bytes = new byte[PAGE_BYTES];
    final int number;

    /** The size of its slots, an index of {@link #SIZES}. */
    int size;

    int rows;

    /** Where its first free slot begins; in each stands where the next does. */
    int free;

    Page(int number) {
      this.number = number;
    }

    int slot() {
      return SIZES[size] * UNIT_BYTES;
    }

    /** How much of it is in use, bytes. */
    int used() {
      return rows * slot();
    }
  }

  private final long most;
  private final List<Page> pages = new ArrayList<>();

  /** First those that were emptied longest ago. */
  private final ArrayDeque<Page> byAge = new ArrayDeque<>();

  /** Of each size the pages with a free slot. */
  private final List<List<Page>> open = new ArrayList<>();

  /** By hash, with linear probing: a row's hash, and below it page and unit, plus 1. */
  private long[] table = new long[FIRST_TABLE];

  private int rows;

  /** The slot that was looked at last. */
  private Page page;

  private int at;

  /**
   * Holds nothing yet.
   *
   * @param bytes so much memory its pages and its table take at the most
   */
  RowCache(long bytes) {
    most = bytes;
    for (int i = 0; i < SIZES.length; i++) {
      open.add(new ArrayList<>());
    }
  }

  private static int[] sizes() {
    int[] sizes = new int[64];
    int count = 0;
    for (int units = 1; units < LARGEST; units += Math.max(1, units / 4)) {
      sizes[count++] = units;
    }
    sizes[count++] = LARGEST;
    return Arrays.copyOf(sizes, count);
  }

  /**
   * Looks for a key.
   *
   * @return the length of its row, which stands in {@link #bytes} at {@link #from} until this cache
   *     is used again; {@link #NOTHING} or {@link #UNKNOWN}
   */
  int find(byte[] key) {
    return table[place(key, hash(key))] == 0 ? UNKNOWN : get(at + 8);
  }

  /** The memory in which the row stands that was found last. */
  byte[] bytes() {
    return page.bytes;
  }

  /** Where it begins there. */
  int from() {
    return at + HEAD + get(at + 4);
  }

  /**
   * Holds a key's row.
   *
   * @param row what begins with it, or null: that there is {@link #NOTHING}
   * @param length of the row
   */
  void put(byte[] key, byte[] row, int length) {
    int hash = hash(key);
    int place = place(key, hash);
    int need = HEAD + key.length + (row == null ? 0 : length);
    if (table[place] != 0) {
      if (need <= page.slot() && row != null) {
        write(key, hash, row, length);
        return;
      }
      letGo(place);
    }
    if (need > LARGEST * UNIT_BYTES || !makeRoom(size(need))) {
      return;
    }
    take(size(need));
    write(key, hash, row, length);
    rows++;
    int free = free(table, hash);
    table[free] = (long) hash << Integer.SIZE | (page.number << UNIT_BITS | at / UNIT_BYTES) + 1;
  }

  /** Forgets a key, and wipes what stood of it. */
  void remove(byte[] key) {
    int place = place(key, hash(key));
    if (table[place] != 0) {
      letGo(place);
    }
  }

  /** How many keys are held. */
  int size() {
    return rows;
  }

  /** How much memory it takes, bytes. */
  long memory() {
    return memory(pages.size(), table.length);
  }

  private static long memory(long pages, long places) {
    return pages * PAGE_BYTES + places * Long.BYTES;
  }

  private static int hash(byte[] key) {
    return MathUtils.murmurHash(Arrays.hashCode(key));
  }

  /**
   * The place of a key in the table, whose slot is looked at then, or the free one it would get.
   */
  private int place(byte[] key, int hash) {
    int place = hash & (table.length - 1);
    while (table[place] != 0) {
      if ((int) (table[place] >>> Integer.SIZE) == hash) {
        look(table[place]);
        int begin = at + HEAD;
        if (get(at + 4) == key.length
            && Arrays.equals(page.bytes, begin, begin + key.length, key, 0, key.length)) {
          return place;
        }
      }
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private void look(long entry) {
    int reference = (int) entry - 1;
    page = pages.get(reference >>> UNIT_BITS);
    at = (reference & ((1 << UNIT_BITS) - 1)) * UNIT_BYTES;
  }

  private static int free(long[] table, int hash) {
    int place = hash & (table.length - 1);
    while (table[place] != 0) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] larger = new long[2 * table.length];
    for (long entry : table) {
      if (entry != 0) {
        larger[free(larger, (int) (entry >>> Integer.SIZE))] = entry;
      }
    }
    table = larger;
  }

  private int get(int from) {
    return (int) INT.get(page.bytes, from);
  }

  private void set(int from, int value) {
    INT.set(page.bytes, from, value);
  }

  private void write(byte[] key, int hash, byte[] row, int length) {
    set(at, hash);
    set(at + 4, key.length);
    set(at + 8, row == null ? NOTHING : length);
    System.arraycopy(key, 0, page.bytes, at + HEAD, key.length);
    if (row != null) {
      System.arraycopy(row, 0, page.bytes, at + HEAD + key.length, length);
      int end = at + HEAD + key.length + length;
      Arrays.fill(page.bytes, end, at + page.slot(), (byte) 0);
    }
  }

  /** Sees to it that there is a place in the table and a free slot; returns whether there is. */
  private boolean makeRoom(int size) {
    if (2 * (rows + 1) > table.length) {
      if (memory(pages.size(), 2L * table.length) <= most) {
        grow();
      } else if (!pages.isEmpty()) {
        empty(byAge.peek(), size);
      }
    }
    if (open.get(size).isEmpty()) {
      if (pages.size() < MOST_PAGES && memory(pages.size() + 1L, table.length) <= most) {
        add(size);
      } else if (!pages.isEmpty()) {
        empty(candidate(), size);
      }
    }
    return !open.get(size).isEmpty();
  }

  /** Takes a free slot, and looks at it. */
  private void take(int size) {
    List<Page> some = open.get(size);
    page = some.get(some.size() - 1);
    at = page.free;
    page.free = get(at + 8);
    page.rows++;
    if (page.free == NONE) {
      some.remove(some.size() - 1);
    }
  }

  private static int size(int need) {
    int units = (need + UNIT_BYTES - 1) / UNIT_BYTES;
    int found = Arrays.binarySearch(SIZES, units);
    return found < 0 ? -found - 1 : found;
  }

  private void add(int size) {
    Page next = new Page(pages.size());
    pages.add(next);
    divide(next, size);
  }

  /** The oldest page, or one of the next if it is a quarter emptier. */
  private Page candidate() {
    Page chosen = byAge.peek();
    int candidates = CANDIDATES;
    for (Page each : byAge) {
      if (each.used() < chosen.used() - PAGE_BYTES / 4) {
        chosen = each;
      }
      if (--candidates == 0) {
        break;
      }
    }
    return chosen;
  }

  /** Takes a page from what is on it, and has it be of a size. */
  private void empty(Page chosen, int size) {
    byAge.remove(chosen);
    if (chosen.free != NONE) {
      open.get(chosen.size).remove(chosen);
    }
    page = chosen;
    int slot = page.slot();
    for (at = 0; at + slot <= PAGE_BYTES; at += slot) {
      if (get(at + 4) != NONE) {
        drop(placeOf(page.number, at));
      }
    }
    divide(chosen, size);
  }

  /** The place in the table of the row that stands in a slot. */
  private int placeOf(int number, int from) {
    int hash = get(from);
    long entry = (long) hash << Integer.SIZE | (number << UNIT_BITS | from / UNIT_BYTES) + 1;
    int place = hash & (table.length - 1);
    while (table[place] != entry) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private void divide(Page of, int size) {
    page = of;
    page.size = size;
    page.rows = 0;
    Arrays.fill(page.bytes, (byte) 0);
    byAge.add(page);
    open.get(size).add(page);
    page.free = NONE;
    int slot = page.slot();
    for (at = (PAGE_BYTES / slot - 1) * slot; at >= 0; at -= slot) {
      set(at + 4, NONE);
      set(at + 8, page.free);
      page.free = at;
    }
  }

  /** Lets go of the row at a place of the table, whose slot is looked at. */
  private void letGo(int place) {
    drop(place);
    Arrays.fill(page.bytes, at, at + page.slot(), (byte) 0);
    set(at + 4, NONE);
    set(at + 8, page.free);
    if (page.free == NONE) {
      open.get(page.size).add(page);
    }
    page.free = at;
    page.rows--;
  }

  /** Takes an entry out of the table; those behind it that it kept from their place move up. */
  private void drop(int place) {
    rows--;
    int mask = table.length - 1;
    int hole = place;
    int next = (hole + 1) & mask;
    while (table[next] != 0) {
      int home = (int) (table[next] >>> Integer.SIZE) & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        table[hole] = table[next];
        hole = next;
      }
      next = (next + 1) & mask;
    }
    table[hole] = 0;
  }
}
