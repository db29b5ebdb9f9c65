package io.groundswell.local.generate;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka topics, keyed as momentum.md section 1 says, each record's timestamp the fact's time. A
 * record that cannot be delivered ends the run with the broker's reason.
 */
final class KafkaSink implements Sink {
  private final Producer<byte[], byte[]> producer;
  private final String prefix;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * @param producer closed with this sink
   * @param prefix put before every topic's name
   */
  KafkaSink(Producer<byte[], byte[]> producer, String prefix) {
    this.producer = producer;
    this.prefix = prefix;
  }

  /**
   * Connects.
   *
   * @param settings producer properties; what they leave out is set for throughput without loss
   * @throws KafkaException if a property is wrong or no broker's name resolves
   */
  static KafkaSink connect(Properties settings, String prefix) {
    Properties all = new Properties();
    all.put("acks", "all");
    all.put("enable.idempotence", "true");
    all.put("linger.ms", "20");
    all.put("batch.size", "131072");
    all.put("compression.type", "lz4");
    all.put("client.id", "groundswell-generate");
    all.putAll(settings);
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaSink(new KafkaProducer<>(all, bytes, new ByteArraySerializer()), prefix);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  public void accept(Topic topic, String key, long time, long arrival, byte[] value)
      throws IOException {
    check();
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    try {
      producer.send(
          new ProducerRecord<>(prefix + topic.wire(), null, time, name, value),
          (metadata, error) -> {
            if (error != null) {
              failure.compareAndSet(null, error);
            }
          });
    } catch (KafkaException e) {
      throw new IOException("Kafka did not take a record: " + e.getMessage(), e);
    }
  }

  @Override
  public void finish() throws IOException {
    producer.flush();
    check();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }

  private void check() throws IOException {
    Exception error = failure.get();
    if (error != null) {
      throw new IOException("Kafka did not take a record: " + error.getMessage(), error);
    }
  }
}
