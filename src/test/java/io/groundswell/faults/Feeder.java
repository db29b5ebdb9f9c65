package io.groundswell.faults;

import io.groundswell.kafka.Topics;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends a load at a steady rate, through whatever happens to the broker, each record once. The last
 * tenth waits until it is released: what strikes before that strikes within the load, however slow
 * the machine is, and partitions that fell silent speak once more after it.
 */
final class Feeder implements AutoCloseable {
  private static final double HELD = 0.9;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String prefix;
  private final List<Load.Item> items;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread;
  private final double perSecond;
  private final AtomicInteger sent = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);

  private Feeder(String brokers, String prefix, List<Load.Item> items, double perSecond) {
    Properties properties = client(brokers);
    properties.setProperty("acks", "all");
    properties.setProperty("enable.idempotence", "true");
    properties.setProperty("linger.ms", "10");
    properties.setProperty("delivery.timeout.ms", "300000");
    properties.setProperty("max.block.ms", "300000");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.prefix = prefix;
    this.items = items;
    this.perSecond = perSecond;
    thread = new Thread(this::send, "feeder");
    thread.setDaemon(true);
  }

  static Properties client(String brokers) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", brokers);
    return properties;
  }

  /** Makes the topics; nothing is sent yet. */
  static Feeder of(String brokers, String prefix, List<Load.Item> items, double perSecond)
      throws Exception {
    Topics.create(client(brokers), prefix, Load.PARTITIONS, (short) 1, Topics.Clock.PRODUCER);
    return new Feeder(brokers, prefix, items, perSecond);
  }

  /** Begins to send. */
  void begin() {
    thread.start();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  private void send() {
    long begin = System.nanoTime();
    long held = (long) (HELD * items.size());
    for (Load.Item item : items) {
      if (sent.get() == held && !awaitRelease()) {
        return;
      }
      long due = begin + (long) (sent.get() / perSecond * 1e9);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(1_000_000);
      }
      try {
        producer.send(
            new ProducerRecord<>(
                prefix + item.topic().wire(),
                item.partition(),
                item.time(),
                item.key(),
                item.value()),
            (metadata, error) -> {
              if (error != null) {
                failure.compareAndSet(null, error);
              }
            });
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e);
        return;
      }
      sent.incrementAndGet();
    }
    producer.flush();
  }

  private boolean awaitRelease() {
    try {
      released.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.compareAndSet(null, e);
      return false;
    }
  }

  /** Lets the last tenth go. */
  void release() {
    released.countDown();
  }

  /** Whether the load flows: it has begun, and the part that is held back has not been reached. */
  boolean flows() {
    return sent.get() > 0 && sent.get() < (long) (HELD * items.size()) && thread.isAlive();
  }

  /** Waits until so much of the load was sent, 0 to 0.9. */
  void await(double share) throws InterruptedException {
    while (sent.get() < share * items.size() && thread.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** Waits until the broker has all of it. */
  void join() throws Exception {
    thread.join();
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  @Override
  public void close() {
    producer.close(java.time.Duration.ZERO);
  }
}
