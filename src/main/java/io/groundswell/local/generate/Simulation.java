package io.groundswell.local.generate;

import io.groundswell.event.Kind;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Lets the {@link World} happen, in order of time, from one queue of what is still to come.
 *
 * <p>Shares excite further engagements as in SEISMIC and TiDeH: each has a Poisson number of
 * reactions in proportion to the (capped) audience of who shared, each after a delay of the {@link
 * MemoryKernel}, thinned by the {@link Rhythm} (Lewis and Shedler 1979; as a branching process:
 * Hawkes and Oakes 1974). Those who come by themselves and those whom ads reach are Poisson
 * processes, thinned too (Ogata 1981). Memory holds what is pending, not what was.
 */
final class Simulation {
  private static final int PUBLISH = 0;
  private static final int ARRIVAL = 1;
  private static final int REACTION = 2;
  private static final int AD = 3;
  private static final int REPORT = 4;
  private static final int WITHDRAW = 5;
  private static final int OUTCOME = 6;
  private static final int RULE = 7;

  private static final int NOBODY = -1;
  private static final double WITHDRAWN_AFTER_MS = 20 * 60_000;
  private static final double OUTCOME_AFTER_MS = 30 * 60_000;
  private static final double NAMES_VIA = 0.6;

  private final LoadOptions options;
  private final World world;
  private final Outbox outbox;
  private final Latent latent;
  private final Records records = new Records();
  private final EventQueue queue = new EventQueue();
  private final Dice life;
  private final Dice noise;
  private final AdReporter reporter;
  private final Chronicle chronicle;
  private long engagements;
  private long sponsoredEngagements;

  Simulation(LoadOptions options, World world, Outbox outbox, Latent latent) {
    this.options = options;
    this.world = world;
    this.outbox = outbox;
    this.latent = latent;
    life = Dice.of(options.seed, "life");
    noise = Dice.of(options.seed, "noise");
    reporter = new AdReporter(options, world, outbox, records);
    chronicle = new Chronicle(options.seed, outbox, records);
  }

  /** Runs from the start to the end and hands every record on. */
  void run() throws IOException {
    prime();
    while (!queue.isEmpty()) {
      queue.take();
      long now = queue.time;
      latent.advance(now);
      outbox.advance(now);
      step(now, queue.where, queue.who, queue.more);
    }
    latent.advance(world.end);
    outbox.finish();
  }

  /** Engagements that happened, sponsored ones included. */
  long engagements() {
    return engagements;
  }

  /** Engagements that ads brought, labelled or not. */
  long sponsoredEngagements() {
    return sponsoredEngagements;
  }

  private void prime() {
    if (options.rules) {
      for (int i = 0; i < 3; i++) {
        at(world.start + i * (world.end - world.start) / 3, RULE, i, NOBODY, 0);
      }
    }
    for (PostPlan post : world.posts) {
      at(post.published, PUBLISH, post.number, NOBODY, 0);
    }
    for (AdFlight ad : world.ads) {
      nextOfAd(ad, ad.start);
      at(AdReporter.next(ad, ad.start), REPORT, ad.post, ad.number, 0);
    }
  }

  private void step(long now, int where, int who, long more) {
    switch (queue.type) {
      case PUBLISH -> {
        chronicle.publish(world.posts[where]);
        nextArrival(world.posts[where], now);
      }
      case ARRIVAL -> {
        PostPlan post = world.posts[where];
        if (life.unit() * Rhythm.MAX * Double.longBitsToDouble(more)
            < Rhythm.at(now) * attention(post, now)) {
          engage(post, now, NOBODY, null);
        }
        nextArrival(post, now);
      }
      case REACTION -> engage(world.posts[where], now, who, null);
      case AD -> {
        AdFlight ad = world.ads.get(who);
        if (life.unit() * ad.steepest() < ad.rate(now)) {
          engage(world.posts[where], now, NOBODY, ad);
        }
        nextOfAd(ad, now);
      }
      case REPORT -> {
        AdFlight ad = world.ads.get(who);
        if (reporter.report(ad, now)) {
          at(AdReporter.next(ad, now), REPORT, where, who, 0);
        }
      }
      case WITHDRAW -> withdraw(world.posts[where], now, who, more);
      case OUTCOME -> chronicle.outcome(world.posts[where], now, who, (int) more);
      default -> rule(now, where);
    }
  }

