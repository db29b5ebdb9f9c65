package io.groundswell.bench;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;

/**
 * What a user would write with the DataStream API: sliding windows, aggregated as the events come,
 * as its documentation recommends. The events are as lean as can be, to their advantage.
 */
final class Sliding {
  private Sliding() {}

  static void build(Task task, StreamExecutionEnvironment env) {
    WatermarkStrategy<Lean> watermarks =
        WatermarkStrategy.<Lean>forBoundedOutOfOrderness(Duration.ofSeconds(5))
            .withTimestampAssigner((event, kafka) -> event.time());
    DataStream<Lean> events = Limits.source(task, env, new Limits.LeanParsed(), watermarks);
    window(events, Lean::supporter, "by-supporter");
    window(events, Lean::post, "by-post");
  }

  private static void window(DataStream<Lean> events, KeySelector<Lean, Long> key, String name) {
    events
        .keyBy(key, Types.LONG)
        .window(SlidingEventTimeWindows.of(Duration.ofHours(1), Duration.ofMinutes(1)))
        .aggregate(
            new Count(), Types.TUPLE(Types.LONG, Types.LONG), Types.TUPLE(Types.LONG, Types.LONG))
        .name(name)
        .filter(counts -> counts.f0 > counts.f1)
        .sinkTo(new DiscardingSink<>());
  }

  /** Organic and sponsored engagements. */
  private static final class Count
      implements AggregateFunction<Lean, Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> createAccumulator() {
      return Tuple2.of(0L, 0L);
    }

    @Override
    public Tuple2<Long, Long> add(Lean event, Tuple2<Long, Long> counts) {
      if ((event.kind() & 4) == 0) {
        counts.f0++;
      } else {
        counts.f1++;
      }
      return counts;
    }

    @Override
    public Tuple2<Long, Long> getResult(Tuple2<Long, Long> counts) {
      return counts;
    }

    @Override
    public Tuple2<Long, Long> merge(Tuple2<Long, Long> a, Tuple2<Long, Long> b) {
      return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
    }
  }
}
