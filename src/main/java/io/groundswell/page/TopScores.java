package io.groundswell.page;

import io.groundswell.event.Names;
import io.groundswell.event.PageDay;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * The supporters with the highest scores of a page's day. More are kept than are told, so that
 * others take the places of those who are erased.
 */
final class TopScores {
  private static final int TOLD = 10;
  private static final int KEPT = 50;

  /** As many more may gather before the lowest are dropped. */
  private static final int SLACK = 50;

  private static final Comparator<PageDay.Top> ORDER =
      Comparator.comparingDouble(PageDay.Top::score)
          .reversed()
          .thenComparing(PageDay.Top::supporter, Names::compare);

  private final Map<String, Double> scores = new HashMap<>();

  /** So many as are kept have at least this. */
  private double least = Double.NEGATIVE_INFINITY;

  boolean isEmpty() {
    return scores.isEmpty();
  }

  void offer(String supporter, double score) {
    if (score < least) {
      return;
    }
    scores.merge(supporter, score, Math::max);
    if (scores.size() > KEPT + SLACK) {
      trim();
    }
  }

  private PageDay.Top[] best(int count) {
    return scores.entrySet().stream()
        .map(each -> new PageDay.Top(each.getKey(), each.getValue()))
        .sorted(ORDER)
        .limit(count)
        .toArray(PageDay.Top[]::new);
  }

  private void trim() {
    PageDay.Top[] kept = best(KEPT);
    scores.clear();
    for (PageDay.Top each : kept) {
      scores.put(each.supporter(), each.score());
    }
    least = kept[KEPT - 1].score();
  }

  void add(TopScores other) {
    other.scores.forEach(this::offer);
  }

  void erase(String supporter) {
    if (scores.remove(supporter) != null) {
      least = Double.NEGATIVE_INFINITY;
    }
  }

  PageDay.Top[] told() {
    return best(TOLD);
  }

  void write(DataOutput out) throws IOException {
    PageDay.Top[] kept = best(KEPT);
    Bytes.writeUnsigned(kept.length, out);
    for (PageDay.Top each : kept) {
      Bytes.writeString(each.supporter(), out);
      out.writeDouble(each.score());
    }
  }

  static TopScores read(DataInput in) throws IOException {
    TopScores read = new TopScores();
    long size = Bytes.readUnsigned(in);
    for (long i = 0; i < size; i++) {
      String supporter = Bytes.readString(in);
      read.scores.put(supporter, in.readDouble());
    }
    return read;
  }
}
