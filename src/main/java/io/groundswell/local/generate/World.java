package io.groundswell.local.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * What is fixed before the first event: pages, posts, ads, and how strong each is, so that about as
 * many engagements happen as are wanted. Memory grows with posts and ads only.
 */
final class World {
  /** Chances of like, comment, share where nobody paid. */
  static final double[] ORGANIC_KINDS = {0.70, 0.15, 0.15};

  /** Chances of like, comment, share of people whom an ad reached. */
  static final double[] SPONSORED_KINDS = {0.90, 0.07, 0.03};

  /** What an engagement of each kind is worth, momentum.md section 3. */
  static final double[] VISIBILITY = {0.01, 0.03, 0.10};

  /** Attention for a post falls by e in this time, ms. */
  static final double ATTENTION_MS = 6 * 3_600_000.0;

  private static final int CELLS = 512;
  private static final int MEASURING_DRAWS = 1_000_000;
  private static final double PRESENT_AT_START = 0.3;
  private static final double LAST_PUBLICATION = 0.85;

  /** People, the least that a post's ads buy. */
  private static final double SMALLEST_AD = 300;

  /** What a post's ads buy, times what the post is expected to reach by itself: the median. */
  private static final double AD_STRENGTH = 2;

  private static final double AD_STRENGTH_SIGMA = 0.9;

  final long start;
  final long end;
  final PostPlan[] posts;
  final List<AdFlight> ads = new ArrayList<>();
  final Audiences audiences;
  final Zipf supporters;

  /** Mean of min(audience, cap) over a page's engagements, people; by the page's number. */
  private final double[] meanAudiences;

  /** Engagements per person whom an ad reaches. */
  final double adEngagementRate;

  private final LoadOptions options;
  private final double[] offspring;

  World(LoadOptions options) {
    this.options = options;
    start = options.startMs();
    end = start + options.durationMs();
    audiences = new Audiences(options.seed);
    supporters = new Zipf(options.supporters, options.zipfSupporters);
    meanAudiences = measureAudiences();
    offspring = cascadeSizes();
    double[] weights = Zipf.weights(options.posts, options.zipfPosts);
    posts = publish(Dice.of(options.seed, "posts"));
    double bought = advertise(weights, Dice.of(options.seed, "ads"));
    double direct = ads.isEmpty() ? 0 : options.events * options.sponsored;
    adEngagementRate = bought > 0 ? direct / bought : 0;
    appeal(weights, direct);
  }

  /** Engagements that follow from a share on this page to this real audience, in the mean. */
  double offspringOfShare(int page, long audience) {
    return options.branching
        / ORGANIC_KINDS[2]
        * Math.min(audience, Audiences.CAP)
        / meanAudiences[page];
  }

  /** A supporter of this page; each page has its own most active ones. */
  int supporter(int page, Dice dice) {
    long offset = Dice.mix(options.seed * 31 + page) >>> 1;
    return (int) ((supporters.rank(dice) - 1 + offset % options.supporters) % options.supporters);
  }

  /** By page, since where few people do most, theirs is the audience that counts. */
  private double[] measureAudiences() {
    Dice dice = Dice.of(options.seed, "audiences");
    int draws = Math.max(100, Math.min(20_000, MEASURING_DRAWS / options.pages));
    double[] means = new double[options.pages];
    for (int page = 0; page < means.length; page++) {
      double sum = 0;
      for (int i = 0; i < draws; i++) {
        sum += Math.min(audiences.real(supporter(page, dice)), Audiences.CAP);
      }
      means[page] = Math.max(1, sum / draws);
    }
    return means;
  }

