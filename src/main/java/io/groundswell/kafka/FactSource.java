package io.groundswell.kafka;

import io.groundswell.codec.Inbound;
import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The input topics as one source, with a watermark per partition: it trails the largest event time
 * seen there; a partition without facts for a while no longer holds the others back, whatever else
 * stands in it.
 */
public final class FactSource {
  /** Topics whose facts results are computed from as event time goes by. */
  static final Set<Topic> MOVES_TIME = Set.of(Topic.ENGAGEMENTS, Topic.AD_DELIVERY, Topic.RULES);

  private FactSource() {}

  /**
   * The source.
   *
   * @param properties of the consumer, {@code bootstrap.servers} and {@code group.id} among them
   * @param topicPrefix what stands before the topics' names
   * @param start where to start where no checkpoint says
   * @param maxFuture how far an engagement may be ahead of its Kafka timestamp
   * @param type the type of records
   */
  public static KafkaSource<Inbound> of(
      Properties properties,
      String topicPrefix,
      OffsetsInitializer start,
      Duration maxFuture,
      TypeInformation<Inbound> type) {
    Map<String, Topic> topics = new HashMap<>();
    for (Topic topic : Topic.inputs()) {
      topics.put(topicPrefix + topic.wire(), topic);
    }
    return KafkaSource.<Inbound>builder()
        .setProperties(properties)
        .setTopics(topics.keySet().stream().sorted().toList())
        .setStartingOffsets(start)
        .setDeserializer(new Reader(topics, maxFuture.toMillis(), type))
        .build();
  }

  /** The records of a consumer. */
  private static final class Reader implements KafkaRecordDeserializationSchema<Inbound> {
    private static final long serialVersionUID = 1L;
    private final Map<String, Topic> topics;
    private final long maxFuture;
    private final TypeInformation<Inbound> type;

    Reader(Map<String, Topic> topics, long maxFuture, TypeInformation<Inbound> type) {
      this.topics = new HashMap<>(topics);
      this.maxFuture = maxFuture;
      this.type = type;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Inbound> out) {
      out.collect(
          new Inbound(
              topics.get(record.topic()),
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              maxFuture,
              record.key(),
              record.value()));
    }

    @Override
    public TypeInformation<Inbound> getProducedType() {
      return type;
    }
  }

  /**
   * The watermarks of one partition.
   *
   * @param disorder by how much they trail the largest event time seen
   * @param idle after how long without a fact the partition no longer holds the others back
   */
  public static WatermarkStrategy<Inbound> watermarks(Duration disorder, Duration idle) {
    long behind = disorder.toMillis();
    return WatermarkStrategy.<Inbound>forGenerator(
            context ->
                new OfFacts(
                    new WatermarksWithIdleness<>(
                        new Trailing(behind), idle, context.getInputActivityClock())))
        .withTimestampAssigner(
            (record, kafka) -> record.isFact() ? record.eventTime() : record.timestamp());
  }

  /**
   * Lets only facts that results are computed from through to another generator. Garbage is
   * silence; so are posts and outcomes, which may be told long after they happened.
   */
  private static final class OfFacts implements WatermarkGenerator<Inbound> {
    private final WatermarkGenerator<Inbound> generator;

    OfFacts(WatermarkGenerator<Inbound> generator) {
      this.generator = generator;
    }

    @Override
    public void onEvent(Inbound record, long time, WatermarkOutput output) {
      if (!MOVES_TIME.contains(record.topic())) {
        output.markIdle();
      } else if (record.isFact()) {
        generator.onEvent(record, time, output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      generator.onPeriodicEmit(output);
    }
  }

  /**
   * A watermark w says: no more facts before w. (Flink's own generator says: none at w either, and
   * so trails by a millisecond more; slices end between two milliseconds and need not.)
   */
  private static final class Trailing implements WatermarkGenerator<Inbound> {
    private final long behind;
    private long largest = Long.MIN_VALUE;

    Trailing(long behind) {
      this.behind = behind;
    }

    @Override
    public void onEvent(Inbound record, long time, WatermarkOutput output) {
      largest = Math.max(largest, time);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (largest != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(largest - behind));
      }
    }
  }
}
