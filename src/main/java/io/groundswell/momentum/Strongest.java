package io.groundswell.momentum;

import io.groundswell.event.Kind;
import io.groundswell.event.Names;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The five strongest contributions that began in each slice of the window: enough to name the top
 * supporters without remembering everybody (momentum.md section 5).
 */
final class Strongest {
  private static final int KEPT = 5;

  /** Strongest first, then by name. */
  private static final Comparator<Candidate> ORDER =
      Comparator.comparingLong(Candidate::thousandths)
          .reversed()
          .thenComparing(Candidate::supporter, Names::compare);

  /**
   * A contribution.
   *
   * @param thousandths c(s, e), thousandths of a person
   * @param until the first slice end it no longer counts at
   */
  record Candidate(String supporter, Kind kind, long thousandths, long until) {}

  private final TreeMap<Long, List<Candidate>> byStart = new TreeMap<>();

  void offer(long at, Candidate candidate) {
    List<Candidate> slice = byStart.computeIfAbsent(at, end -> new ArrayList<>(2));
    slice.add(candidate);
    if (slice.size() > KEPT) {
      slice.sort(ORDER);
      slice.remove(KEPT);
    }
  }

  /**
   * A contribution that began at {@code began} ends at {@code at}, ahead of its time. It keeps its
   * place among the five, for it did begin: who was dropped for it stays dropped, in whatever order
   * changes come.
   */
  void end(long began, String supporter, long at) {
    List<Candidate> slice = byStart.getOrDefault(began, List.of());
    for (int i = 0; i < slice.size(); i++) {
      Candidate each = slice.get(i);
      if (each.supporter().equals(supporter)) {
        slice.set(i, new Candidate(supporter, each.kind(), each.thousandths(), at));
      }
    }
  }

  /** The strongest of those live at {@code e}, strongest first. */
  List<Candidate> top(long e) {
    List<Candidate> live = new ArrayList<>();
    for (List<Candidate> slice : byStart.headMap(e, true).values()) {
      for (Candidate candidate : slice) {
        if (candidate.until() > e) {
          live.add(candidate);
        }
      }
    }
    live.sort(ORDER);
    return live.subList(0, Math.min(KEPT, live.size()));
  }

  /** Forgets contributions that began at {@code end} or before. */
  void dropThrough(long end) {
    byStart.headMap(end, true).clear();
  }

  void write(long base, DataOutput out) throws IOException {
    Bytes.writeUnsigned(byStart.size(), out);
    for (Map.Entry<Long, List<Candidate>> slice : byStart.entrySet()) {
      Bytes.writeSigned(slice.getKey() - base, out);
      List<Candidate> ordered = new ArrayList<>(slice.getValue());
      ordered.sort(ORDER);
      Bytes.writeUnsigned(ordered.size(), out);
      for (Candidate candidate : ordered) {
        Bytes.writeString(candidate.supporter(), out);
        out.writeByte(candidate.kind().ordinal());
        Bytes.writeUnsigned(candidate.thousandths(), out);
        Bytes.writeSigned(candidate.until() - base, out);
      }
    }
  }

  static Strongest read(long base, DataInput in) throws IOException {
    Strongest strongest = new Strongest();
    long slices = Bytes.readUnsigned(in);
    for (long i = 0; i < slices; i++) {
      long at = Bytes.readSigned(in) + base;
      int size = (int) Bytes.readUnsigned(in);
      List<Candidate> slice = new ArrayList<>(size);
      for (int j = 0; j < size; j++) {
        String supporter = Bytes.readString(in);
        Kind kind = Kind.of(in.readByte());
        long thousandths = Bytes.readUnsigned(in);
        slice.add(new Candidate(supporter, kind, thousandths, Bytes.readSigned(in) + base));
      }
      strongest.byStart.put(at, slice);
    }
    return strongest;
  }
}
