package io.groundswell.momentum;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Basis;
import io.groundswell.time.Timing;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The reports of one ad, and its figures as functions of time: straight lines between the reports
 * (momentum.md section 4).
 */
public final class Ad {
  /** Figures: reach by basis, then likes, comments and shares, then spend. */
  static final int BASES = Basis.values().length;

  /** The figure {@code spend}. */
  public static final int SPEND = BASES + 3;

  private static final int FIGURES = SPEND + 1;

  /** All that the reports of one moment say; NaN = unknown. */
  private static final class Row {
    final long time;
    long start = Long.MAX_VALUE;

    /** Whether it goes on from the row before, though rows between them were forgotten. */
    boolean joined;

    final double[] figures = new double[FIGURES];

    Row(long time) {
      this.time = time;
      Arrays.fill(figures, Double.NaN);
    }

    void raise(int figure, double value) {
      if (!(figures[figure] >= value)) {
        figures[figure] = Double.isNaN(value) ? figures[figure] : value;
      }
    }
  }

  /** The points of one figure, in order of time. */
  private record Line(long[] times, double[] values, int size, boolean fromStart) {
    /**
     * The figure at a time. Before the first point it is 0 if that is the ad's start, else the
     * first point's own; after the last point the last slope goes on for a window, then it is flat.
     */
    double at(long time, long window) {
      if (size == 0) {
        return 0;
      }
      if (time <= times[0]) {
        return fromStart ? 0 : values[0];
      }
      if (time >= times[size - 1]) {
        if (size == 1) {
          return values[0];
        }
        double slope = slope(size - 1);
        return values[size - 1] + slope * Math.min(time - times[size - 1], window);
      }
      int next = 1;
      while (times[next] < time) {
        next++;
      }
      return values[next - 1] + slope(next) * (time - times[next - 1]);
    }

    private double slope(int to) {
      return (values[to] - values[to - 1]) / (times[to] - times[to - 1]);
    }

    /** Whether the figure stays what it is at {@code time} for ever, as far as is known. */
    boolean flatFrom(long time, long window) {
      double value = at(time, window);
      for (int i = 0; i < size; i++) {
        if (times[i] > time && values[i] != value) {
          return false;
        }
      }
      boolean goesOn = size > 1 && times[size - 1] + window > time;
      return !goesOn || slope(size - 1) == 0;
    }
  }

  private final List<Row> rows = new ArrayList<>(4);

  /** Takes a report. Of several of the same moment the larger figure stands. */
  public void take(AdSnapshot report) {
    int at = rows.size();
    while (at > 0 && rows.get(at - 1).time > report.time()) {
      at--;
    }
    Row row;
    if (at > 0 && rows.get(at - 1).time == report.time()) {
      row = rows.get(at - 1);
    } else {
      row = new Row(report.time());
      // Between rows that go on from one another it goes on too, whatever was forgotten there.
      row.joined = at > 0 && at < rows.size() && rows.get(at).joined;
      rows.add(at, row);
    }
    if (report.start() != null) {
      row.start = Math.min(row.start, report.start());
    }
    row.raise(report.basis().ordinal(), report.reach());
    row.raise(BASES, report.likes());
    row.raise(BASES + 1, report.comments());
    row.raise(BASES + 2, report.shares());
    row.raise(SPEND, report.spend());
  }

  /** How many rows are known at {@code e}: those whose end is at or before it. */
  private int known(long e, Timing timing) {
    int known = rows.size();
    while (known > 0 && timing.end(rows.get(known - 1).time) > e) {
      known--;
    }
    return known;
  }

  /** Where, of the first {@code known} rows, those since the last long silence begin. */
  private int firstOf(int known, Timing timing) {
    int first = Math.max(0, known - 1);
    while (first > 0 && goesOn(first, timing)) {
      first--;
    }
    return first;
  }

  private boolean goesOn(int row, Timing timing) {
    return rows.get(row).joined || rows.get(row).time - rows.get(row - 1).time <= timing.remember();
  }

  /** The time of the newest report known at {@code e}, or null if the ad is forgotten by then. */
  Long asOf(long e, Timing timing) {
    int known = known(e, timing);
    if (known == 0 || e - rows.get(known - 1).time > timing.remember()) {
      return null;
    }
    return rows.get(known - 1).time;
  }

  /** Whether a report known at {@code e} gives the figure. */
  boolean knows(int figure, long e, Timing timing) {
    return line(figure, e, timing).size > 0;
  }

  /** By how much a figure rose within the window that ends at {@code e}; never negative. */
  double rise(int figure, long e, Timing timing) {
    Line line = line(figure, e, timing);
    double rise = line.at(e, timing.window()) - line.at(e - timing.window(), timing.window());
    // Not a number where both figures are beyond a double: what can't be told does not count.
    return rise >= Momentum.NOTHING ? Math.min(rise, Double.MAX_VALUE) : 0;
  }

  /**
   * By how much a figure rose from one time to another, as known at {@code e} and without going on
   * after the last report (supporters.md section 5); never negative.
   */
  public double rise(int figure, long from, long to, long e, Timing timing) {
    Line line = line(figure, e, timing);
    double rise = line.at(to, 0) - line.at(from, 0);
    return rise >= Momentum.NOTHING ? Math.min(rise, Double.MAX_VALUE) : 0;
  }

