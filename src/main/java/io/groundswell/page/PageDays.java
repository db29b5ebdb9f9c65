package io.groundswell.page;

import io.groundswell.event.AdSnapshot;
import io.groundswell.event.Kind;
import io.groundswell.event.Names;
import io.groundswell.event.Origin;
import io.groundswell.event.PageDay;
import io.groundswell.event.Post;
import io.groundswell.time.Timing;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One page, day by day (supporters.md section 5): what its days that are not final have gathered,
 * the posts of its window and what its ads have spent. Values in, values out.
 */
public final class PageDays {
  private static final int TOPICS = 5;

  /** Engagements per post, compared as fractions; ties by engagements, then name. */
  private static final Comparator<PageDay.Topic> ORDER =
      ((Comparator<PageDay.Topic>)
              (a, b) -> Long.compare(b.engagements() * a.posts(), a.engagements() * b.posts()))
          .thenComparing(Comparator.comparingLong(PageDay.Topic::engagements).reversed())
          .thenComparing(PageDay.Topic::topic, Names::compare);

  private static final class Day {
    final PageTally sum;

    /** A digest of what was last told, 0 if nothing was. */
    long told;

    Day(PageTally sum) {
      this.sum = sum;
    }
  }

  private final String page;
  private final PostTable posts;
  private final TreeMap<String, AdSpend> ads = new TreeMap<>();
  private final TreeMap<Long, Day> days = new TreeMap<>();

  /** Days of which something was taken since it was last looked at; not kept. */
  private final Set<Long> touched = new HashSet<>();

  /** Whether something was taken that may concern any day; not kept. */
  private boolean allTouched;

  /** A page that nothing is known of. */
  public PageDays(String page) {
    this(page, new PostTable());
  }

  private PageDays(String page, PostTable posts) {
    this.page = page;
    this.posts = posts;
  }

  /** Takes a post. */
  public void take(Post post) {
    posts.take(post);
    allTouched = true;
  }

  /** Takes an ad's report. */
  public void take(AdSnapshot report, Timing timing) {
    String name = report.post().length() + ":" + report.post() + report.ad();
    ads.computeIfAbsent(name, each -> new AdSpend()).take(report, timing);
    allTouched = true;
  }

  /** Takes what happened within one minute, from everywhere. */
  public void take(List<PageTally> tallies) {
    for (PageTally tally : tallies) {
      for (String supporter : tally.erased) {
        days.values().forEach(day -> day.sum.top.erase(supporter));
        allTouched = true;
      }
    }
    for (PageTally tally : tallies) {
      day(tally.day()).sum.add(tally);
      touched.add(tally.day());
    }
  }

  private Day day(long day) {
    return days.computeIfAbsent(day, each -> new Day(new PageTally(page, each, 0)));
  }

  /** The last moment at which a day is corrected. */
  public static long finalAt(long day, Timing timing) {
    return (day + 1) * Timing.DAY + timing.remember();
  }

  /**
   * The days that are not final at a whole minute {@code e}, have something to say, and may say
   * something else than before.
   *
   * @param last the whole minute at which it was last looked at; far in the past if never
   */
  public List<PageDay> at(long e, long last, Timing timing) {
    boolean all = allTouched || last >= e || news(last, e, timing);
    for (long day = Timing.dayOfEnd(e); finalAt(day, timing) >= e; day--) {
      // An ad may have spent on a day on which nobody engaged.
      if (!days.containsKey(day)
          && (all || mayChange(day, last))
          && spend(day, e, timing).length > 0) {
        day(day);
      }
    }
    List<PageDay> told = new ArrayList<>();
    for (Map.Entry<Long, Day> each : days.entrySet()) {
      if (finalAt(each.getKey(), timing) >= e
          && each.getKey() <= Timing.dayOfEnd(e)
          && (all || mayChange(each.getKey(), last))) {
        PageDay day = figures(each.getKey(), each.getValue().sum, e, timing);
        if (each.getValue().told != 0 || !saysNothing(day)) {
          told.add(day);
        }
      }
    }
    touched.clear();
    allTouched = false;
    return told;
  }

  /** A day that was over when last looked at says the same until it is told something. */
  private boolean mayChange(long day, long last) {
    return touched.contains(day) || (day + 1) * Timing.DAY > last;
  }

  /** Whether what was taken early has become known since. */
  private boolean news(long last, long e, Timing timing) {
    for (AdSpend ad : ads.values()) {
      if (ad.saysNewsAfter(last, timing)) {
        return true;
      }
    }
    return posts.saysNewsIn(last, e, timing);
  }

  /**
   * Remembers what is told of a day.
   *
   * @param digest of all that is told but the time
   * @return whether it differs from what was told before
   */
  public boolean tell(long day, long digest) {
    Day told = days.get(day);
    boolean differs = told.told != digest;
    told.told = digest;
    return differs;
  }

