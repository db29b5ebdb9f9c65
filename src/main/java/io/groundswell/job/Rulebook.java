package io.groundswell.job;

import io.groundswell.event.Rule;
import io.groundswell.rule.RuleHistory;
import io.groundswell.rule.Terms;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/** The rules as broadcast state: both keyed steps keep the same. */
final class Rulebook {
  private final Timing timing;
  private long swept = Long.MIN_VALUE;

  Rulebook(Timing timing) {
    this.timing = timing;
  }

  /** Takes a rule that came when the watermark stood at {@code watermark}. */
  void take(Rule rule, BroadcastState<String, Rule[]> rules, long watermark) throws Exception {
    put(rule.page(), history(rules.get(rule.page())).with(rule), rules, watermark);
    if (swept == Long.MIN_VALUE || watermark - swept > timing.remember()) {
      // Far from the ends of long, so that a difference to it is one.
      swept = Math.max(watermark, Long.MIN_VALUE / 2);
      List<String> pages = new ArrayList<>();
      for (Map.Entry<String, Rule[]> entry : rules.entries()) {
        pages.add(entry.getKey());
      }
      for (String page : pages) {
        put(page, history(rules.get(page)), rules, watermark);
      }
    }
  }

  private void put(
      String page, RuleHistory history, BroadcastState<String, Rule[]> rules, long watermark)
      throws Exception {
    boolean early = watermark < Long.MIN_VALUE + 2 * timing.remember();
    RuleHistory kept = early ? history : history.since(watermark - timing.remember(), timing);
    if (kept.rules().isEmpty()) {
      rules.remove(page);
    } else {
      rules.put(page, kept.rules().toArray(new Rule[0]));
    }
  }

  /** What holds for a page at slice end {@code e}. */
  Terms terms(ReadOnlyBroadcastState<String, Rule[]> rules, String page, long e) {
    try {
      Rule[] own = rules.get(page);
      Rule[] every = rules.get(Rule.EVERY_PAGE);
      return own == null && every == null
          ? Terms.DEFAULT
          : history(own).terms(history(every), e, timing);
    } catch (Exception failure) {
      throw new IllegalStateException("the rules of page " + page + " can't be read", failure);
    }
  }

  private static RuleHistory history(Rule[] rules) {
    return rules == null ? RuleHistory.NONE : RuleHistory.of(Arrays.asList(rules));
  }
}
