package io.groundswell.job;

import io.groundswell.event.Control;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;

/** A keyed step as Flink runs it, with a count of the timers that fire. */
final class CountingOperator<I, O> extends CoBroadcastWithKeyedOperator<String, I, Control, O> {
  private static final long serialVersionUID = 1L;

  private final transient AtomicInteger fired;

  CountingOperator(
      KeyedBroadcastProcessFunction<String, I, Control, O> function, AtomicInteger fired) {
    super(function, List.of(States.rules()));
    this.fired = fired;
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    fired.incrementAndGet();
    super.onEventTime(timer);
  }
}
