package io.groundswell.local.dataset;

import io.groundswell.event.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The engagements of one post. Real: how many likes, comments and shares stand in the end (the UCI
 * record), the second after publication at which each sharer shared and how many follow them (the
 * cascade, thinned to that many sharers). Reconstructed: everything else. Likes and comments follow
 * a share, or the publication, after a delay drawn from the reaction time measured for retweets:
 * flat for five minutes, then falling with the power 1.242 (Zhao et al., SEISMIC, KDD 2015), cut at
 * six hours.
 */
final class PostComposer {
  private static final double FLAT_SECONDS = 300;
  private static final double TAIL = 0.242;
  private static final double CUT_SECONDS = 6 * 3600;

  /** Part of the likes that come from this post's sharers, and from those known to the page. */
  private static final double FROM_SHARERS = 0.12;

  private static final double FROM_CROWD = 0.30;

  /** Part of the comments by somebody who has already commented on the post. */
  private static final double SECOND_COMMENT = 0.10;

  /** Part of those who like or comment that state no audience. */
  private static final double SILENT = 0.30;

  /** Part of the engagements whose bringer the platform names. */
  private static final double VIA = 0.50;

  private static final double SHARE_VIA = 0.30;

  /** Part of the paid engagements that the platform labels with their ad. */
  private static final double LABELLED = 0.50;

  /** Sharers come through ads this much less often than those who like. */
  private static final double SHARES_BY_ADS = 0.25;

  private static final double WITHDRAWN = 0.015;

  private final int number;
  private final Scenario.PostPlan plan;
  private final Cascade cascade;
  private final long from;
  private final long to;
  private final DeliveryCurve[] curves;
  private final People people;
  private final People.Crowd crowd;
  private final int[] audiences;
  private final Random random;
  private final List<Act> acts = new ArrayList<>();
  private final List<Act> shares = new ArrayList<>();
  private final List<People.Person> commenters = new ArrayList<>();
  private final Set<People.Person> likers = new HashSet<>();

  /**
   * A composer of one post.
   *
   * @param number the post's number in the scenario
   * @param cascade whose sharers it gets
   * @param to no engagement at or after this, epoch milliseconds
   * @param curves the delivery of its ads
   * @param people where new people come from
   * @param crowd those known to its page, to whom its own are added
   * @param audiences follower counts to draw from
   */
  PostComposer(
      Scenario scenario,
      int number,
      Cascade cascade,
      long to,
      DeliveryCurve[] curves,
      People people,
      People.Crowd crowd,
      int[] audiences) {
    this.number = number;
    this.plan = scenario.posts().get(number);
    this.cascade = cascade;
    this.from = plan.published().toEpochMilli();
    this.to = to;
    this.curves = curves;
    this.people = people;
    this.crowd = crowd;
    this.audiences = audiences;
    this.random = new Random(scenario.seed() + 1_000_003L * (number + 1));
  }

  /**
   * Its engagements by time. As many of each kind stand at the end as the record counts; those that
   * are withdrawn come on top.
   *
   * @throws IllegalArgumentException if the cascade has too few sharers before the extract's end
   */
  List<Act> compose(PostMetrics metrics) {
    share(metrics.shares());
    react(Kind.LIKE, metrics.likes());
    react(Kind.COMMENT, metrics.comments());
    for (Act act : acts) {
      crowd.add(act.person());
    }
    acts.sort(Act.BY_TIME);
    return acts;
  }

