package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A supporter's state as bytes, version 3. Times are written as differences to one that is near,
 * and what is not there takes a bit: of most supporters there is little. Their engagements are
 * {@link PostCodec}'s.
 */
public final class SupporterCodec {
  private static final int GIVEN = 1;
  private static final int SEEN = 2;
  private static final int AUDIENCE = 4;
  private static final int ORIGIN = 8;
  private static final int SPONSORED = 16;
  private static final int WAKE = 32;
  private static final int ERASED = 64;
  private static final int MORE = 128;

  /** In the byte of who has come back. */
  private static final int EVER_GIVEN = 64;

  private SupporterCodec() {}

  /** Writes all of a supporter's state, and changes nothing of it. */
  public static void write(Supporter s, DataOutput out) throws IOException {
    boolean more = !s.brought.isEmpty() || !s.outcomes.isEmpty();
    int flags =
        (s.given ? GIVEN : 0)
            | (s.sightings.firstSeen == Supporter.NEVER ? 0 : SEEN)
            | (s.sightings.audienceTime == Supporter.NEVER ? 0 : AUDIENCE)
            | (s.sightings.origin == null ? 0 : ORIGIN)
            | (s.sightings.origin == Origin.SPONSORED ? SPONSORED : 0)
            | (s.wake == Long.MAX_VALUE ? 0 : WAKE)
            | (s.erased == Supporter.NEVER ? 0 : ERASED)
            | (more ? MORE : 0);
    long base = s.last;
    out.writeByte(flags);
    out.writeByte(s.sightings.back | (s.everGiven ? EVER_GIVEN : 0));
    Bytes.writeTime(base, out);
    Bytes.writeSigned(base - s.anchor, out);
    Bytes.writeSigned(base - s.heard, out);
    if ((flags & SEEN) != 0) {
      Bytes.writeSigned(base - s.sightings.firstSeen, out);
      Bytes.writeSigned(base - s.sightings.lastSeen, out);
    }
    if ((flags & AUDIENCE) != 0) {
      Bytes.writeSigned(base - s.sightings.audienceTime, out);
      Bytes.writeUnsigned(s.sightings.audience, out);
    }
    if ((flags & WAKE) != 0) {
      Bytes.writeSigned(s.wake - base, out);
    }
    if ((flags & ERASED) != 0) {
      Bytes.writeTime(s.erased, out);
    }
    if (more) {
      s.brought.write(base, out);
      Bytes.writeUnsigned(s.outcomes.size(), out);
      for (Map.Entry<String, Integer> each : s.outcomes.entrySet()) {
        Bytes.writeString(each.getKey(), out);
        Bytes.writeUnsigned(each.getValue(), out);
      }
    }
    writeDays(s, base, out);
    PostCodec.write(s.posts, s.anchor, out);
  }

