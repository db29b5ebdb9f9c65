package io.groundswell.job;

import io.groundswell.alert.AlertLife;
import io.groundswell.codec.Inbound;
import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Alert;
import io.groundswell.event.Basis;
import io.groundswell.event.Contribution;
import io.groundswell.event.Contribution.Span;
import io.groundswell.event.Contribution.What;
import io.groundswell.event.Credit;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Engagement;
import io.groundswell.event.Erasure;
import io.groundswell.event.Kind;
import io.groundswell.event.Mention;
import io.groundswell.event.Origin;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Tier;
import io.groundswell.event.Topic;
import io.groundswell.fixture.Given;
import io.groundswell.momentum.Measure;
import io.groundswell.momentum.Momentum;
import io.groundswell.momentum.PostSlice;
import io.groundswell.momentum.SliceStore;
import io.groundswell.rule.Terms;
import io.groundswell.supporter.Erasures;
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

  /** Of another window nothing lasts one: posts keep all that ends where it does, as they did. */
  private static final Timing VERSION_2 =
      new Timing(Timing.DEFAULT.slice(), 2 * Timing.DEFAULT.window(), Timing.DEFAULT.remember());

  private Samples() {}

  /** A type and a value of it. */
  record Sample<T>(TypeInformation<T> type, T value) {}

  /** By the names of their golden files. */
  static Map<String, Sample<?>> all() {
    Map<String, Sample<?>> all = new LinkedHashMap<>(asVersionOneWroteThem());
    all.put("contribution", new Sample<>(States.POST_INPUT, contribution()));
    all.put("ad-snapshot", new Sample<>(States.POST_INPUT, adSnapshot("EUR")));
    all.put("ad-snapshot-sparse", new Sample<>(States.POST_INPUT, Given.report("ad", TEN, 1.5)));
    all.put("supporter", new Sample<>(supporterType(), supporter()));
    all.put(
        "post-state",
        new Sample<>(postType(), post(contribution(), adSnapshot("EUR"), Timing.DEFAULT)));
    all.put("post-slice", new Sample<>(sliceType(), slice(contribution(), Timing.DEFAULT)));
    all.put("alert", new Sample<>(States.ALERT, alert()));
    all.put("profile", new Sample<>(States.PROFILE, profile()));
    all.putAll(PageSamples.all());
    return all;
  }

  /** Those whose bytes have not changed since version 1. */
  static Map<String, Sample<?>> asVersionOneWroteThem() {
    Map<String, Sample<?>> all = new LinkedHashMap<>();
    all.put("inbound", new Sample<>(States.INBOUND, inbound()));
    all.put("engagement", new Sample<>(States.SUPPORTER_INPUT, engagement()));
    all.put("withdrawal", new Sample<>(States.SUPPORTER_INPUT, withdrawal()));
    all.put("rule", new Sample<>(States.RULE, rule()));
    all.put("rule-deletion", new Sample<>(States.RULE, Rule.deletion("page", TEN, 8)));
    all.put("rules", new Sample<>(rulesType(), new Rule[] {rule(), Rule.deletion("*", TEN, 8)}));
    all.put("post-momentum", new Sample<>(States.POST_MOMENTUM, postMomentum()));
    all.put("dead-letter", new Sample<>(States.DEAD_LETTER, deadLetter()));
    return all;
  }

  /** Of posts, what today's code must read in the bytes of version 2. */
  static Map<String, Sample<?>> asReadFromVersionTwo() {
    Map<String, Sample<?>> all = new LinkedHashMap<>();
    all.put(
        "post-state", new Sample<>(postType(), post(contribution(), adSnapshot("EUR"), VERSION_2)));
    all.put("post-slice", new Sample<>(sliceType(), slice(contribution(), VERSION_2)));
    return all;
  }

  /** Those whose bytes have: what today's code must read in those of version 1. */
  static Map<String, Sample<?>> asReadFromVersionOne() {
    Map<String, Sample<?>> all = new LinkedHashMap<>();
    Contribution bare = withoutStanding(contribution());
    all.put("contribution", new Sample<>(States.POST_INPUT, bare));
    all.put("ad-snapshot", new Sample<>(States.POST_INPUT, adSnapshot(null)));
    all.put("ad-snapshot-sparse", new Sample<>(States.POST_INPUT, Given.report("ad", TEN, 1.5)));
    all.put("supporter", new Sample<>(supporterType(), null));
    all.put("post-state", new Sample<>(postType(), post(bare, adSnapshot(null), VERSION_2)));
    all.put("post-slice", new Sample<>(sliceType(), slice(bare, VERSION_2)));
    return all;
  }

  /** Version 1 told neither tier nor score of who began, nor counted those of nano tier. */
  private static Contribution withoutStanding(Contribution c) {
    Span[] spans = c.spans().clone();
    for (int i = 0; i < spans.length; i++) {
      Span s = spans[i];
      spans[i] = new Span(s.what(), s.kind(), s.begins(), s.until(), s.thousandths(), false);
    }
    return new Contribution(
        c.page(), c.post(), c.supporter(), c.at(), c.began(), spans, null, Double.NaN);
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

  static Contribution contribution() {
    long until = END + 3_600_000;
    return new Contribution(
        "page",
        "post",
        "s",
        END,
        END - 10_000,
        new Span[] {
          new Span(What.STRONGEST, Kind.SHARE, false, until - 10_000, 100_000, false),
          new Span(What.STRONGEST, Kind.COMMENT, true, until, 30_000, true),
          new Span(What.ORGANIC, Kind.COMMENT, true, until, 0, false),
          new Span(What.SPONSORED, Kind.LIKE, true, until, 0, false)
        },
        Tier.NANO,
        51.5);
  }

  private static AdSnapshot adSnapshot(String currency) {
    return Given.in(
        currency, Given.report("ad", TEN, Basis.IMPRESSIONS, 12.5, TEN - 1000, 1, 2, 3, 4.5));
  }

  /** Erased twelve days ago, back nine days ago, touched five days ago and today. */
  private static Supporter supporter() {
    Supporter supporter = new Supporter();
    Erasures erasures = new Erasures();
    erasures.take(new Erasure("page", "s", TEN - 12 * Timing.DAY));
    long nineDaysAgo = TEN - 9 * Timing.DAY;
    long fiveDaysAgo = TEN - 5 * Timing.DAY;
    step(
        supporter,
        erasures,
        nineDaysAgo,
        Given.add(Kind.LIKE, "s", "1", nineDaysAgo, 300),
        Given.add(Kind.SHARE, "s", "1", nineDaysAgo, 300, "ad", null));
    step(
        supporter,
        erasures,
        fiveDaysAgo,
        Given.add(Kind.COMMENT, "s", "1", fiveDaysAgo, 300),
        new Mention("page", "s", "t", fiveDaysAgo),
        Credit.of(PageSamples.outcome(fiveDaysAgo)));
    step(
        supporter,
        erasures,
        TEN,
        engagement(),
        Given.add(Kind.LIKE, "s", "2", TEN, -1),
        Given.remove(Kind.COMMENT, "s", "9", TEN),
        Given.on("other", Given.add(Kind.SHARE, "s", "1", TEN + 1, 9_000)));
    step(supporter, erasures, TEN + 15 * Timing.MINUTE);
    return supporter;
  }

  /** Steps to the end of a time, and to the wake-ups on the way there. */
  private static void step(
      Supporter supporter, Erasures erasures, long time, SupporterInput... facts) {
    long end = Timing.DEFAULT.end(time);
    for (long e = supporter.wake(); e <= end; e = supporter.wake()) {
      stepTo(supporter, erasures, e, e == end ? List.of(facts) : List.of());
    }
    if (supporter.last() < end) {
      stepTo(supporter, erasures, end, List.of(facts));
    }
  }

  private static void stepTo(
      Supporter supporter, Erasures erasures, long e, List<SupporterInput> facts) {
    supporter.step(
        "page", "s", e, facts, end -> Terms.DEFAULT, erasures, Timing.DEFAULT, Nowhere.OUTPUT);
    supporter.wake(
        Math.min(
            supporter.next("page", "s", e, Timing.DEFAULT), supporter.forgottenAt(Timing.DEFAULT)),
        e);
  }

  private static PostState post(Contribution contribution, AdSnapshot newest, Timing timing) {
    Momentum momentum = new Momentum();
    momentum.take(contribution, timing);
    for (int hour = -3; hour < 1; hour++) {
      momentum.take(Given.report("ad", TEN + hour * 3_600_000L, 100 + hour));
    }
    momentum.take(newest);
    momentum.advance(END, Timing.DEFAULT);
    AlertLife life = new AlertLife();
    Measure ahead = new Measure(300, 200, 20, 15, 1, 2, 3, 100, Basis.REACH);
    life.evaluate(END - 10_000, ahead, Terms.DEFAULT, Timing.DEFAULT);
    life.evaluate(END, ahead, Terms.DEFAULT, Timing.DEFAULT);
    PostState post = new PostState(momentum, life);
    post.given = true;
    post.wake = END + 10_000;
    return post;
  }

  private static PostSlice slice(Contribution contribution, Timing timing) {
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
    new Momentum().keepIn(store).take(contribution, timing);
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
        new Alert.Organic(1000.5, 900.25, 20, 1, 2, 30, 15),
        new Alert.Sponsored(400, Basis.VIEWS, 2, 12.34, TEN),
        2.50125,
        3,
        new Alert.TopSupporter[] {new Alert.TopSupporter("s", 100, Kind.SHARE, Tier.NANO, 51.5)},
        new String[] {"climat", "eau"},
        new Alert.Text("«\u00A0post\u00A0» s’envole.", "“post” is taking off."));
  }

  static PostMomentum postMomentum() {
    return new PostMomentum("page", "post", END, true, 1000.5, 900.25, 20, 1, 2, 30, 0, Double.NaN);
  }

  static Profile profile() {
    return new Profile(
        "page",
        "s",
        END,
        true,
        TEN - 1000,
        TEN,
        12_000,
        new Profile.Counts(1, 2, 3, 4),
        new Profile.Counts(5, 6, 7, 8),
        9,
        10,
        11,
        new Profile.Rating(0.5, 0.6, 0.7, 0.8, 0.9, 65.5, 0.75, 67.25),
        true,
        new Profile.TopicLift[] {new Profile.TopicLift("climat", 3, 1.5)},
        12.5,
        new Profile.Credited[] {new Profile.Credited("signature", 2)},
        Origin.ORGANIC);
  }

  static DeadLetter deadLetter() {
    byte[] bytes = "{\"no\":1}".getBytes(StandardCharsets.UTF_8);
    return new DeadLetter(
        "engagements", 1, 2, TEN, null, bytes, DeadLetter.CONVERTER, "id is required");
  }
}
