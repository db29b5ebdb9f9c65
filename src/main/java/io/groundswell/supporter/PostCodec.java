package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.supporter.PostClicks.Row;
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

  /** Writes them, and before them their number and the number of their bytes; changes nothing. */
  static void write(List<PostClicks> posts, long anchor, DataOutput out) throws IOException {
    int length = 0;
    for (PostClicks post : posts) {
      Row row = post.row(anchor);
      length += row == null ? length(post, anchor) : row.end() - row.from();
    }
    Bytes.writeUnsigned(posts.size(), out);
    Bytes.writeUnsigned(length, out);
    for (PostClicks post : posts) {
      Row row = post.row(anchor);
      if (row == null) {
        write(post, anchor, out);
      } else {
        out.write(row.bytes(), row.from(), row.end() - row.from());
      }
    }
  }

  /** Adds what {@link #write} wrote. */
  static void read(DataInput in, long anchor, List<PostClicks> posts) throws IOException {
    int count = (int) Bytes.readUnsigned(in);
    byte[] bytes = new byte[(int) Bytes.readUnsigned(in)];
    in.readFully(bytes);
    ByteReader reader = new ByteReader();
    reader.at(bytes, 0);
    ClickCursor cursor = new ClickCursor();
    for (int i = 0; i < count; i++) {
      posts.add(read(bytes, anchor, reader, cursor));
    }
    if (reader.at() != bytes.length) {
      throw new IOException(
          "a supporter's engagements must end at byte "
              + bytes.length
              + ", end at "
              + reader.at()
              + ": the row is damaged");
    }
  }

  private static PostClicks read(byte[] bytes, long anchor, ByteReader reader, ClickCursor cursor) {
    int from = reader.at();
    reader.skipString();
    int told = reader.readByte();
    boolean isTold = told != NOTHING_TOLD;
    long thousandths = isTold ? reader.readUnsigned() : 0;
    long until = isTold ? anchor + reader.readSigned() : 0;
    long began = isTold ? anchor + reader.readSigned() : 0;
    int count = (int) reader.readUnsigned();
    int clicksFrom = reader.at();
    cursor.over(bytes, clicksFrom, count, anchor);
    int end = cursor.end();
    reader.at(bytes, end);
    PostClicks post = new PostClicks(new Row(bytes, from, clicksFrom, count, end, anchor));
    if (isTold) {
      post.toldKind = Kind.of(told & KIND);
      post.toldNano = (told & NANO) != 0;
      post.toldThousandths = thousandths;
      post.toldUntil = until;
      post.toldBegan = began;
    }
    return post;
  }

  /** The name of the post. */
  static String readName(Row row) {
    ByteReader reader = new ByteReader();
    reader.at(row.bytes(), row.from());
    return reader.readString();
  }

  /** Whether the post has this name. */
  static boolean hasName(Row row, String name) {
    ByteReader reader = new ByteReader();
    reader.at(row.bytes(), row.from());
    return reader.skipIfString(name);
  }

  /** The engagements. */
  static List<Click> readClicks(Row row) {
    ByteReader reader = new ByteReader();
    reader.at(row.bytes(), row.clicksFrom());
    List<Click> clicks = new ArrayList<>(row.count() + 1);
    for (int i = 0; i < row.count(); i++) {
      int flags = reader.readByte();
      boolean old = (flags & OLD) != 0;
      long time = row.anchor() - reader.readSigned();
      String id = old ? null : reader.readString();
      long audience = old ? Engagement.UNSTATED : reader.readSigned();
      long exposure = old ? 0 : reader.readUnsigned();
      String ad = (flags & WITH_AD) == 0 ? null : old ? "" : reader.readString();
      clicks.add(click(flags, id, time, audience, ad, exposure));
    }
    return clicks;
  }

  private static Click click(
      int flags, String id, long time, long audience, String ad, long exposure) {
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

  private static void write(PostClicks post, long anchor, DataOutput out) throws IOException {
    Bytes.writeString(post.post(), out);
    if (post.toldKind == null) {
      out.writeByte(NOTHING_TOLD);
    } else {
      out.writeByte(post.toldKind.ordinal() | (post.toldNano ? NANO : 0));
      Bytes.writeUnsigned(post.toldThousandths, out);
      Bytes.writeSigned(post.toldUntil - anchor, out);
      Bytes.writeSigned(post.toldBegan - anchor, out);
    }
    Bytes.writeUnsigned(post.size(), out);
    for (Click click : post.clicks()) {
      out.writeByte(
          click.kind().ordinal()
              | (click.add() ? ADD : 0)
              | (click.organic() ? 0 : WITH_AD)
              | (click.counted() ? COUNTED : 0)
              | (click.isOld() ? OLD : 0));
      Bytes.writeSigned(anchor - click.time(), out);
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
  private static int length(PostClicks post, long anchor) {
    int length = Bytes.lengthOf(post.post()) + 1 + Bytes.lengthOfUnsigned(post.size());
    if (post.toldKind != null) {
      length +=
          Bytes.lengthOfUnsigned(post.toldThousandths)
              + Bytes.lengthOfSigned(post.toldUntil - anchor)
              + Bytes.lengthOfSigned(post.toldBegan - anchor);
    }
    for (Click click : post.clicks()) {
      length += 1 + Bytes.lengthOfSigned(anchor - click.time());
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
