package io.groundswell.job;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * An operator between a keyed and a broadcast stream. Flink's API connects the two only for
 * functions.
 */
final class BroadcastKeyed {
  private BroadcastKeyed() {}

  static <I, C, O> SingleOutputStreamOperator<O> connect(
      DataStream<I> keyed,
      KeySelector<I, String> key,
      DataStream<C> everywhere,
      String name,
      TypeInformation<O> type,
      TwoInputStreamOperator<I, C, O> operator) {
    TwoInputTransformation<I, C, O> transformation =
        new TwoInputTransformation<>(
            keyed.keyBy(key, Types.STRING).getTransformation(),
            everywhere.broadcast().getTransformation(),
            name,
            operator,
            type,
            keyed.getExecutionEnvironment().getParallelism());
    transformation.setStateKeySelectors(key, null);
    transformation.setStateKeyType(Types.STRING);
    keyed.getExecutionEnvironment().addOperator(transformation);
    return new Stream<>(keyed, transformation);
  }

  /** The result, as a stream; only subclasses may make one. */
  private static final class Stream<O> extends SingleOutputStreamOperator<O> {
    Stream(DataStream<?> from, TwoInputTransformation<?, ?, O> transformation) {
      super(from.getExecutionEnvironment(), transformation);
    }
  }
}
