package io.groundswell.job;

import io.groundswell.codec.Inbound;
import io.groundswell.event.Alert;
import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.Cohort;
import io.groundswell.event.Control;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Erased;
import io.groundswell.event.Outcome;
import io.groundswell.event.PageDay;
import io.groundswell.event.PostInput;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.event.ProfileDraft;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.momentum.PostSlice;
import io.groundswell.page.CohortFigures;
import io.groundswell.page.CohortTally;
import io.groundswell.page.PageDays;
import io.groundswell.page.PageTally;
import io.groundswell.page.PostTable;
import io.groundswell.supporter.Supporter;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Every type that flows and every state that is kept. Names are for ever: a savepoint knows the
 * states by them.
 */
public final class States {
  /** Records as they came. */
  public static final TypeInformation<Inbound> INBOUND =
      new BinaryType<>(new Serializers.InboundSerializer());

  /** What the supporter step takes in. */
  public static final TypeInformation<SupporterInput> SUPPORTER_INPUT =
      new BinaryType<>(new Serializers.SupporterInputSerializer());

  /** What the momentum step takes in. */
  public static final TypeInformation<PostInput> POST_INPUT =
      new BinaryType<>(new Serializers.PostInputSerializer());

  /** Rules. */
  public static final TypeInformation<Rule> RULE = TypeInformation.of(Rule.class);

  /** Rules and erasures, on their way to everybody. */
  public static final TypeInformation<Control> CONTROL =
      new BinaryType<>(new PageSerializers.ControlSerializer());

  /** Outcomes. */
  public static final TypeInformation<Outcome> OUTCOME =
      new BinaryType<>(new PageSerializers.OutcomeSerializer());

  /** Posts, and for which shard of their page. */
  static final TypeInformation<Tuple2<Integer, PostInput>> POST_OF_SHARD =
      Types.TUPLE(Types.INT, POST_INPUT);

  /** Profiles that want what stands with the posts. */
  static final TypeInformation<ProfileDraft> DRAFT =
      new BinaryType<>(new PageSerializers.DraftSerializer());

  /** What happened to days of pages. */
  static final TypeInformation<PageTally> PAGE_TALLY =
      new BinaryType<>(new PageSerializers.PageTallySerializer());

  /** What happened to cohorts. */
  static final TypeInformation<CohortTally> COHORT_TALLY =
      new BinaryType<>(new PageSerializers.CohortTallySerializer());

  /** Outcomes and what brought them. */
  public static final TypeInformation<AttributedOutcome> ATTRIBUTED_OUTCOME =
      TypeInformation.of(AttributedOutcome.class);

  /** Cohorts. */
  public static final TypeInformation<Cohort> COHORT = TypeInformation.of(Cohort.class);

  /** Days of pages. */
  public static final TypeInformation<PageDay> PAGE_DAY = TypeInformation.of(PageDay.class);

  /** Alerts. */
  public static final TypeInformation<Alert> ALERT = TypeInformation.of(Alert.class);

  /** Where posts stand. */
  public static final TypeInformation<PostMomentum> POST_MOMENTUM =
      TypeInformation.of(PostMomentum.class);

  /** Supporters' profiles. */
  public static final TypeInformation<Profile> PROFILE = TypeInformation.of(Profile.class);

  /** Dead letters. */
  public static final TypeInformation<DeadLetter> DEAD_LETTER =
      TypeInformation.of(DeadLetter.class);

  private States() {}

  /** Facts of a supporter whose slice has not ended. */
  static ListStateDescriptor<SupporterInput> supporterInbox() {
    return new ListStateDescriptor<>("supporter-inbox", SUPPORTER_INPUT);
  }

  /** A supporter. */
  static ValueStateDescriptor<Supporter> supporter() {
    return supporter(new Serializers.SupporterSerializer());
  }

  /** The same, with a serializer that somebody else knows too. */
  static ValueStateDescriptor<Supporter> supporter(BinarySerializer<Supporter> serializer) {
    return new ValueStateDescriptor<>("supporter", new BinaryType<>(serializer));
  }

