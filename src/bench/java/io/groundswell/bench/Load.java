package io.groundswell.bench;

import io.groundswell.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The load: a reproducible hour of a busy day. Each topic is in event-time order up to four
 * seconds; each partition of each begins and ends with a record that says nothing but the time, so
 * that none holds event time back.
 */
final class Load {
  /** Counted up whenever the same {@link LoadSpec} comes to give other bytes. */
  static final int VERSION = 2;

  /** When the hour begins. */
  static final long START = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();

  /** The popularity of the post of rank r is proportional to r^-1.1. */
  private static final double EXPONENT = 1.1;

  private static final long MINUTE = 60_000;
  private static final int DISORDER = 4_000;
  private static final long BETWEEN_REPORTS = 15 * MINUTE;

  /** How far behind the last event the records stand that end each partition, ms. */
  private static final long AFTER = 30_000;

  /** Every tenth post, that of rank 1 among them, has an ad; a tenth of all events is sponsored. */
  private static final int AD_EVERY = 10;

  private static final double SPONSORED = 0.1;
  private static final double UNSTATED_AUDIENCE = 0.15;
  private static final int EVENTS_PER_OUTCOME = 2_000;
  private static final String[] PLATFORMS = {"instagram", "facebook", "youtube", "tiktok"};
  private static final int TOPIC_NAMES = 40;

  /** Takes records. */
  interface Sink {
    /**
     * A record.
     *
     * @param partition where it goes, -1: where its key says
     */
    void take(Topic topic, int partition, String key, long time, byte[] value);
  }

  private final LoadSpec spec;
  private final long start;
  private final SplittableRandom random;
  private final double[] postsUpTo;
  private final double[] pagesUpTo;
  private final double[] supportersUpTo;
  private final double sponsoredOfAdvertised;
  private final int[] audiences = new int[4_096];
  private final StringBuilder text = new StringBuilder(320);

  Load(LoadSpec spec) {
    this(spec, START);
  }

