package io.groundswell.notify;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish to end, which every wait gives way to. */
class Stop {
  private final CountDownLatch wanted = new CountDownLatch(1);

  void now() {
    wanted.countDown();
  }

  boolean wanted() {
    return wanted.getCount() == 0;
  }

  /** Waits, or until the end is wanted. */
  void await() throws InterruptedException {
    wanted.await();
  }

  /**
   * Waits so long.
   *
   * @throws InterruptedException as soon as the end is wanted
   */
  void pause(long ms) throws InterruptedException {
    if (wanted.await(ms, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("stopping");
    }
  }
}