  /** Changes and reports of a post that it has not looked at. */
  static ListStateDescriptor<PostInput> postInbox() {
    return new ListStateDescriptor<>("post-inbox", POST_INPUT);
  }

  /** A post. */
  static ValueStateDescriptor<PostState> post() {
    return new ValueStateDescriptor<>(
        "post", new BinaryType<>(new Serializers.PostStateSerializer()));
  }

  /** A post's slices, by their ends: what changes there, and who began there. */
  static MapStateDescriptor<Long, PostSlice> postSlices() {
    return new MapStateDescriptor<>(
        "post-slices", Types.LONG, new BinaryType<>(new Serializers.PostSliceSerializer()));
  }

  /** The records of a post, for its topics. */
  static ValueStateDescriptor<PostTable> postTopics() {
    return new ValueStateDescriptor<>("post-topics", posts());
  }

  private static TypeInformation<PostTable> posts() {
    return new BinaryType<>(new PageSerializers.PostTableSerializer());
  }

  /** Outcomes whose slice has not ended. */
  static ListStateDescriptor<Outcome> outcomeInbox() {
    return new ListStateDescriptor<>("outcome-inbox", OUTCOME);
  }

  /** When an outcome last counted. */
  static ValueStateDescriptor<Long> outcomeCounted() {
    return new ValueStateDescriptor<>("outcome-counted", Types.LONG);
  }

  /** Profiles that wait for the posts known at their time. */
  static ListStateDescriptor<ProfileDraft> profileInbox() {
    return new ListStateDescriptor<>("profile-inbox", DRAFT);
  }

  /** The posts of a page, once per shard of its supporters. */
  static ValueStateDescriptor<PostTable> shardPosts() {
    return new ValueStateDescriptor<>("shard-posts", posts());
  }

  /** What happened to a page's days within minutes that are not over. */
  static ListStateDescriptor<PageTally> pageTallies() {
    return new ListStateDescriptor<>("page-tallies", PAGE_TALLY);
  }

  /** Posts and reports of ads that a page has not looked at. */
  static ListStateDescriptor<PostInput> pageFacts() {
    return new ListStateDescriptor<>("page-facts", POST_INPUT);
  }

  /** A page, day by day. */
  static ValueStateDescriptor<PageDays> page() {
    return new ValueStateDescriptor<>(
        "page", new BinaryType<>(new PageSerializers.PageDaysSerializer()));
  }

  /** The last minute at which a page was looked at. */
  static ValueStateDescriptor<Long> pageLooked() {
    return new ValueStateDescriptor<>("page-looked", Types.LONG);
  }

  /** What happened to a cohort within minutes that are not over. */
  static ListStateDescriptor<CohortTally> cohortInbox() {
    return new ListStateDescriptor<>("cohort-inbox", COHORT_TALLY);
  }

  /** A cohort. */
  static ValueStateDescriptor<CohortFigures> cohort() {
    return new ValueStateDescriptor<>(
        "cohort", new BinaryType<>(new PageSerializers.CohortFiguresSerializer()));
  }

  /** Who was erased, by the digest of the name; broadcast to the supporter step. */
  static MapStateDescriptor<Long, Erased[]> erasures() {
    return new MapStateDescriptor<>(
        "erasures", Types.LONG, Types.OBJECT_ARRAY(TypeInformation.of(Erased.class)));
  }

  /** How far a subtask's watermark had come. */
  static ListStateDescriptor<Long> passed() {
    return new ListStateDescriptor<>("passed", Types.LONG);
  }

  /** How many supporters a subtask has added. */
  static ListStateDescriptor<Long> supportersLive() {
    return new ListStateDescriptor<>("supporters-live", Types.LONG);
  }

  /** How many open alerts a subtask has added. */
  static ListStateDescriptor<Long> openAlerts() {
    return new ListStateDescriptor<>("open-alerts", Types.LONG);
  }

  /** The rules, by page, oldest first; broadcast to both keyed steps. */
  static MapStateDescriptor<String, Rule[]> rules() {
    return new MapStateDescriptor<>("rules", Types.STRING, Types.OBJECT_ARRAY(RULE));
  }
}
