package io.groundswell.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Flink's REST interface says of the job. */
final class JobPage {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The source's metric of the offset that it handed on last, per partition. */
  private static final Pattern OFFSET =
      Pattern.compile(
          "\\d+\\..*\\.KafkaSourceReader\\.topic\\.(.+)\\.partition\\.0\\.currentOffset");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String job;
  private final Map<String, String> vertices = new HashMap<>();
  private final List<String> offsets = new ArrayList<>();

  /**
   * A job's page.
   *
   * @param flink where Flink's web page is
   * @param job the job's identifier
   */
  JobPage(URI flink, String job) {
    String root = flink.toString();
    this.job = (root.endsWith("/") ? root : root + "/") + "jobs/" + job;
  }

  /** Whether every step is at work, and reads every topic. */
  boolean running() throws IOException {
    for (JsonNode vertex : get("").path("vertices")) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return positions().size() == Topic.inputs().length;
  }

  /**
   * How far the source has read: by topic, the offset of the first record that it may not have
   * handed on. A topic of which nothing is known yet is left out.
   */
  Map<Topic, Long> positions() throws IOException {
    String source = vertex("Source: facts");
    if (source == null) {
      return Map.of();
    }
    if (offsets.size() < Topic.inputs().length) {
      offsets.clear();
      for (JsonNode metric : get(source + "/metrics")) {
        Matcher matcher = OFFSET.matcher(metric.path("id").asText());
        if (matcher.matches()) {
          offsets.add(matcher.group());
        }
      }
    }
    Map<Topic, Long> positions = new EnumMap<>(Topic.class);
    if (!offsets.isEmpty()) {
      for (JsonNode metric : get(source + "/metrics?get=" + String.join(",", offsets))) {
        Matcher matcher = OFFSET.matcher(metric.path("id").asText());
        for (Topic topic : Topic.inputs()) {
          if (matcher.matches() && matcher.group(1).equals(topic.wire())) {
            positions.put(topic, metric.path("value").asLong(-1) + 1);
          }
        }
      }
      if (positions.size() < Topic.inputs().length) {
        offsets.clear();
      }
    }
    return positions;
  }

  /** The event time that has come to the last step, or {@link Long#MIN_VALUE}. */
  long eventTime() throws IOException {
    String results = vertex("results");
    if (results == null) {
      return Long.MIN_VALUE;
    }
    long least = Long.MAX_VALUE;
    JsonNode marks = get(results + "/watermarks");
    for (JsonNode mark : marks) {
      least = Math.min(least, mark.path("value").asLong(Long.MIN_VALUE));
    }
    return marks.isEmpty() ? Long.MIN_VALUE : least;
  }

  private String vertex(String name) throws IOException {
    if (!vertices.containsKey(name)) {
      for (JsonNode vertex : get("").path("vertices")) {
        if (vertex.path("name").asText().startsWith(name)) {
          vertices.put(name, "/vertices/" + vertex.path("id").asText());
        }
      }
    }
    return vertices.get(name);
  }

  /** The number of checkpoints that are complete. */
  long checkpoints() throws IOException {
    return get("/checkpoints").path("counts").path("completed").asLong(0);
  }

  private JsonNode get(String path) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(job + path)).timeout(PATIENCE).build();
    try {
      return json.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }
}
