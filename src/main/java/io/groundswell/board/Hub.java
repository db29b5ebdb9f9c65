package io.groundswell.board;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells browsers what changes: a few times a second it makes one text of everything that has
 * changed, once, and hands the same bytes to all. It keeps the last texts, so that a browser that
 * was away for a moment gets what it missed; one that was away for longer loads everything again.
 */
final class Hub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

  /** How often changes are told, ms. */
  static final long TELL_MS = 250;

  /** How often every browser hears that the board is alive, and how it is. */
  private static final long TICK_MS = 2_000;

  /** A snapshot says how the board is, which changes though no row does. */
  private static final long SNAPSHOT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** What is kept for those who were away. */
  private static final long KEPT_BYTES = 8L << 20;

  private static final int KEPT_TEXTS = 2_400;

  /** Who takes what is told. */
  interface Listener {
    /** Takes the bytes of one or more events; must not block. */
    void tell(byte[] events);
  }

  private record Text(long version, byte[] bytes) {}

  /**
   * Everything at one moment.
   *
   * @param id whence a browser goes on
   * @param json the text
   */
  record Snapshot(String id, byte[] json) {}

  private final Store store;
  private final Supplier<String> status;
  private final int most;
  private final String epoch =
      HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()).substring(4);
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private final Deque<Text> kept = new ArrayDeque<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "board-hub");
            thread.setDaemon(true);
            return thread;
          });
  private long keptBytes;
  private long version;
  private long forgotten;
  private Snapshot snapshot;
  private long snapshotMade;

  /**
   * A hub that does nothing by itself until {@link #start}.
   *
   * @param status how the board is, as JSON
   * @param most listeners at a time
   */
  Hub(Store store, Supplier<String> status, int most) {
    this.store = store;
    this.status = status;
    this.most = most;
  }

  /** Begins to tell. */
  void start() {
    every(TELL_MS, this::flush);
    every(TICK_MS, this::tick);
  }

  private void every(long millis, Runnable task) {
    ScheduledFuture<?> unused =
        clock.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                // Else it would never be done again.
                LOG.error("telling browsers failed", e);
              }
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS);
  }

  /** Tells what has changed since the last time. */
  synchronized void flush() {
    String rows = store.changes();
    if (rows.isEmpty()) {
      return;
    }
    version++;
    snapshot = null;
    byte[] bytes =
        ("id: " + id(version) + "\nevent: rows\ndata: [" + rows + "]\n\n")
            .getBytes(StandardCharsets.UTF_8);
    kept.add(new Text(version, bytes));
    keptBytes += bytes.length;
    while (keptBytes > KEPT_BYTES || kept.size() > KEPT_TEXTS) {
      Text oldest = kept.remove();
      keptBytes -= oldest.bytes().length;
      forgotten = oldest.version();
    }
    tellAll(bytes);
  }

  /** A connection that breaks leaves while it is being told. */
  private void tellAll(byte[] bytes) {
    List.copyOf(listeners).forEach(listener -> listener.tell(bytes));
  }

  /** Says how the board is. */
  synchronized void tick() {
    byte[] bytes =
        ("event: status\ndata: " + status.get() + "\n\n").getBytes(StandardCharsets.UTF_8);
    tellAll(bytes);
  }

  /** Everything as it is; for a moment the same bytes, unless something changes. */
  synchronized Snapshot snapshot() {
    long now = System.nanoTime();
    if (snapshot == null || now - snapshotMade > SNAPSHOT_NANOS) {
      snapshotMade = now;
      // Not flushed first: what is in both is the same row twice, which does no harm.
      String more = ",\"id\":\"" + id(version) + "\",\"status\":" + status.get();
      snapshot = new Snapshot(id(version), store.snapshot(more).getBytes(StandardCharsets.UTF_8));
    }
    return snapshot;
  }

  private String id(long of) {
    return epoch + "-" + of;
  }

  /**
   * Adds who listens.
   *
   * @param lastId the last event that it had, null for none
   * @return whether there is room
   */
  synchronized boolean join(Listener listener, String lastId) {
    if (listeners.size() >= most) {
      return false;
    }
    // Before anything is told: a connection that has broken by then leaves while it is being told,
    // and the status counts the one who is told.
    listeners.add(listener);
    boolean told = false;
    try {
      List<byte[]> missed = missed(lastId);
      if (missed == null) {
        listener.tell("event: reload\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
      } else {
        missed.forEach(listener::tell);
      }
      listener.tell(
          ("event: status\ndata: " + status.get() + "\n\n").getBytes(StandardCharsets.UTF_8));
      told = true;
    } finally {
      if (!told) {
        listeners.remove(listener);
      }
    }
    return true;
  }

  /** What was told after an event; null where that is not known any more, or never was. */
  private List<byte[]> missed(String lastId) {
    if (lastId == null || !lastId.matches(epoch + "-\\d{1,18}")) {
      return null;
    }
    long last = Long.parseLong(lastId.substring(epoch.length() + 1));
    if (last < forgotten || last > version) {
      return null;
    }
    return kept.stream().filter(text -> text.version() > last).map(Text::bytes).toList();
  }

  /** Removes who listened. */
  synchronized void leave(Listener listener) {
    listeners.remove(listener);
  }

  /** How many listen. */
  synchronized int listeners() {
    return listeners.size();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
