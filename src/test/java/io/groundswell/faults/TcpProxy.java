package io.groundswell.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A wire between the job and the broker that can be cut: nothing comes through then, in either
 * direction, and nobody is told, as when packets are dropped. Mended, it carries what was held up.
 */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mended = lock.newCondition();
  private boolean cut;

  private TcpProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** Listens on {@code port} and leads to {@code target}, both on this machine. */
  public static TcpProxy start(int port, int target) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    TcpProxy proxy = new TcpProxy(server, target);
    daemon(proxy::accept);
    return proxy;
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** From now on nothing comes through. */
  public void cut() {
    lock.lock();
    try {
      cut = true;
    } finally {
      lock.unlock();
    }
  }

  /** It carries again, first what was held up. */
  public void mend() {
    lock.lock();
    try {
      cut = false;
      mended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    mend();
    server.close();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (true) {
      try {
        Socket near = server.accept();
        daemon(() -> connect(near));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket near) {
    awaitMended();
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      daemon(() -> carry(near, far));
      carry(far, near);
    } catch (IOException e) {
      shut(near);
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[64 << 10];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitMended();
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // One side has gone: so does the other.
    }
    awaitMended();
    shut(from);
    shut(to);
  }

  private void awaitMended() {
    lock.lock();
    try {
      while (cut) {
        mended.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is.
    }
  }
}
