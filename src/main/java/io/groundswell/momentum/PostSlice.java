package io.groundswell.momentum;

import io.groundswell.event.Kind;
import io.groundswell.event.Names;
import io.groundswell.event.Tier;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a post keeps of one slice end: how its window changes there, what began there and leaves the
 * window a window later, and the five strongest contributions that began there, which is enough to
 * name the top supporters without remembering everybody (momentum.md section 5).
 */
public final class PostSlice {
  /** How many supporters are named. */
  static final int KEPT = 5;

  /** Strongest first, then by name. */
  static final Comparator<Candidate> ORDER =
      Comparator.comparingLong(Candidate::thousandths)
          .reversed()
          .thenComparing(Candidate::supporter, Names::compare);

  /**
   * A contribution.
   *
   * @param thousandths c(s, e), thousandths of a person
   * @param until the first slice end it no longer counts at
   * @param tier of the supporter when it began, null if version 1 kept it
   * @param score likewise, NaN if version 1 kept it
   */
  record Candidate(
      String supporter, Kind kind, long thousandths, long until, Tier tier, double score) {

    Candidate endedAt(String name, long at) {
      return new Candidate(name, kind, thousandths, Math.min(until, at), tier, score);
    }
  }

  /** Stands for whoever was erased: no supporter is called so. */
  private static final String NOBODY = "";

  /** How the window changes here, but for what began a window before. */
  final Tally change;

  /** What began here and lasts a window. */
  final Tally lasting;

  private final List<Candidate> strongest;

  /** A slice end at which nothing is known to happen. */
  public PostSlice() {
    this(new Tally(), new Tally(), new ArrayList<>(0));
  }

  private PostSlice(Tally change, Tally lasting, List<Candidate> strongest) {
    this.change = change;
    this.lasting = lasting;
    this.strongest = strongest;
  }

  List<Candidate> strongest() {
    return strongest;
  }

  /** A contribution begins here. */
  void offer(Candidate candidate) {
    if (strongest.size() < KEPT) {
      strongest.add(candidate);
      return;
    }
    int weakest = 0;
    for (int i = 1; i < strongest.size(); i++) {
      if (ORDER.compare(strongest.get(i), strongest.get(weakest)) >= 0) {
        weakest = i;
      }
    }
    if (ORDER.compare(candidate, strongest.get(weakest)) < 0) {
      strongest.set(weakest, candidate);
    }
  }

  /**
   * A contribution that began here ends at {@code at}, ahead of its time. It keeps its place among
   * the five, for it did begin: who was dropped for it stays dropped, in whatever order changes
   * come. Returns whether it has one.
   */
  boolean end(String supporter, long at) {
    return rename(supporter, supporter, at);
  }

  /** A contribution that began here ends likewise, and whose it was is forgotten. */
  boolean forget(String supporter, long at) {
    return rename(supporter, NOBODY, at);
  }

  private boolean rename(String supporter, String name, long at) {
    boolean found = false;
    for (int i = 0; i < strongest.size(); i++) {
      if (strongest.get(i).supporter().equals(supporter)) {
        strongest.set(i, strongest.get(i).endedAt(name, at));
        found = true;
      }
    }
    return found;
  }

  boolean isEmpty() {
    return strongest.isEmpty() && change.isZero() && lasting.isZero();
  }

  /** Writes all of it, version 3. */
  public void write(DataOutput out) throws IOException {
    change.write(out);
    lasting.write(out);
    Bytes.writeUnsigned(strongest.size(), out);
    strongest.sort(ORDER);
    for (Candidate candidate : strongest) {
      Bytes.writeString(candidate.supporter(), out);
      out.writeByte(candidate.kind().ordinal());
      Bytes.writeUnsigned(candidate.thousandths(), out);
      Bytes.writeTime(candidate.until(), out);
      out.writeByte(candidate.tier() == null ? -1 : candidate.tier().ordinal());
      out.writeDouble(candidate.score());
    }
  }

  /** Reads what {@link #write} wrote, in this version or an earlier one. */
  public static PostSlice read(int version, DataInput in) throws IOException {
    Tally change = Tally.read(version, in);
    Tally lasting = version < 3 ? new Tally() : Tally.read(version, in);
    int size = (int) Bytes.readUnsigned(in);
    List<Candidate> strongest = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      String supporter = Bytes.readString(in);
      Kind kind = Kind.of(in.readByte());
      long thousandths = Bytes.readUnsigned(in);
      long until = Bytes.readTime(in);
      int tier = version == 1 ? -1 : in.readByte();
      double score = version == 1 ? Double.NaN : in.readDouble();
      strongest.add(
          new Candidate(
              supporter, kind, thousandths, until, tier < 0 ? null : Tier.of(tier), score));
    }
    return new PostSlice(change, lasting, strongest);
  }
}
