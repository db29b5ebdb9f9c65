package io.groundswell.kafka;

import io.groundswell.event.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The output topics as one sink: one transaction per subtask and checkpoint for all of them. The
 * partition follows from the key, so that one post's alerts stay in order.
 */
public final class ResultSink {
  private ResultSink() {}

  /**
   * The sink.
   *
   * @param properties of the producer, {@code bootstrap.servers} among them
   * @param topicPrefix what stands before the topics' names
   * @param guarantee exactly-once (transactions) or at-least-once
   * @param transactionalIdPrefix stable over restarts, unlike that of any other job
   */
  public static KafkaSink<Outgoing> of(
      Properties properties,
      String topicPrefix,
      DeliveryGuarantee guarantee,
      String transactionalIdPrefix) {
    return KafkaSink.<Outgoing>builder()
        .setKafkaProducerConfig(properties)
        .setBootstrapServers(properties.getProperty("bootstrap.servers"))
        .setDeliveryGuarantee(guarantee)
        .setTransactionalIdPrefix(transactionalIdPrefix)
        .setRecordSerializer(new Writer(topicPrefix))
        .build();
  }

  private static final class Writer implements KafkaRecordSerializationSchema<Outgoing> {
    private static final long serialVersionUID = 1L;
    private final String[] names = new String[Topic.values().length];
    private transient EndToEnd endToEnd;

    Writer(String prefix) {
      for (Topic topic : Topic.values()) {
        names[topic.ordinal()] = prefix + topic.wire();
      }
    }

    @Override
    public void open(
        SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
      // A sink opens it more than once, and counters of the same names would not be shown.
      if (endToEnd == null) {
        endToEnd = new EndToEnd(context.getMetricGroup());
      }
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Outgoing out, KafkaSinkContext context, Long timestamp) {
      endToEnd.took(out.topic(), out.at(), System.currentTimeMillis());
      // The timestamp is the producer's clock: a broker refuses one that is far ahead of its own.
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(names[out.topic().ordinal()], null, null, out.key(), out.value());
      for (int i = 0; i + 1 < out.headers().length; i += 2) {
        record
            .headers()
            .add(out.headers()[i], out.headers()[i + 1].getBytes(StandardCharsets.UTF_8));
      }
      return record;
    }
  }
}
