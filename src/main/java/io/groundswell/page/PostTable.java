package io.groundswell.page;

import io.groundswell.event.Post;
import io.groundswell.time.Timing;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The posts of one page, as far back as anything looks: when they were published and what they are
 * about (supporters.md section 2, "the window's posts"). Of several records of one post the one
 * with the greatest time stands, of the same time the later in the topic.
 */
public final class PostTable {
  /**
   * What one record says of a post.
   *
   * @param time when it was published, epoch milliseconds
   * @param sequence its place in the topic
   * @param topics what it is about, each once
   */
  public record Version(long time, long sequence, List<String> topics) {
    static final Comparator<Version> ORDER =
        Comparator.comparingLong(Version::time).thenComparingLong(Version::sequence);

    /** Whether it is a post of the window at {@code e}: of the last 28 days. */
    public boolean inWindow(long e) {
      return Timing.inMonth(Timing.day(time), e);
    }
  }

  /** Records by post, in order. */
  private final Map<String, List<Version>> posts = new TreeMap<>();

  /** What posts are about: many of a page are about the same, which is held once. */
  private final Map<List<String>, List<String>> topics = new HashMap<>();

  /** The window that was asked for last; not kept. */
  private PostWindow window;

  /** Takes a record, in any order; the same again changes nothing. */
  public void take(Post post) {
    window = null;
    List<Version> versions = posts.computeIfAbsent(post.post(), name -> new ArrayList<>(1));
    versions.removeIf(v -> v.time() == post.time() && v.sequence() == post.sequence());
    versions.add(
        new Version(
            post.time(),
            post.sequence(),
            shared(List.copyOf(new LinkedHashSet<>(List.of(post.topics()))))));
    versions.sort(Version.ORDER);
  }

  private List<String> shared(List<String> some) {
    List<String> known = topics.putIfAbsent(some, some);
    return known == null ? some : known;
  }

  /** The record of a post that stands at {@code e}, or null. */
  public Version standing(String post, long e, Timing timing) {
    List<Version> versions = posts.get(post);
    return versions == null ? null : standing(versions, e, timing);
  }

  private static Version standing(List<Version> versions, long e, Timing timing) {
    for (int i = versions.size() - 1; i >= 0; i--) {
      if (timing.end(versions.get(i).time()) <= e) {
        return versions.get(i);
      }
    }
    return null;
  }

  /** How many posts are known, and one. */
  public int size() {
    return 1 + posts.size();
  }

  /** The posts of the window at {@code e}. */
  public PostWindow window(long e, Timing timing) {
    if (window == null || !window.isAlsoThatOf(e)) {
      window = new PostWindow(this, e, timing);
    }
    return window;
  }

  /** Gives the posts of the window at {@code e}. */
  void forEachInWindow(long e, Timing timing, Consumer<Version> consumer) {
    for (List<Version> versions : posts.values()) {
      Version version = standing(versions, e, timing);
      if (version != null && version.inWindow(e)) {
        consumer.accept(version);
      }
    }
  }

  /** Whether a record says something from some slice end in ({@code after}, {@code e}] on. */
  boolean saysNewsIn(long after, long e, Timing timing) {
    for (List<Version> versions : posts.values()) {
      for (int i = 0; i < versions.size(); i++) {
        long end = timing.end(versions.get(i).time());
        if (end > after && end <= e) {
          return true;
        }
      }
    }
    return false;
  }

  /** Forgets what no window at {@code e} or later sees. */
  public void prune(long e, Timing timing) {
    window = null;
    for (List<Version> versions : posts.values()) {
      Version standing = standing(versions, e, timing);
      versions.removeIf(
          v ->
              (standing != null && Version.ORDER.compare(v, standing) < 0)
                  || forgottenAt(v.time(), timing) <= e);
    }
    posts.values().removeIf(List::isEmpty);
    topics.clear();
  }

  /** The first slice end of whose window a post of this time is no part any more. */
  public static long forgottenAt(long time, Timing timing) {
    return (Timing.day(time) + Timing.MONTH_DAYS) * Timing.DAY + timing.slice();
  }

  /** Whether {@code e} is such a slice end. */
  public static boolean mayForgetAt(long e, Timing timing) {
    return Math.floorMod(e, Timing.DAY) == timing.slice();
  }

  /** Whether nothing is kept. */
  public boolean isEmpty() {
    return posts.isEmpty();
  }

  /** Writes all of it, version 1. */
  public void write(DataOutput out) throws IOException {
    Bytes.writeUnsigned(posts.size(), out);
    for (Map.Entry<String, List<Version>> post : posts.entrySet()) {
      Bytes.writeString(post.getKey(), out);
      Bytes.writeUnsigned(post.getValue().size(), out);
      for (Version version : post.getValue()) {
        Bytes.writeSigned(version.time(), out);
        Bytes.writeSigned(version.sequence(), out);
        Bytes.writeUnsigned(version.topics().size(), out);
        for (String topic : version.topics()) {
          Bytes.writeString(topic, out);
        }
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static PostTable read(DataInput in) throws IOException {
    PostTable table = new PostTable();
    long size = Bytes.readUnsigned(in);
    for (long i = 0; i < size; i++) {
      String name = Bytes.readString(in);
      int count = (int) Bytes.readUnsigned(in);
      List<Version> versions = new ArrayList<>(count);
      for (int v = 0; v < count; v++) {
        long time = Bytes.readSigned(in);
        long sequence = Bytes.readSigned(in);
        String[] topics = new String[(int) Bytes.readUnsigned(in)];
        for (int t = 0; t < topics.length; t++) {
          topics[t] = Bytes.readString(in);
        }
        versions.add(new Version(time, sequence, table.shared(List.of(topics))));
      }
      table.posts.put(name, versions);
    }
    return table;
  }
}
