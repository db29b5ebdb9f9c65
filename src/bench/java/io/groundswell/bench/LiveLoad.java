package io.groundswell.bench;

import io.groundswell.event.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The load as it would come: each event at its time, at a steady rate. Ads report every ten
 * seconds, and each begins at a time of its own, so that posts surpass their ads all the time.
 */
final class LiveLoad implements AutoCloseable {
  private static final long BETWEEN_REPORTS = 10_000;
  private static final int LATE_MILLIS = 1_000;
  private static final int LATE_EVERY = 10;

  /** What an ad has reached from its beginning on: more than the least that an alert asks for. */
  private static final int REACH = 130;

  private static final int AD_EVERY = 10;

  private final LoadSpec spec;
  private final String prefix;
  private final Arrivals arrivals;
  private final KafkaProducer<byte[], byte[]> producer;
  private final SplittableRandom random;
  private long written;

  LiveLoad(LoadSpec spec, String bootstrapServers, String prefix, Arrivals arrivals) {
    this.spec = spec;
    this.prefix = prefix;
    this.arrivals = arrivals;
    random = new SplittableRandom(spec.seed());
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrapServers);
    p.put("linger.ms", "5");
    p.put("batch.size", "65536");
    producer = new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** How many engagements were written. */
  long written() {
    return written;
  }

  /** Writes for so long. */
  void run(long start, double perSecond, long millis) {
    Load load = new Load(spec, start);
    load.pulse(this::send, start);
    load.posts(this::send);
    int ads = (spec.posts() + AD_EVERY - 1) / AD_EVERY;
    long[] begins = new long[ads];
    for (int i = 0; i < ads; i++) {
      begins[i] = start + random.nextLong(millis);
    }
    long reports = 0;
    long begin = System.nanoTime();
    while (true) {
      long elapsed = System.nanoTime() - begin;
      if (elapsed >= TimeUnit.MILLISECONDS.toNanos(millis)) {
        return;
      }
      for (long due = (long) (elapsed / 1e9 * perSecond); written < due; written++) {
        long now = System.currentTimeMillis();
        boolean late = random.nextInt(LATE_EVERY) == 0;
        load.engagement(this::send, written, late ? now - random.nextInt(LATE_MILLIS) : now);
      }
      for (long due = elapsed / 1_000_000 * ads / BETWEEN_REPORTS; reports < due; reports++) {
        int ad = (int) (reports % ads);
        long now = System.currentTimeMillis();
        load.ad(this::send, ad * AD_EVERY, now, now < begins[ad] ? 0 : REACH);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback takes it
  private void send(Topic topic, int partition, String key, long time, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            prefix + topic.wire(),
            partition < 0 ? null : partition,
            time,
            key.getBytes(StandardCharsets.UTF_8),
            value);
    boolean movesTime = topic == Topic.ENGAGEMENTS || topic == Topic.AD_DELIVERY;
    producer.send(
        record,
        (metadata, e) -> {
          if (e != null) {
            throw new IllegalStateException(e);
          }
          if (movesTime) {
            arrivals.came(topic.wire(), metadata.partition(), time, metadata.timestamp());
          }
        });
  }

  @Override
  public void close() {
    producer.close();
  }
}
