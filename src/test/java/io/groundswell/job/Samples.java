package io.groundswell.job;

import io.groundswell.alert.AlertLife;
import io.groundswell.codec.Inbound;
import io.groundswell.event.Alert;
import io.groundswell.event.Basis;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.PostInput;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Topic;
import io.groundswell.fixture.Given;
import io.groundswell.momentum.Measure;
import io.groundswell.momentum.Momentum;
import io.groundswell.momentum.PostSlice;
import io.groundswell.momentum.SliceStore;
import io.groundswell.rule.Terms;
import io.groundswell.supporter.Supporter;
import io.groundswell.time.Timing;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** One value of every type that flows or is kept, with every field filled. */
final class Samples {
  private static final long TEN = Given.at("10:00:00.123");
  private static final long END = Timing.DEFAULT.end(TEN);

  private Samples() {}

  /** A type and a value of it. */
  record Sample<T>(TypeInformation<T> type, T value) {}

  /** By the names of their golden files. */
  static Map<String, Sample<?>> all() {
    Map<String, Sample<?>> all = new LinkedHashMap<>();
    all.put("inbound", new Sample<>(States.INBOUND, inbound()));
    all.put("engagement", new Sample<>(States.SUPPORTER_INPUT, engagement()));
    all.put("withdrawal", new Sample<>(States.SUPPORTER_INPUT, withdrawal()));
    all.put("contribution", new Sample<>(States.POST_INPUT, contribution()));
    all.put("ad-snapshot", new Sample<>(States.POST_INPUT, adSnapshot()));
    all.put("ad-snapshot-sparse", new Sample<>(States.POST_INPUT, Given.report("ad", TEN, 1.5)));
    all.put("supporter", new Sample<>(supporterType(), supporter()));
    all.put("post-state", new Sample<>(postType(), post()));
    all.put("post-slice", new Sample<>(sliceType(), slice()));
    all.put("rule", new Sample<>(States.RULE, rule()));
    all.put("rule-deletion", new Sample<>(States.RULE, Rule.deletion("page", TEN, 8)));
    all.put("rules", new Sample<>(rulesType(), new Rule[] {rule(), Rule.deletion("*", TEN, 8)}));
    all.put("alert", new Sample<>(States.ALERT, alert()));
    all.put("post-momentum", new Sample<>(States.POST_MOMENTUM, postMomentum()));
    all.put("profile", new Sample<>(States.PROFILE, profile()));
    all.put("dead-letter", new Sample<>(States.DEAD_LETTER, deadLetter()));
    return all;
  }

  private static TypeInformation<Supporter> supporterType() {
    return new BinaryType<>(new Serializers.SupporterSerializer());
  }

  private static TypeInformation<PostState> postType() {
    return new BinaryType<>(new Serializers.PostStateSerializer());
  }

  private static TypeInformation<PostSlice> sliceType() {
    return new BinaryType<>(new Serializers.PostSliceSerializer());
  }

  private static TypeInformation<Rule[]> rulesType() {
    return org.apache.flink.api.common.typeinfo.Types.OBJECT_ARRAY(States.RULE);
  }

  static Inbound inbound() {
    byte[] key = "clé".getBytes(StandardCharsets.UTF_8);
    return new Inbound(Topic.OUTCOMES, "t.outcomes", 5, 300, TEN, 300_000, key, new byte[] {-1, 0});
  }

  static SupporterInput engagement() {
    return new Engagement(
        "page", "post", "élan", Kind.SHARE, "1", TEN, true, 150, "ad", "via", 5, 300);
  }

  private static SupporterInput withdrawal() {
    return Given.remove(Kind.COMMENT, "s", "2", TEN);
  }

  private static PostInput contribution() {
    long until = END + 3_600_000;
    return new Contribution(
        "page",
        "post",
        "s",
        END,
        END - 10_000,
        new Span[] {
          new Span(What.STRONGEST, Kind.SHARE, false, until - 10_000, 100_000),
          new Span(What.STRONGEST, Kind.COMMENT, true, until, 30_000),
          new Span(What.ORGANIC, Kind.COMMENT, true, until, 0),
          new Span(What.SPONSORED, Kind.LIKE, true, until, 0)
        });
  }