  private PageDay figures(long day, PageTally sum, long e, Timing timing) {
    PageDay.Outcomes[] outcomes = sum.outcomes.all();
    PageDay.Money[] spend = spend(day, e, timing);
    return new PageDay(
        page,
        day,
        e,
        sum.supporters,
        sum.nano,
        sum.nanoInfluencers,
        sum.organic.clone(),
        sum.sponsored.clone(),
        outcomes,
        spend,
        costs(outcomes, spend),
        sum.top.told(),
        topics(sum, Math.min(e, (day + 1) * Timing.DAY), timing));
  }

  private static boolean saysNothing(PageDay day) {
    long counts = day.supporters() | day.nano() | day.nanoInfluencers();
    for (int kind = 0; kind < Kind.values().length; kind++) {
      counts |= day.organic()[kind] | day.sponsored()[kind];
    }
    return counts == 0
        && day.outcomes().length == 0
        && day.spend().length == 0
        && day.top().length == 0;
  }

  private PageDay.Money[] spend(long day, long e, Timing timing) {
    long until = Math.min(e, (day + 1) * Timing.DAY);
    Map<String, Double> sums = new TreeMap<>(Names::compare);
    for (AdSpend ad : ads.values()) {
      ad.addTo(sums, day * Timing.DAY, until, e, timing);
    }
    return sums.entrySet().stream()
        .map(each -> new PageDay.Money(each.getKey(), each.getValue()))
        .toArray(PageDay.Money[]::new);
  }

  private static PageDay.Cost[] costs(PageDay.Outcomes[] outcomes, PageDay.Money[] spend) {
    List<PageDay.Cost> costs = new ArrayList<>();
    for (PageDay.Outcomes each : outcomes) {
      if (each.origin() == Origin.SPONSORED) {
        for (PageDay.Money money : spend) {
          costs.add(new PageDay.Cost(each.kind(), money.currency(), money.amount() / each.count()));
        }
      }
    }
    return costs.toArray(new PageDay.Cost[0]);
  }

  private PageDay.Topic[] topics(PageTally sum, long e, Timing timing) {
    if (sum.byPost.isEmpty() || posts.isEmpty()) {
      return new PageDay.Topic[0];
    }
    PostWindow window = posts.window(e, timing);
    Map<String, Long> engagements = new HashMap<>();
    sum.byPost.forEach(
        (post, count) -> {
          for (String topic : window.topics(post)) {
            engagements.merge(topic, count, Long::sum);
          }
        });
    return engagements.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(
            each ->
                new PageDay.Topic(each.getKey(), each.getValue(), window.carrying(each.getKey())))
        .sorted(ORDER)
        .limit(TOPICS)
        .toArray(PageDay.Topic[]::new);
  }

  /**
   * Forgets what is final at {@code e} and what nothing sees any more.
   *
   * @param last when it last did so; far in the past if never
   */
  public void prune(long e, long last, Timing timing) {
    days.keySet().removeIf(day -> finalAt(day, timing) <= e);
    long oldest = oldest(e, timing);
    if (last < e && oldest == oldest(last, timing)) {
      return;
    }
    long from = oldest * Timing.DAY;
    ads.values().removeIf(ad -> ad.prune(e, from, timing));
    posts.prune(from, timing);
  }

  private static long oldest(long e, Timing timing) {
    return Timing.day(e - timing.remember() - 1) - 1;
  }

  /** When to look again what can be forgotten: when the next day has begun. */
  public long nextForgotten(long e) {
    return (Timing.dayOfEnd(e) + 1) * Timing.DAY + Timing.MINUTE;
  }

  /** How many posts, ads and days are known, and one. */
  public int size() {
    return posts.size() + ads.size() + days.size();
  }

  /** Whether nothing is kept. */
  public boolean isEmpty() {
    return days.isEmpty() && ads.isEmpty() && posts.isEmpty();
  }

  /** Writes all of it, version 1. */
  public void write(DataOutput out) throws IOException {
    Bytes.writeString(page, out);
    posts.write(out);
    Bytes.writeUnsigned(ads.size(), out);
    for (Map.Entry<String, AdSpend> ad : ads.entrySet()) {
      Bytes.writeString(ad.getKey(), out);
      ad.getValue().write(out);
    }
    Bytes.writeUnsigned(days.size(), out);
    for (Day day : days.values()) {
      day.sum.write(out);
      out.writeLong(day.told);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static PageDays read(DataInput in) throws IOException {
    String page = Bytes.readString(in);
    PageDays read = new PageDays(page, PostTable.read(in));
    long ads = Bytes.readUnsigned(in);
    for (long i = 0; i < ads; i++) {
      String name = Bytes.readString(in);
      read.ads.put(name, AdSpend.read(in));
    }
    long days = Bytes.readUnsigned(in);
    for (long i = 0; i < days; i++) {
      Day day = new Day(PageTally.read(in));
      day.told = in.readLong();
      read.days.put(day.sum.day(), day);
    }
    return read;
  }
}
