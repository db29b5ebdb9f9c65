package io.groundswell.alert;

import io.groundswell.event.Alert.Status;
import io.groundswell.momentum.Measure;
import io.groundswell.rule.Terms;
import java.util.ArrayList;
import java.util.List;

/** momentum.md section 5 read word by word, over the history of evaluations each time. */
final class NaiveLife {
  private static final long SLICE = 10_000;

  private record Evaluation(long e, Measure m, Terms terms) {
    boolean ahead() {
      return m.sponsored() > 0
          && m.sponsored() >= terms.minSponsored() - 1e-9
          && m.supporters() >= terms.minSupporters() - 1e-9
          && m.lower() > terms.threshold() * m.sponsored();
    }

    boolean behind() {
      double limit = Math.min(terms.release(), terms.threshold());
      return m.organic() < limit * m.sponsored() || m.supporters() < terms.minSupporters() - 1e-9;
    }
  }

  private final List<Evaluation> evaluations = new ArrayList<>();
  private final List<Status> words = new ArrayList<>();
  private int openedAt = -1;
  private int closedAt = -1;

  AlertLife.Verdict evaluate(long e, Measure m, Terms terms) {
    evaluations.add(new Evaluation(e, m, terms));
    Status status = status(e, m, terms);
    words.add(status);
    if (status == null) {
      return null;
    }
    int last = evaluations.size() - 1;
    openedAt = status == Status.OPENED ? last : openedAt;
    AlertLife.Verdict verdict =
        new AlertLife.Verdict(status, evaluations.get(openedAt).e(), peak());
    if (status == Status.CLOSED) {
      openedAt = -1;
      closedAt = last;
    }
    return verdict;
  }

  private Status status(long e, Measure m, Terms terms) {
    int last = evaluations.size() - 1;
    if (openedAt < 0) {
      boolean cooled =
          closedAt < 0 || e - evaluations.get(closedAt).e() >= terms.cooldownMinutes() * 60_000L;
      return cooled && held(terms.confirm(), 0, true) ? Status.OPENED : null;
    }
    if (held(terms.patience(), openedAt + 1, false)) {
      return Status.CLOSED;
    }
    int word = last - 1;
    while (words.get(word) == null) {
      word--;
    }
    boolean doubled = m.organic() >= 2 * evaluations.get(word).m().organic();
    return evaluations.get(last).ahead() && doubled ? Status.RAISED : null;
  }

  /** Whether ahead (or behind) has held at the last {@code times} consecutive slice ends. */
  private boolean held(int times, int since, boolean ahead) {
    int last = evaluations.size() - 1;
    for (int i = 0; i < times; i++) {
      int at = last - i;
      if (at < since || evaluations.get(at).e() != evaluations.get(last).e() - i * SLICE) {
        return false;
      }
      Evaluation evaluation = evaluations.get(at);
      if (!(ahead ? evaluation.ahead() : evaluation.behind())) {
        return false;
      }
    }
    return true;
  }

  private double peak() {
    double peak = Double.NaN;
    for (Evaluation each : evaluations.subList(openedAt, evaluations.size())) {
      double ratio = each.m().ratio();
      peak = Double.isNaN(peak) || ratio > peak ? ratio : peak;
    }
    return peak;
  }

  boolean isOpen() {
    return openedAt >= 0;
  }
}