  private Line line(int figure, long e, Timing timing) {
    int known = known(e, timing);
    int first = firstOf(known, timing);
    long[] times = new long[known - first + 1];
    double[] values = new double[known - first + 1];
    int size = 1;
    long start = Long.MAX_VALUE;
    for (int i = first; i < known; i++) {
      Row row = rows.get(i);
      start = Math.min(start, row.start);
      if (!Double.isNaN(row.figures[figure])) {
        times[size] = row.time;
        values[size++] = row.figures[figure];
      }
    }
    if (size > 1 && start < times[1]) {
      times[0] = start;
      return new Line(times, values, size, true);
    }
    return new Line(
        Arrays.copyOfRange(times, 1, size), Arrays.copyOfRange(values, 1, size), size - 1, false);
  }

  /** The end of the oldest report that is not known at {@code e} yet, or MAX_VALUE. */
  long nextKnown(long e, Timing timing) {
    int known = known(e, timing);
    return known == rows.size() ? Long.MAX_VALUE : timing.end(rows.get(known).time);
  }

  /** Whether no reach rises at {@code e} or later unless another report comes. */
  boolean stillFrom(long e, Timing timing) {
    for (int basis = 0; basis < BASES; basis++) {
      if (!line(basis, e, timing).flatFrom(e - timing.window(), timing.window())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Forgets what no evaluation at {@code e} or later can see: reports before a long silence, and
   * those that two newer ones stand before the window.
   *
   * @return whether nothing is left
   */
  boolean prune(long e, Timing timing) {
    if (known(e, timing) == rows.size() && !rows.isEmpty() && e >= forgottenAt(timing)) {
      rows.clear();
      return true;
    }
    return prune(e, e - timing.window(), timing);
  }

  /**
   * Forgets what no figure from {@code oldest} on needs at {@code e} or later.
   *
   * @return whether nothing is left
   */
  public boolean prune(long e, long oldest, Timing timing) {
    int known = known(e, timing);
    rows.subList(0, firstOf(known, timing)).clear();
    int[] newer = new int[FIGURES];
    for (int i = rows.size() - 1; i >= 0; i--) {
      Row row = rows.get(i);
      if (row.time > oldest || timing.end(row.time) > e) {
        continue;
      }
      boolean needed = false;
      for (int figure = 0; figure < FIGURES; figure++) {
        if (!Double.isNaN(row.figures[figure])) {
          needed |= newer[figure]++ < 2;
        }
      }
      if (!needed && i + 1 < rows.size()) {
        Row next = rows.get(i + 1);
        next.start = Math.min(next.start, row.start);
        next.joined = true;
        rows.remove(i);
      }
    }
    return rows.isEmpty();
  }

  /** When, if no report comes, the ad is forgotten and nothing can tell any more. */
  long forgottenAt(Timing timing) {
    return timing.end(newest() + timing.remember()) + 2 * timing.window();
  }

  /** Takes all reports of another flight of the same ad. */
  public void takeAll(Ad other) {
    rows.addAll(other.rows);
    rows.sort(Comparator.comparingLong(row -> row.time));
  }

  /** The time of the oldest report that is kept, known or not; there must be one. */
  public long oldest() {
    return rows.get(0).time;
  }

  /** The time of the newest report, known or not; there must be one. */
  public long newest() {
    return rows.get(rows.size() - 1).time;
  }

  /** Writes all of it, times as differences to {@code base}. */
  public void write(long base, DataOutput out) throws IOException {
    Bytes.writeUnsigned(rows.size(), out);
    for (Row row : rows) {
      int present = row.start == Long.MAX_VALUE ? 0 : 1 << FIGURES;
      present |= row.joined ? 1 << (FIGURES + 1) : 0;
      for (int i = 0; i < FIGURES; i++) {
        present |= Double.isNaN(row.figures[i]) ? 0 : 1 << i;
      }
      Bytes.writeUnsigned(present, out);
      Bytes.writeSigned(row.time - base, out);
      if (row.start != Long.MAX_VALUE) {
        Bytes.writeSigned(row.start - base, out);
      }
      for (double figure : row.figures) {
        if (!Double.isNaN(figure)) {
          out.writeDouble(figure);
        }
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Ad read(long base, DataInput in) throws IOException {
    Ad ad = new Ad();
    long size = Bytes.readUnsigned(in);
    for (long i = 0; i < size; i++) {
      long present = Bytes.readUnsigned(in);
      Row row = new Row(Bytes.readSigned(in) + base);
      if ((present & 1L << FIGURES) != 0) {
        row.start = Bytes.readSigned(in) + base;
      }
      row.joined = (present & 1L << (FIGURES + 1)) != 0;
      for (int figure = 0; figure < FIGURES; figure++) {
        if ((present & 1L << figure) != 0) {
          row.figures[figure] = in.readDouble();
        }
      }
      ad.rows.add(row);
    }
    return ad;
  }
}