  /**
   * A load of another time.
   *
   * @param start when its hour begins
   */
  Load(LoadSpec spec, long start) {
    this.spec = spec;
    this.start = start;
    random = new SplittableRandom(spec.seed());
    double[] weights = weights(spec.posts());
    if (spec.viral()) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= 0.5;
      }
      weights[0] += 0.5;
    }
    double[] pages = new double[spec.pages()];
    double advertised = 0;
    for (int post = 0; post < weights.length; post++) {
      pages[post % pages.length] += weights[post];
      advertised += hasAd(post) ? weights[post] : 0;
    }
    sponsoredOfAdvertised = Math.min(1, SPONSORED / advertised);
    postsUpTo = upTo(weights);
    pagesUpTo = upTo(pages);
    supportersUpTo = spec.zipf() ? upTo(weights(largestCrowd())) : null;
    for (int i = 0; i < audiences.length; i++) {
      audiences[i] =
          random.nextDouble() < UNSTATED_AUDIENCE
              ? -1
              : (int) Math.min(1e6, StrictMath.exp(5.5 + 1.2 * gaussian()));
    }
  }

  private double gaussian() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  private static double[] weights(int n) {
    double[] weights = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = StrictMath.pow(i + 1.0, -EXPONENT);
      sum += weights[i];
    }
    for (int i = 0; i < n; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static double[] upTo(double[] weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    return sums;
  }

  private static int draw(double[] upTo, double unit, int size) {
    int found = Arrays.binarySearch(upTo, 0, size, unit * upTo[size - 1]);
    return Math.min(size - 1, found < 0 ? -found - 1 : found);
  }

  /** Whether the post of this rank, from 0, is advertised. */
  static boolean hasAd(int post) {
    return post % AD_EVERY == 0;
  }

  /** Behind this time no engagement stands. */
  long end() {
    return start + spec.minutes() * MINUTE;
  }

  /** Gives it, and returns how many records it has. */
  long to(Sink sink) {
    Counting counting = new Counting(sink);
    pulse(counting, start - MINUTE);
    posts(counting);
    ads(counting);
    for (long i = 0; i < spec.events(); i++) {
      long base = start + DISORDER + i * (end() - start - DISORDER) / spec.events();
      engagement(counting, i, base - random.nextInt(DISORDER));
    }
    pulse(counting, end() + AFTER);
    return counting.records;
  }

  private static final class Counting implements Sink {
    private final Sink sink;
    private long records;

    Counting(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void take(Topic topic, int partition, String key, long time, byte[] value) {
      records++;
      sink.take(topic, partition, key, time, value);
    }
  }

  /** The engagement of a number, at a time. */
  void engagement(Sink sink, long i, long time) {
    int post = draw(postsUpTo, random.nextDouble(), postsUpTo.length);
    int page = post % spec.pages();
    int supporter = supporter(page);
    String name = "supporter-" + (10_000_000 + supporter);
    double kind = random.nextDouble();
    text.setLength(0);
    text.append("{\"id\":\"");
    hex(random.nextLong());
    hex(i);
    text.append("\",\"time\":").append(time);
    text.append(",\"platform\":\"").append(PLATFORMS[post & 3]);
    text.append("\",\"source\":\"webhook/eu-west-1/").append(10 + (i & 63));
    text.append("\",\"page\":\"").append(page(page));
    text.append("\",\"post\":\"").append(post(post));
    text.append("\",\"supporter\":\"").append(name);
    text.append("\",\"kind\":\"");
    text.append(kind < 0.8 ? "like" : kind < 0.95 ? "comment" : "share");
    text.append("\",\"action\":\"add\"");
    int audience = audiences[(supporter * 0x9E3779B9) >>> 20];
    if (audience >= 0) {
      text.append(",\"audience\":").append(audience);
    }
    if (hasAd(post) && random.nextDouble() < sponsoredOfAdvertised) {
      text.append(",\"ad\":\"").append(ad(post)).append('"');
    }
    sink.take(Topic.ENGAGEMENTS, -1, name, time, bytes(text.append('}')));
    if (i % EVENTS_PER_OUTCOME == EVENTS_PER_OUTCOME - 1) {
      outcome(sink, i, page, post, name, time);
    }
  }

  private void outcome(Sink sink, long i, int page, int post, String supporter, long time) {
    text.setLength(0);
    text.append("{\"id\":\"signature-").append(i).append("\",\"time\":").append(time);
    text.append(",\"page\":\"").append(page(page)).append("\",\"kind\":\"signature\",\"post\":\"");
    text.append(post(post)).append("\",\"supporter\":\"").append(supporter).append("\"}");
    sink.take(Topic.OUTCOMES, -1, page(page), time, bytes(text));
  }

  /** Supporters are dealt to pages by what the pages get, so that all of them come alike. */
  private int supporter(int page) {
    int first = firstSupporter(page);
    int crowd = crowd(page);
    return first
        + (supportersUpTo == null
            ? random.nextInt(crowd)
            : draw(supportersUpTo, random.nextDouble(), crowd));
  }

  private int firstSupporter(int page) {
    return page == 0 ? 0 : (int) (spec.supporters() * pagesUpTo[page - 1]);
  }

  private int crowd(int page) {
    int next = page + 1 == spec.pages() ? spec.supporters() : firstSupporter(page + 1);
    return Math.max(1, next - firstSupporter(page));
  }

  private int largestCrowd() {
    int largest = 1;
    for (int page = 0; page < spec.pages(); page++) {
      largest = Math.max(largest, crowd(page));
    }
    return largest;
  }

  /** The records of all posts. */
  void posts(Sink sink) {
    for (int post = 0; post < spec.posts(); post++) {
      long time = start - random.nextInt(24 * 60) * MINUTE;
      text.setLength(0);
      text.append("{\"page\":\"").append(page(post % spec.pages()));
      text.append("\",\"post\":\"").append(post(post));
      text.append("\",\"time\":").append(time).append(",\"topics\":[");
      int topics = 1 + random.nextInt(3);
      int topic = random.nextInt(TOPIC_NAMES);
      for (int i = 0; i < topics; i++) {
        text.append(i == 0 ? "\"topic-" : ",\"topic-").append((topic + i) % TOPIC_NAMES);
        text.append('"');
      }
      text.append("],\"format\":\"photo\",\"language\":\"fr\"}");
      sink.take(Topic.POSTS, -1, post(post), time, bytes(text));
    }
  }

  /** Each ad reports every quarter of an hour, the ads one after the other. */
  private void ads(Sink sink) {
    int ads = (spec.posts() + AD_EVERY - 1) / AD_EVERY;
    double[] reach = new double[ads];
    for (int i = 0; i < ads; i++) {
      reach[i] = reach(i * AD_EVERY);
    }
    for (long round = start; round < end(); round += BETWEEN_REPORTS) {
      for (int i = 0; i < ads; i++) {
        long time = round + i * BETWEEN_REPORTS / ads;
        if (time < end()) {
          double sofar = reach[i] * (time - start) / (end() - start);
          ad(sink, i * AD_EVERY, time, sofar);
        }
      }
    }
  }

  /** What the ad of a post has reached at a time. */
  void ad(Sink sink, int post, long time, double reach) {
    text.setLength(0);
    text.append("{\"ad\":\"").append(ad(post)).append("\",\"page\":\"");
    text.append(page(post % spec.pages())).append("\",\"post\":\"").append(post(post));
    text.append("\",\"time\":").append(time).append(",\"basis\":\"reach\",\"reach\":");
    text.append(Math.round(reach)).append(",\"spend\":").append(Math.round(reach) / 100.0);
    text.append(",\"currency\":\"EUR\"}");
    sink.take(Topic.AD_DELIVERY, -1, post(post), time, bytes(text));
  }

  /**
   * What an ad reaches in the hour: from a quarter to four times of what its post's people reach by
   * themselves, about, so that organic overtakes sponsored on some posts and on others does not.
   */
  private double reach(int post) {
    double weight = postsUpTo[post] - (post == 0 ? 0 : postsUpTo[post - 1]);
    double organic = spec.events() * weight * (1 - sponsoredOfAdvertised) * 10;
    return Math.max(120, organic * StrictMath.pow(2, random.nextDouble() * 4 - 2));
  }

  /** A record in each partition of each topic that says only how late it is. */
  void pulse(Sink sink, long time) {
    String at = "\"time\":" + time + ",\"page\":\"pulse\"";
    for (int p = 0; p < LoadSpec.PARTITIONS; p++) {
      String who = at + ",\"post\":\"pulse\",\"id\":\"pulse\"";
      pulse(sink, Topic.ENGAGEMENTS, p, time, who + ",\"kind\":\"like\",\"supporter\":\"p" + p);
      pulse(sink, Topic.AD_DELIVERY, p, time, at + ",\"post\":\"p\",\"reach\":0,\"ad\":\"pulse");
      pulse(sink, Topic.POSTS, p, time, at + ",\"post\":\"pulse");
      pulse(sink, Topic.OUTCOMES, p, time, at + ",\"id\":\"pulse\",\"kind\":\"visit");
      pulse(sink, Topic.RULES, p, time, at + ",\"deleted\":true,\"note\":\"pulse");
      pulse(sink, Topic.ERASURES, p, time, at + ",\"supporter\":\"nobody");
    }
  }

  private static void pulse(Sink sink, Topic topic, int partition, long time, String fields) {
    byte[] value = ("{" + fields + "\"}").getBytes(StandardCharsets.ISO_8859_1);
    sink.take(topic, partition, "pulse", time, value);
  }

  private static String page(int page) {
    return "page-" + (100 + page);
  }

  private static String post(int post) {
    return "post-" + (1_000_000 + post);
  }

  private static String ad(int post) {
    return "ad-" + (1_000_000 + post);
  }

  private void hex(long value) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      text.append(Character.forDigit((int) (value >>> shift) & 15, 16));
    }
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
