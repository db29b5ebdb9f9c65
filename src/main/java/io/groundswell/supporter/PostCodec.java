package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.wire.ByteReader;
import io.groundswell.wire.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A supporter's engagements with posts as bytes. Of most posts nothing changes in a step: what was
 * read of them is written again as it is, and read only as far as it is asked for.
 *
 * <p>Of a post there stand its name, what it was told, the number of its engagements, and these.
 * Times are differences to one that stays the same as long as any bytes do.
 */
final class PostCodec {
  /** In the first byte of an engagement: its kind, and what it is. */
  static final int KIND = 3;

  static final int ADD = 4;
  static final int WITH_AD = 8;
  static final int COUNTED = 16;
  static final int OLD = 32;

  /** In the byte that begins what the post was told, beside the kind. */
  private static final int NANO = 4;

  private static final int NOTHING_TOLD = -1;

  private PostCodec() {}

  /** Writes them, and before them their number and the number of their bytes. */
  static void write(List<PostClicks> posts, long base, DataOutput out) throws IOException {
    int length = 0;
    for (PostClicks post : posts) {
      length += post.isRow(base) ? post.rowLength() : length(post, base);
    }
    Bytes.writeUnsigned(posts.size(), out);
    Bytes.writeUnsigned(length, out);
    for (PostClicks post : posts) {
      if (post.isRow(base)) {
        post.writeRow(out);
      } else {
        write(post, base, out);
      }
    }
  }

  /** Adds what {@link #write} wrote. */
  static void read(DataInput in, long base, List<PostClicks> posts) throws IOException {
    int count = (int) Bytes.readUnsigned(in);
    byte[] row = new byte[(int) Bytes.readUnsigned(in)];
    in.readFully(row);
    ByteReader reader = new ByteReader();
    reader.at(row, 0);
    ClickCursor cursor = new ClickCursor();
    for (int i = 0; i < count; i++) {
      PostClicks post = new PostClicks(row, reader.at(), base);
      reader.skipString();
      int told = reader.readByte();
      if (told != NOTHING_TOLD) {
        post.toldKind = Kind.of(told & KIND);
        post.toldNano = (told & NANO) != 0;
        post.toldThousandths = reader.readUnsigned();
        post.toldUntil = reader.readSigned() + base;
        post.toldBegan = reader.readSigned() + base;
      }
      int size = (int) reader.readUnsigned();
      int begin = reader.at();
      cursor.over(row, begin, size, base);
      int end = cursor.end();
      post.inRow(begin, size, end);
      reader.at(row, end);
      posts.add(post);
    }
  }

  /** The name of the post whose bytes begin at a place. */
  static String readName(byte[] row, int from) {
    ByteReader reader = new ByteReader();
    reader.at(row, from);
    return reader.readString();
  }

  /** Whether the post whose bytes begin at a place has this name. */
  static boolean hasName(byte[] row, int from, String name) {
    ByteReader reader = new ByteReader();
    reader.at(row, from);
    return reader.skipIfString(name);
  }

  /** So many engagements, which begin at a place. */
  static List<Click> readClicks(byte[] row, int from, int count, long base) {
    ByteReader reader = new ByteReader();
    reader.at(row, from);
    List<Click> clicks = new ArrayList<>(count + 1);
    for (int i = 0; i < count; i++) {
      int flags = reader.readByte();
      boolean old = (flags & OLD) != 0;
      long time = base - reader.readSigned();
      String id = old ? null : reader.readString();
      long audience = old ? Engagement.UNSTATED : reader.readSigned();
      long exposure = old ? 0 : reader.readUnsigned();
      String ad = (flags & WITH_AD) == 0 ? null : old ? "" : reader.readString();
      clicks.add(click(flags, id, time, audience, ad, exposure));
    }
    return clicks;
  }

  static Click click(int flags, String id, long time, long audience, String ad, long exposure) {
    return new Click(
        Kind.of(flags & KIND),
        id,
        time,
        (flags & ADD) != 0,
        audience,
        ad,
        exposure,
        (flags & COUNTED) != 0);
  }

  private static void write(PostClicks post, long base, DataOutput out) throws IOException {
    Bytes.writeString(post.post(), out);
    if (post.toldKind == null) {
      out.writeByte(NOTHING_TOLD);
    } else {
      out.writeByte(post.toldKind.ordinal() | (post.toldNano ? NANO : 0));
      Bytes.writeUnsigned(post.toldThousandths, out);
      Bytes.writeSigned(post.toldUntil - base, out);
      Bytes.writeSigned(post.toldBegan - base, out);
    }
    Bytes.writeUnsigned(post.size(), out);
    for (Click click : post.clicks()) {
      out.writeByte(
          click.kind().ordinal()
              | (click.add() ? ADD : 0)
              | (click.organic() ? 0 : WITH_AD)
              | (click.counted() ? COUNTED : 0)
              | (click.isOld() ? OLD : 0));
      Bytes.writeSigned(base - click.time(), out);
      if (!click.isOld()) {
        Bytes.writeString(click.id(), out);
        Bytes.writeSigned(click.audience(), out);
        Bytes.writeUnsigned(click.exposure(), out);
        if (!click.organic()) {
          Bytes.writeString(click.ad(), out);
        }
      }
    }
  }

  /** How many bytes {@link #write(PostClicks, long, DataOutput)} writes. */
  private static int length(PostClicks post, long base) {
    int length = Bytes.lengthOf(post.post()) + 1 + Bytes.lengthOfUnsigned(post.size());
    if (post.toldKind != null) {
      length +=
          Bytes.lengthOfUnsigned(post.toldThousandths)
              + Bytes.lengthOfSigned(post.toldUntil - base)
              + Bytes.lengthOfSigned(post.toldBegan - base);
    }
    for (Click click : post.clicks()) {
      length += 1 + Bytes.lengthOfSigned(base - click.time());
      if (!click.isOld()) {
        length +=
            Bytes.lengthOf(click.id())
                + Bytes.lengthOfSigned(click.audience())
                + Bytes.lengthOfUnsigned(click.exposure())
                + (click.organic() ? 0 : Bytes.lengthOf(click.ad()));
      }
    }
    return length;
  }
}
