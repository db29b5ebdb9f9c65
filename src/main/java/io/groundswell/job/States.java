package io.groundswell.job;

import io.groundswell.codec.Inbound;
import io.groundswell.event.Alert;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.PostInput;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.event.Rule;
import io.groundswell.event.SupporterInput;
import io.groundswell.momentum.PostSlice;
import io.groundswell.supporter.Supporter;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

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
    return new ValueStateDescriptor<>(
        "supporter", new BinaryType<>(new Serializers.SupporterSerializer()));
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

  /** The rules, by page, oldest first; broadcast to both keyed steps. */
  static MapStateDescriptor<String, Rule[]> rules() {
    return new MapStateDescriptor<>("rules", Types.STRING, Types.OBJECT_ARRAY(RULE));
  }
}