  private static void writeDays(Supporter s, long base, DataOutput out) throws IOException {
    Bytes.writeUnsigned(s.sightings.days.size(), out);
    for (DayMark mark : s.sightings.days) {
      Bytes.writeSigned(mark.day, out);
      out.writeByte((mark.active() ? 1 : 0) | (mark.nanoInfluencer ? 2 : 0));
      if (mark.active()) {
        Bytes.writeSigned(base - mark.first, out);
        Bytes.writeSigned(mark.audience, out);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Supporter read(DataInput in) throws IOException {
    return read(3, in);
  }

  /** Reads what version 2 wrote: it had no anchor, and no number of bytes before engagements. */
  public static Supporter readVersion2(DataInput in) throws IOException {
    return read(2, in);
  }

  private static Supporter read(int version, DataInput in) throws IOException {
    Supporter s = new Supporter();
    int flags = in.readUnsignedByte();
    int back = in.readByte();
    s.sightings.back = back & ~EVER_GIVEN;
    s.everGiven = (back & EVER_GIVEN) != 0;
    long base = Bytes.readTime(in);
    s.last = base;
    s.anchor = version == 2 ? base : base - Bytes.readSigned(in);
    s.heard = base - Bytes.readSigned(in);
    s.given = (flags & GIVEN) != 0;
    if ((flags & SEEN) != 0) {
      s.sightings.firstSeen = base - Bytes.readSigned(in);
      s.sightings.lastSeen = base - Bytes.readSigned(in);
    }
    if ((flags & AUDIENCE) != 0) {
      s.sightings.audienceTime = base - Bytes.readSigned(in);
      s.sightings.audience = Bytes.readUnsigned(in);
    }
    if ((flags & ORIGIN) != 0) {
      s.sightings.origin = (flags & SPONSORED) != 0 ? Origin.SPONSORED : Origin.ORGANIC;
    }
    if ((flags & WAKE) != 0) {
      s.wake = base + Bytes.readSigned(in);
    }
    if ((flags & ERASED) != 0) {
      s.erased = Bytes.readTime(in);
    }
    if ((flags & MORE) != 0) {
      s.brought.read(base, in);
      int kinds = (int) Bytes.readUnsigned(in);
      for (int i = 0; i < kinds; i++) {
        String kind = Bytes.readString(in);
        s.credit(kind, (int) Bytes.readUnsigned(in));
      }
    }
    readDays(s, base, in);
    if (version == 2) {
      int posts = (int) Bytes.readUnsigned(in);
      for (int i = 0; i < posts; i++) {
        s.posts.add(readPostVersion2(base, in));
      }
    } else {
      PostCodec.read(in, s.anchor, s.posts);
    }
    return s;
  }

  private static void readDays(Supporter s, long base, DataInput in) throws IOException {
    int days = (int) Bytes.readUnsigned(in);
    for (int i = 0; i < days; i++) {
      DayMark mark = new DayMark(Bytes.readSigned(in));
      int flags = in.readByte();
      mark.nanoInfluencer = (flags & 2) != 0;
      if ((flags & 1) != 0) {
        mark.first = base - Bytes.readSigned(in);
        mark.audience = Bytes.readSigned(in);
      }
      s.sightings.days.add(mark);
    }
  }

  private static PostClicks readPostVersion2(long base, DataInput in) throws IOException {
    PostClicks post = new PostClicks(Bytes.readString(in), new ArrayList<>(1));
    int told = in.readByte();
    if (told >= 0) {
      post.toldKind = Kind.of(told & 3);
      post.toldNano = (told & 4) != 0;
      post.toldThousandths = Bytes.readUnsigned(in);
      post.toldUntil = Bytes.readSigned(in) + base;
      post.toldBegan = Bytes.readSigned(in) + base;
    }
    int size = (int) Bytes.readUnsigned(in);
    for (int i = 0; i < size; i++) {
      int flags = in.readByte();
      boolean organic = (flags & 8) == 0;
      boolean old = (flags & 32) != 0;
      long time = base - Bytes.readSigned(in);
      String id = old ? null : Bytes.readString(in);
      long audience = old ? Engagement.UNSTATED : Bytes.readSigned(in);
      long exposure = old ? 0 : Bytes.readUnsigned(in);
      String ad = organic ? null : old ? "" : Bytes.readString(in);
      Kind kind = Kind.of(flags & 3);
      boolean add = (flags & 4) != 0;
      boolean counted = (flags & 16) != 0;
      post.clicks().add(new Click(kind, id, time, add, audience, ad, exposure, counted));
    }
    return post;
  }

  /**
   * Reads what version 1 wrote. It kept a day, not a month; no origin, and no word of mouth: the
   * supporter goes on with what is known, belongs to no cohort, and what of their engagements was
   * counted for a day is not counted again.
   */
  public static Supporter readVersion1(DataInput in) throws IOException {
    Supporter s = new Supporter();
    s.heard = Bytes.readTime(in);
    s.sightings.firstSeen = Bytes.readTime(in);
    s.sightings.lastSeen = Bytes.readTime(in);
    s.sightings.audienceTime = Bytes.readTime(in);
    s.sightings.audience = Bytes.readSigned(in);
    s.given = in.readBoolean();
    s.everGiven = s.given;
    s.wake = Bytes.readTime(in);
    s.last = Bytes.readTime(in);
    s.anchor = s.last;
    int posts = (int) Bytes.readUnsigned(in);
    for (int i = 0; i < posts; i++) {
      s.posts.add(readPostVersion1(s.sightings.lastSeen, in));
    }
    return s;
  }

  private static PostClicks readPostVersion1(long base, DataInput in) throws IOException {
    String name = Bytes.readString(in);
    int told = in.readByte();
    long thousandths = told < 0 ? 0 : Bytes.readUnsigned(in);
    long until = told < 0 ? 0 : Bytes.readSigned(in) + base;
    long began = told < 0 ? 0 : Bytes.readSigned(in) + base;
    int size = (int) Bytes.readUnsigned(in);
    List<Click> clicks = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int flags = in.readByte();
      String id = Bytes.readString(in);
      long time = Bytes.readSigned(in) + base;
      long audience = Bytes.readSigned(in);
      long exposure = Bytes.readUnsigned(in);
      String ad = (flags & 8) != 0 ? Bytes.readString(in) : null;
      if ((flags & 16) != 0) {
        // Who was named in via.
        Bytes.readString(in);
      }
      clicks.add(
          new Click(Kind.of(flags & 3), id, time, (flags & 4) != 0, audience, ad, exposure, true));
    }
    PostClicks post = new PostClicks(name, clicks);
    if (told >= 0) {
      post.toldKind = Kind.of(told);
      post.toldThousandths = thousandths;
      post.toldUntil = until;
      post.toldBegan = began;
    }
    return post;
  }
}
