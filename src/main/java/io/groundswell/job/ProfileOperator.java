package io.groundswell.job;

import io.groundswell.event.Post;
import io.groundswell.event.PostInput;
import io.groundswell.event.Profile;
import io.groundswell.event.ProfileDraft;
import io.groundswell.page.PostTable;
import io.groundswell.page.PostWindow;
import io.groundswell.time.Timing;
import java.util.List;
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

  /** So many posts are held on the heap, of some 200 bytes each. */
  private static final int CACHED = 200_000;

  private final Timing timing;
  private transient StateCache<PostTable> tables;

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
    tables = StateCache.of(state, this, PostTable::size, CACHED, Doorkeeper.OPEN, null);
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
    String key = key(post.page(), ofShard.f0);
    PostTable posts = tables.get(key);
    if (posts == null) {
      posts = new PostTable();
    }
    posts.take(post);
    tables.put(key, posts);
    wakeAt(forgotten);
  }

  @Override
  boolean isDue(ProfileDraft draft, long e) {
    return draft.profile().at() <= e;
  }

  @Override
  void step(String key, long e, List<ProfileDraft> come) throws Exception {
    PostTable posts = tables.get(key);
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
    tables.flush();
  }
}
