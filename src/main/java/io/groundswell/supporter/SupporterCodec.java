package io.groundswell.supporter;

import io.groundswell.event.Kind;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A supporter's state as bytes. Times are written as differences to the time of the last word, so
 * that most take two or three bytes. Version 1.
 */
public final class SupporterCodec {
  private SupporterCodec() {}

  /** Writes all of a supporter's state. */
  public static void write(Supporter s, DataOutput out) throws IOException {
    Bytes.writeTime(s.heard, out);
    Bytes.writeTime(s.firstSeen, out);
    Bytes.writeTime(s.lastSeen, out);
    Bytes.writeTime(s.audienceTime, out);
    Bytes.writeSigned(s.audience, out);
    out.writeBoolean(s.given);
    Bytes.writeTime(s.wake, out);
    Bytes.writeTime(s.last, out);
    Bytes.writeUnsigned(s.posts.size(), out);
    for (PostClicks post : s.posts) {
      writePost(post, s.lastSeen, out);
    }
  }

  private static void writePost(PostClicks post, long base, DataOutput out) throws IOException {
    Bytes.writeString(post.post, out);
    out.writeByte(post.toldKind == null ? -1 : post.toldKind.ordinal());
    if (post.toldKind != null) {
      Bytes.writeUnsigned(post.toldThousandths, out);
      Bytes.writeSigned(post.toldUntil - base, out);
      Bytes.writeSigned(post.toldBegan - base, out);
    }
    Bytes.writeUnsigned(post.clicks.size(), out);
    for (Click click : post.clicks) {
      int flags =
          click.kind().ordinal()
              | (click.add() ? 4 : 0)
              | (click.ad() != null ? 8 : 0)
              | (click.via() != null ? 16 : 0);
      out.writeByte(flags);
      Bytes.writeString(click.id(), out);
      Bytes.writeSigned(click.time() - base, out);
      Bytes.writeSigned(click.audience(), out);
      Bytes.writeUnsigned(click.exposure(), out);
      if (click.ad() != null) {
        Bytes.writeString(click.ad(), out);
      }
      if (click.via() != null) {
        Bytes.writeString(click.via(), out);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Supporter read(DataInput in) throws IOException {
    Supporter s = new Supporter();
    s.heard = Bytes.readTime(in);
    s.firstSeen = Bytes.readTime(in);
    s.lastSeen = Bytes.readTime(in);
    s.audienceTime = Bytes.readTime(in);
    s.audience = Bytes.readSigned(in);
    s.given = in.readBoolean();
    s.wake = Bytes.readTime(in);
    s.last = Bytes.readTime(in);
    int posts = (int) Bytes.readUnsigned(in);
    for (int i = 0; i < posts; i++) {
      s.posts.add(readPost(s.lastSeen, in));
    }
    return s;
  }

  private static PostClicks readPost(long base, DataInput in) throws IOException {
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
      String via = (flags & 16) != 0 ? Bytes.readString(in) : null;
      clicks.add(
          new Click(Kind.of(flags & 3), id, time, (flags & 4) != 0, audience, ad, via, exposure));
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
