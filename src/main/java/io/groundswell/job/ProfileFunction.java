package io.groundswell.job;

import io.groundswell.event.Post;
import io.groundswell.event.PostInput;
import io.groundswell.event.Profile;
import io.groundswell.event.ProfileDraft;
import io.groundswell.page.PostTable;
import io.groundswell.page.PostWindow;
import io.groundswell.time.Timing;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The profile step, keyed by (page, shard of its supporters): what makes them vibrate, which takes
 * the topics and times of the page's posts. They are kept once per shard, so that a hot page is not
 * one hot key, and in keyed state, so that no subtask holds those of all pages.
 */
final class ProfileFunction
    extends KeyedCoProcessFunction<String, ProfileDraft, Tuple2<Integer, PostInput>, Profile> {
  private static final long serialVersionUID = 1L;

  /** The shards of a page. Part of savepoints: to change it is to forget the posts known. */
  static final int SHARDS = 8;

  private final Timing timing;
  private transient ListState<ProfileDraft> inbox;
  private transient ValueState<PostTable> state;

  ProfileFunction(Settings settings) {
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
  public void open(OpenContext context) {
    inbox = getRuntimeContext().getListState(States.profileInbox());
    state = getRuntimeContext().getState(States.shardPosts());
  }

  @Override
  public void processElement1(ProfileDraft draft, Context context, Collector<Profile> out)
      throws Exception {
    inbox.add(draft);
    long watermark = context.timerService().currentWatermark();
    context
        .timerService()
        .registerEventTimeTimer(Math.max(draft.profile().at(), timing.nextEnd(watermark)));
  }

  @Override
  public void processElement2(
      Tuple2<Integer, PostInput> ofShard, Context context, Collector<Profile> out)
      throws Exception {
    Post post = (Post) ofShard.f1;
    long forgotten = PostTable.forgottenAt(post.time(), timing);
    if (forgotten <= context.timerService().currentWatermark()) {
      return;
    }
    PostTable posts = state.value();
    if (posts == null) {
      posts = new PostTable();
    }
    posts.take(post);
    state.update(posts);
    context.timerService().registerEventTimeTimer(forgotten);
  }

  @Override
  public void onTimer(long e, OnTimerContext context, Collector<Profile> out) throws Exception {
    List<ProfileDraft> due = new ArrayList<>();
    List<ProfileDraft> rest = new ArrayList<>();
    for (ProfileDraft draft : inbox.get()) {
      (draft.profile().at() <= e ? due : rest).add(draft);
    }
    PostTable posts = state.value();
    if (!due.isEmpty()) {
      inbox.update(rest);
      PostWindow window = (posts == null ? new PostTable() : posts).window(e, timing);
      for (ProfileDraft draft : due) {
        out.collect(
            draft.complete(window.lifts(draft.engaged()), window.promptness(draft.engaged())));
      }
    }
    if (posts != null && PostTable.mayForgetAt(e, timing)) {
      posts.prune(e, timing);
      if (posts.isEmpty()) {
        state.clear();
      } else {
        state.update(posts);
      }
    }
  }
}
