package io.groundswell.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink into this JVM's memory, by name. */
final class Collecting<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, List<Object>> ALL = new ConcurrentHashMap<>();

  private final String name;

  Collecting(String name) {
    this.name = name;
  }

  /** What was written, in order of writing; it is forgotten. */
  static <T> List<T> take(String name, Class<T> type) {
    List<Object> values = ALL.remove(name);
    return values == null ? List.of() : values.stream().map(type::cast).toList();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(T value, Context when) {
        ALL.computeIfAbsent(name, each -> new CopyOnWriteArrayList<>()).add(value);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
