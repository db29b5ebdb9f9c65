package io.groundswell.supporter;

import io.groundswell.event.Engagement;
import io.groundswell.event.Kind;
import io.groundswell.wire.ByteReader;
import java.util.List;

/**
 * Goes through engagements with posts, whether they are objects or still bytes, and makes no object
 * of any: most are only counted.
 */
final class ClickCursor {
  private final ByteReader in = new ByteReader();
  private List<Click> objects;
  private int next;
  private int size;
  private long anchor;

  private Kind kind;
  private long time;
  private boolean add;
  private boolean organic;
  private boolean old;
  private boolean aged;
  private long exposure;

  /** Goes before the first of some objects. */
  void over(List<Click> clicks) {
    objects = clicks;
    next = 0;
    size = clicks.size();
  }

  /**
   * Goes before the first of some that are bytes, as {@link PostCodec} writes them.
   *
   * @param row the bytes
   * @param from where the first one begins
   * @param count how many there are
   * @param theirAnchor what their times are written as differences to
   */
  void over(byte[] row, int from, int count, long theirAnchor) {
    objects = null;
    next = 0;
    size = count;
    anchor = theirAnchor;
    in.at(row, from);
  }

  /** Goes to the next one; returns whether there is one. */
  boolean next() {
    if (next == size) {
      return false;
    }
    if (objects != null) {
      take(objects.get(next));
    } else {
      read();
    }
    next++;
    return true;
  }

  private void take(Click click) {
    kind = click.kind();
    time = click.time();
    add = click.add();
    organic = click.organic();
    old = click.isOld();
    exposure = click.exposure();
    aged = click.audience() == Engagement.UNSTATED && exposure == 0;
  }

  private void read() {
    int flags = in.readByte();
    kind = Kind.of(flags & PostCodec.KIND);
    add = (flags & PostCodec.ADD) != 0;
    organic = (flags & PostCodec.WITH_AD) == 0;
    old = (flags & PostCodec.OLD) != 0;
    time = anchor - in.readSigned();
    if (old) {
      exposure = 0;
      aged = true;
      return;
    }
    in.skipString();
    long audience = in.readSigned();
    exposure = in.readUnsigned();
    aged = audience == Engagement.UNSTATED && exposure == 0;
    if (!organic) {
      in.skipString();
    }
  }

  /** Of such that are bytes: where those of the last one end. There is no next one then. */
  int end() {
    for (; next < size; next++) {
      int flags = in.readByte();
      in.skipNumber();
      if ((flags & PostCodec.OLD) == 0) {
        in.skipString();
        in.skipNumber();
        in.skipNumber();
        if ((flags & PostCodec.WITH_AD) != 0) {
          in.skipString();
        }
      }
    }
    return in.at();
  }

  Kind kind() {
    return kind;
  }

  long time() {
    return time;
  }

  boolean add() {
    return add;
  }

  boolean organic() {
    return organic;
  }

  /** As {@link Click#isOld}. */
  boolean isOld() {
    return old;
  }

  /** Whether {@link Click#aged} would change nothing. */
  boolean isAged() {
    return aged;
  }

  long exposure() {
    return exposure;
  }
}
