package io.groundswell.job;

import io.groundswell.event.Erased;
import io.groundswell.event.Erasure;
import io.groundswell.event.Rule;
import io.groundswell.supporter.Erasures;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * Who was erased, as broadcast state: every subtask keeps the same, by the digest of the name. It
 * grows with the erasures of a month, not with supporters or pages.
 */
final class ErasureBook {
  private final BroadcastState<Long, Erased[]> state;
  private final Timing timing;
  private final Erasures erasures = new Erasures();

  /** Ends of erasures on every page whose supporters have not been woken, by name. */
  private final Map<Long, List<Long>> everywhere = new HashMap<>();

  private final Set<Long> due = new HashSet<>();
  private boolean any;
  private long swept = Long.MIN_VALUE;

  /** What is known from before a restart; whom it is about is woken once more, to no effect. */
  ErasureBook(BroadcastState<Long, Erased[]> state, Timing timing) throws Exception {
    this.state = state;
    this.timing = timing;
    for (Map.Entry<Long, Erased[]> each : state.entries()) {
      erasures.put(each.getKey(), each.getValue());
      for (Erased erased : each.getValue()) {
        note(each.getKey(), erased.page(), erased.time());
      }
    }
  }

  private void note(long name, String page, long time) {
    any = true;
    if (page.equals(Rule.EVERY_PAGE)) {
      everywhere.computeIfAbsent(name, each -> new ArrayList<>()).add(timing.end(time));
    }
  }

  void take(Erasure erasure, long watermark) throws Exception {
    long name = Erasures.digest(erasure.supporter());
    state.put(name, erasures.take(erasure));
    note(name, erasure.page(), erasure.time());
    if (watermark > Long.MIN_VALUE + Timing.DAY
        && (swept == Long.MIN_VALUE || watermark - swept > Timing.DAY)) {
      swept = watermark;
      for (long each : erasures.names()) {
        Erased[] left = erasures.prune(each, watermark);
        if (left == null) {
          state.remove(each);
        } else {
          state.put(each, left);
        }
      }
    }
  }

  Erasures erasures() {
    return erasures;
  }

  /** Whether anybody was erased. */
  boolean any() {
    return any;
  }

  /** The names of those who are erased on every page by now and have not been woken. */
  Set<Long> dueEverywhere(long watermark) {
    due.clear();
    everywhere.forEach(
        (name, ends) -> {
          if (ends.stream().anyMatch(end -> end <= watermark)) {
            due.add(name);
          }
        });
    return due;
  }

  /** The keys they have, among those of some states and some others. */
  Set<String> keysDue(KeyedStateBackend<String> backend, List<String> states, Set<String> others) {
    Set<String> found = new LinkedHashSet<>();
    for (String state : states) {
      try (Stream<String> keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
        keys.filter(key -> isDueEverywhere(Keys.name(key))).forEach(found::add);
      }
    }
    others.stream().filter(key -> isDueEverywhere(Keys.name(key))).forEach(found::add);
    return found;
  }

  private boolean isDueEverywhere(String supporter) {
    return due.contains(Erasures.digest(supporter));
  }

  /** When they are erased. */
  List<Long> endsOf(String supporter) {
    return everywhere.get(Erasures.digest(supporter));
  }

  void wokenEverywhere() {
    everywhere.keySet().removeAll(due);
    due.clear();
  }
}
