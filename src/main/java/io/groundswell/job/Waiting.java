package io.groundswell.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * What waits on the heap for one slice end: inputs, and keys that are to be looked at whatever
 * comes. As bytes, one after the other, in the form that a checkpoint has: hundreds of thousands of
 * objects that live for some seconds or minutes are what a garbage collector copies most.
 *
 * <p>Of each there stand its length, its key group, its key, what it is (a sum of {@link #INPUT},
 * {@link #LATER} and {@link #TOLD}) and the input, if it is one.
 *
 * @param <I> what comes for a key
 */
final class Waiting<I> {
  private static final int FIRST_CHUNK = 1 << 10;
  private static final int CHUNK = 1 << 15;

  /** So many chunks that nothing stands in any more are used again: a busy slice's. */
  private static final int SPARE = 256;

  /** An input, and not only the wish that the key be looked at. */
  static final int INPUT = 1;

  /** What follows from it has been told already. */
  static final int TOLD = 2;

  /** The key is to be looked at, but others go before it. */
  static final int LATER = 4;

  /** Fewer are sorted in place. */
  private static final int FEW = 40;

  /** Where an entry stands: below its key group the number of its chunk, and its place there. */
  private static final int GROUP = Long.SIZE - Short.SIZE;

  private static final int AT_BITS = 16;

  /** Of the length and the key group. */
  private static final int HEAD = Integer.BYTES + Short.BYTES;

  /**
   * How inputs become bytes and come back, and the memory for it: of all that wait for one step.
   *
   * @param <I> what comes for a key
   */
  static final class Form<I> {
    final TypeSerializer<I> serializer;
    final int keyGroups;
    private final DataOutputSerializer scratch = new DataOutputSerializer(512);
    private final DataInputDeserializer in = new DataInputDeserializer();
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();

    /** Room for a number of each entry, unless somebody is using it. */
    private long[] room = new long[0];

    Form(TypeSerializer<I> serializer, int keyGroups) {
      this.serializer = serializer;
      this.keyGroups = keyGroups;
    }
  }

  /** Bytes of whole entries. */
  static final class Chunk {
    final byte[] bytes;
    int length;

    private Chunk(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Where the entry ends that begins at {@code at}. */
    int next(int at) {
      return at + int32(bytes, at);
    }

    /** The key group of the entry that begins at {@code at}. */
    int keyGroup(int at) {
      return (bytes[at + 4] & 0xff) << 8 | (bytes[at + 5] & 0xff);
    }

    /** Writes the key, what it is and the input of the entry that begins at {@code at}. */
    void write(int at, DataOutputSerializer out) throws IOException {
      out.write(bytes, at + HEAD, next(at) - at - HEAD);
    }

    private static int int32(byte[] bytes, int at) {
      return (bytes[at] & 0xff) << 24
          | (bytes[at + 1] & 0xff) << 16
          | (bytes[at + 2] & 0xff) << 8
          | (bytes[at + 3] & 0xff);
    }
  }

  /**
   * Takes what is held of a key.
   *
   * @param <I> what comes for a key
   */
  interface Visitor<I> {
    /** All that has come for a key, in the order in which it came. */
    void take(String key, List<I> inputs) throws Exception;
  }

  private final Form<I> form;
  private final List<Chunk> chunks = new ArrayList<>(1);
  private int size;
  private long bytes;
  private int told;
  private int generation;

  Waiting(Form<I> form) {
    this.form = form;
  }

  /** Holds an input of a key. */
  void add(String key, I input) throws IOException {
    add(key, input, INPUT);
  }

  /** Says that a key is to be looked at. It may be said more than once. */
  void wake(String key) throws IOException {
    add(key, null, 0);
  }

  /** Holds an input, or none, and what is to be known of it. */
  void add(String key, I input, int what) throws IOException {
    form.scratch.clear();
    form.scratch.writeInt(0);
    form.scratch.writeShort(KeyGroupRangeAssignment.assignToKeyGroup(key, form.keyGroups));
    form.scratch.writeUTF(key);
    form.scratch.writeInt(what);
    if (input != null) {
      form.serializer.serialize(input, form.scratch);
    }
    append();
    told += (what & TOLD) != 0 ? 1 : 0;
  }

  private void append() throws IOException {
    int length = form.scratch.length();
    form.scratch.writeIntUnsafe(length, 0);
    append(form.scratch.getSharedBuffer(), 0, length);
  }

  private void append(byte[] from, int at, int length) {
    Chunk last = chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
    if (last == null || last.bytes.length - last.length < length) {
      int next = last == null ? FIRST_CHUNK : Math.min(CHUNK, 2 * last.bytes.length);
      last = new Chunk(memory(Math.max(next, length)));
      chunks.add(last);
      bytes += last.bytes.length;
    }
    System.arraycopy(from, at, last.bytes, last.length, length);
    last.length += length;
    size++;
  }

  private byte[] memory(int length) {
    byte[] used = length == CHUNK ? form.spare.poll() : null;
    return used == null ? new byte[length] : used;
  }

  /** Holds nothing any more. */
  void clear() {
    for (Chunk chunk : chunks) {
      if (chunk.bytes.length == CHUNK && form.spare.size() < SPARE) {
        form.spare.push(chunk.bytes);
      }
    }
    chunks.clear();
    size = 0;
    bytes = 0;
    told = 0;
    generation++;
  }

  /** Changes when places do that a {@link Walk} knows. */
  int generation() {
    return generation;
  }

  /** Memory that a {@link Walk} was given may be used for others. */
  void reuse(long[] order) {
    form.room = order.length > form.room.length ? order : form.room;
  }

  /** Of how many it has been told what follows. */
  int told() {
    return told;
  }

  /** How many inputs and keys are held. */
  int size() {
    return size;
  }

  /** How much memory they take, bytes. */
  long bytes() {
    return bytes;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  /** Adds the keys that something is held for. */
  void keys(Set<String> all) throws IOException {
    for (Chunk chunk : chunks) {
      for (int at = 0; at < chunk.length; at = chunk.next(at)) {
        all.add(key(chunk, at));
      }
    }
  }

  /**
   * All of it, key by key; of one that is only to be looked at, an empty list. Keys come in the
   * order in which RocksDB has them, so that what is written of one is near what was written of the
   * one before. Nothing may be held here meanwhile.
   */
  void forEachKey(Visitor<I> visitor) throws Exception {
    Walk<I> walk = walk();
    while (walk.next()) {
      visitor.take(walk.key(), walk.inputs());
    }
    walk.letGo();
  }

  /** Begins to go through all that is held by now, key by key, in the order of RocksDB. */
  Walk<I> walk() {
    long[] order = room(size);
    order(order);
    return new Walk<>(this, order);
  }

  /** Large arrays are used again: G1 marks the whole heap when such are asked of it. */
  private long[] room(int least) {
    long[] room = form.room;
    form.room = new long[0];
    return room.length < least ? new long[least + least / 2] : room;
  }

  /** Where each entry stands, by key group and key. */
  private void order(long[] order) {
    int entry = 0;
    for (int c = 0; c < chunks.size(); c++) {
      Chunk chunk = chunks.get(c);
      for (int at = 0; at < chunk.length; at = chunk.next(at)) {
        order[entry++] = (long) chunk.keyGroup(at) << GROUP | (long) c << AT_BITS | at;
      }
    }
    Arrays.sort(order, 0, size);
    for (int first = 0; first < size; ) {
      int end = first + 1;
      while (end < size && order[first] >>> GROUP == order[end] >>> GROUP) {
        end++;
      }
      sort(order, first, end);
      first = end;
    }
  }

  /** Sorts those of one key group by key; of one key they keep their order. */
  private void sort(long[] order, int from, int to) {
    if (to - from > FEW) {
      List<Long> some = new ArrayList<>(to - from);
      for (int i = from; i < to; i++) {
        some.add(order[i]);
      }
      some.sort(this::compare);
      for (int i = from; i < to; i++) {
        order[i] = some.get(i - from);
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      long place = order[i];
      int at = i;
      for (; at > from && compare(order[at - 1], place) > 0; at--) {
        order[at] = order[at - 1];
      }
      order[at] = place;
    }
  }

  /** By the lengths of their keys, then by what they are, as Flink writes them for RocksDB. */
  int compare(long one, long other) {
    byte[] a = chunk(one).bytes;
    byte[] b = chunk(other).bytes;
    int atA = at(one) + HEAD;
    int atB = at(other) + HEAD;
    int length = length(a, atA);
    if (length != length(b, atB)) {
      return length - length(b, atB);
    }
    return Arrays.compareUnsigned(
        a,
        atA + Short.BYTES,
        atA + Short.BYTES + length,
        b,
        atB + Short.BYTES,
        atB + Short.BYTES + length);
  }

  private Chunk chunk(long place) {
    return chunks.get((int) ((place << Short.SIZE) >>> (Short.SIZE + AT_BITS)));
  }

  private static int at(long place) {
    return (int) place & ((1 << AT_BITS) - 1);
  }

  private static int length(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  /** Where it stands what an entry is. */
  private int whatAt(long place) {
    int key = at(place) + HEAD;
    return key + Short.BYTES + length(chunk(place).bytes, key);
  }

  /** What the entry at a place is. */
  int what(long place) {
    return Chunk.int32(chunk(place).bytes, whatAt(place));
  }

  /** Remembers of the entry at a place whether what follows has been told. */
  void told(long place, boolean now) {
    byte[] bytes = chunk(place).bytes;
    int last = whatAt(place) + Integer.BYTES - 1;
    if (now != ((bytes[last] & TOLD) != 0)) {
      bytes[last] ^= TOLD;
      told += now ? 1 : -1;
    }
  }

  /** The input of the entry at a place. */
  I input(long place) throws IOException {
    Chunk chunk = chunk(place);
    int begin = whatAt(place) + Integer.BYTES;
    form.in.setBuffer(chunk.bytes, begin, chunk.next(at(place)) - begin);
    return form.serializer.deserialize(form.in);
  }

  /** The key of the entry at a place. */
  String key(long place) throws IOException {
    return key(chunk(place), at(place));
  }

  private String key(Chunk chunk, int at) throws IOException {
    form.in.setBuffer(chunk.bytes, at + HEAD, chunk.next(at) - at - HEAD);
    int length = length(chunk.bytes, at + HEAD);
    int begin = at + HEAD + Short.BYTES;
    if (!isAscii(chunk.bytes, begin, length)) {
      return form.in.readUTF();
    }
    // What readUTF would give, at a third of the time.
    form.in.skipBytesToRead(Short.BYTES + length);
    return new String(chunk.bytes, begin, length, StandardCharsets.ISO_8859_1);
  }

  private static boolean isAscii(byte[] bytes, int from, int length) {
    int all = 0;
    for (int i = from; i < from + length; i++) {
      all |= bytes[i];
    }
    return all >= 0;
  }

  /** Takes back that keys are to be looked at, so that nothing is left of them. */
  void wakeNoMore(Set<String> which) throws IOException {
    List<Chunk> before = List.copyOf(chunks);
    chunks.clear();
    size = 0;
    bytes = 0;
    told = 0;
    generation++;
    for (Chunk chunk : before) {
      for (int at = 0; at < chunk.length; at = chunk.next(at)) {
        String key = key(chunk, at);
        int what = form.in.readInt();
        if ((what & INPUT) != 0 || !which.contains(key)) {
          told += (what & TOLD) != 0 ? 1 : 0;
          append(chunk.bytes, at, chunk.next(at) - at);
        }
      }
    }
  }
}
