package io.groundswell.job;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * A function behind the supporter step, for which a slice end is passed when the watermark is
 * {@link Rest#beyond} it.
 *
 * @param <I> what comes
 * @param <O> what goes out
 */
final class BeyondOperator<I, O> extends KeyedProcessOperator<String, I, O> {
  private static final long serialVersionUID = 1L;

  BeyondOperator(KeyedProcessFunction<String, I, O> function) {
    super(function);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(Rest.beyond(mark));
  }
}