  /**
   * The mean size within the run of the cascade that one engagement starts, itself included, by the
   * time it happens: G(t) = 1 + m integral phi(s) rhythm(t+s) G(t+s) ds, solved backwards.
   */
  private double[] cascadeSizes() {
    double cell = (end - start) / (double) CELLS;
    double[] reactions = new double[CELLS];
    for (int i = 0; i < CELLS; i++) {
      reactions[i] = MemoryKernel.within((i + 1) * cell) - MemoryKernel.within(i * cell);
    }
    double[] sizes = new double[CELLS];
    for (int i = CELLS - 1; i >= 0; i--) {
      double sum = 1;
      for (int j = i + 1; j < CELLS; j++) {
        sum += options.branching * reactions[j - i] * rhythmOfCell(j) * sizes[j];
      }
      double self = options.branching * reactions[0] * rhythmOfCell(i);
      sizes[i] = sum / Math.max(0.05, 1 - self);
    }
    return sizes;
  }

  private double rhythmOfCell(int cell) {
    return Rhythm.at(start + (long) ((cell + 0.5) * (end - start) / CELLS));
  }

  private PostPlan[] publish(Dice dice) {
    PostPlan[] all = new PostPlan[options.posts];
    Zipf pages = new Zipf(options.pages, 0.8);
    for (int i = 0; i < all.length; i++) {
      int page = pages.rank(dice) - 1;
      boolean present = dice.chance(PRESENT_AT_START);
      long after = (long) (dice.unit() * LAST_PUBLICATION * (end - start));
      all[i] = new PostPlan(i, page, present ? start : start + after, dice);
    }
    return all;
  }

  /** Plans the ads; returns the people they reach within the run. */
  private double advertise(double[] weights, Dice dice) {
    double perAudience = 0;
    for (int kind = 0; kind < 3; kind++) {
      perAudience += ORGANIC_KINDS[kind] * VISIBILITY[kind];
    }
    double bought = 0;
    for (PostPlan post : posts) {
      if (!dice.chance(options.advertised) || options.sponsored == 0) {
        continue;
      }
      double organic = options.events * (1 - options.sponsored) * weights[post.number];
      double reach = organic * perAudience * meanAudiences[post.page];
      double wanted = Math.max(SMALLEST_AD, reach * dice.logNormal(AD_STRENGTH, AD_STRENGTH_SIGMA));
      int count = 1 + dice.below(3);
      for (int n = 0; n < count; n++) {
        AdFlight ad = flight(post, n, dice);
        double part = ad.part(end);
        if (part < 0.05) {
          continue;
        }
        ad.scaleTo(wanted / count / part);
        bought += wanted / count;
        post.ads.add(ad);
        ads.add(ad);
      }
    }
    return bought;
  }

  private AdFlight flight(PostPlan post, int n, Dice dice) {
    double day = (end - start) / 86_400_000.0;
    long from = post.published + (long) (dice.between(0, 3 * 3_600_000) * Math.min(1, day));
    double hours = Math.max(1, Math.min(12, dice.logNormal(5, 0.5)));
    long every = options.reportMinutes * 60_000L / (dice.chance(0.2) ? 4 : 1);
    String name = PostPlan.adName(post.number, n);
    return new AdFlight(
        ads.size(), post.number, name, from, from + (long) (hours * 3_600_000), every, dice);
  }

  private void appeal(double[] weights, double direct) {
    double mean = 0;
    for (double size : offspring) {
      mean += size / CELLS;
    }
    double sharing = SPONSORED_KINDS[2] / ORGANIC_KINDS[2];
    double organic = Math.max(0, options.events - direct * (1 + sharing * (mean - 1)));
    for (PostPlan post : posts) {
      double yield = 0;
      double cell = (end - start) / (double) CELLS;
      for (int i = 0; i < CELLS; i++) {
        double age = start + (i + 0.5) * cell - post.published;
        if (age >= -cell / 2) {
          double attention = StrictMath.exp(-Math.max(0, age) / ATTENTION_MS);
          yield += attention * rhythmOfCell(i) * offspring[i] * cell;
        }
      }
      post.appeal = organic * weights[post.number] / yield;
    }
  }
}
