package io.groundswell.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What is asked of a JobManager, by its REST interface. */
final class Flink {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final List<Integer> ports;

  Flink(List<Integer> ports) {
    this.ports = ports;
  }

  static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(100))
        .pollInterval(Duration.ofMillis(200))
        .pollInSameThread();
  }

  void awaitTaskManagers(int n) {
    await(n + " TaskManagers").until(() -> taskManagers() >= n);
  }

  int taskManagers() {
    return ask("/taskmanagers").map(all -> all.get("taskmanagers").size()).orElse(0);
  }

  /** A TaskManager on which tasks run. */
  String busyTaskManager() {
    String[] name = new String[1];
    await("a TaskManager with tasks")
        .until(
            () -> {
              for (JsonNode each :
                  ask("/taskmanagers")
                      .map(all -> all.get("taskmanagers"))
                      .orElse(JSON.createArrayNode())) {
                if (each.get("freeSlots").asInt() < each.get("slotsNumber").asInt()) {
                  name[0] = each.get("id").asText();
                }
              }
              return name[0] != null;
            });
    return name[0];
  }

  /** Hands a job jar over; returns the name that it can be run by. */
  String upload(Path jar) throws IOException, InterruptedException {
    String boundary = "----groundswell";
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
            + jar.getFileName()
            + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
    List<byte[]> body = new ArrayList<>();
    body.add(head.getBytes(StandardCharsets.UTF_8));
    body.add(Files.readAllBytes(jar));
    body.add(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    JsonNode answer =
        send(
                "POST",
                "/jars/upload",
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.ofByteArrays(body))
            .orElseThrow(() -> new IOException("a JobManager must take the jar, none does"));
    String file = answer.get("filename").asText();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** Starts a job, from a savepoint if one is given; returns its id when all its tasks run. */
  String run(String jar, List<String> arguments, String savepoint) throws Exception {
    Map<String, Object> request = new java.util.HashMap<>();
    request.put("programArgsList", arguments);
    if (savepoint != null) {
      request.put("savepointPath", savepoint);
    }
    JsonNode answer =
        post("/jars/" + jar + "/run", request)
            .orElseThrow(() -> new IOException("a JobManager must run the jar, none does"));
    if (!answer.has("jobid")) {
      throw new IOException("the job must start, does not: " + answer);
    }
    String job = answer.get("jobid").asText();
    awaitRunning(job);
    return job;
  }

  void awaitRunning(String job) {
    await("all tasks of job " + job).until(() -> isRunning(job));
  }

  boolean isRunning(String job) {
    return ask("/jobs/" + job)
        .filter(answer -> answer.has("vertices"))
        .filter(answer -> answer.get("state").asText().equals("RUNNING"))
        .map(
            answer -> {
              for (JsonNode vertex : answer.get("vertices")) {
                if (!vertex.get("status").asText().equals("RUNNING")) {
                  return false;
                }
              }
              return true;
            })
        .orElse(false);
  }

  /** When the newest completed checkpoint was triggered and when it was complete, epoch ms. */
  Optional<long[]> newestCheckpoint(String job) {
    return ask("/jobs/" + job + "/checkpoints")
        .map(answer -> answer.path("latest").path("completed"))
        .filter(completed -> completed.has("trigger_timestamp"))
        .map(
            completed ->
                new long[] {
                  completed.get("trigger_timestamp").asLong(),
                  completed.get("latest_ack_timestamp").asLong()
                });
  }

  /** How many checkpoints have failed. */
  int failedCheckpoints(String job) {
    return ask("/jobs/" + job + "/checkpoints")
        .map(answer -> answer.path("counts").path("failed").asInt(0))
        .orElse(0);
  }

  /** How often the job was restarted, by its own count. */
  int restarts(String job) {
    return ask("/jobs/" + job + "/metrics?get=numRestarts")
        .filter(answer -> answer.size() == 1)
        .map(answer -> answer.get(0).get("value").asInt())
        .orElse(0);
  }

  /** What a step's counter says over all subtasks; Flink's page knows it some time later. */
  double count(String job, String metric) {
    double count = 0;
    for (JsonNode vertex : ask("/jobs/" + job).orElseThrow().get("vertices")) {
      String place = "/jobs/" + job + "/vertices/" + vertex.get("id").asText();
      for (JsonNode sum :
          ask(place + "/subtasks/metrics?agg=sum&get=" + metric).orElse(JSON.createArrayNode())) {
        count += sum.get("sum").asDouble();
      }
    }
    return count;
  }

  /**
   * Stops a job with a savepoint; returns where that is. A job between two lives is asked again.
   */
  String stop(String job, Path folder) {
    String[] place = new String[1];
    await("a savepoint of job " + job)
        .ignoreExceptions()
        .until(
            () -> {
              awaitRunning(job);
              String request =
                  post(
                          "/jobs/" + job + "/stop",
                          Map.of("targetDirectory", folder.toUri().toString(), "drain", false))
                      .orElseThrow()
                      .get("request-id")
                      .asText();
              JsonNode[] status = new JsonNode[1];
              await("the savepoint")
                  .until(
                      () -> {
                        status[0] = ask("/jobs/" + job + "/savepoints/" + request).orElseThrow();
                        return status[0].at("/status/id").asText().equals("COMPLETED");
                      });
              place[0] = status[0].at("/operation/location").asText(null);
              return place[0] != null;
            });
    return place[0];
  }

  /** Ends a job without a word, whatever state it is in. */
  void cancel(String job) {
    send("PATCH", "/jobs/" + job + "?mode=cancel", null, BodyPublishers.noBody());
  }

  private Optional<JsonNode> ask(String path) {
    return send("GET", path, null, BodyPublishers.noBody());
  }

  private Optional<JsonNode> post(String path, Object body) throws IOException {
    return send(
        "POST", path, "application/json", BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  /** The first answer of a JobManager that leads; none while there is none. */
  private Optional<JsonNode> send(String method, String path, String type, BodyPublisher body) {
    for (int port : ports) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .timeout(Duration.ofSeconds(60))
              .method(method, body);
      if (type != null) {
        request.header("Content-Type", type);
      }
      try {
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 503 && answer.body().length > 0) {
          return Optional.of(JSON.readTree(answer.body()));
        }
      } catch (IOException e) {
        // Not this one, or not yet.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return Optional.empty();
  }
}
