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
 * Sends a load at a steady rate, through whatever happens to the broker, each record once. At each
 * gate it waits until it is opened: what strikes before that strikes within the load, however slow
 * the machine is, and partitions that fell silent speak once more after it.
 */
final class Feeder implements AutoCloseable {
  /** Moments of a load are told as if its last tenth stood behind the gate. */
  private static final double HELD = 0.9;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String prefix;
  private final List<Load.Item> items;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread;
  private final double perSecond;
  private final AtomicInteger sent = new AtomicInteger();
  private final List<Gate> gates;

  /** Before a record; {@code reached} when the broker has all before it. */
  private record Gate(int before, CountDownLatch reached, CountDownLatch open) {}

  private Feeder(
      String brokers, String prefix, List<Load.Item> items, double perSecond, List<Integer> gates) {
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
    this.gates =
        gates.stream()
            .map(before -> new Gate(before, new CountDownLatch(1), new CountDownLatch(1)))
            .toList();
    thread = new Thread(this::send, "feeder");
    thread.setDaemon(true);
  }

  static Properties client(String brokers) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", brokers);
    return properties;
  }

  /**
   * Makes the topics; nothing is sent yet.
   *
   * @param gates before which records to wait, in order
   */
  static Feeder of(
      String brokers, String prefix, List<Load.Item> items, double perSecond, List<Integer> gates)
      throws Exception {
    Topics.create(client(brokers), prefix, Load.PARTITIONS, (short) 1, Topics.Clock.PRODUCER);
    return new Feeder(brokers, prefix, items, perSecond, gates);
  }

  /** Begins to send. */
  void begin() {
    thread.start();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  private void send() {
    long begin = System.nanoTime();
    int passed = 0;
    for (Load.Item item : items) {
      while (passed < gates.size() && gates.get(passed).before() == sent.get()) {
        if (!awaitOpen(gates.get(passed++))) {
          return;
        }
        // What follows comes at the same rate, whatever the wait was.
        begin = System.nanoTime() - (long) (sent.get() / perSecond * 1e9);
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

  /** The gate before the last tenth. */
  static int lastTenth(List<Load.Item> items) {
    return (int) (HELD * items.size());
  }

  private boolean awaitOpen(Gate gate) {
    producer.flush();
    gate.reached().countDown();
    try {
      gate.open().await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.compareAndSet(null, e);
      return false;
    }
  }

  /** Lets what is behind a gate go. */
  void open(int gate) {
    gates.get(gate).open().countDown();
  }

  /** Waits until the broker has all that stands before a gate. */
  void awaitGate(int gate) throws Exception {
    while (!gates.get(gate).reached().await(100, TimeUnit.MILLISECONDS)) {
      if (!thread.isAlive()) {
        join();
        throw new IllegalStateException("the load must reach gate " + gate + ", has ended");
      }
    }
  }

  /** Whether the load flows: it has begun, and a gate has not been reached. */
  boolean flows(int gate) {
    return sent.get() > 0 && sent.get() < gates.get(gate).before() && thread.isAlive();
  }

  /** Waits until so much of the load was sent, 0 to 0.9 at a gate. */
  void await(double share, int gate) throws InterruptedException {
    while (sent.get() < share / HELD * gates.get(gate).before() && thread.isAlive()) {
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
