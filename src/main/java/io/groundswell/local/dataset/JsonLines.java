package io.groundswell.local.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** One JSON object per line, fields in the order given. */
final class JsonLines {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonLines() {}

  /** Writes the fields of one object. */
  interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  /** The line, without its end. */
  static String line(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** A moment as the wire writes it: UTC, to the second where it is a whole one. */
  static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }
}
