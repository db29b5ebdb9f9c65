package io.groundswell.job;

import io.groundswell.event.Post;
import io.groundswell.event.PostInput;
import io.groundswell.event.Profile;
import io.groundswell.event.ProfileDraft;
import io.groundswell.page.PostTable;
import io.groundswell.page.PostWindow;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The profile step, keyed by (page, shard of its supporters): what makes them vibrate, which takes
 * the topics and times of the page's posts. They are kept once per shard, so that a hot page is not
 * one hot key, and in keyed state, so that no subtask holds those of all pages.
 */
final class ProfileOperator
    extends SliceOperator<ProfileDraft, Tuple2<Integer, PostInput>, Profile> {
  private static final long serialVersionUID = 1L;

  /** The shards of a page. Part of savepoints: to change it is to forget the posts known. */
  static final int SHARDS = 8;

  /** So many posts are held on the heap at least, of some 200 bytes each. */
  private static final int CACHED = 200_000;

  /** Of a slot's heap they may take one part in so many: each is there once for each shard. */
  private static final int PART_OF_HEAP = 6;

  private static final int BYTES_PER_POST = 200;

  /**
   * So many posts may have come that have not been put into the tables: each time all of a table is
   * read and written where not all fit.
   */
  static final int MOST_ARRIVED = 50_000;

  private final Timing timing;
  private transient StateCache<PostTable> tables;

  /** Posts that have come since, by key. */
  private transient Map<String, List<Post>> arrived;

  private transient int arrivals;

  ProfileOperator(Settings settings) {
    super(States.profileInbox(), States.DRAFT);
    this.timing = settings.timing();
  }

  /** The key of a supporter's profile. */
  static String key(ProfileDraft draft) {
    return key(
        draft.profile().page(), Math.floorMod(draft.profile().supporter().hashCode(), SHARDS));
  }

  /** The key of a shard of a page. */
  static String key(String page, int shard) {
    return Keys.of(page, Integer.toString(shard));
  }

  @Override
  public void open() throws Exception {
    super.open();
    ValueState<PostTable> state = getRuntimeContext().getState(States.shardPosts());
    long heap = Heap.ofSlot(getContainingTask().getEnvironment().getTaskManagerInfo());
    long most = Math.max(CACHED, heap / PART_OF_HEAP / BYTES_PER_POST);
    tables = StateCache.of(state, this, PostTable::size, most, Doorkeeper.OPEN, null);
    arrived = new HashMap<>();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(Rest.beyond(mark));
  }

  @Override
  public void processElement1(StreamRecord<ProfileDraft> element) throws Exception {
    ProfileDraft draft = element.getValue();
    keep(draft, Math.max(draft.profile().at(), timing.nextEnd(watermark())));
  }

  @Override
  public void processElement2(StreamRecord<Tuple2<Integer, PostInput>> element) throws Exception {
    Tuple2<Integer, PostInput> ofShard = element.getValue();
    Post post = (Post) ofShard.f1;
    long forgotten = PostTable.forgottenAt(post.time(), timing);
    if (forgotten <= watermark()) {
      return;
    }
    arrived.computeIfAbsent(key(), key -> new ArrayList<>(1)).add(post);
    wakeAt(forgotten);
    if (++arrivals >= MOST_ARRIVED) {
      String current = key();
      takeArrived();
      lookAt(current);
    }
  }

  /** Puts the posts that have come into the tables. The current key is another after it. */
  private void takeArrived() throws Exception {
    for (String key : List.copyOf(arrived.keySet())) {
      lookAt(key);
      take(key, tables.get(key));
    }
    arrivals = 0;
  }

  /** The table of the current key, with the posts that have come for it; null if there are none. */
  private PostTable take(String key, PostTable known) throws Exception {
    List<Post> come = arrived.remove(key);
    if (come == null) {
      return known;
    }
    arrivals -= come.size();
    PostTable posts = known == null ? new PostTable() : known;
    come.forEach(posts::take);
    tables.put(key, posts);
    return posts;
  }

  @Override
  boolean isDue(ProfileDraft draft, long e) {
    return draft.profile().at() <= e;
  }

  @Override
  void step(String key, long e, List<ProfileDraft> come) throws Exception {
    PostTable posts = take(key, tables.get(key));
    if (!come.isEmpty()) {
      PostWindow window = (posts == null ? new PostTable() : posts).window(e, timing);
      for (ProfileDraft draft : come) {
        output.collect(
            new StreamRecord<>(
                draft.complete(window.lifts(draft.engaged()), window.promptness(draft.engaged()))));
      }
    }
    if (posts != null && PostTable.mayForgetAt(e, timing)) {
      posts.prune(e, timing);
      if (posts.isEmpty()) {
        tables.remove(key);
      } else {
        tables.put(key, posts);
      }
    }
  }

  @Override
  void writeBack() throws Exception {
    takeArrived();
    tables.flush();
  }
}
