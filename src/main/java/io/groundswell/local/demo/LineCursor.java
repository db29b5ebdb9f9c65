package io.groundswell.local.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a file that are not blank, one at a time. */
final class LineCursor implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private long number;

  /**
   * A cursor.
   *
   * @param in the file's bytes, closed with the cursor
   */
  LineCursor(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER);
  }

  /** The next line without its line feed, or null at the end. */
  byte[] next() throws IOException {
    while (true) {
      line.reset();
      boolean blank = true;
      int b = in.read();
      if (b < 0) {
        return null;
      }
      number++;
      for (; b >= 0 && b != '\n'; b = in.read()) {
        blank &= b == ' ' || b == '\t' || b == '\r';
        line.write(b);
      }
      if (!blank) {
        return line.toByteArray();
      }
    }
  }

  /** The number of the line that {@link #next} gave, from 1. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
