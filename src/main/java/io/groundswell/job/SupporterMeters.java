package io.groundswell.job;

import io.groundswell.event.Engagement;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Topic;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What becomes of engagements, and how many supporters are remembered. */
final class SupporterMeters {
  private final Counter late;
  private final Counter tooLate;
  private final Counter duplicates;

  SupporterMeters(MetricGroup operator, LiveCount supporters, Rows<?> rows) {
    Meters meters = Meters.of(operator);
    late = meters.counter("late", "topic", Topic.ENGAGEMENTS.wire());
    tooLate = RouteMeters.rejected(meters, Topic.ENGAGEMENTS, Refusal.TOO_LATE);
    duplicates = meters.counter("duplicates", "topic", Topic.ENGAGEMENTS.wire());
    meters.figure("supporters", supporters::count);
    meters.figure("rowCacheBytes", rows::memory);
    meters.figure("rowCacheHits", rows::hits);
    meters.figure("rowCacheMisses", rows::misses);
  }

  /** An input counts from a later slice on than its own; of these only facts are counted. */
  void late(SupporterInput input) {
    if (input instanceof Engagement) {
      late.inc();
    }
  }

  /** An engagement is refused. */
  void tooLate() {
    tooLate.inc();
  }

  /** An engagement says what is known already. */
  void duplicate() {
    duplicates.inc();
  }
}
