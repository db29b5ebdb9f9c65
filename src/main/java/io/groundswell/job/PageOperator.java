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
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The page step, keyed by page: what the supporter step has gathered per minute, the page's posts
 * and what its ads have spent, told day by day at whole minutes (supporters.md section 5).
 */
final class PageOperator extends SliceOperator<PageTally, PostInput, PageDay> {
  private static final long serialVersionUID = 1L;

  /** Far in the past, and far from the end of long. */
  private static final long NEVER = Long.MIN_VALUE / 2;

  /** So many posts, ads and days of pages are held on the heap, of some 200 bytes each. */
  private static final int CACHED = 200_000;

  /** A page, and the last minute at which it was looked at. */
  private static final class Looked {
    final PageDays page;
    long last;

    Looked(PageDays page, long last) {
      this.page = page;
      this.last = last;
    }
  }

  private final Settings settings;
  private final Timing timing;
  private transient ListState<PostInput> facts;
  private transient ValueState<PageDays> state;
  private transient ValueState<Long> looked;
  private transient StateCache<Looked> pages;

  PageOperator(Settings settings) {
    super(States.pageTallies(), States.PAGE_TALLY);
    this.settings = settings;
    this.timing = settings.timing();
  }

  @Override
  public void open() throws Exception {
    super.open();
    facts = getRuntimeContext().getListState(States.pageFacts());
    state = getRuntimeContext().getState(States.page());
    looked = getRuntimeContext().getState(States.pageLooked());
    pages =
        new StateCache<>(
            this::read, this::write, this, each -> each.page.size(), CACHED, Doorkeeper.OPEN, null);
  }

  private Looked read() throws Exception {
    PageDays page = state.value();
    Long last = looked.value();
    return page == null ? null : new Looked(page, last == null ? NEVER : last);
  }

  private void write(Looked value) throws Exception {
    if (value == null) {
      state.clear();
      looked.clear();
    } else {
      state.update(value.page);
      looked.update(value.last);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(Rest.beyond(mark));
  }

  @Override
  public void processElement1(StreamRecord<PageTally> element) throws Exception {
    keep(element.getValue(), minute(element.getValue().minute()));
  }

  @Override
  public void processElement2(StreamRecord<PostInput> element) throws Exception {
    PostInput fact = element.getValue();
    useState();
    facts.add(fact);
    long time = fact instanceof Post post ? post.time() : ((AdSnapshot) fact).time();
    wakeAt(minute(Timing.minuteOf(timing.end(time))));
  }

  /** The minute itself, or the first that is not over. */
  private long minute(long minute) {
    boolean early = timing.nextEnd(watermark()) == Long.MIN_VALUE;
    return early ? minute : Math.max(minute, Timing.nextMinute(watermark()));
  }

  @Override
  boolean isDue(PageTally tally, long e) {
    return tally.minute() <= e;
  }

  @Override
  void step(String key, long e, List<PageTally> come) throws Exception {
    Looked found = pages.get(key);
    Looked at = found == null ? new Looked(new PageDays(key), NEVER) : found;
    PageDays page = at.page;
    useState();
    for (PostInput fact : facts.get()) {
      if (fact instanceof Post post) {
        page.take(post);
      } else {
        page.take((AdSnapshot) fact, timing);
      }
    }
    facts.clear();
    page.take(come);
    if (e <= settings.horizon()) {
      for (PageDay day : page.at(e, at.last, timing)) {
        if (page.tell(day.day(), Digest.of(PageWriter.pageDay(day.givenAt(0))))) {
          output.collect(new StreamRecord<>(day));
        }
      }
    }
    page.prune(e, at.last, timing);
    if (page.isEmpty()) {
      pages.remove(key);
    } else {
      at.last = Math.max(at.last, e);
      pages.put(key, at);
      wakeAt(minute(page.nextForgotten(e)));
    }
  }

  @Override
  void writeBack() throws Exception {
    pages.flush();
  }
}
