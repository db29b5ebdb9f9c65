package io.groundswell.local.demo;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/**
 * The terminal: lines, and below them one that changes in place; where the output is no terminal,
 * that one is printed now and then.
 */
final class Screen {
  private static final long OFTEN = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long NOW_AND_THEN = TimeUnit.SECONDS.toNanos(20);

  /** Back to the line's beginning, and empty it (ECMA-48: carriage return, erase in line). */
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private long shown;
  private String status = "";

  /**
   * A screen.
   *
   * @param out where to
   * @param terminal whether a line can change in place
   */
  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    shown = System.nanoTime() - OFTEN;
  }

  /** Prints a line, or several. */
  synchronized void line(String text) {
    if (terminal) {
      out.print(CLEAR);
    }
    out.println(text);
    if (terminal) {
      out.print(status);
    }
    out.flush();
  }

  /** Whether it is time to show the status again: it need not be made in vain. */
  synchronized boolean wantsStatus() {
    return System.nanoTime() - shown >= (terminal ? OFTEN : NOW_AND_THEN);
  }

  /** Shows where things stand. */
  synchronized void status(String text) {
    shown = System.nanoTime();
    if (terminal) {
      status = text;
      out.print(CLEAR + text);
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Takes the status off. */
  synchronized void noStatus() {
    if (terminal) {
      out.print(CLEAR);
      status = "";
      out.flush();
    }
  }
}
