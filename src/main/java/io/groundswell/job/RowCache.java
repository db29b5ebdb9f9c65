package io.groundswell.job;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
 * garbage collector again and again. When all memory is used, of a few pages whose turn it is the
 * emptiest is taken, with all that stands on it. Nothing is lost by that: whatever is here is in
 * the backend too. What is let go is wiped at once, for names are in it.
 */
final class RowCache {
  /** Of a key with this length for its row it is known that the backend has nothing. */
  static final int NOTHING = -1;

  /** Of such a key nothing is known here. */
  static final int UNKNOWN = -2;

  /** Less than half of the smallest region of G1, so that a page is an object like others. */
  private static final int PAGE = 1 << 18;

  /** Slots begin at multiples of it; a page has 2^{@link #UNIT_BITS} of them. */
  private static final int UNIT = 1 << 6;

  private static final int UNIT_BITS = 12;

  /** What is longer, with its key, is not held. */
  private static final int LONGEST = PAGE / 16;

  /** Of so many pages whose turn it is the emptiest is taken. */
  private static final int CHOICE = 8;

  /** Before each key: its hash, its length, the length of its row. */
  private static final int HEAD = 3 * Integer.BYTES;

  /** Stands for a page's last free slot; and, as the length of a key, for no key. */
  private static final int NONE = -1;

  private static final int FIRST_TABLE = 1 << 10;

  /** A row of usual size has some eight units; its two places in the table take 16 bytes. */
  private static final int TABLE_PART = 32;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  /** Sizes of slots, in units: each at most a quarter larger than the one before. */
  private static final int[] SIZES = sizes();

  private static final class Page {
    final byte[] bytes = new byte[PAGE];
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
      return SIZES[size] * UNIT;
    }
  }

  private final int most;
  private final List<Page> pages = new ArrayList<>();

  /** Of each size the pages with a free slot. */
  private final List<List<Page>> open = new ArrayList<>();

  /** By hash, with linear probing: a row's hash, and below it page and unit, plus 1. */
  private long[] table = new long[FIRST_TABLE];

  private int rows;
  private int turn;

  /** The slot that was looked at last. */
  private Page page;

  private int at;

  /**
   * Holds nothing yet.
   *
   * @param bytes so much memory it takes at the most
   */
  RowCache(long bytes) {
    most = (int) Math.min(1 << 19, bytes / (PAGE + PAGE / TABLE_PART));
    for (int i = 0; i < SIZES.length; i++) {
      open.add(new ArrayList<>());
    }
  }

  private static int[] sizes() {
    int[] sizes = new int[64];
    int count = 0;
    for (int units = 1; units * UNIT <= LONGEST; units += Math.max(1, units / 4)) {
      sizes[count++] = units;
    }
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
    if (need > LONGEST || most == 0) {
      return;
    }
    take(need);
    write(key, hash, row, length);
    if (++rows * 2 > table.length) {
      grow();
    }
    int free = free(table, hash);
    table[free] = (long) hash << Integer.SIZE | (page.number << UNIT_BITS | at / UNIT) + 1;
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

  /** How much memory rows have taken, bytes. */
  long memory() {
    return (long) pages.size() * PAGE;
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
    at = (reference & ((1 << UNIT_BITS) - 1)) * UNIT;
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

  /** Takes a free slot for so many bytes, and looks at it. */
  private void take(int need) {
    int size = size(need);
    List<Page> some = open.get(size);
    if (some.isEmpty()) {
      some.add(pages.size() < most ? another(size) : emptied(size));
    }
    page = some.get(some.size() - 1);
    at = page.free;
    page.free = get(at + 8);
    page.rows++;
    if (page.free == NONE) {
      some.remove(some.size() - 1);
    }
  }

  private static int size(int need) {
    int units = (need + UNIT - 1) / UNIT;
    int found = Arrays.binarySearch(SIZES, units);
    return found < 0 ? -found - 1 : found;
  }

  private Page another(int size) {
    Page next = new Page(pages.size());
    pages.add(next);
    divide(next, size);
    return next;
  }

  /** Of those whose turn it is the page with the fewest bytes on it, with nothing on it. */
  private Page emptied(int size) {
    Page emptiest = null;
    for (int i = 0; i < CHOICE; i++) {
      Page candidate = pages.get(turn++ % pages.size());
      turn %= pages.size();
      if (emptiest == null || candidate.rows * candidate.slot() < emptiest.rows * emptiest.slot()) {
        emptiest = candidate;
      }
    }
    if (emptiest.free != NONE) {
      open.get(emptiest.size).remove(emptiest);
    }
    page = emptiest;
    int slot = page.slot();
    for (at = 0; at + slot <= PAGE; at += slot) {
      if (get(at + 4) != NONE) {
        drop(placeOf(page.number, at));
      }
    }
    divide(emptiest, size);
    return emptiest;
  }

  /** The place in the table of the row that stands in a slot. */
  private int placeOf(int number, int from) {
    int hash = get(from);
    long entry = (long) hash << Integer.SIZE | (number << UNIT_BITS | from / UNIT) + 1;
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
    page.free = NONE;
    int slot = page.slot();
    for (at = (PAGE / slot - 1) * slot; at >= 0; at -= slot) {
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
