package io.groundswell.bench;

import io.groundswell.codec.FactReader;
import io.groundswell.codec.Rejection;
import io.groundswell.event.Engagement;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Topic;
import io.groundswell.job.States;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The rows that each do one thing more: what a job on this stack cannot be faster than. */
final class Limits {
  /** The operator in which the rows with a keyed step count what they have taken in. */
  static final String KEYED = "keyed";

  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private Limits() {}

  static void build(Task task, StreamExecutionEnvironment env) {
    switch (task.row()) {
      case B -> source(task, env, new Bytes()).sinkTo(new DiscardingSink<>());
      case C -> parsed(task, env).sinkTo(new DiscardingSink<>());
      case D -> keep(bySupporter(task, env).process(new Drop<>()));
      case E -> keep(bySupporter(task, env).process(new TouchOnly<>()));
      case E_RESULTS -> Results.tell(task, bySupporter(task, env).process(new Results.Ready()));
      case E_LEAN -> keep(leanBySupporter(task, env).process(new TouchOnly<>()));
      default -> throw new IllegalArgumentException(task.row() + " is not of these");
    }
  }

  private static void keep(SingleOutputStreamOperator<Long> step) {
    step.name(KEYED).sinkTo(new DiscardingSink<>());
  }

  /** Engagements as the job reads them. */
  static DataStream<SupporterInput> parsed(Task task, StreamExecutionEnvironment env) {
    return source(task, env, new Parsed());
  }

  static <T> DataStream<T> source(
      Task task, StreamExecutionEnvironment env, KafkaRecordDeserializationSchema<T> reader) {
    return source(task, env, reader, WatermarkStrategy.noWatermarks());
  }

  static <T> DataStream<T> source(
      Task task,
      StreamExecutionEnvironment env,
      KafkaRecordDeserializationSchema<T> reader,
      WatermarkStrategy<T> watermarks) {
    KafkaSource<T> source =
        KafkaSource.<T>builder()
            .setBootstrapServers(task.bootstrapServers())
            .setTopics(task.topicPrefix() + Topic.ENGAGEMENTS.wire())
            .setGroupId("bench")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty("isolation.level", "read_committed") // as the job does
            .setDeserializer(reader)
            .build();
    return env.fromSource(source, watermarks, "engagements");
  }

  private static KeyedStream<SupporterInput, String> bySupporter(
      Task task, StreamExecutionEnvironment env) {
    return parsed(task, env).keyBy(e -> key(e.page(), e.supporter()), Types.STRING);
  }

  private static KeyedStream<Lean, Long> leanBySupporter(
      Task task, StreamExecutionEnvironment env) {
    return source(task, env, new LeanParsed()).keyBy(Lean::supporter, Types.LONG);
  }

  /** A pair as one string, as the job's own keys are made. */
  static String key(String page, String name) {
    return page.length() + ":" + page + name;
  }

  /** The value as it came. */
  private static final class Bytes implements KafkaRecordDeserializationSchema<byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
      out.collect(record.value());
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
      return BYTES;
    }
  }

  private static Engagement read(ConsumerRecord<byte[], byte[]> record) throws IOException {
    try {
      return FactReader.engagement(record.value(), record.partition(), record.offset());
    } catch (Rejection e) {
      throw new IOException(e);
    }
  }

  /** What the job makes of it. */
  private static final class Parsed implements KafkaRecordDeserializationSchema<SupporterInput> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SupporterInput> out)
        throws IOException {
      out.collect(read(record));
    }

    @Override
    public TypeInformation<SupporterInput> getProducedType() {
      return States.SUPPORTER_INPUT;
    }
  }

  /** The least that could be said of an engagement. */
  static final class LeanParsed implements KafkaRecordDeserializationSchema<Lean> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Lean> out)
        throws IOException {
      out.collect(Lean.of(read(record)));
    }

    @Override
    public TypeInformation<Lean> getProducedType() {
      return Lean.TYPE;
    }
  }

  private static final class Drop<K, T> extends KeyedProcessFunction<K, T, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(T event, Context context, Collector<Long> out) {}
  }

  /** Tells nothing of it. */
  private static final class TouchOnly<K, T> extends Touch<K, T, Long> {
    private static final long serialVersionUID = 1L;
  }

  /** Reads what stands with the key, changes it, and writes it. */
  static class Touch<K, T, O> extends KeyedProcessFunction<K, T, O> {
    private static final long serialVersionUID = 1L;
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private transient ValueState<byte[]> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("touched", BYTES));
    }

    @Override
    public void processElement(T event, Context context, Collector<O> out) throws Exception {
      byte[] value = state.value();
      if (value == null) {
        value = new byte[24];
      }
      long time;
      long audience;
      if (event instanceof Lean lean) {
        time = lean.time();
        audience = lean.audience();
      } else {
        Engagement engagement = (Engagement) event;
        time = engagement.time();
        audience = engagement.audience();
      }
      LONGS.set(value, 0, (long) LONGS.get(value, 0) + 1);
      LONGS.set(value, 8, (long) LONGS.get(value, 8) + audience);
      LONGS.set(value, 16, Math.max((long) LONGS.get(value, 16), time));
      state.update(value);
    }
  }
}
