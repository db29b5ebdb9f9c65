package io.groundswell.board;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many open streams of a board, read by one thread: it notes when each of them first names an alert
 * {@code load-NNNN-}.
 */
final class Streams implements AutoCloseable {
  private static final Pattern NAMED = Pattern.compile("load-(\\d{4})-");
  private static final int TAIL = 16;
  private static final long PATIENCE_S = 60;

  private static final class Stream {
    private final Set<Integer> heard = new HashSet<>();
    private String tail = "";
    private boolean open;
  }

  private final Selector selector = Selector.open();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final Map<Integer, List<Long>> arrivals = new HashMap<>();
  private final Thread reader = new Thread(this::read, "streams");
  private int open;
  private Exception failure;

  /** Opens them, each going on where a snapshot ended, and waits until every one is answered. */
  Streams(int port, int count, String snapshot) throws Exception {
    byte[] request =
        ("GET /api/events?last=" + snapshot + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < count; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channels.add(channel);
      channel.write(ByteBuffer.wrap(request));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Stream());
    }
    reader.setDaemon(true);
    reader.start();
    await(() -> open == count, "open streams");
  }

  private interface Condition {
    boolean holds();
  }

  private synchronized void await(Condition condition, String what) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!condition.holds()) {
      long left = end - System.nanoTime();
      if (failure != null || left <= 0) {
        throw new IllegalStateException("waited in vain for " + what, failure);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** When each stream had named an alert, {@link System#nanoTime}; waits until all have. */
  long[] arrivals(int alert) throws Exception {
    await(
        () -> arrivals.getOrDefault(alert, List.of()).size() == channels.size(), "alert " + alert);
    synchronized (this) {
      return arrivals.get(alert).stream().mapToLong(Long::longValue).toArray();
    }
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try {
      while (selector.isOpen()) {
        selector.select(key -> take(key, buffer));
      }
    } catch (ClosedSelectorException closed) {
      // The end that was wanted.
    } catch (IOException | RuntimeException e) {
      synchronized (this) {
        failure = e;
        notifyAll();
      }
    }
  }

  private void take(SelectionKey key, ByteBuffer buffer) {
    buffer.clear();
    try {
      if (((SocketChannel) key.channel()).read(buffer) < 0) {
        throw new IllegalStateException("the board closed a stream");
      }
    } catch (IOException e) {
      throw new IllegalStateException("a stream broke", e);
    }
    long now = System.nanoTime();
    buffer.flip();
    heard((Stream) key.attachment(), StandardCharsets.ISO_8859_1.decode(buffer).toString(), now);
  }

  private synchronized void heard(Stream stream, String said, long now) {
    String text = stream.tail + said;
    if (!stream.open) {
      if (!text.startsWith("HTTP/1.1 200")) {
        throw new IllegalStateException("no stream: " + text);
      }
      stream.open = true;
      open++;
    }
    Matcher named = NAMED.matcher(text);
    while (named.find()) {
      int alert = Integer.parseInt(named.group(1));
      if (stream.heard.add(alert)) {
        arrivals.computeIfAbsent(alert, a -> new ArrayList<>()).add(now);
      }
    }
    stream.tail = text.substring(Math.max(0, text.length() - TAIL));
    notifyAll();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
