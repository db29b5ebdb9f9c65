package io.groundswell.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.deploy.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real Prometheus, with the configuration and the alarms that are shipped, on one port to watch.
 */
final class Prometheus implements AutoCloseable {
  private static final Path SHIPPED = Path.of("deploy/prometheus");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final Process process;
  private final int port;

  private Prometheus(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it; each second it looks at the port, and at the alarms. */
  static Prometheus start(Path folder, int watched) throws Exception {
    String program = Tools.find("prometheus", "prometheus");
    int port = Tools.freePort();
    String configuration =
        Files.readString(SHIPPED.resolve("prometheus.yml"))
            .replaceAll("interval: \\d+s", "interval: 1s")
            .replace("groundswell.rules.yml", "'" + rules().toAbsolutePath() + "'")
            .replaceAll(
                "targets: \\[\"localhost:9249\".*]", "targets: ['localhost:" + watched + "']")
            .replace("localhost:9095", "localhost:" + Tools.freePort());
    Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
    Process process =
        Tools.start(
            folder.resolve("prometheus.log"),
            List.of(
                program,
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port));
    return new Prometheus(process, port);
  }

  static Path rules() {
    return SHIPPED.resolve("groundswell.rules.yml");
  }

  @Override
  public void close() throws InterruptedException {
    Tools.end(process);
  }

  /** What an address of its interface says. */
  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path)).build();
    JsonNode answer =
        mapper.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(path + ": " + answer);
    }
    return answer.get("data");
  }

  /** The series that a query gives now. */
  JsonNode query(String expression) throws IOException, InterruptedException {
    return get("query?query=" + URLEncoder.encode(expression, UTF_8)).get("result");
  }

  /** The only number that a query gives, or NaN. */
  double number(String expression) throws IOException, InterruptedException {
    JsonNode result = query(expression);
    return result.size() == 1
        ? Double.parseDouble(result.get(0).get("value").get(1).asText())
        : Double.NaN;
  }
}