  private void at(long time, int type, int where, int who, long more) {
    if (time < world.end) {
      queue.add(time, type, where, who, more);
    }
  }

  private void after(long now, double delay, int type, int where, int who, long more) {
    if (delay < world.end - now) {
      queue.add(now + 1 + (long) delay, type, where, who, more);
    }
  }

  private static double attention(PostPlan post, long now) {
    return StrictMath.exp(-(now - post.published) / World.ATTENTION_MS);
  }

  /** The next who may come by themselves; attention only falls, so now's is the bound. */
  private void nextArrival(PostPlan post, long now) {
    double bound = attention(post, now);
    double rate = post.appeal * Rhythm.MAX * bound;
    if (rate > 0) {
      double delay = life.exponential(1 / rate);
      after(now, delay, ARRIVAL, post.number, NOBODY, Double.doubleToLongBits(bound));
    }
  }

  private void nextOfAd(AdFlight ad, long now) {
    double rate = ad.steepest() * world.adEngagementRate;
    if (rate > 0 && now < ad.end) {
      double delay = life.exponential(1 / rate);
      after(now, delay, AD, ad.post, ad.number, 0);
    }
  }

  private void engage(PostPlan post, long now, int parent, AdFlight ad) {
    int supporter = world.supporter(post.page, life);
    int kindNumber = kind(ad == null ? World.ORGANIC_KINDS : World.SPONSORED_KINDS);
    Kind kind = Kind.of(kindNumber);
    long id = ++engagements;
    long stated = world.audiences.stated(supporter);
    latent.engaged(post.number, supporter, kind, id, now, stated, ad != null);
    String label = null;
    if (ad != null) {
      sponsoredEngagements++;
      ad.claimed[kindNumber]++;
      label = noise.chance(options.labelled) ? ad.name : null;
    }
    boolean namesVia = parent != NOBODY && parent != supporter && noise.chance(NAMES_VIA);
    String name = PostPlan.supporterName(supporter);
    String via = namesVia ? PostPlan.supporterName(parent) : null;
    outbox.post(
        Topic.ENGAGEMENTS,
        name,
        now,
        0,
        records.engagement(post, name, kind, id, now, stated, label, via));
    if (kind == Kind.SHARE) {
      excite(post, now, supporter);
    }
    if (life.chance(options.withdrawals)) {
      double delay = life.exponential(WITHDRAWN_AFTER_MS);
      after(now, delay, WITHDRAW, post.number, supporter, id * 4 + kindNumber);
    }
    if (life.chance(options.outcomes)) {
      double delay = life.exponential(OUTCOME_AFTER_MS);
      after(now, delay, OUTCOME, post.number, supporter, parent);
    }
  }

  private void excite(PostPlan post, long now, int supporter) {
    double mean = world.offspringOfShare(post.page, world.audiences.real(supporter));
    int reactions = life.poisson(mean * Rhythm.MAX);
    for (int i = 0; i < reactions; i++) {
      double delay = MemoryKernel.delay(life);
      double keep = life.unit() * Rhythm.MAX;
      if (delay < world.end - now && keep < Rhythm.at(now + (long) delay)) {
        after(now, delay, REACTION, post.number, supporter, 0);
      }
    }
  }

  /** A kind's number, by these chances. */
  private int kind(double[] chances) {
    double u = life.unit();
    return u < chances[0] ? 0 : u < chances[0] + chances[1] ? 1 : 2;
  }

  private void withdraw(PostPlan post, long now, int supporter, long more) {
    long id = more >> 2;
    latent.withdrawn(post.number, supporter, id, now);
    String name = PostPlan.supporterName(supporter);
    Kind kind = Kind.of((int) (more & 3));
    outbox.post(Topic.ENGAGEMENTS, name, now, 0, records.withdrawal(post, name, kind, id, now));
  }

  private void rule(long now, int number) {
    String page = number == 0 ? "*" : PostPlan.pageName(0);
    BigDecimal threshold =
        switch (number) {
          case 0 -> new BigDecimal("1.2");
          case 1 -> new BigDecimal("0.8");
          default -> null;
        };
    byte[] value = records.rule(page, now, threshold, new BigDecimal("0.12"));
    outbox.post(Topic.RULES, page, now, 0, value);
  }
}
