package io.groundswell.page;

import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.event.Outcome;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What happened to one day of one page within some minute: changes that can be added up in any
 * order and any grouping, so that a hot page need not be one hot key for every event.
 */
public final class PageTally {
  private static final int KINDS = Kind.values().length;

  private final String page;
  private final long day;
  private final long minute;

  long supporters;
  long nano;
  long nanoInfluencers;
  final long[] organic = new long[KINDS];
  final long[] sponsored = new long[KINDS];

  /** Organic engagements by post. */
  final Map<String, Long> byPost = new HashMap<>();

  final OutcomeSums outcomes;
  final TopScores top;

  /** Supporters who were erased: they leave the top of every day, before this minute's scores. */
  final TreeSet<String> erased = new TreeSet<>();

  /**
   * No change.
   *
   * @param page the page
   * @param day the day that it is about, counted from the epoch
   * @param minute the whole minute of event time that it counts at, epoch milliseconds
   */
  public PageTally(String page, long day, long minute) {
    this(page, day, minute, new OutcomeSums(), new TopScores());
  }

  private PageTally(String page, long day, long minute, OutcomeSums outcomes, TopScores top) {
    this.page = page;
    this.day = day;
    this.minute = minute;
    this.outcomes = outcomes;
    this.top = top;
  }

  /** The page. */
  public String page() {
    return page;
  }

  /** The day that it is about. */
  public long day() {
    return day;
  }

  /** The minute that it counts at. */
  public long minute() {
    return minute;
  }

  /** The first {@code add} of a chain. */
  public void engaged(String post, Kind kind, boolean isOrganic) {
    if (isOrganic) {
      organic[kind.ordinal()]++;
      byPost.merge(post, 1L, Long::sum);
    } else {
      sponsored[kind.ordinal()]++;
    }
  }

  /** More (or less) supporters, and of nano tier. */
  public void active(int moreSupporters, int moreNano) {
    supporters += moreSupporters;
    nano += moreNano;
  }

  /**
   * A profile was given, the first of the day that calls its supporter a nano-influencer or not.
   */
  public void scored(String supporter, double score, boolean firstAsNanoInfluencer) {
    top.offer(supporter, score);
    nanoInfluencers += firstAsNanoInfluencer ? 1 : 0;
  }

  /** An outcome was attributed. */
  public void happened(Outcome outcome, Origin origin) {
    outcomes.add(outcome, origin);
  }

  /** A supporter must not be named any more. */
  public void erased(String supporter) {
    top.erase(supporter);
    erased.add(supporter);
  }

  /** Adds another tally of the same page and day; whoever it erases must be erased before. */
  public void add(PageTally more) {
    supporters += more.supporters;
    nano += more.nano;
    nanoInfluencers += more.nanoInfluencers;
    for (int kind = 0; kind < KINDS; kind++) {
      organic[kind] += more.organic[kind];
      sponsored[kind] += more.sponsored[kind];
    }
    more.byPost.forEach((post, count) -> byPost.merge(post, count, Long::sum));
    outcomes.add(more.outcomes);
    top.add(more.top);
  }

  /** Writes all of it, version 1. */
  public void write(DataOutput out) throws IOException {
    Bytes.writeString(page, out);
    Bytes.writeSigned(day, out);
    Bytes.writeSigned(minute, out);
    Bytes.writeSigned(supporters, out);
    Bytes.writeSigned(nano, out);
    Bytes.writeSigned(nanoInfluencers, out);
    for (int kind = 0; kind < KINDS; kind++) {
      Bytes.writeSigned(organic[kind], out);
      Bytes.writeSigned(sponsored[kind], out);
    }
    Bytes.writeUnsigned(byPost.size(), out);
    for (Map.Entry<String, Long> post : new TreeMap<>(byPost).entrySet()) {
      Bytes.writeString(post.getKey(), out);
      Bytes.writeSigned(post.getValue(), out);
    }
    outcomes.write(out);
    top.write(out);
    Bytes.writeUnsigned(erased.size(), out);
    for (String supporter : erased) {
      Bytes.writeString(supporter, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static PageTally read(DataInput in) throws IOException {
    String page = Bytes.readString(in);
    long day = Bytes.readSigned(in);
    long minute = Bytes.readSigned(in);
    long supporters = Bytes.readSigned(in);
    long nano = Bytes.readSigned(in);
    long nanoInfluencers = Bytes.readSigned(in);
    long[] counts = new long[2 * KINDS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Bytes.readSigned(in);
    }
    Map<String, Long> byPost = new HashMap<>();
    long posts = Bytes.readUnsigned(in);
    for (long i = 0; i < posts; i++) {
      String post = Bytes.readString(in);
      byPost.put(post, Bytes.readSigned(in));
    }
    OutcomeSums outcomes = OutcomeSums.read(in);
    PageTally tally = new PageTally(page, day, minute, outcomes, TopScores.read(in));
    tally.supporters = supporters;
    tally.nano = nano;
    tally.nanoInfluencers = nanoInfluencers;
    for (int kind = 0; kind < KINDS; kind++) {
      tally.organic[kind] = counts[2 * kind];
      tally.sponsored[kind] = counts[2 * kind + 1];
    }
    tally.byPost.putAll(byPost);
    long erased = Bytes.readUnsigned(in);
    for (long i = 0; i < erased; i++) {
      tally.erased.add(Bytes.readString(in));
    }
    return tally;
  }
}
