package io.groundswell.local.replay;

import io.groundswell.codec.Inbound;
import io.groundswell.event.Topic;
import io.groundswell.job.States;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * The facts of a folder as one file, in order of time, and its form: a record is a key of 17 bytes
 * (time, topic, line) and the line as it came. What is no fact stands first, to be refused by the
 * pipeline as everywhere else.
 */
final class SortedFacts {
  private static final int KEY = 17;
  private static final long NO_TIME = Long.MIN_VALUE;
  private static final long MEMORY = 256L << 20;

  private long facts;
  private long rejected;
  private long newest = NO_TIME;

  /** Reads a folder, sorts it, and writes the file. */
  static SortedFacts write(InputFolder folder, Path file, Path temporary) throws IOException {
    SortedFacts sorted = new SortedFacts();
    try (ExternalSort sort = new ExternalSort(temporary, MEMORY);
        DataOutputStream out = ExternalSort.output(file)) {
      folder.forEachLine((topic, number, line) -> sorted.add(topic, number, line, sort));
      sort.forEach((key, value) -> ExternalSort.write(key, value, out));
    }
    return sorted;
  }

  private void add(Topic topic, long number, byte[] line, ExternalSort sort) throws IOException {
    Inbound record = inbound(topic, number, NO_TIME, line);
    long time = NO_TIME;
    if (record.isFact()) {
      time = record.time();
      facts++;
      newest = Math.max(newest, time);
    } else {
      rejected++;
    }
    // The sign bit is turned: keys are compared as unsigned bytes.
    sort.add(
        ByteBuffer.allocate(KEY)
            .putLong(time ^ Long.MIN_VALUE)
            .put((byte) topic.ordinal())
            .putLong(number)
            .array(),
        line);
  }

  private static Inbound inbound(Topic topic, long number, long time, byte[] line) {
    return new Inbound(topic, topic.wire(), 0, number, time, Inbound.NO_CLOCK, null, line);
  }

  /** How many records are facts. */
  long facts() {
    return facts;
  }

  /** How many are none. */
  long rejected() {
    return rejected;
  }

  /** The newest time of a fact, or {@link Long#MIN_VALUE}. */
  long newest() {
    return newest;
  }

  /** Watermarks for facts in order of time: when a slice begins, those before it are whole. */
  static WatermarkStrategy<Inbound> watermarks(long slice) {
    return WatermarkStrategy.<Inbound>forGenerator(context -> new EachSlice(slice))
        .withTimestampAssigner((record, none) -> record.timestamp());
  }

  private static final class EachSlice implements WatermarkGenerator<Inbound> {
    private final long slice;
    private long last = NO_TIME;

    EachSlice(long slice) {
      this.slice = slice;
    }

    @Override
    public void onEvent(Inbound record, long time, WatermarkOutput output) {
      if (time != NO_TIME) {
        long begin = Math.floorDiv(time, slice) * slice;
        if (begin > last) {
          last = begin;
          output.emitWatermark(new Watermark(begin));
        }
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** The file as a source of Flink's. */
  static final class Format extends SimpleStreamFormat<Inbound> {
    private static final long serialVersionUID = 1L;

    @Override
    public Reader<Inbound> createReader(Configuration configuration, FSDataInputStream stream) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
      return new Reader<>() {
        @Override
        public Inbound read() throws IOException {
          byte[] key;
          try {
            key = ExternalSort.readBlock(in);
          } catch (EOFException end) {
            return null;
          }
          ByteBuffer parts = ByteBuffer.wrap(key);
          long time = parts.getLong() ^ Long.MIN_VALUE;
          Topic topic = Topic.of(parts.get());
          return inbound(topic, parts.getLong(), time, ExternalSort.readBlock(in));
        }

        @Override
        public void close() throws IOException {
          in.close();
        }
      };
    }

    @Override
    public TypeInformation<Inbound> getProducedType() {
      return States.INBOUND;
    }
  }
}