  private void share(int standing) {
    int withdrawn = withdrawn(standing);
    int eligible = 0;
    while (eligible < cascade.sharers().size()
        && from + 1000L * cascade.sharers().get(eligible).second() < to - 1000) {
      eligible++;
    }
    int wanted = standing + withdrawn;
    if (wanted > eligible) {
      throw new IllegalArgumentException(
          plan.post()
              + ": "
              + wanted
              + " shares wanted, cascade "
              + plan.cascade()
              + " has "
              + eligible
              + " before the end");
    }
    int[] rows = new int[eligible];
    Arrays.setAll(rows, i -> i);
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(eligible - i);
      int row = rows[j];
      rows[j] = rows[i];
      rows[i] = row;
    }
    boolean[] goes = new boolean[eligible];
    for (int i = 0; i < withdrawn; i++) {
      goes[rows[i]] = true;
    }
    Arrays.sort(rows, 0, wanted);
    for (int i = 0; i < wanted; i++) {
      Cascade.Sharer sharer = cascade.sharers().get(rows[i]);
      long at = from + 1000L * sharer.second();
      People.Person person = people.stranger(sharer.followers());
      int paidBy = random.nextDouble() < SHARES_BY_ADS * plan.paidPart() ? running(at) : -1;
      People.Person via =
          paidBy < 0 && !shares.isEmpty() && random.nextDouble() < SHARE_VIA
              ? shares.get(random.nextInt(shares.size())).person()
              : null;
      shares.add(add(at, Kind.SHARE, person, via, paidBy, goes[rows[i]]));
    }
  }

  private void react(Kind kind, int standing) {
    int withdrawn = withdrawn(standing);
    int paid = curves.length == 0 ? 0 : (int) StrictMath.rint(plan.paidPart() * standing);
    for (int i = 0; i < standing + withdrawn; i++) {
      if (i < paid) {
        int ad = random.nextInt(curves.length);
        add(delivered(curves[ad]), kind, newcomer(), null, ad, false);
        continue;
      }
      int after = random.nextInt(shares.size() + 1);
      Act parent = after == shares.size() ? null : shares.get(after);
      long at = later(parent == null ? from : parent.at(), this::reaction);
      People.Person person = who(kind);
      boolean named =
          parent != null && !parent.person().equals(person) && random.nextDouble() < VIA;
      add(at, kind, person, named ? parent.person() : null, -1, i >= standing);
    }
  }

  private Act add(
      long at, Kind kind, People.Person person, People.Person via, int paidBy, boolean withdrawn) {
    boolean labelled = paidBy >= 0 && random.nextDouble() < LABELLED;
    long removed =
        withdrawn ? later(at, () -> 1 + random.nextInt((int) Math.min(7200, room(at)))) : 0;
    Act act = new Act(at, acts.size() + 1, number, kind, person, via, paidBy, labelled, removed);
    acts.add(act);
    if (kind == Kind.LIKE) {
      likers.add(person);
    } else if (kind == Kind.COMMENT) {
      commenters.add(person);
    }
    return act;
  }

  private People.Person who(Kind kind) {
    if (kind == Kind.COMMENT && !commenters.isEmpty() && random.nextDouble() < SECOND_COMMENT) {
      return commenters.get(random.nextInt(commenters.size()));
    }
    double u = random.nextDouble();
    People.Person person = null;
    if (u < FROM_SHARERS && !shares.isEmpty()) {
      person = shares.get(random.nextInt(shares.size())).person();
    } else if (u < FROM_SHARERS + FROM_CROWD && !crowd.isEmpty()) {
      person = crowd.any(random);
    }
    boolean again = kind == Kind.LIKE && likers.contains(person);
    return person == null || again ? newcomer() : person;
  }

  private People.Person newcomer() {
    boolean silent = random.nextDouble() < SILENT;
    return people.stranger(silent ? -1 : audiences[random.nextInt(audiences.length)]);
  }

  /** The number of one of the ads that run then, -1 if none does. */
  private int running(long at) {
    int first = random.nextInt(Math.max(1, curves.length));
    for (int i = 0; i < curves.length; i++) {
      int ad = (first + i) % curves.length;
      if (curves[ad].fraction(at) > 0 && curves[ad].fraction(at) < 1) {
        return ad;
      }
    }
    return -1;
  }

  /** A moment drawn from the delivery before the extract's end. */
  private long delivered(DeliveryCurve curve) {
    long at = curve.at(random.nextDouble() * curve.fraction(to - 1000));
    return Math.min(at - at % 1000, to - 1000);
  }

  /** A moment so many seconds after another, drawn again until it lies before the end. */
  private long later(long after, LongSupplier seconds) {
    if (after >= to - 1000) {
      return to - 1000;
    }
    long at = to;
    while (at >= to) {
      at = after + 1000 * seconds.getAsLong();
    }
    return at;
  }

  private long room(long at) {
    return Math.max(1, (to - 1000 - at) / 1000);
  }

  /** A reaction time in seconds, by inversion of the measured distribution. */
  private long reaction() {
    double tail = 1 / TAIL;
    double cut = tail * StrictMath.pow(CUT_SECONDS / FLAT_SECONDS, -TAIL);
    double u = random.nextDouble() * (1 + tail - cut);
    double seconds =
        u < 1 ? u * FLAT_SECONDS : FLAT_SECONDS * StrictMath.pow(1 - (u - 1) * TAIL, -1 / TAIL);
    return 1 + (long) seconds;
  }

  private static int withdrawn(int standing) {
    return (int) StrictMath.rint(standing * WITHDRAWN);
  }
}
