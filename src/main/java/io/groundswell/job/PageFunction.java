package io.groundswell.job;

import io.groundswell.codec.PageWriter;
import io.groundswell.event.AdSnapshot;
import io.groundswell.event.PageDay;
import io.groundswell.event.Post;
import io.groundswell.event.PostInput;
import io.groundswell.page.PageDays;
import io.groundswell.page.PageTally;
import io.groundswell.time.Timing;
import io.groundswell.wire.Digest;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The page step, keyed by page: what the supporter step has gathered per minute, the page's posts
 * and what its ads have spent, told day by day at whole minutes (supporters.md section 5).
 */
final class PageFunction extends KeyedCoProcessFunction<String, PageTally, PostInput, PageDay> {
  private static final long serialVersionUID = 1L;

  /** Far in the past, and far from the end of long. */
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final Settings settings;
  private final Timing timing;
  private transient ListState<PageTally> tallies;
  private transient ListState<PostInput> facts;
  private transient ValueState<PageDays> state;
  private transient ValueState<Long> looked;

  PageFunction(Settings settings) {
    this.settings = settings;
    this.timing = settings.timing();
  }

  @Override
  public void open(OpenContext context) {
    tallies = getRuntimeContext().getListState(States.pageTallies());
    facts = getRuntimeContext().getListState(States.pageFacts());
    state = getRuntimeContext().getState(States.page());
    looked = getRuntimeContext().getState(States.pageLooked());
  }

  @Override
  public void processElement1(PageTally tally, Context context, Collector<PageDay> out)
      throws Exception {
    tallies.add(tally);
    wakeAt(tally.minute(), context.timerService());
  }

  @Override
  public void processElement2(PostInput fact, Context context, Collector<PageDay> out)
      throws Exception {
    facts.add(fact);
    long time = fact instanceof Post post ? post.time() : ((AdSnapshot) fact).time();
    wakeAt(Timing.minuteOf(timing.end(time)), context.timerService());
  }

  private void wakeAt(long minute, TimerService timers) {
    long watermark = timers.currentWatermark();
    boolean early = timing.nextEnd(watermark) == Long.MIN_VALUE;
    timers.registerEventTimeTimer(early ? minute : Math.max(minute, Timing.nextMinute(watermark)));
  }

  @Override
  public void onTimer(long e, OnTimerContext context, Collector<PageDay> out) throws Exception {
    PageDays page = state.value();
    if (page == null) {
      page = new PageDays(context.getCurrentKey());
    }
    for (PostInput fact : facts.get()) {
      if (fact instanceof Post post) {
        page.take(post);
      } else {
        page.take((AdSnapshot) fact, timing);
      }
    }
    facts.clear();
    page.take(takeTallies(e));
    Long known = looked.value();
    long last = known == null ? NEVER : known;
    if (e <= settings.horizon()) {
      for (PageDay day : page.at(e, last, timing)) {
        if (page.tell(day.day(), Digest.of(PageWriter.pageDay(day.givenAt(0))))) {
          out.collect(day);
        }
      }
    }
    page.prune(e, last, timing);
    if (page.isEmpty()) {
      state.clear();
      looked.clear();
    } else {
      looked.update(Math.max(last, e));
      state.update(page);
      wakeAt(page.nextForgotten(e), context.timerService());
    }
  }

  private List<PageTally> takeTallies(long e) throws Exception {
    List<PageTally> due = new ArrayList<>();
    List<PageTally> rest = new ArrayList<>();
    for (PageTally tally : tallies.get()) {
      (tally.minute() <= e ? due : rest).add(tally);
    }
    if (!due.isEmpty()) {
      tallies.update(rest);
    }
    return due;
  }
}
