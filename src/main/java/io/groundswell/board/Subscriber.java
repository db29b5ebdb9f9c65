package io.groundswell.board;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * One open browser: what it is told waits here until its connection takes it, without a thread. One
 * that falls too far behind is cut off: it comes back and loads everything again.
 */
final class Subscriber extends IteratingCallback implements Hub.Listener {
  /** What may wait for a slow browser. */
  static final long MOST_BYTES = 4L << 20;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Hub hub;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean over;

  Subscriber(Request request, Response response, Callback callback, Hub hub) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.hub = hub;
  }

  @Override
  public void tell(byte[] events) {
    boolean tooSlow;
    synchronized (this) {
      if (over) {
        return;
      }
      tooSlow = bytes > 0 && bytes + events.length > MOST_BYTES;
      over = tooSlow;
      waiting.add(events);
      bytes += events.length;
    }
    if (tooSlow) {
      hub.leave(this);
      // The write that is stuck fails by this, and with it the response.
      request.getConnectionMetaData().getConnection().getEndPoint().close();
    } else {
      iterate();
    }
  }

  @Override
  protected Action process() {
    byte[] next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        return Action.IDLE;
      }
      bytes -= next.length;
    }
    response.write(false, ByteBuffer.wrap(next), this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    synchronized (this) {
      over = true;
      waiting.clear();
    }
    hub.leave(this);
    callback.failed(cause);
  }
}
