package io.groundswell.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.Topic;
import io.groundswell.kafka.Outgoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** What a job has written, on all topics, as it would stand on Kafka. One run at a time. */
final class Told implements Sink<Outgoing> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Outgoing> ALL = new CopyOnWriteArrayList<>();

  /** What was written since the last call. */
  static List<Outgoing> take() {
    List<Outgoing> taken = List.copyOf(ALL);
    ALL.clear();
    return taken;
  }

  /** All of a record that is text: key, value and headers. */
  static String text(Outgoing record) {
    return text(record.key())
        + ' '
        + text(record.value())
        + ' '
        + String.join(" ", record.headers());
  }

  static String text(byte[] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** The values of a topic's records; tombstones are left out. */
  static List<JsonNode> of(List<Outgoing> records, Topic topic) {
    return records.stream()
        .filter(record -> record.topic() == topic && record.value() != null)
        .map(Told::json)
        .toList();
  }

  static JsonNode json(Outgoing record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys of a topic's tombstones. */
  static List<String> tombstones(List<Outgoing> records, Topic topic) {
    return records.stream()
        .filter(record -> record.topic() == topic && record.value() == null)
        .map(record -> text(record.key()))
        .toList();
  }

  /** The dead letters, as text. */
  static List<String> letters(List<Outgoing> records) {
    return records.stream()
        .filter(record -> record.topic() == Topic.DEAD_LETTERS)
        .map(Told::text)
        .toList();
  }

  @Override
  public SinkWriter<Outgoing> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(Outgoing value, Context when) {
        ALL.add(value);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