  private static PostInput adSnapshot() {
    return Given.report("ad", TEN, Basis.IMPRESSIONS, 12.5, TEN - 1000, 1, 2, 3, 4.5);
  }

  private static Supporter supporter() {
    Supporter supporter = new Supporter();
    List<Engagement> facts =
        List.of(
            (Engagement) engagement(),
            Given.add(Kind.LIKE, "s", "1", TEN, -1),
            Given.remove(Kind.COMMENT, "s", "9", TEN),
            Given.on("other", Given.add(Kind.SHARE, "s", "1", TEN + 1, 12_000)));
    Supporter.Output nowhere =
        new Supporter.Output() {
          @Override
          public void contribution(Contribution contribution) {}

          @Override
          public void profile(Profile profile) {}
        };
    supporter.step("page", "s", END, facts, end -> Terms.DEFAULT, Timing.DEFAULT, nowhere);
    supporter.wake(supporter.next("page", "s", END, Timing.DEFAULT));
    return supporter;
  }

  private static PostState post() {
    Momentum momentum = new Momentum();
    momentum.take((Contribution) contribution());
    for (int hour = -3; hour < 1; hour++) {
      momentum.take(Given.report("ad", TEN + hour * 3_600_000L, 100 + hour));
    }
    momentum.take((io.groundswell.event.AdSnapshot) adSnapshot());
    momentum.advance(END, Timing.DEFAULT);
    AlertLife life = new AlertLife();
    Measure ahead = new Measure(300, 200, 20, 1, 2, 3, 100, Basis.REACH);
    life.evaluate(END - 10_000, ahead, Terms.DEFAULT, Timing.DEFAULT);
    life.evaluate(END, ahead, Terms.DEFAULT, Timing.DEFAULT);
    PostState post = new PostState(momentum, life);
    post.given = true;
    post.wake = END + 10_000;
    return post;
  }

  private static PostSlice slice() {
    Map<Long, PostSlice> slices = new TreeMap<>();
    SliceStore store =
        new SliceStore() {
          @Override
          public PostSlice get(long end) {
            return slices.get(end);
          }

          @Override
          public void put(long end, PostSlice slice) {
            slices.put(end, slice);
          }

          @Override
          public void remove(long end) {
            slices.remove(end);
          }
        };
    new Momentum().keepIn(store).take((Contribution) contribution());
    return slices.get(END);
  }

  static Rule rule() {
    return new Rule(
        "page", TEN, 7, false, 10, 30, 100, 1.25, 0.75, 150, 10_000, 10, 100, 2, 30, 10);
  }

  static Alert alert() {
    return new Alert(
        "page/post/organic-surpasses-sponsored/" + END,
        Alert.Status.RAISED,
        "page",
        "post",
        END + 60_000,
        END,
        new Alert.Organic(1000.5, 900.25, 20, 1, 2, 30),
        new Alert.Sponsored(400, Basis.VIEWS, 2, 12.34, TEN),
        2.50125,
        3,
        new Alert.TopSupporter[] {new Alert.TopSupporter("s", 100, Kind.SHARE)},
        new Alert.Text("«\u00A0post\u00A0» s’envole.", "“post” is taking off."));
  }

  static PostMomentum postMomentum() {
    return new PostMomentum("page", "post", END, true, 1000.5, 900.25, 20, 1, 2, 30, 0, Double.NaN);
  }

  static Profile profile() {
    return new Profile(
        "page", "s", END, true, TEN - 1000, TEN, 12_000, new Profile.Counts(1, 2, 3, 4));
  }

  static DeadLetter deadLetter() {
    byte[] bytes = "{\"no\":1}".getBytes(StandardCharsets.UTF_8);
    return new DeadLetter(
        "engagements", 1, 2, TEN, null, bytes, DeadLetter.CONVERTER, "id is required");
  }
}
